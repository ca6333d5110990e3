/**
 * Files as office programs, statistics packages and surveys write them: `test/data/csv/kinds`. All are made up; each has a
 * JSON of what its columns are, written by hand after reading the file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../models/io/csv/readCsv.ts';
import { textsOf } from '../../../models/table/dictionary.ts';
import { inferColumns } from '../../../models/table/infer.ts';
import { formatNumber, parseNumber } from '../../../models/table/number.ts';
import type { ColumnSchema } from '../../../models/table/schema.ts';
import { quietRun } from '../io/csv/quietRun.ts';

const folder = join(import.meta.dirname, '../../data/csv/kinds');
const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));

/** What is expected of a column; parts that are left out may be anything. */
type Expected = Partial<ColumnSchema> & { readonly warns?: string };

async function opened(file: string) {
  const raw = await readCsv(join(folder, file), { dialect: null, ragged: 'stop' }, quietRun());
  return { raw, columns: await inferColumns(raw, quietRun()) };
}

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file.replace('.csv', '.json')), 'utf8');
  const expected = JSON.parse(text) as Readonly<Record<string, Expected>>;

  test('is understood', async () => {
    const { columns } = await opened(file);
    expect(columns.map(({ schema }) => schema.name)).toEqual(Object.keys(expected));
    for (const { schema, warnings } of columns) {
      const { warns, ...parts } = expected[schema.name];
      expect(schema).toMatchObject(parts);
      if (warns !== undefined) expect(warnings.join(' ')).toContain(warns);
    }
  });

  test('numbers are written back as they were, but for signs and zeros that add nothing', async () => {
    const { raw, columns } = await opened(file);
    columns.forEach(({ schema: { number, missingTokens } }, index) => {
      if (number === undefined) return;
      const texts = textsOf(raw.columns[index].dictionary).filter((cell) => !missingTokens.includes(cell));
      for (const cell of texts) {
        const value = parseNumber(cell, number);
        expect(parseNumber(formatNumber(value, number), number)).toBe(value);
        if (!/e/i.test(cell)) expect(formatNumber(value, number)).toBe(cell);
      }
    });
  });
});
