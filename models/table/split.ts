/** Keeps part of the rows out of training, so that there are people the model never saw. */
import { randomStream } from '../num/random.ts';
import { Refused } from '../run/run.ts';
import { type RealTable, takeRows } from './table.ts';

/** Fewest rows of a table that can be split: below it neither part would say anything (ours). */
export const fewestRows = 10;

export interface Split {
  readonly train: RealTable;
  readonly holdout: RealTable;
}

/**
 * Draws `round(share * rowCount)` rows without replacement as the holdout; both parts keep the file's order.
 *
 * @param share 0 < share <= 0.5.
 * @throws Refused `too-few-rows` below `fewestRows` rows, `holdout-share` outside the range.
 */
export function split(table: RealTable, share: number, seed: number): Split {
  if (!(share > 0 && share <= 0.5)) {
    throw new Refused('holdout-share', `The holdout share is ${share}; it must be above 0 and at most 0.5.`);
  }
  requireRows(table);
  const { rowCount } = table;
  const holdoutCount = Math.max(1, Math.round(rowCount * share));
  const random = randomStream([seed, 'split']);
  const held = new Uint8Array(rowCount);
  // Selection sampling, Knuth TAOCP vol. 2, 3rd ed., 3.4.2 algorithm S: one pass, exact count, keeps order.
  let chosen = 0;
  for (let row = 0; row < rowCount; row++) {
    if (random.uniform() * (rowCount - row) < holdoutCount - chosen) {
      held[row] = 1;
      chosen++;
    }
  }
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  return {
    train: takeRows(table, Int32Array.from(rows.filter((row) => held[row] === 0))),
    holdout: takeRows(table, Int32Array.from(rows.filter((row) => held[row] === 1))),
  };
}

/** @throws Refused `too-few-rows` when a table is too small to learn from. */
export function requireRows(table: RealTable): void {
  if (table.rowCount < fewestRows) {
    throw new Refused(
      'too-few-rows',
      `The table has ${table.rowCount} ${table.rowCount === 1 ? 'row' : 'rows'}; at least ${fewestRows} are needed to ` +
        'learn from some and test on others. Open a larger table.',
    );
  }
}
