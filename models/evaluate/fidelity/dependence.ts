/** How strongly two columns depend on each other. */
import type { Span } from '../align.ts';
import { jackknifeGroups } from '../interval.ts';
import type { Axis } from './overlap.ts';

/**
 * Pearson's correlation of the rows of `span` that have both values (element 0), and the same with each group of rows
 * left out (elements 1 ..); NaN where a column is constant or fewer than two rows are left.
 */
export function pearson(
  x: Float64Array,
  y: Float64Array,
  { start, end }: Span,
  groups: Uint8Array,
): Float64Array {
  const slots = 1 + jackknifeGroups;
  const n = new Float64Array(slots);
  let meanX = 0;
  let meanY = 0;
  for (let row = start; row < end; row++) {
    if (Number.isNaN(x[row]) || Number.isNaN(y[row])) continue;
    n[0]++;
    meanX += (x[row] - meanX) / n[0];
    meanY += (y[row] - meanY) / n[0];
  }
  // Sums by slot of dx, dy, dx^2, dy^2, dx dy; slot 0 is all rows, the others one group each.
  n[0] = 0;
  const sums = Array.from({ length: 5 }, () => new Float64Array(slots));
  for (let row = start; row < end; row++) {
    if (Number.isNaN(x[row]) || Number.isNaN(y[row])) continue;
    const dx = x[row] - meanX;
    const dy = y[row] - meanY;
    const slot = groups[row] + 1;
    n[slot]++;
    sums[0][slot] += dx;
    sums[1][slot] += dy;
    sums[2][slot] += dx * dx;
    sums[3][slot] += dy * dy;
    sums[4][slot] += dx * dy;
  }
  for (const sum of [n, ...sums]) sum[0] = sum.reduce((total, value) => total + value, 0);
  return Float64Array.from({ length: slots }, (_, slot) => {
    const rest = (sum: Float64Array): number => (slot === 0 ? sum[0] : sum[0] - sum[slot]);
    const [sx, sy, sxx, syy, sxy] = sums.map(rest);
    const count = rest(n);
    if (count < 2) return NaN;
    const varianceX = sxx - (sx * sx) / count;
    const varianceY = syy - (sy * sy) / count;
    const floorX = sums[2][0] * 1e-13;
    const floorY = sums[3][0] * 1e-13;
    if (!(varianceX > floorX) || !(varianceY > floorY)) return NaN;
    const r = (sxy - (sx * sy) / count) / Math.sqrt(varianceX * varianceY);
    return Math.min(1, Math.max(-1, r));
  });
}

/**
 * Cramér's V of two axes over `span`: sqrt(chi^2 / n / (min(rows, columns) - 1)) over the codes that occur, without
 * bias correction (scipy.stats.contingency.association, method "cramer"); NaN when an axis has fewer than two codes.
 */
export function association(a: Axis, b: Axis, { start, end }: Span): number {
  const rows = new Float64Array(a.size);
  const columns = new Float64Array(b.size);
  const dense = a.size * b.size <= 65536 ? new Float64Array(a.size * b.size) : null;
  const cells = new Map<number, number>();
  for (let row = start; row < end; row++) {
    rows[a.codes[row]]++;
    columns[b.codes[row]]++;
    const cell = a.codes[row] * b.size + b.codes[row];
    if (dense !== null) dense[cell]++;
    else cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  const levels = Math.min(
    rows.filter((count) => count > 0).length,
    columns.filter((count) => count > 0).length,
  );
  if (levels < 2) return NaN;
  let sum = 0;
  const add = (count: number, cell: number): void => {
    if (count > 0) sum += (count * count) / (rows[Math.floor(cell / b.size)] * columns[cell % b.size]);
  };
  if (dense !== null) dense.forEach(add);
  else cells.forEach(add);
  return Math.sqrt(Math.max(0, sum - 1) / (levels - 1));
}
