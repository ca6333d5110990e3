/**
 * The input quality gate: what a person should know of a table before anything is learnt from it, for what is opened is
 * what the model copies. Findings never hold a cell value.
 */
import { percent } from '../num/percent.ts';
import type { Run } from '../run/run.ts';
import { findOrders } from './chronology.ts';
import { columnQualityTask } from './columnQuality.ts';
import { findDependencies } from './dependencies.ts';
import { duplicateRowsTask } from './duplicateRows.ts';
import { count } from './guessKind.ts';
import type { RealTable } from './table.ts';

/** `note`: good to know; `warn`: look before going on; `stop`: nothing can be learnt until it is mended. */
export type Severity = 'note' | 'warn' | 'stop';

export interface QualityFinding {
  /** What was found, a stable word: `constant`, `duplicate-rows`, ... */
  readonly id: QualityId;
  /** Names of the columns concerned; empty when it is the whole table. */
  readonly columns: readonly string[];
  readonly severity: Severity;
  /** Cells, rows or levels concerned, as `says` puts it. */
  readonly count: number;
  /** A sentence for a person, without cell values. */
  readonly says: string;
}

export const qualityIds = [
  'generated',
  'all-missing',
  'nearly-empty',
  'constant',
  'rare-categories',
  'impossible-dates',
  'unreadable',
  'future-births',
  'wrong-order',
  'heavy-skew',
  'capped',
  'outliers',
  'imbalance',
  'duplicate-rows',
  'same-information',
  'determined',
] as const;
export type QualityId = (typeof qualityIds)[number];

export interface ExamineOptions {
  /** Days from 1970-01-01 to today; null or absent: births in the future are not looked for. */
  readonly todayDays?: number | null;
}

/**
 * All findings, the most severe first, then in the order of `qualityIds` and of the columns. Cost: a few passes over
 * each column, and one over each pair of columns with few levels, which ends at the first row that contradicts it.
 * @throws Cancelled.
 */
export async function examine(
  table: RealTable,
  run: Run,
  { todayDays = null }: ExamineOptions = {},
): Promise<readonly QualityFinding[]> {
  const { columns, rowCount } = table;
  if (rowCount === 0) return [];
  run.report('prepare', 1, 'quality');
  const [each, duplicates, dependencies, orders] = await Promise.all([
    Promise.all(columns.map((column) => run.pool.run(columnQualityTask, { column, todayDays }))),
    run.pool.run(duplicateRowsTask, { columns: columns.map(({ codes }) => codes) }),
    findDependencies(columns, run),
    findOrders(columns, run),
  ]);
  const findings = [...each.flat(), ...duplicateFindings(duplicates, rowCount), ...dependencies, ...orders];
  const rank = ({ severity, id, columns: names }: QualityFinding): number =>
    ({ stop: 0, warn: 1, note: 2 })[severity] * 1e6 +
    qualityIds.indexOf(id) * 1e4 +
    columns.findIndex(({ schema }) => schema.name === names[0]);
  return findings.sort((one, other) => rank(one) - rank(other));
}

function duplicateFindings(duplicates: number, rowCount: number): QualityFinding[] {
  if (duplicates === 0) return [];
  const share = percent(duplicates / rowCount);
  const says =
    `${count(duplicates)} of ${count(rowCount)} rows (${share}) repeat an earlier row in every column. If they are the ` +
    'same record twice, take them out: a model learns them twice, and copies seem less telling than they are.';
  return [
    {
      id: 'duplicate-rows',
      columns: [],
      severity: duplicates > 0.01 * rowCount ? 'warn' : 'note',
      count: duplicates,
      says,
    },
  ];
}
