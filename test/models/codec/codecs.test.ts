import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../models/codec/codeTable.ts';
import { decodeTable } from '../../../models/codec/decode.ts';
import type { Sampled } from '../../../models/codec/codec.ts';
import { cellText, type RealTable } from '../../../models/table/table.ts';
import { isNumeric, type Kind } from '../../../models/table/schema.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';

const kinds: readonly Kind[] = [
  'category',
  'ordinal',
  'boolean',
  'integer',
  'decimal',
  'latitude',
  'longitude',
  'identifier',
  'text',
];

/** The training rows themselves as sampled rows: what an ideal generator of the coded table would return. */
function replay(coded: Awaited<ReturnType<typeof codeTable>>['coded']): Sampled {
  return { rowCount: coded.rowCount, parts: coded.parts.map(({ codes }) => Float64Array.from(codes)) };
}

async function roundTrip(table: RealTable, seed = 1) {
  const { codecs, coded, notes } = await codeTable(table, { seed }, quietRun());
  return { codecs, coded, notes, decoded: decodeTable(codecs, replay(coded), 0, seed, table.name) };
}

const textsOfColumn = (
  table: RealTable | Awaited<ReturnType<typeof roundTrip>>['decoded'],
  column: number,
): string[] => Array.from({ length: table.rowCount }, (_, row) => cellText(table.columns[column], row));

describe('every codec', () => {
  const cells = fc.array(fc.oneof(fc.constantFrom('', '0', '1', '7', '12'), fc.integer().map(String)), {
    maxLength: 60,
  });
  for (const kind of kinds) {
    it(`${kind}: codes stay in range, rows stay, and frequent values come back as they are`, async () => {
      await fc.assert(
        fc.asyncProperty(cells, async (texts) => {
          const table = smallTable([smallColumn({ name: 'a', kind }, texts)]);
          const { coded, decoded } = await roundTrip(table);
          expect(decoded.rowCount).toBe(texts.length);
          for (const part of coded.parts) {
            expect(part.codes.every((code) => code >= -1 && code < part.size)).toBe(true);
          }
          if (kind === 'identifier' || kind === 'text') return;
          const back = textsOfColumn(decoded, 0);
          const count = (text: string): number => texts.filter((other) => other === text).length;
          texts.forEach((text, row) => {
            if (text !== '' && count(text) >= 7 && texts.length >= 50 && !isNumeric(kind)) {
              expect(back[row]).toBe(text);
            }
          });
        }),
        { numRuns: 40 },
      );
    });

    it.each([
      ['no rows', []],
      ['one row', ['5']],
      ['all missing', Array.from({ length: 30 }, () => '')],
      ['constant', Array.from({ length: 30 }, () => '5')],
    ])(`${kind}: %s`, async (_, texts) => {
      const { decoded } = await roundTrip(smallTable([smallColumn({ name: 'a', kind }, texts)]));
      expect(decoded.rowCount).toBe(texts.length);
      expect(textsOfColumn(decoded, 0)).toHaveLength(texts.length);
    });
  }
});

describe('value protection', () => {
  const many = (text: string, times: number): string[] => Array.from({ length: times }, () => text);

  it('draws frequent categories for a few rare ones and never writes the rare ones', async () => {
    const table = smallTable([
      smallColumn({ name: 'a', kind: 'category' }, [...many('x', 90), ...many('y', 60), 'rare']),
    ]);
    const { coded, codecs, notes } = await roundTrip(table);
    expect(coded.parts[0].codes[150]).toBe(-1);
    expect(coded.parts[0].size).toBe(2);
    expect(notes).toMatchObject([{ what: 'rare-categories', cells: 1, values: 1 }]);
    expect(JSON.stringify(codecs)).not.toContain('rare');
  });

  it('merges into a label that the file does not use when rare categories are many', async () => {
    const rare = Array.from({ length: 40 }, (_, index) => `r${index}`);
    const texts = [...many('x', 50), ...many('(other)', 10), ...rare];
    const { decoded } = await roundTrip(smallTable([smallColumn({ name: 'a', kind: 'category' }, texts)]));
    expect(new Set(textsOfColumn(decoded, 0))).toEqual(new Set(['x', '(other)', '(other 2)']));
  });

  it('forgets dictionary entries that only other rows use', async () => {
    const column = smallColumn({ name: 'a', kind: 'category' }, [...many('x', 20), ...many('held out', 20)]);
    const train = smallTable([{ ...column, codes: column.codes.slice(0, 20) }]);
    const { coded, notes } = await roundTrip(train);
    expect(coded.parts[0].size).toBe(1);
    expect(notes).toEqual([]);
  });

  it('clips the extremes but leaves a frequent lowest value alone', async () => {
    const texts = [
      ...many('0', 50),
      ...Array.from({ length: 100 }, (_, index) => String(1000 + index * index)),
    ];
    const { coded } = await roundTrip(smallTable([smallColumn({ name: 'a', kind: 'integer' }, texts)]));
    const [{ values, atoms, codes }] = coded.parts;
    expect(values?.[0]).toBe(0);
    expect(atoms?.[0]).toBe(1);
    // The threshold is 5 to 7, so the top is at or below the fifth largest and not below the eighth largest.
    const top = values?.[values.length - 1] ?? 0;
    expect(top).toBeLessThanOrEqual(1000 + 95 * 95);
    expect(top).toBeGreaterThan(1000 + 92 * 92);
    expect(codes.filter((code) => code === coded.parts[0].size - 1).length).toBeGreaterThanOrEqual(5);
    expect(atoms?.slice(1, -1).every((atom) => atom === 0)).toBe(true);
  });

  it('writes no value at all when fewer rows than the threshold have one', async () => {
    const texts = [...many('', 40), '5', '6', '7', '8'];
    const { decoded } = await roundTrip(smallTable([smallColumn({ name: 'a', kind: 'integer' }, texts)]));
    expect(new Set(textsOfColumn(decoded, 0))).toEqual(new Set(['']));
  });

  it('repeats frequent missing tokens by their shares and never the text of an unreadable cell', async () => {
    const texts = [...many('NA', 300), ...many('?', 100), ...many('oops', 20), ...many('3', 80)];
    const column = smallColumn({ name: 'a', kind: 'integer', missingTokens: ['NA', '?', ''] }, texts);
    const { decoded } = await roundTrip(smallTable([column]));
    const back = textsOfColumn(decoded, 0);
    const share = back.filter((text) => text === 'NA').length / 420;
    // 420 draws with p = .75 have a standard deviation of .021; five of them: one false alarm in a million.
    expect(Math.abs(share - 0.75)).toBeLessThan(0.106);
    expect(back).not.toContain('oops');
  });

  it('turns a position between two codes into a value between them, on the grid of the column', async () => {
    const texts = Array.from({ length: 200 }, (_, index) => String(index * 10));
    const table = smallTable([smallColumn({ name: 'a', kind: 'integer' }, texts)]);
    const { codecs, coded } = await roundTrip(table);
    const values = coded.parts[0].values ?? new Float64Array();
    const sampled = { rowCount: 1, parts: [Float64Array.of(20.7)] };
    const decoded = decodeTable(codecs, sampled, 0, 1, 'small');
    expect(decoded.columns[0].numbers?.[decoded.columns[0].codes[0]]).toBe(values[21]);
  });
});

describe('identifiers', () => {
  const texts = Array.from(
    { length: 300 },
    (_, index) => `C-${String((index * 7919) % 10000).padStart(4, '0')}-XQ`,
  );
  const table = smallTable([smallColumn({ name: 'id', kind: 'identifier', treatment: 'regenerate' }, texts)]);

  it('come in the same format, unique across blocks, and never from the data', async () => {
    const { codecs } = await codeTable(table, { seed: 3 }, quietRun());
    const seen = new Set<string>();
    for (const rowStart of [0, 2000, 4000]) {
      const block = decodeTable(codecs, { rowCount: 2000, parts: [] }, rowStart, 3, 'small');
      for (let row = 0; row < 2000; row++) seen.add(cellText(block.columns[0], row));
    }
    expect(seen.size).toBe(6000);
    expect(texts.some((text) => seen.has(text))).toBe(false);
    expect([...seen].every((text) => /^C-\d{4}-XQ$/.test(text))).toBe(true);
  });

  it('stay unique when the format runs out', async () => {
    const { codecs } = await codeTable(table, { seed: 3 }, quietRun());
    const block = decodeTable(codecs, { rowCount: 25_000, parts: [] }, 0, 3, 'small');
    expect(new Set(textsOfColumn(block, 0)).size).toBe(25_000);
  });

  it('number the rows anew when they number rows', async () => {
    const column = smallColumn(
      { name: 'id', kind: 'identifier' },
      Array.from({ length: 50 }, (_, row) => String(row + 1)),
    );
    const { codecs } = await codeTable(smallTable([column]), { seed: 1 }, quietRun());
    const block = decodeTable(codecs, { rowCount: 3, parts: [] }, 8192, 1, 'small');
    expect(textsOfColumn(block, 0)).toEqual(['8193', '8194', '8195']);
  });

  it('leave free text empty and dropped columns out', async () => {
    const free = smallColumn({ name: 'note', kind: 'text', treatment: 'regenerate' }, ['a b', 'c d']);
    const gone = smallColumn({ name: 'gone', kind: 'integer', treatment: 'drop' }, ['1', '2']);
    const { decoded } = await roundTrip(smallTable([gone, free]));
    expect(decoded.columns.map(({ schema }) => schema.name)).toEqual(['note']);
    expect(textsOfColumn(decoded, 0)).toEqual(['', '']);
  });
});
