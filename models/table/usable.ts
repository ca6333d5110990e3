/** Whether a table can be learnt from and measured at all; decided before any work is done. */
import { Refused } from '../run/run.ts';
import { requireRows } from './split.ts';
import { entryCounts, type Column, type RealTable } from './table.ts';

/** Above it the pairs alone (two million) would take longer to evaluate than anybody waits. Ours. */
export const mostColumns = 2000;

/**
 * @throws Refused `too-few-rows`, `too-few-columns` (fewer than two that are modelled), `too-many-columns`, or
 * `no-values` naming the columns without a single value; each says how to go on.
 */
export function requireUsable(table: RealTable): void {
  requireRows(table);
  const modelled = table.columns.filter(({ schema }) => schema.treatment === 'model');
  if (modelled.length < 2) {
    throw new Refused(
      'too-few-columns',
      `The table has ${modelled.length === 1 ? 'one column' : 'no column'} to learn from; at least two are needed, because a ` +
        'stand-in is measured by how columns go together. Open a table with more columns, or change what happens to ' +
        'those that are dropped or regenerated.',
    );
  }
  if (modelled.length > mostColumns) {
    throw new Refused(
      'too-many-columns',
      `The table has ${modelled.length} columns to learn from; at most ${mostColumns} can be fitted and compared pair by ` +
        'pair. Drop the columns the recipient does not need (treatment "drop"), or split the table.',
    );
  }
  const empty = modelled.filter(hasNoValues).map(({ schema }) => `"${schema.name}"`);
  if (empty.length > 0) {
    throw new Refused(
      'no-values',
      `${empty.length === 1 ? 'Column' : 'Columns'} ${empty.slice(0, 5).join(', ')}${empty.length > 5 ? ` and ${empty.length - 5} more` : ''} ` +
        'hold no value at all, so there is nothing to learn and nothing to measure. Leave them out (treatment ' +
        '"drop"), or correct their kind and missing-value tokens if that is why they look empty.',
    );
  }
}

function hasNoValues(column: Column): boolean {
  const counts = entryCounts(column);
  return counts.every((count, entry) => count === 0 || column.missing[entry] === 1);
}
