/** Damaged files: a refusal, or exactly the table that the obvious reader sees; no crash, no hang, no row uncounted. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { RawTable } from '../../../../models/io/csv/rawTable.ts';
import { readCsv } from '../../../../models/io/csv/readCsv.ts';
import { decodeWindows1252, isWindows1252Label } from '../../../../models/io/csv/windows1252.ts';
import type { Dialect, RaggedPolicy } from '../../../../models/recipe.ts';
import { Refused } from '../../../../models/run/run.ts';
import { textsOf } from '../../../../models/table/dictionary.ts';
import { caseNames, pathOf } from './corpusCases.ts';
import { runs, seed } from './fuzz.ts';
import { readObviously } from './obviousReader.ts';
import { quietRun } from './quietRun.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-fuzz-bytes-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'table.csv');

const seeds = caseNames
  .map((name) => new Uint8Array(readFileSync(pathOf(name))))
  .filter((bytes) => bytes.length > 0 && bytes.length < 500 && !(bytes[0] === 0x1f && bytes[1] === 0x8b));

const nasty = fc.constantFrom(
  ...['"', '"', '""', "'", ',', ';', '\t', '|', '\n', '\n', '\r', '\r\n', '\\', '#', '\0', 'a', '1', ' '].map(
    (text) => Buffer.from(text),
  ),
  ...[[0xff], [0xc3], [0xe4], [0xef, 0xbb, 0xbf], [0xc3, 0xa4], [0x80]].map((bytes) => Buffer.from(bytes)),
);

type Damage = readonly [
  kind: 'insert' | 'delete' | 'replace' | 'repeat' | 'cut',
  at: number,
  length: number,
  by: Buffer,
];
const damages: fc.Arbitrary<Damage[]> = fc.array(
  fc.tuple(
    fc.constantFrom('insert', 'insert', 'delete', 'replace', 'repeat', 'cut'),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 1, max: 12 }),
    nasty,
  ),
  { minLength: 1, maxLength: 8 },
);

function damaged(bytes: Uint8Array, list: readonly Damage[]): Buffer {
  let now = Buffer.from(bytes);
  for (const [kind, share, length, by] of list) {
    const at = Math.floor(share * now.length);
    const [before, taken, after] = [
      now.subarray(0, at),
      now.subarray(at, at + length),
      now.subarray(at + length),
    ];
    if (kind === 'insert') now = Buffer.concat([before, by, taken, after]);
    else if (kind === 'delete') now = Buffer.concat([before, after]);
    else if (kind === 'replace') now = Buffer.concat([before, by, after]);
    else if (kind === 'repeat') now = Buffer.concat([before, taken, taken, after]);
    else if (at > 3) now = Buffer.from(before);
  }
  return now;
}

async function read(dialect: Dialect | null, ragged: RaggedPolicy): Promise<RawTable | Refused> {
  return readCsv(path, { dialect, ragged }, quietRun()).catch((error: unknown) => {
    if (error instanceof Refused) return error;
    throw error;
  });
}

function textOf(bytes: Uint8Array, encoding: string): string {
  const utf8 = isWindows1252Label(encoding) ? decodeWindows1252(bytes) : bytes;
  return new TextDecoder(isWindows1252Label(encoding) ? 'utf-8' : encoding, { fatal: true }).decode(utf8);
}

function rowsOf({ columns, rowCount }: RawTable): string[][] {
  const texts = columns.map(({ dictionary }) => textsOf(dictionary));
  return Array.from({ length: rowCount }, (_, row) =>
    columns.map(({ codes }, column) => texts[column][codes[row]]),
  );
}

/** Columns before the one of trailing delimiters was left out. */
function widthOf({ columns, notes }: RawTable): number {
  return columns.length + (notes.some((note) => note.startsWith('Every line ends with a delimiter')) ? 1 : 0);
}

test(`${runs} damaged files are refused or read as they stand, seed ${seed}`, async () => {
  let tables = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...seeds), damages, async (bytes, list) => {
      const content = damaged(bytes, list);
      writeFileSync(path, content);
      const padded = await read(null, 'pad');
      const apart = await read(padded instanceof Refused ? null : padded.dialect, 'apart');
      if (padded instanceof Refused) {
        expect(apart).toBeInstanceOf(Refused);
        return;
      }
      tables++;
      const width = widthOf(padded);
      const { rows, problemLines } = readObviously(
        textOf(content, padded.dialect.encoding),
        padded.dialect,
        width,
      );
      expect(rowsOf(padded)).toEqual(rows.map((row) => row.slice(0, padded.columns.length)));
      expect(padded.problems.map(({ line }) => line)).toEqual(problemLines.slice(0, 1000));
      expect(padded.problemCount).toBe(problemLines.length);
      if (apart instanceof Refused)
        expect([apart.code, padded.problemCount]).toEqual(['no-rows', padded.rowCount]);
      else
        expect([apart.rowCount + apart.problemCount, apart.problemCount]).toEqual([
          padded.rowCount,
          problemLines.length,
        ]);
    }),
    { numRuns: runs, seed },
  );
  // A test that only ever sees refusals would prove nothing.
  expect(tables).toBeGreaterThan(runs / 2);
}, 300_000);
