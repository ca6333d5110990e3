import { describe, expect, it } from 'vitest';
import type { Part } from '../../../../models/codec/codec.ts';
import { binPart } from '../../../../models/generators/trees/bins.ts';
import type { Copy } from '../../../../models/generators/trees/model.ts';
import { outcomeOf } from '../../../../models/generators/trees/outcome.ts';
import { sketchParts } from '../../../../models/generators/trees/predictors.ts';
import { randomStream } from '../../../../models/num/random.ts';
import { partOf } from '../../../support/laws.ts';

const rowCount = 2000;

function part(column: number, size: number, codeOf: (row: number) => number): Part {
  const codes = Int32Array.from({ length: rowCount }, (_, row) => codeOf(row));
  return partOf(column, codes, size);
}

function coins(key: string, sides: number): readonly number[] {
  const random = randomStream(['outcome', key]);
  return Array.from({ length: rowCount }, () => random.below(sides));
}

const outcome = (parts: readonly Part[], copies: readonly (Copy | null)[] = parts.map(() => null)) =>
  outcomeOf(parts, copies, sketchParts(parts.map(binPart)));

describe('outcomeOf', () => {
  const [a, b, c] = [coins('a', 4), coins('b', 4), coins('c', 2)];
  const parts = [
    part(0, 4, (row) => a[row]),
    part(1, 2, (row) => c[row]),
    part(2, 4, (row) => b[row]),
    part(3, 2, (row) => (a[row] + b[row] > 3 ? 1 : 0)),
  ];

  it('finds the column of few codes that the others tell most about, wherever it stands', () => {
    expect(outcome(parts)).toBe(3);
    expect(outcome([parts[3], parts[0], parts[1], parts[2]])).toBe(3);
  });

  it('passes over what another column determines, missingness and columns of many codes', () => {
    const map = Int32Array.of(0, 0, 1, 1);
    expect(outcome(parts, [null, null, null, { from: 0, map, whereMissing: -1 }])).not.toBe(3);
    expect(outcome([parts[0], { ...parts[3], role: 'missing' }, parts[2]])).toBeNull();
    expect(outcome([parts[0], parts[2]])).toBeNull();
  });
});
