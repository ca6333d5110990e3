/** The report file in Electron's own Chromium: parsed as written, no policy broken, axe content, nothing cut on A4. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, startApp } from '../support/app.ts';
import { leakChecks } from '../../models/evaluate/leakChecks.ts';
import type { Report } from '../../models/report/report.ts';
import { counts, measured, quiet } from '../models/evaluate/quietLeakage.ts';
import { reviewedFixture } from '../support/reportFixture.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const renderReport = await styledReport();
const html = renderReport(reviewedFixture);

/** Every check that there is, with one of each status in front: the longest page of findings that is usual. */
const everyCheck: Report = {
  ...reviewedFixture,
  checks: [
    ...reviewedFixture.checks,
    ...leakChecks(
      {
        ...quiet,
        nearCopies: measured(0.05, 0.01, 0.002),
        rareValues: measured(0.5, 0.2, 0.01),
        linkability: { unmeasured: 'No conclusion: guessing blindly succeeds as often as the attack.' },
      },
      counts,
    ).filter(({ id }) => !reviewedFixture.checks.some((check) => check.id === id)),
  ],
};

/** Width and height of A4 less the margins of the report's page rule, 13 mm a side, in CSS pixels: 25.4 mm are 96. */
const printedWidth = Math.floor(((210 - 26) * 96) / 25.4);
const printedHeight = Math.floor(((297 - 26) * 96) / 25.4);

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
  /** Where the section of findings ends, from the top of the page, in CSS pixels. */
  readonly findingsEnd: number;
}

/** `renderReport` with its style: the test runner itself empties style sheets, so this goes through Vite's own loader. */
async function styledReport(): Promise<(report: Report) => string> {
  const vite = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../../', import.meta.url)),
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    appType: 'custom',
    logLevel: 'error',
  });
  try {
    const { renderReport: render } = await vite.ssrLoadModule('/renderer/report/index.ts');
    return render;
  } finally {
    await vite.close();
  }
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
    findingsEnd: document.querySelector('#findings').getBoundingClientRect().bottom + scrollY,
  };
})()`;

let looks = 0;

/** Shows the report in a window with a session of its own, where the app's blocks hold as everywhere. */
async function look(view: View, page = html): Promise<Seen> {
  return app.electron.evaluate(
    async ({ BrowserWindow, nativeTheme, session }, given) => {
      nativeTheme.themeSource = given.theme;
      const partition = `report-${given.at}`;
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
        const { debugger: tools } = window.webContents;
        tools.attach();
        // A window that is not shown may not have its size yet; paper has no scroll bar to take part of the width.
        const size = { width: given.width, height: 900, deviceScaleFactor: 1, mobile: false };
        await tools.sendCommand('Emulation.setDeviceMetricsOverride', size);
        await tools.sendCommand('Emulation.setScrollbarsHidden', { hidden: given.media === 'print' });
        await tools.sendCommand('Emulation.setEmulatedMedia', { media: given.media });
        await window.webContents.executeJavaScript(`${given.axe}; 0`);
        return { said, ...(await window.webContents.executeJavaScript(given.examine)) };
      } finally {
        window.destroy();
      }
    },
    { ...view, at: looks++, html: page, axe, examine },
  );
}

/** Elements that the source opens inside its body. */
function openedElements(): number {
  const body = html.slice(html.indexOf('<body>') + '<body>'.length);
  return (body.match(/<[a-z][\w-]*[\s>/]/gi) ?? []).length;
}

test('the page looked at has its style', () => expect(html).toContain('@page'));

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

test.each([
  ['the findings of six checks', html],
  ['the findings of all checks', renderReport(everyCheck)],
])('%s fit one printed page of A4, below the head of the report', async (_, page) => {
  const { findingsEnd, cut } = await look({ theme: 'light', media: 'print', width: printedWidth }, page);
  // Nothing is no page either.
  expect(findingsEnd).toBeGreaterThan(200);
  expect(findingsEnd).toBeLessThanOrEqual(printedHeight);
  expect(cut).toEqual([]);
});
