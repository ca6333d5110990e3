import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { scanner, type ScanSettings } from '../../../../models/io/csv/scanner.ts';
import { openSource } from '../../../../models/io/csv/source.ts';
import { scanInStretches, wholeScan, type WholeScan } from '../../../../models/io/csv/stretch.ts';
import type { Dialect } from '../../../../models/recipe.ts';
import type { Run } from '../../../../models/run/run.ts';
import { textsOf } from '../../../../models/table/dictionary.ts';
import { quietRun } from './quietRun.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-stretch-'));
afterAll(() => rmSync(folder, { recursive: true }));

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
const settings: ScanSettings = { dialect, width: 2, ragged: 'pad', start: 0, stop: null, expectedRows: 10 };

async function inStretches(text: string, threads: number): Promise<unknown> {
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  const quiet = quietRun();
  const run: Run = { ...quiet, pool: { ...quiet.pool, threads } };
  return comparable(await scanInStretches(await openSource(path), settings, run));
}

function inOneGo(text: string, chunk: number): unknown {
  const scan = scanner(settings);
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += chunk) scan.feed(bytes.subarray(start, start + chunk));
  return comparable(wholeScan(scan.finish()));
}

function comparable({ columns, ...rest }: WholeScan): unknown {
  return { ...rest, columns: columns.map(({ codes, dictionary }) => [[...codes], textsOf(dictionary)]) };
}

/** Texts in which a border often falls into a quoted cell, and quotes are often wrong. */
const nasty = fc
  .array(
    fc.constantFrom('a', 'bb', ',', ',', '\n', '\n', '"', '"', '""', '\r\n', '"x\ny"', '"p,q"', 'ä', '"\n'),
    { minLength: 1, maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('stretches of a file', () => {
  test('a border within quotes is noticed and scanned again', async () => {
    const text = `${'1,"a\nb,c\nd,e"\n'.repeat(20)}2,z\n`;
    expect(await inStretches(text, 7)).toEqual(inOneGo(text, 1 << 20));
  });

  test('give what one go gives, whatever the number of threads', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, fc.integer({ min: 2, max: 6 }), async (text, threads) => {
        expect(await inStretches(text, threads)).toEqual(inOneGo(text, 1 << 20));
      }),
      { numRuns: 300 },
    );
  });

  test('chunks of any size give what one chunk gives', () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 9 }), (text, chunk) => {
        expect(inOneGo(text, chunk)).toEqual(inOneGo(text, 1 << 20));
      }),
      { numRuns: 1000 },
    );
  });

  test('every physical line is counted', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const { lineCount } = inOneGo(text, 5) as { lineCount: number };
        expect(lineCount).toBe(text.split('\n').length - (text.endsWith('\n') ? 1 : 0));
      }),
      { numRuns: 1000 },
    );
  });
});
