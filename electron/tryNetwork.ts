/** Tries the network from main's session and from the engine, so that a person can see that nothing goes out. */
import type { Session } from 'electron';
import type { EngineHost } from './engine/host.ts';

export interface Try {
  readonly from: 'window session' | 'engine';
  readonly reached: boolean;
  readonly says: string;
}

/** A name that no network has (RFC 2606): the try is harmless even where the block should fail. */
export const harmlessUrl = 'https://understudy.invalid/';

/** Asks for `url` from both places; a place that refuses says with what words. */
export async function tryNetwork(
  url: string,
  session: Pick<Session, 'fetch'>,
  host: Pick<EngineHost, 'call'>,
): Promise<readonly Try[]> {
  const fromSession = await session.fetch(url).then(
    ({ status }): Try => ({ from: 'window session', reached: true, says: `answered with status ${status}` }),
    (error: unknown): Try => ({
      from: 'window session',
      reached: false,
      says: error instanceof Error ? error.message : 'refused',
    }),
  );
  const reply = await host.call('probe', { url });
  const fromEngine: Try = reply.ok
    ? { from: 'engine', ...reply.value }
    : { from: 'engine', reached: false, says: reply.failure.message };
  return [fromSession, fromEngine];
}

/** The tries as lines for a dialog. */
export function sayTries(tries: readonly Try[]): string {
  return tries
    .map(({ from, reached, says }) => `${from}: ${reached ? 'REACHED' : 'refused'} (${says})`)
    .join('\n');
}
