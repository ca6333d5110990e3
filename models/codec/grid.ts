/** The step on which a column's numbers lie, so that a value drawn between two others looks like the column. */
import type { ColumnSchema } from '../table/schema.ts';

/** A step is taken when this share of the rows lies on it. Ours: one row in a hundred may be off the step. */
const shareOnGrid = 0.99;

/**
 * The coarsest step of 1, 2, 2.5, 5 x 10^k (for dates and times: whole units of the clock) that 99 % of the rows that are
 * not 0 are multiples of; at least the precision of the format.
 */
export function gridOf(schema: ColumnSchema, values: Float64Array, counts: Uint32Array): number {
  const candidates = stepsOf(schema, values);
  const finest = candidates[candidates.length - 1];
  let total = 0;
  for (let index = 0; index < values.length; index++) if (values[index] !== 0) total += counts[index];
  if (total === 0) return finest;
  const onGrid = (step: number): boolean => {
    let off = 0;
    for (let index = 0; index < values.length; index++) {
      const ratio = values[index] / step;
      if (Math.abs(ratio - Math.round(ratio)) > 1e-6 && (off += counts[index]) > (1 - shareOnGrid) * total)
        return false;
    }
    return true;
  };
  return candidates.find(onGrid) ?? finest;
}

/** The multiple of `grid` nearest to `value`. */
export function roundTo(value: number, grid: number): number {
  if (grid >= 1) return Math.round(value / grid) * grid;
  const perUnit = Math.round(1 / grid);
  return Math.round(value * perUnit) / perUnit;
}

/** From coarse to fine. */
function stepsOf(schema: ColumnSchema, values: Float64Array): number[] {
  switch (schema.kind) {
    case 'date':
      return [1];
    case 'datetime':
    case 'time':
    case 'duration':
      return [86400, 3600, 1800, 900, 300, 60, 1, ...(/S/.test(schema.pattern ?? '') ? [0.001] : [])];
    default: {
      const decimals = schema.number?.decimals ?? 0;
      const largest = Math.max(1, Math.abs(values[0] ?? 1), Math.abs(values[values.length - 1] ?? 1));
      const steps: number[] = [];
      for (let power = Math.floor(Math.log10(largest)); power > -decimals; power--) {
        for (const unit of [1, 0.5, 0.25, 0.2]) {
          const step = unit * 10 ** power;
          if (unit !== 0.25 || power > 1 - decimals) steps.push(step);
        }
      }
      steps.push(10 ** -decimals);
      return steps;
    }
  }
}
