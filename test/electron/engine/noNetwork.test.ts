import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';

/** The guard as one plain script: replacing node's own modules in the test's process would take the network from it. */
let guard: string;
beforeAll(async () => {
  const out = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: resolve(import.meta.dirname, '../../../electron/engine/noNetwork.ts'),
      write: false,
      rollupOptions: { output: { format: 'es' } },
    },
  });
  if (!('output' in out)) throw new Error('The build gave no output.');
  guard = out.output[0].code.replace(/export\s*\{[^}]*\};?/, '');
});

/** Runs `expression` after the guard and gives what it threw and how many refusals were counted. */
function under(expression: string): { threw: string; count: number } {
  const script = `${guard}
    let count = 0;
    refuseNetwork(() => count++);
    let threw = 'nothing';
    try { await (${expression}); } catch (error) { threw = error.code; }
    console.log(JSON.stringify({ threw, count }));
    process.exit(0);`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  ) as never;
}

test.each([
  "fetch('http://127.0.0.1:9/')",
  "(await import('node:net')).connect(9, '127.0.0.1')",
  "new (await import('node:net')).Socket().connect(9, '127.0.0.1')",
  "(await import('node:net')).createServer().listen(0)",
  "(await import('node:tls')).connect(9, '127.0.0.1')",
  "(await import('node:http')).get('http://127.0.0.1:9/')",
  "(await import('node:https')).request('https://127.0.0.1:9/')",
  "(await import('node:http2')).connect('http://127.0.0.1:9/')",
  "(await import('node:dgram')).createSocket('udp4')",
  "(await import('node:dns')).lookup('understudy.invalid', () => {})",
  "(await import('node:dns/promises')).resolve4('understudy.invalid')",
  "new (await import('node:dns')).promises.Resolver().resolve4('understudy.invalid')",
])('%s is refused and counted once', (expression) => {
  expect(under(expression)).toEqual({ threw: 'network-refused', count: 1 });
});

test('the refusal cannot be overwritten', () => {
  const overwrite = `(async () => {
    try { globalThis.fetch = async () => 'open'; } catch {}
    return fetch('http://127.0.0.1:9/');
  })()`;
  expect(under(overwrite)).toEqual({ threw: 'network-refused', count: 1 });
});
