import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionaryOf } from '../../../models/table/dictionary.ts';
import { split } from '../../../models/table/split.ts';
import { cellText, type RealTable } from '../../../models/table/table.ts';

/** A table of one column whose cell texts are the row numbers. */
function numbered(rowCount: number): RealTable {
  const texts = Array.from({ length: rowCount }, (_, row) => String(row));
  const codes = Int32Array.from(texts.keys());
  const schema = {
    name: 'row',
    kind: 'category',
    missingTokens: [],
    known: false,
    sensitive: false,
    treatment: 'model',
  } as const;
  const column = {
    schema,
    codes,
    dictionary: dictionaryOf(texts),
    missing: new Uint8Array(rowCount),
    numbers: null,
  };
  return { origin: 'real', name: 'numbered', rowCount, columns: [column] };
}

function rowsOf(table: RealTable): number[] {
  return Array.from({ length: table.rowCount }, (_, row) => Number(cellText(table.columns[0], row)));
}

describe('split', () => {
  it('puts every row into exactly one part, keeps order, and holds out the share asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 300 }),
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        fc.nat(),
        (rowCount, share, seed) => {
          const { train, holdout } = split(numbered(rowCount), share, seed);
          const [left, right] = [rowsOf(train), rowsOf(holdout)];
          expect([...left, ...right].toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: rowCount }, (_, row) => row),
          );
          expect(left).toEqual(left.toSorted((a, b) => a - b));
          expect(right).toEqual(right.toSorted((a, b) => a - b));
          expect(right.length).toBe(Math.max(1, Math.round(rowCount * share)));
        },
      ),
    );
  });

  it('holds each row out equally often (each count is binomial(2000, 0.2); bounds are 5 sd)', () => {
    const counts = new Array<number>(20).fill(0);
    for (let seed = 0; seed < 2000; seed++) {
      for (const row of rowsOf(split(numbered(20), 0.2, seed).holdout)) counts[row]++;
    }
    const sd = Math.sqrt(2000 * 0.2 * 0.8);
    for (const count of counts) expect(Math.abs(count - 400)).toBeLessThan(5 * sd);
  });

  it('refuses a table that is too small, naming both numbers', () => {
    expect(() => split(numbered(1), 0.2, 1)).toThrow(/has 1 row; at least 10/);
  });

  it.each([0, -0.1, 0.51, NaN])('refuses a share of %d', (share) => {
    expect(() => split(numbered(50), share, 1)).toThrow(/holdout share/);
  });
});
