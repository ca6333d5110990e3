import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type EngineHost,
  engineHost,
  type HostOptions,
  type StartEngine,
} from '../../../electron/engine/host.ts';
import { exitCodes, type FromEngine, type ToEngine } from '../../../electron/engine/messages.ts';
import type { Failure } from '../../../electron/ipc/contract.ts';

/** One started engine that does what the test tells it. */
interface Fake {
  readonly posted: ToEngine[];
  killed: boolean;
  say(message: FromEngine): void;
  exit(code: number): void;
}

const open = { path: '/tables/a.csv', dialect: null, ragged: 'stop', columns: {} } as const;
const generate = {
  settings: {
    generator: 'trees',
    preset: 'balanced',
    strength: null,
    visitSequence: [],
    seed: 1,
    rows: null,
    holdoutShare: 0.2,
    where: {},
    balance: null,
    fill: [],
    rules: [],
  },
  holdoutPath: null,
} as const;
const release = {
  output: { format: 'csv', escapeFormulas: false },
  decision: {} as never,
  directory: '/out/release',
  now: '',
} as const;

let engines: Fake[];
let host: EngineHost;
let events: { died: Failure[]; refused: number[]; progress: number; tidied: string[] };

beforeEach(() => {
  vi.useFakeTimers();
  engines = [];
  events = { died: [], refused: [], progress: 0, tidied: [] };
  const start: StartEngine = ({ onMessage, onExit }) => {
    const fake: Fake = { posted: [], killed: false, say: onMessage, exit: onExit };
    engines.push(fake);
    return {
      post: (message) => void fake.posted.push(message),
      kill: () => {
        fake.killed = true;
        onExit(15);
      },
    };
  };
  const options: HostOptions = {
    start,
    onProgress: () => events.progress++,
    onDied: (failure) => events.died.push(failure),
    onRefused: (count) => events.refused.push(count),
    afterCrash: async (name) => void events.tidied.push(name),
  };
  host = engineHost(options);
});
afterEach(() => vi.useRealTimers());

const names = (fake: Fake) =>
  fake.posted.map((message) => (message.kind === 'call' ? message.name : message.kind));

/** Answers the newest call of `fake`. */
function answer(
  fake: Fake,
  reply: Extract<FromEngine, { kind: 'reply' }>['reply'] = { ok: true, value: null },
): void {
  const calls = fake.posted.filter((message) => message.kind === 'call');
  fake.say({ kind: 'reply', id: calls[calls.length - 1].id, reply });
}

async function opened(): Promise<Fake> {
  const reply = host.call('open', open);
  await vi.advanceTimersByTimeAsync(0);
  answer(engines[0]);
  await reply;
  return engines[0];
}

describe('calls', () => {
  test('the engine starts at the first call', async () => {
    expect(engines).toHaveLength(0);
    await opened();
    expect(engines).toHaveLength(1);
    expect(host.job()).toEqual({ state: 'done', name: 'open' });
  });

  test('long calls wait for each other, short ones do not', async () => {
    const engine = await opened();
    void host.call('generate', generate);
    void host.call('release', release);
    void host.call('rows', { rowStart: 0, count: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(names(engine)).toEqual(['open', 'generate', 'rows']);
    expect(host.job()).toEqual({ state: 'running', name: 'generate' });
  });

  test('a refusal is the reply, and the job has failed', async () => {
    const reply = host.call('open', open);
    await vi.advanceTimersByTimeAsync(0);
    const failure: Failure = { kind: 'refused', code: 'empty-file', message: 'The file is empty.' };
    answer(engines[0], { ok: false, failure });
    expect(await reply).toEqual({ ok: false, failure });
    expect(host.job()).toEqual({ state: 'failed', name: 'open', failure });
  });
});

describe('start', () => {
  test('has the engine ready, once, and the first call uses it', async () => {
    host.start();
    host.start();
    expect(engines).toHaveLength(1);
    expect(engines[0].posted).toEqual([]);
    await opened();
    expect(engines).toHaveLength(1);
  });

  test('an engine that ends with nothing to do is replaced at the next call, without a word', async () => {
    host.start();
    engines[0].exit(9);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(engines).toHaveLength(1);
    expect(events.died).toEqual([]);
    void host.call('open', open);
    await vi.advanceTimersByTimeAsync(0);
    expect(names(engines[1])).toEqual(['open']);
  });

  test('does nothing after the end', () => {
    host.stop();
    host.start();
    expect(engines).toEqual([]);
  });
});

describe('a closer look', () => {
  const cancelled = {
    ok: false,
    failure: { kind: 'cancelled', code: 'cancelled', message: '' },
  } as const;

  test.each(['open', 'generate', 'frontier', 'release'] as const)('gives way to %s', async (name) => {
    const engine = await opened();
    const look = host.call('study', null);
    const request = { open, generate, release, frontier: { seed: 1, holdoutShare: 0.2, holdoutPath: null } };
    void host.call(name, request[name]);
    await vi.advanceTimersByTimeAsync(0);
    expect(names(engine)).toEqual(['open', 'study', 'cancel']);
    engine.say({ kind: 'progress', progress: { stage: 'read', share: 1 } });
    expect(events.progress).toBe(0);
    answer(engine, cancelled);
    expect(await look).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(names(engine)).toEqual(['open', 'study', 'cancel', name]);
    expect(host.job()).toEqual({ state: 'running', name });
  });

  test('is waited for by what shows no progress', async () => {
    const engine = await opened();
    void host.call('study', null);
    void host.call('rules', null);
    await vi.advanceTimersByTimeAsync(0);
    expect(names(engine)).toEqual(['open', 'study']);
  });

  test('and a search for rules move no bar of what waits behind them', async () => {
    const engine = await opened();
    void host.call('rules', null);
    void host.call('generate', generate);
    await vi.advanceTimersByTimeAsync(0);
    engine.say({ kind: 'progress', progress: { stage: 'prepare', share: 1 } });
    expect(events.progress).toBe(0);
    answer(engine);
    await vi.advanceTimersByTimeAsync(0);
    expect(names(engine)).toEqual(['open', 'rules', 'generate']);
    engine.say({ kind: 'progress', progress: { stage: 'prepare', share: 0.1 } });
    expect(events.progress).toBe(1);
  });
});

describe('cancel', () => {
  test('asks the engine; its answer settles the call', async () => {
    const engine = await opened();
    const reply = host.call('generate', generate);
    await vi.advanceTimersByTimeAsync(0);
    host.cancel();
    expect(names(engine)).toEqual(['open', 'generate', 'cancel']);
    expect(host.job()).toEqual({ state: 'cancelling', name: 'generate' });
    const id = engine.posted[1].id;
    engine.say({
      kind: 'reply',
      id,
      reply: { ok: false, failure: { kind: 'cancelled', code: 'cancelled', message: '' } },
    });
    expect(await reply).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(host.job()).toEqual({ state: 'cancelled', name: 'generate' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(engine.killed).toBe(false);
  });

  test('kills after two seconds, says cancelled, and opens the table again without a word of a crash', async () => {
    const engine = await opened();
    const reply = host.call('generate', generate);
    await vi.advanceTimersByTimeAsync(0);
    host.cancel();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(engine.killed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(engine.killed).toBe(true);
    expect(await reply).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    await vi.advanceTimersByTimeAsync(1);
    expect(events.died).toEqual([]);
    expect(names(engines[1])).toEqual(['open']);
  });

  test('calls that wait are answered without being started', async () => {
    const engine = await opened();
    void host.call('generate', generate);
    const waiting = host.call('release', release);
    await vi.advanceTimersByTimeAsync(0);
    host.cancel();
    expect(await waiting).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(names(engine)).not.toContain('release');
  });

  test('does nothing when nothing is under way; progress after it is not shown', async () => {
    const engine = await opened();
    host.cancel();
    expect(names(engine)).toEqual(['open']);
    void host.call('generate', generate);
    await vi.advanceTimersByTimeAsync(0);
    engine.say({ kind: 'progress', progress: { stage: 'fit', share: 0.5 } });
    host.cancel();
    engine.say({ kind: 'progress', progress: { stage: 'fit', share: 0.6 } });
    expect(events.progress).toBe(1);
  });
});

describe('a crash', () => {
  test('answers the call, says so, and opens the table with its corrections in a new engine', async () => {
    const engine = await opened();
    const corrected = host.call('correct', { columns: { age: { known: true } } });
    await vi.advanceTimersByTimeAsync(0);
    answer(engine);
    await corrected;
    const reply = host.call('generate', generate);
    await vi.advanceTimersByTimeAsync(0);
    engine.exit(9);
    const failed = await reply;
    expect(failed).toMatchObject({ ok: false, failure: { kind: 'crashed', code: 'engine-ended' } });
    expect(failed.ok ? '' : failed.failure.message).toMatch(/stopped while it generated.*opened again/);
    expect(events.died).toHaveLength(1);
    expect(host.job().state).toBe('crashed');
    await vi.advanceTimersByTimeAsync(0);
    expect(engines[1].posted).toEqual([
      {
        kind: 'call',
        id: expect.any(Number),
        name: 'open',
        request: { ...open, columns: { age: { known: true } } },
      },
    ]);
  });

  test('calls made meanwhile wait until the table is back', async () => {
    const engine = await opened();
    engine.exit(9);
    const rows = host.call('rows', { rowStart: 0, count: 1 });
    await vi.advanceTimersByTimeAsync(0);
    expect(names(engines[1])).toEqual(['open']);
    answer(engines[1]);
    await vi.advanceTimersByTimeAsync(0);
    expect(names(engines[1])).toEqual(['open', 'rows']);
    answer(engines[1]);
    expect(await rows).toEqual({ ok: true, value: null });
  });

  test('a long call that waits for the table to be back is stopped at once', async () => {
    (await opened()).exit(9);
    const reply = host.call('generate', generate);
    await vi.advanceTimersByTimeAsync(0);
    host.cancel();
    expect(await reply).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(host.job()).toEqual({ state: 'cancelled', name: 'generate' });
    answer(engines[1]);
    await vi.advanceTimersByTimeAsync(0);
    expect(names(engines[1])).toEqual(['open']);
  });

  test('a long call that is not stopped is made when the table is back', async () => {
    (await opened()).exit(9);
    void host.call('generate', generate);
    await vi.advanceTimersByTimeAsync(0);
    expect(names(engines[1])).toEqual(['open']);
    answer(engines[1]);
    await vi.advanceTimersByTimeAsync(0);
    expect(names(engines[1])).toEqual(['open', 'generate']);
  });

  test('a second one while the table is opened again is not tried a third time', async () => {
    (await opened()).exit(9);
    await vi.advanceTimersByTimeAsync(0);
    engines[1].exit(9);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(engines).toHaveLength(2);
    expect(events.died[1].message).toContain('must be opened again');
    void host.call('open', open);
    await vi.advanceTimersByTimeAsync(0);
    expect(engines).toHaveLength(3);
  });

  test('without a table there is nothing to open again', async () => {
    const reply = host.call('open', open);
    await vi.advanceTimersByTimeAsync(0);
    engines[0].exit(9);
    expect(await reply).toMatchObject({
      failure: { kind: 'crashed', message: expect.stringContaining('must be opened again') },
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(engines).toHaveLength(1);
  });

  test('out of memory is named, and what a save may have left is tidied first', async () => {
    const engine = await opened();
    const reply = host.call('release', release);
    await vi.advanceTimersByTimeAsync(0);
    engine.exit(exitCodes.outOfMemory);
    expect(await reply).toMatchObject({
      failure: { code: 'out-of-memory', message: expect.stringContaining('out of memory') },
    });
    expect(events.tidied).toEqual(['release']);
  });
});

test('refusals add up over engines', async () => {
  const engine = await opened();
  engine.say({ kind: 'refused', count: 3 });
  engine.exit(9);
  await vi.advanceTimersByTimeAsync(0);
  engines[1].say({ kind: 'refused', count: 1 });
  expect(events.refused).toEqual([3, 4]);
});

test('stop answers everything and starts nothing again', async () => {
  const engine = await opened();
  const reply = host.call('generate', generate);
  await vi.advanceTimersByTimeAsync(0);
  host.stop();
  expect(await reply).toMatchObject({ failure: { kind: 'cancelled' } });
  expect(engine.killed).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(engines).toHaveLength(1);
  expect(events.died).toEqual([]);
  expect(await host.call('open', open)).toMatchObject({ failure: { kind: 'cancelled' } });
});
