/**
 * The style of the report file, loaded as the build loads it: the test runner itself empties style sheets, so this
 * goes through Vite's own loader.
 */
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { expect, it } from 'vitest';

it('carries tokens, charts and page, loads nothing and closes no element', async () => {
  const vite = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../../../', import.meta.url)),
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    appType: 'custom',
    logLevel: 'error',
  });
  try {
    const { reportCss: css } = await vite.ssrLoadModule('/renderer/report/reportCss.ts');
    for (const part of [
      '--synthetic:',
      '.column-chart',
      '.finding',
      '@page',
      'forced-colors',
      'data-theme',
    ]) {
      expect(css).toContain(part);
    }
    expect(css).not.toMatch(/@import|url\(|<\//i);
    const used = new Set<string>(
      [...css.matchAll(/var\((--[\w-]+)/g)].map((match: RegExpMatchArray) => match[1]),
    );
    const known = new Set<string>(
      [...css.matchAll(/(--[\w-]+):/g)].map((match: RegExpMatchArray) => match[1]),
    );
    expect([...used].filter((name) => !known.has(name))).toEqual([]);
  } finally {
    await vite.close();
  }
});
