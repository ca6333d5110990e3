import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../models/codec/codeTable.ts';
import { decodeTable } from '../../../models/codec/decode.ts';
import { placeOf, placingOf, rankAt } from '../../../models/codec/placing.ts';
import { capacityOf, rankOf, roomier, textOfRank } from '../../../models/codec/shape.ts';
import { takenTest, takenTexts } from '../../../models/codec/taken.ts';
import { cellText } from '../../../models/table/table.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';

const regenerated = (texts: readonly string[], trainRows: number) => {
  const column = smallColumn({ name: 'id', kind: 'identifier', treatment: 'regenerate' }, texts);
  return smallTable([{ ...column, codes: column.codes.slice(0, trainRows) }]);
};

async function written(texts: readonly string[], trainRows: number, rows: number, seed = 1) {
  const { codecs } = await codeTable(regenerated(texts, trainRows), { seed }, quietRun());
  const { columns } = decodeTable(codecs, { rowCount: rows, parts: [] }, 0, seed, 'small');
  return { codecs, made: Array.from({ length: rows }, (_, row) => cellText(columns[0], row)) };
}

describe('new identifiers', () => {
  const counted = Array.from({ length: 3000 }, (_, row) => `P${100000 + row}`);

  it('avoid the texts of rows that were held out, also where the letters seen leave no room', async () => {
    const { made } = await written(counted, 2400, 20_000);
    const real = new Set(counted);
    expect(made.filter((text) => real.has(text))).toEqual([]);
    expect(new Set(made).size).toBe(20_000);
    expect(made.every((text) => /^P\d{6}$/.test(text))).toBe(true);
  });

  it('grow longer when every text of the format is taken', async () => {
    const all = Array.from({ length: 1000 }, (_, rank) => `x${String(rank).padStart(3, '0')}`);
    const { made } = await written(all, 1000, 2000);
    expect(new Set(made).size).toBe(2000);
    expect(made.every((text) => /^x\d{4}$/.test(text))).toBe(true);
  });

  it('keep a number without a leading zero one', async () => {
    const numbers = Array.from({ length: 500 }, (_, row) => String(4_000_000 + row * 7919));
    const { made } = await written(numbers, 400, 3000);
    expect(made.every((text) => /^[1-9]\d{6}$/.test(text))).toBe(true);
  });

  it('avoid taken texts of formats too large to go through, where eight tries must do', async () => {
    const long = Array.from({ length: 400 }, (_, row) => `K${String(row * 104_729).padStart(9, '0')}`);
    const { made } = await written(long, 300, 5000);
    const real = new Set(long);
    expect(made.filter((text) => real.has(text))).toEqual([]);
    expect(new Set(made).size).toBe(5000);
  });

  it('leave no text readable in the codec', async () => {
    const { codecs } = await written(counted, 2400, 1);
    const kept = JSON.stringify(codecs, (_, value: unknown) =>
      ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : value,
    );
    expect(counted.filter((text) => kept.includes(text))).toEqual([]);
  });
});

describe('taken texts', () => {
  it('are known again, and no others', () => {
    const column = smallColumn({ name: 'id', kind: 'identifier' }, ['a', 'b', '']);
    const test = takenTest(takenTexts(column, [1, 'taken', 'id']));
    expect(['a', 'b', '', 'c'].map((text) => test.text(text))).toEqual([true, true, false, false]);
  });
});

describe('placing', () => {
  it('is one to one and is undone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer(), (size, seed) => {
        const placing = placingOf(size, [seed]);
        const places = Array.from({ length: size }, (_, rank) => placeOf(placing, rank));
        expect(new Set(places).size).toBe(size);
        expect(places.map((place) => rankAt(placing, place))).toEqual(
          Array.from({ length: size }, (_, r) => r),
        );
      }),
    );
  });

  it('is exact at its largest size', () => {
    const placing = placingOf(2 ** 26, ['large']);
    for (const rank of [0, 1, 2 ** 26 - 1]) expect(rankAt(placing, placeOf(placing, rank))).toBe(rank);
  });
});

describe('shapes', () => {
  const shape = { alphabets: ['A', '1', '0123456789'], rows: 10 };

  it('count, rank and write their texts', () => {
    expect(capacityOf(shape)).toEqual({ capacity: 10, firstPlace: 0 });
    expect(rankOf(shape, 'A17')).toBe(7);
    expect(textOfRank(shape, 0, 7, () => 0)).toBe('A17');
    expect([rankOf(shape, 'B17'), rankOf(shape, 'A1')]).toEqual([-1, -1]);
  });

  it('widen literal digits first and then grow by digits', () => {
    expect(roomier(shape, 10).alphabets).toHaveLength(3);
    expect(capacityOf(roomier(shape, 11)).capacity).toBe(100);
    expect(capacityOf(roomier(shape, 101)).capacity).toBe(1000);
    expect(roomier(shape, 101).alphabets).toHaveLength(4);
  });
});
