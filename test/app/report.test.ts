/** The report file in Electron's own Chromium: parsed as written, no policy broken, axe content, nothing cut on A4. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderReport } from '../../renderer/report/index.ts';
import { type App, startApp } from '../support/app.ts';
import { reviewedFixture } from '../support/reportFixture.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const html = renderReport(reviewedFixture);

/** Width of A4 less the margins of the report's page rule, in CSS pixels: (210 - 28) mm at 96 / 25.4. */
const printedWidth = Math.floor(((210 - 28) * 96) / 25.4);

interface View {
  readonly theme: 'light' | 'dark';
  readonly media: 'screen' | 'print';
  readonly width: number;
}

interface Seen {
  /** Serious findings of axe, as rule and element. */
  readonly accused: readonly string[];
  /** What the page said on its console; a broken content policy is said there. */
  readonly said: readonly string[];
  /** Elements of the body after parsing. */
  readonly elements: number;
  /** Drawings and tables that reach beyond the page with nothing to scroll them. */
  readonly cut: readonly string[];
}

let app: App;
beforeAll(async () => void (app = await startApp()));
afterAll(async () => app.close());

/** Runs inside the page. */
const examine = `(async () => {
  const edge = document.documentElement.clientWidth + 1;
  const scrolls = (one) => one !== null && (getComputedStyle(one).overflowX === 'auto' || scrolls(one.parentElement));
  const cut = [...document.querySelectorAll('svg, table, figure')]
    .filter((one) => one.getBoundingClientRect().right > edge && !scrolls(one.parentElement))
    .map((one) => one.outerHTML.slice(0, 80));
  const { violations } = await axe.run();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return {
    accused: serious.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 120))),
    elements: document.body.querySelectorAll('*').length,
    cut,
  };
})()`;

/** Shows the report in a window with a session of its own, where the app's blocks hold as everywhere. */
async function look(view: View): Promise<Seen> {
  return app.electron.evaluate(
    async ({ BrowserWindow, nativeTheme, session }, given) => {
      nativeTheme.themeSource = given.theme;
      const partition = `report-${given.theme}-${given.media}-${given.width}`;
      session
        .fromPartition(partition)
        .protocol.handle(
          'app',
          () => new Response(given.html, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
        );
      const window = new BrowserWindow({
        show: false,
        width: given.width,
        height: 900,
        useContentSize: true,
        webPreferences: { partition, sandbox: true },
      });
      const said: string[] = [];
      window.webContents.on('console-message', (...args: readonly unknown[]) => {
        // The message is the third argument, or a part of the first in later versions.
        const [event, , message] = args as [{ readonly message?: string }, unknown, string?];
        said.push(message ?? event.message ?? '');
      });
      try {
        await window.loadURL('app://bundle/report.html');
        if (given.media === 'print') {
          window.webContents.debugger.attach();
          await window.webContents.debugger.sendCommand('Emulation.setEmulatedMedia', { media: 'print' });
        }
        await window.webContents.executeJavaScript(`${given.axe}; 0`);
        return { said, ...(await window.webContents.executeJavaScript(given.examine)) };
      } finally {
        window.destroy();
      }
    },
    { ...view, html, axe, examine },
  );
}

/** Elements that the source opens inside its body. */
function openedElements(): number {
  const body = html.slice(html.indexOf('<body>') + '<body>'.length);
  return (body.match(/<[a-z][\w-]*[\s>/]/gi) ?? []).length;
}

describe.each([
  { theme: 'light', media: 'screen', width: 1280 },
  { theme: 'dark', media: 'screen', width: 1280 },
  { theme: 'light', media: 'screen', width: 960 },
  { theme: 'light', media: 'print', width: printedWidth },
] as const)('in $theme on $media, $width wide', (view) => {
  let seen: Seen;
  beforeAll(async () => void (seen = await look(view)));

  test('axe finds nothing serious', () => expect(seen.accused).toEqual([]));
  test('no content policy is broken', () => expect(seen.said).toEqual([]));
  test('the parser keeps every element where it was written', () =>
    expect(seen.elements).toBe(openedElements()));
  test('no drawing or table is cut', () => expect(seen.cut).toEqual([]));
});
