import { expect, test } from 'vitest';
import { harmlessUrl, sayTries, tryNetwork } from '../../electron/tryNetwork.ts';

test('says who refused and who did not', async () => {
  const tries = await tryNetwork(
    harmlessUrl,
    { fetch: async () => Promise.reject(new Error('net::ERR_BLOCKED_BY_CLIENT')) },
    {
      call: (async () => ({ ok: true, value: { reached: true, says: 'answered with status 200' } })) as never,
    },
  );
  expect(sayTries(tries)).toBe(
    'window session: refused (net::ERR_BLOCKED_BY_CLIENT)\nengine: REACHED (answered with status 200)',
  );
});

test('an engine that cannot be asked did not reach anything', async () => {
  const failure = { kind: 'crashed', code: 'engine-ended', message: 'The engine stopped.' } as const;
  const tries = await tryNetwork(
    harmlessUrl,
    { fetch: async () => new Response('', { status: 200 }) },
    { call: async () => ({ ok: false, failure }) },
  );
  expect(tries.map(({ reached }) => reached)).toEqual([true, false]);
});
