/** Serves the window's own files as `app://bundle/...`: a list of names made at the start, and nothing beside it. */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Address of the window's page. */
export const pageUrl = 'app://bundle/index.html';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/**
 * The page's policy; `nonce` lets React Aria put in its one style element. The one Trusted Types policy, `default`, is
 * `renderer/emptyMarkup.ts`, which lets the empty text pass and nothing else.
 */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "worker-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** Headers of every answer, refusals included. */
export function responseHeaders(type: string, nonce: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}

/** Answers requests for the files under `folder` as they were at the call; any other address is 404. */
export function bundleServer(
  folder: string,
): (request: Pick<Request, 'url' | 'method'>) => Promise<Response> {
  const files = new Map(filesUnder(folder, '').map((name) => [`/${name}`, join(folder, name)]));
  return async ({ url, method }) => {
    const nonce = randomBytes(16).toString('base64');
    const { protocol, host, pathname } = new URL(url);
    const path = files.get(pathname === '/' ? '/index.html' : pathname);
    const type = types[extname(path ?? '')];
    if (
      protocol !== 'app:' ||
      host !== 'bundle' ||
      method !== 'GET' ||
      path === undefined ||
      type === undefined
    ) {
      return new Response('Not found', {
        status: 404,
        headers: responseHeaders('text/plain; charset=utf-8', nonce),
      });
    }
    const headers = responseHeaders(type, nonce);
    if (extname(path) !== '.html') return new Response(new Uint8Array(await readFile(path)), { headers });
    const page = await readFile(path, 'utf8');
    return new Response(page.replaceAll('__CSP_NONCE__', nonce), { headers });
  };
}

/** Names relative to `folder`, with `/`; hidden files are left out. */
function filesUnder(folder: string, prefix: string): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
    );
}
