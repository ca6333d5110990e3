import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleServer, contentPolicy } from '../../../electron/files/bundle.ts';

let folder: string;
let serve: (request: { url: string; method: string }) => Promise<Response>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-bundle-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.js'), 'secret');
  await writeFile(join(folder, 'renderer', '.stamp'), 'hidden');
  await writeFile(join(folder, 'renderer', 'data.bin'), 'no known type');
  await writeFile(
    join(folder, 'renderer', 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__" />',
  );
  await writeFile(join(folder, 'renderer', 'assets', 'main.js'), 'let __CSP_NONCE__;');
  serve = bundleServer(join(folder, 'renderer'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

const get = (url: string): Promise<Response> => serve({ url, method: 'GET' });

test('the policy allows its own files and one style nonce, and nothing else', () => {
  expect(contentPolicy('abc')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'; img-src 'self' data: blob:; font-src 'self'; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; frame-src 'none'; " +
      "object-src 'none'; worker-src 'none'; require-trusted-types-for 'script'; trusted-types default",
  );
});

test('the page gets a nonce of its own at every load, the same as in its policy', async () => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const response = await get('app://bundle/index.html');
      const nonce = /nonce="([^"]+)"/.exec(await response.text())?.[1] ?? '';
      expect(response.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      return nonce;
    }),
  );
  expect(nonces[0]).toHaveLength(24); // 16 bytes in base64
  expect(nonces[0]).not.toBe(nonces[1]);
});

test('every answer is isolated, typed and not kept', async () => {
  for (const url of ['app://bundle/', 'app://bundle/assets/main.js', 'app://bundle/none']) {
    const { headers } = await get(url);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cache-control': 'no-store',
    });
  }
  expect(await (await get('app://bundle/assets/main.js')).text()).toBe('let __CSP_NONCE__;');
});

describe('anything that is not on the list is not there', () => {
  test.each([
    'app://bundle/../secret.js',
    'app://bundle/%2e%2e/secret.js',
    'app://bundle/assets/..%2f..%2fsecret.js',
    'app://bundle/.stamp',
    'app://bundle/data.bin',
    'app://bundle/assets',
    'app://bundle//index.html',
    'app://other/index.html',
    'https://bundle/index.html',
  ])('%s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  test('other methods', async () => {
    expect((await serve({ url: 'app://bundle/index.html', method: 'POST' })).status).toBe(404);
  });
});
