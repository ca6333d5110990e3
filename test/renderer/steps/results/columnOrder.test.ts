import { describe, expect, it } from 'vitest';
import type { ColumnFinding, Finding } from '../../../../models/evaluate/evaluation.ts';
import { type ColumnKey, gapOf, sortedColumns } from '../../../../renderer/steps/results/columnOrder.ts';

const measured = (value: number, reference: number | null): Finding => ({
  value,
  reference,
  interval: null,
  better: 'higher',
});

const column = (name: string, shape: Finding, accuracy: Finding): ColumnFinding => ({
  name,
  kind: 'category',
  shape,
  accuracy,
  chart: null,
});

const columns = [
  column('b10', measured(0.9, 1), measured(0.99, 0.98)),
  column('b9', measured(0.8, 1), measured(0.95, null)),
  column('a', { unmeasured: 'one value' }, { unmeasured: 'one value' }),
  column('c', measured(0.85, 1), measured(0.9, 0.98)),
];
const order = (key: ColumnKey, direction: 'ascending' | 'descending') =>
  sortedColumns(columns, key, direction).map(({ name }) => name);

describe('the order of columns', () => {
  it('sorts by each head, both ways, unmeasured last', () => {
    expect(order('name', 'ascending')).toEqual(['a', 'b9', 'b10', 'c']);
    expect(order('shape', 'ascending')).toEqual(['b9', 'c', 'b10', 'a']);
    expect(order('shape', 'descending')).toEqual(['b10', 'c', 'b9', 'a']);
    expect(order('accuracy', 'ascending')).toEqual(['c', 'b9', 'b10', 'a']);
    // Below the reference by 0.08 (c), by 0.05 of 1 (b9), above it (b10).
    expect(order('gap', 'descending')).toEqual(['c', 'b9', 'b10', 'a']);
  });

  it('leaves the list it is given alone', () => {
    sortedColumns(columns, 'name', 'descending');
    expect(columns[0].name).toBe('b10');
  });

  it('has no gap where accuracy was not measured', () => {
    expect(gapOf(columns[2])).toBeNull();
    expect(gapOf(columns[0])).toBeCloseTo(-0.01, 12);
  });
});
