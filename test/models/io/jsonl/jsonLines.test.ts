import { gzipSync } from 'node:zlib';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJsonLines } from '../../../../models/io/jsonl/readJsonLines.ts';
import { parseRecord } from '../../../../models/io/jsonl/record.ts';
import { writeJsonLines } from '../../../../models/io/jsonl/writeJsonLines.ts';
import type { RaggedPolicy } from '../../../../models/recipe.ts';
import type { RawTable } from '../../../../models/io/csv/rawTable.ts';
import { textOf } from '../../../../models/table/dictionary.ts';
import { tableOf } from '../../../../models/table/interpret.ts';
import { plainNumber } from '../../../../models/table/number.ts';
import { quietRun } from '../csv/quietRun.ts';
import { rawOf } from '../../table/rawOf.ts';
import { schemaOf } from '../../table/schemaOf.ts';
import { blocksOf, bytesOf } from '../blocks.ts';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'jsonl-'))));
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array, ragged: RaggedPolicy = 'stop'): Promise<RawTable> {
  const path = join(folder, 'made up.jsonl');
  await writeFile(path, content);
  return readJsonLines(path, ragged, quietRun());
}

function texts({ columns }: RawTable): Record<string, string[]> {
  return Object.fromEntries(
    columns.map(({ name, codes, dictionary }) => [
      name,
      Array.from(codes, (entry) => textOf(dictionary, entry)),
    ]),
  );
}

describe('a record', () => {
  test('keeps every digit and blank', () => {
    const line =
      ' { "a" : 12345678901234567890 , "b":1.50,"c":"x\\"}, y", "d":null,"e":[1, {"f":"]"}],"g":true,"":"" } ';
    expect([...(parseRecord(line) ?? [])]).toEqual([
      ['a', '12345678901234567890'],
      ['b', '1.50'],
      ['c', 'x"}, y'],
      ['d', ''],
      ['e', '[1,{"f":"]"}]'],
      ['g', 'true'],
      ['', ''],
    ]);
  });
  test.each(['', '[1]', '"a"', '1', '{"a":1', '{"a":1} {"b":2}'])('not one object: %s', (line) => {
    expect(parseRecord(line)).toBeNull();
  });
  test('agrees with JSON.parse', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const fields = parseRecord(JSON.stringify(record));
        const expected = JSON.parse(JSON.stringify(record)) as Record<string, unknown>;
        expect([...(fields?.keys() ?? [])]).toEqual(Object.keys(expected));
        for (const [name, value] of Object.entries(expected)) {
          const text = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
          expect(fields?.get(name)).toBe(text);
        }
      }),
    );
  });
});

describe('a file', () => {
  test('absent fields are empty cells', async () => {
    const raw = await read('{"a":1}\n\n{"b":"x"}\r\n{"a":null,"b":"y"}');
    expect(texts(raw)).toEqual({ a: ['1', '', ''], b: ['', 'x', 'y'] });
    expect(raw.notes.join(' ')).toMatch(/1 blank lines? skipped/);
  });
  test('gzipped, with characters across chunks', async () => {
    const lines = Array.from(
      { length: 3000 },
      (_, row) => `{"word":"größe ${row} ${'é'.repeat(row % 400)}"}`,
    );
    const raw = await read(gzipSync(lines.join('\n')));
    expect(raw.rowCount).toBe(3000);
    expect(texts(raw)['word'][2999]).toBe(`größe 2999 ${'é'.repeat(2999 % 400)}`);
  });
  test('broken lines are counted and kept apart', async () => {
    const raw = await read('{"a":1}\n{"a":\n{"a":2}\n', 'apart');
    expect([raw.rowCount, raw.problemCount]).toEqual([2, 1]);
    expect(raw.problems).toEqual([{ line: 2, record: 1, reason: 'Not one JSON object.' }]);
  });
  test.each<[string, string | Uint8Array, string]>([
    ['a broken line', '{"a":1}\n{"a":\n', 'broken-lines'],
    ['an array', '[{"a":1}]', 'json-array'],
    ['no object', '\n\n', 'no-rows'],
    ['another encoding', Uint8Array.of(0x7b, 0x22, 0xe4, 0x22, 0x3a, 0x31, 0x7d), 'wrong-encoding'],
    [
      'too many fields',
      `{${Array.from({ length: 10001 }, (_, field) => `"f${field}":1`).join(',')}}`,
      'too-wide',
    ],
  ])('refuses %s', async (_, content, code) => {
    await expect(read(content)).rejects.toMatchObject({ code });
  });
});

test('what is written reads back as it was', async () => {
  const row = fc.record({
    number: fc.option(fc.integer()),
    text: fc.string({ unit: 'grapheme', minLength: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const expected = {
        number: rows.map(({ number }) => (number === null ? '' : String(number))),
        text: rows.map(({ text }) => text),
      };
      const schemas = [
        schemaOf('number', 'integer', { number: plainNumber }),
        schemaOf('text', 'category', { missingTokens: [] }),
      ];
      const bytes = await bytesOf(writeJsonLines(schemas, blocksOf([tableOf(rawOf(expected), schemas)])));
      expect(texts(await read(bytes))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
