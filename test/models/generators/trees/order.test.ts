import { describe, expect, it } from 'vitest';
import type { Part } from '../../../../models/codec/codec.ts';
import type { Copy } from '../../../../models/generators/trees/model.ts';
import { drawOrder } from '../../../../models/generators/trees/order.ts';

const part = (column: number, role: Part['role']): Part => ({
  column,
  role,
  codes: Int32Array.of(0, 1),
  size: 2,
  ordered: false,
  values: null,
  atoms: null,
});
/** Columns 0, 1 and 2; 1 and 2 have missing cells. */
const parts = [part(0, 'value'), part(1, 'missing'), part(1, 'value'), part(2, 'missing'), part(2, 'value')];
const none = parts.map(() => null);
const copyOf = (from: number): Copy => ({ from, map: Int32Array.of(0, 1), whereMissing: -1 });

describe('drawOrder', () => {
  it('keeps the order of the table, each column after its own missingness', () => {
    expect(drawOrder(parts, none, [], null)).toEqual([0, 1, 2, 3, 4]);
  });

  it('draws the columns of the sequence first', () => {
    expect(drawOrder(parts, none, [2], null)).toEqual([3, 4, 0, 1, 2]);
    expect(drawOrder(parts, none, [1, 0, 2], null)).toEqual([1, 2, 0, 3, 4]);
  });

  it('draws the outcome after the sequence and before the others', () => {
    expect(drawOrder(parts, none, [], 2)).toEqual([3, 4, 0, 1, 2]);
    expect(drawOrder(parts, none, [1], 2)).toEqual([1, 2, 3, 4, 0]);
    expect(drawOrder(parts, none, [2], 2)).toEqual([3, 4, 0, 1, 2]);
  });

  it('draws what determines a listed column, and that one’s missingness, before it', () => {
    const copies: (Copy | null)[] = [copyOf(4), null, null, null, null];
    expect(drawOrder(parts, copies, [0], null)).toEqual([3, 4, 0, 1, 2]);
    const missing: (Copy | null)[] = [null, null, null, copyOf(1), null];
    expect(drawOrder(parts, missing, [2, 1], null)).toEqual([1, 3, 4, 2, 0]);
  });
});
