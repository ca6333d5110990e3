/** Orders of the table of columns. */
import type { ColumnFinding, Finding } from '../../../models/evaluate/evaluation.ts';
import { measureOf } from '../../charts/finding.ts';

/** What the table is sorted by; `gap` is how far accuracy lies below two real samples. */
export type ColumnKey = 'name' | 'shape' | 'accuracy' | 'gap';

/** Accuracy below its reference, or below 1 without one; negative above it; null when unmeasured. */
export function gapOf({ accuracy }: ColumnFinding): number | null {
  const measure = measureOf(accuracy);
  return measure === null ? null : (measure.reference ?? 1) - measure.value;
}

function valueOf(finding: Finding): number | null {
  return measureOf(finding)?.value ?? null;
}

/** A sorted copy. Unmeasured columns come last in either direction; equal ones keep their order. */
export function sortedColumns(
  columns: readonly ColumnFinding[],
  key: ColumnKey,
  direction: 'ascending' | 'descending',
): readonly ColumnFinding[] {
  const sign = direction === 'ascending' ? 1 : -1;
  if (key === 'name') {
    return columns.toSorted((a, b) => sign * a.name.localeCompare(b.name, 'en', { numeric: true }));
  }
  const of = (column: ColumnFinding): number | null =>
    key === 'gap' ? gapOf(column) : valueOf(key === 'shape' ? column.shape : column.accuracy);
  return columns.toSorted((a, b) => {
    const [one, other] = [of(a), of(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  });
}
