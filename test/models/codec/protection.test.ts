import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../models/codec/codeTable.ts';
import { protectedRange, rareThreshold } from '../../../models/codec/protection.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';

const schemaOf = (name: string, sensitive: boolean) =>
  smallColumn({ name, kind: 'category', sensitive }, []).schema;

async function notesOf(column: ReturnType<typeof smallColumn>) {
  return (await codeTable(smallTable([column]), { seed: 1 }, quietRun())).notes;
}

describe('rareThreshold', () => {
  it('is 5 to 8, each somewhere, and twice that where a leak would harm', () => {
    const names = Array.from({ length: 200 }, (_, index) => `c${index}`);
    const plain = names.map((name) => rareThreshold(1, schemaOf(name, false)));
    expect([...new Set(plain)].toSorted((a, b) => a - b)).toEqual([5, 6, 7, 8]);
    expect(names.map((name) => rareThreshold(1, schemaOf(name, true)))).toEqual(plain.map((t) => 2 * t));
  });
});

describe('protectedRange', () => {
  it('walks in until enough rows share each end', () => {
    // By hand: 1 + 2 + 3 rows from the left reach 5 at index 2; 4 + 1 from the right at index 3.
    expect(protectedRange([1, 2, 3, 1, 4], 5)).toEqual([2, 3]);
  });
});

describe('the list of what was protected', () => {
  const filler = Array.from({ length: 400 }, (_, index) => String(10 * (index % 40)));

  it('names rare dates as dates', async () => {
    const days = Array.from({ length: 300 }, (_, index) => String(index * 3));
    const notes = await notesOf(smallColumn({ name: 'day', kind: 'date', pattern: 'YYYY-MM-DD' }, days));
    expect(notes.map(({ what }) => what)).toEqual(['extremes', 'rare-dates']);
    // All 300 dates occur once; the ends hold `threshold` each and the rest are rare, unless merged into an end.
    const [ends, rare] = notes;
    expect(ends.cells + rare.cells).toBeGreaterThanOrEqual(288);
  });

  it('names values with more digits than the rest, which are never written', async () => {
    const number = { decimalMark: '.', thousandsMark: '', decimals: 5, fixedDecimals: false } as const;
    const column = smallColumn({ name: 'x', kind: 'decimal', number }, [...filler, '123.45678', '217.00123']);
    const notes = await notesOf(column);
    expect(notes.find(({ what }) => what === 'high-precision')).toMatchObject({ cells: 2, values: 2 });
  });

  it('says that a few missing cells are not learnt', async () => {
    const number = await notesOf(smallColumn({ name: 'n', kind: 'integer' }, [...filler, '', '']));
    expect(number).toMatchObject([{ what: 'rare-missing', cells: 2 }]);
    const category = await notesOf(smallColumn({ name: 'c', kind: 'category' }, [...filler, '']));
    expect(category).toMatchObject([{ what: 'rare-missing', cells: 1 }]);
  });

  it('takes more from a sensitive column', async () => {
    // 9 rows a level: kept by every plain threshold (5 to 8), by no sensitive one (10 to 16).
    const texts = [...filler, ...Array.from({ length: 9 }, () => 'few')];
    const plain = await notesOf(smallColumn({ name: 'c', kind: 'category' }, texts));
    const strict = await notesOf(smallColumn({ name: 'c', kind: 'category', sensitive: true }, texts));
    expect(plain).toEqual([]);
    expect(strict.find(({ what }) => what === 'rare-categories')?.cells).toBeGreaterThanOrEqual(9);
  });

  it('never names a cell value', async () => {
    const column = smallColumn({ name: 'c', kind: 'category' }, [...filler, 'Zanzibar', 'Zanzibar']);
    expect(JSON.stringify(await notesOf(column))).not.toContain('Zanzibar');
  });
});
