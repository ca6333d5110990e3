import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReadSettings, readWindows, type WholeText } from '../../../../models/io/csv/readWindows.ts';
import type { Text } from '../../../../models/io/csv/text.ts';
import type { Dialect } from '../../../../models/recipe.ts';
import { Cancelled, type Run } from '../../../../models/run/run.ts';
import { textsOf } from '../../../../models/table/dictionary.ts';
import { quietRun } from './quietRun.ts';

const dialect: Dialect = {
  encoding: 'utf-8',
  bom: false,
  delimiter: ',',
  quote: '"',
  escape: 'double',
  header: false,
  skipLines: 0,
  comment: '',
  newline: '\n',
};
const settings: Omit<ReadSettings, 'windowBytes'> = {
  dialect,
  width: 2,
  ragged: 'pad',
  expectedBytes: 100,
  recordBytes: 8,
};

/** A text that remembers how many bytes it was asked for each time. */
function textOf(content: string): Text & { readonly asked: readonly number[] } {
  const bytes = new TextEncoder().encode(content);
  let position = 0;
  const asked: number[] = [];
  return {
    fill: async (target) => {
      asked.push(target.length);
      const part = bytes.subarray(position, position + target.length);
      target.set(part);
      position += part.length;
      return part.length;
    },
    share: () => (bytes.length === 0 ? 1 : position / bytes.length),
    close: async () => {},
    asked,
  };
}

/** As with a pool of so many threads, but in this one. */
function runOf(threads: number): Run {
  const quiet = quietRun();
  return { ...quiet, pool: { ...quiet.pool, threads } };
}

async function inWindows(content: string, windowBytes: number, threads: number): Promise<unknown> {
  return comparable(await readWindows(textOf(content), { ...settings, windowBytes }, runOf(threads)));
}

function inOneGo(content: string): Promise<unknown> {
  return inWindows(content, content.length * 3 + 64, 1);
}

function comparable({ columns, ...rest }: WholeText): unknown {
  return { ...rest, columns: columns.map(({ codes, dictionary }) => [[...codes], textsOf(dictionary)]) };
}

/** Texts in which a window often ends in a quoted cell, and quotes are often wrong. */
const nasty = fc
  .array(
    fc.constantFrom('a', 'bb', ',', ',', '\n', '\n', '"', '"', '""', '\r\n', '"x\ny"', '"p,q"', 'ä', '"\n'),
    { minLength: 1, maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('windows of a text', () => {
  test('that end within quotes lose nothing', async () => {
    const content = `${'1,"a\nb,c\nd,e"\n'.repeat(20)}2,z\n`;
    expect(await inWindows(content, 37, 7)).toEqual(await inOneGo(content));
  });

  test('of any size, at any number of threads, give what one window gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        nasty,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 6 }),
        async (content, windowBytes, threads) => {
          expect(await inWindows(content, windowBytes, threads)).toEqual(await inOneGo(content));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('with far more or shorter records than expected are cut in several turns', async () => {
    const content = Array.from({ length: 3000 }, (_, row) => `${row % 7},${row}\n`).join('');
    const expected = await inOneGo(content);
    const text = textOf(content);
    const found = await readWindows(
      text,
      { ...settings, windowBytes: 1 << 14, expectedBytes: 1, recordBytes: 1000 },
      runOf(2),
    );
    expect(comparable(found)).toEqual(expected);
    expect(found.rowCount).toBe(3000);
    expect(Math.max(...text.asked)).toBe(1 << 14);
  });

  test('count every physical line', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (content) => {
        const { lineCount } = (await inWindows(content, 5, 2)) as { lineCount: number };
        expect(lineCount).toBe(content.split('\n').length - (content.endsWith('\n') ? 1 : 0));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a cancel', () => {
  test.each([1, 2, 5])('is noticed before another window is taken, %s threads', async (threads) => {
    const content = '1,some text\n'.repeat(10_000);
    const text = textOf(content);
    const run = runOf(threads);
    let reports = 0;
    const stopping: Run = {
      ...run,
      report: () => {
        if (++reports === 3) Atomics.store(run.cancel, 0, 1);
      },
    };
    const reading = readWindows(text, { ...settings, windowBytes: 1 << 12 }, stopping);
    await expect(reading).rejects.toBeInstanceOf(Cancelled);
    expect([reports, text.asked.length]).toEqual([3, 3]);
  });
});
