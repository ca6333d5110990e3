/** Tables written in random dialects by a writer of this test's own, and read back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { readCsv } from '../../../../models/io/csv/readCsv.ts';
import type { Dialect } from '../../../../models/recipe.ts';
import { textsOf } from '../../../../models/table/dictionary.ts';
import { runs, seed } from './fuzz.ts';
import { quietRun } from './quietRun.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-fuzz-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Made {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly dialect: Dialect;
  /** Consumed one by one: quote a cell that needs none, put a blank line, put a comment. */
  readonly whims: readonly boolean[];
  readonly lastLineEnd: boolean;
  readonly gzip: boolean;
}

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', 'x', '0', '-1.5', '1,5', '007', 'NA', 'Müller', '2024-01-02') },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  {
    weight: 3,
    arbitrary: fc.string({
      unit: fc.constantFrom(
        '"',
        "'",
        ',',
        ';',
        '\t',
        '|',
        '~',
        '\n',
        '\r',
        '\\',
        '#',
        '/',
        'a',
        ' ',
        '\0',
        '€',
      ),
      maxLength: 8,
    }),
  },
);

const dialects: fc.Arbitrary<Dialect> = fc.record({
  encoding: fc.constantFrom('utf-8', 'utf-8', 'utf-16le', 'utf-16be'),
  bom: fc.boolean(),
  delimiter: fc.constantFrom(',', ';', '\t', '|', '~', ' ', ':', '\x1f'),
  quote: fc.constantFrom('"', "'"),
  escape: fc.constantFrom('double', '\\'),
  header: fc.boolean(),
  skipLines: fc.integer({ min: 0, max: 2 }),
  comment: fc.constantFrom('', '#', '//'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
});

const made: fc.Arbitrary<Made> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }), dialects)
  .chain(([width, height, dialect]) =>
    fc.record({
      names: fc.uniqueArray(
        cell.filter((name) => name !== ''),
        { minLength: width, maxLength: width },
      ),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
      dialect: fc.constant(dialect),
      whims: fc.array(fc.boolean(), { minLength: 20, maxLength: 60 }),
      lastLineEnd: fc.boolean(),
      gzip: fc.boolean(),
    }),
  );

function written({ names, rows, dialect, whims, lastLineEnd }: Made): string {
  const { delimiter, quote, escape, newline, comment } = dialect;
  let asked = 0;
  const whim = (): boolean => whims[asked++ % whims.length];
  const quoted = (text: string): string =>
    quote +
    [...text]
      .map((letter) => {
        if (escape === 'double') return letter === quote ? quote + quote : letter;
        return letter === quote || letter === '\\' ? `\\${letter}` : letter;
      })
      .join('') +
    quote;
  const record = (cells: readonly string[]): string =>
    cells
      .map((text, index) => {
        const risky = [delimiter, quote, '\n', '\r'].some((part) => text.includes(part));
        const looksComment =
          index === 0 && ((comment !== '' && text.startsWith(comment)) || text.startsWith('\ufeff'));
        return risky || looksComment || (text === '' && cells.length === 1) || whim() ? quoted(text) : text;
      })
      .join(delimiter);
  const lines = Array.from({ length: dialect.skipLines }, () => `skipped ${quote}${delimiter}`);
  const body = dialect.header ? [names, ...rows] : rows;
  for (const cells of body) {
    if (cells.length > 1 && whim() && whim()) lines.push('');
    if (comment !== '' && whim() && whim()) lines.push(`${comment} note ${quote}${delimiter}`);
    lines.push(record(cells));
  }
  return lines.join(newline) + (lastLineEnd ? newline : '');
}

function encoded(text: string, { encoding, bom }: Dialect): Buffer {
  const marked = (bom ? '\ufeff' : '') + text;
  if (encoding === 'utf-8') return Buffer.from(marked, 'utf8');
  const wide = Buffer.from(marked, 'utf16le');
  return encoding === 'utf-16be' ? wide.swap16() : wide;
}

test(`${runs} tables in random dialects read back equal, seed ${seed}`, async () => {
  const path = join(folder, 'table.csv');
  await fc.assert(
    fc.asyncProperty(made, async (table) => {
      const bytes = encoded(written(table), table.dialect);
      writeFileSync(path, table.gzip ? gzipSync(bytes, { level: 1 }) : bytes);
      const raw = await readCsv(path, { dialect: table.dialect, ragged: 'stop' }, quietRun());
      if (table.dialect.header) expect(raw.columns.map(({ name }) => name)).toEqual(table.names);
      const texts = raw.columns.map(({ dictionary }) => textsOf(dictionary));
      const read = Array.from({ length: raw.rowCount }, (_, row) =>
        raw.columns.map(({ codes }, column) => texts[column][codes[row]]),
      );
      expect(read).toEqual(table.rows);
    }),
    { numRuns: runs, seed },
  );
}, 300_000);
