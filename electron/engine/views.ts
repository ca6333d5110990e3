/** What the window may see of tables: columns in aggregate and short windows of cells. */
import type { RawTable } from '../../models/io/csv/rawTable.ts';
import type { Opened } from '../../models/pipeline.ts';
import { unreadableCells } from '../../models/table/interpret.ts';
import type { ProposedColumn } from '../../models/table/infer.ts';
import { placeMap } from '../../models/table/placeMap.ts';
import { profileColumn } from '../../models/table/profile.ts';
import type { ColumnSchema } from '../../models/table/schema.ts';
import { cellText, type Column, type Table } from '../../models/table/table.ts';
import type { ColumnView, RowWindow } from '../ipc/contract.ts';
import type { EngineTable } from './messages.ts';

/** Column views by schema, so that a correction costs one profile and not as many as there are columns. */
export type ViewCache = Map<string, ColumnView>;

/** Rows of a window at most; the same bound as in `ipc/parse.ts`, kept here too because this is where cells leave. */
const mostRows = 200;

/** What is known of the file besides its cells. */
export type FileFacts = Pick<EngineTable, 'format' | 'generated' | 'stale'>;

/**
 * Describes the opened table under the person's corrections. Cost: a few passes over each column that is not in `cache`;
 * `onColumn` is told after each and may throw to end it, which leaves the cache as far as it was filled.
 */
export function tableView(
  { raw, proposed }: Opened,
  table: Table,
  cache: ViewCache,
  facts: FileFacts,
  onColumn: (done: number, of: number) => void,
): EngineTable {
  const known = new Map(cache);
  cache.clear();
  const columns = table.columns.map((column, index) => {
    const partner = table.columns.find(({ schema }) => schema.name === column.schema.placeWith);
    const key = JSON.stringify([index, column.schema, partner?.schema]);
    const view = known.get(key) ?? {
      ...columnView(column, raw, proposed[index], index),
      ...(partner === undefined ? {} : placeOf(column, partner)),
    };
    cache.set(key, view);
    onColumn(index + 1, table.columns.length);
    return view;
  });
  return {
    name: raw.name,
    bytes: raw.bytes,
    rowCount: raw.rowCount,
    columns,
    dialect: raw.dialect,
    detectedDialect: raw.detectedDialect,
    guesses: raw.guesses,
    ragged: raw.ragged,
    problems: raw.problems.map(({ line, reason }) => ({ line, reason })),
    problemCount: raw.problemCount,
    ...facts,
  };
}

/** The map of a coordinate and its partner. */
function placeOf(column: Column, partner: Column): Pick<ColumnView, 'place'> {
  const [latitude, longitude] = column.schema.kind === 'latitude' ? [column, partner] : [partner, column];
  const place = placeMap(latitude, longitude);
  return place === null ? {} : { place };
}

function columnView(column: Column, raw: RawTable, proposal: ProposedColumn, index: number): ColumnView {
  const profile = profileColumn(column);
  const unreadable = unreadableCells(raw.columns[index], column.schema);
  const asProposed = sameSchema(column.schema, proposal.schema);
  const structural = proposal.structural?.map(({ says }) => says) ?? [];
  const proposalWarnings = asProposed ? proposal.warnings.filter((says) => !structural.includes(says)) : [];
  return {
    schema: column.schema,
    proposed: proposal.schema,
    confidence: proposal.confidence,
    evidence: proposal.evidence,
    distinct: profile.distinct,
    missing: profile.missing,
    unreadable,
    warnings: [...new Set([...proposalWarnings, ...profile.warnings])],
    structural: column.schema.treatment === 'drop' ? [] : structural,
    chart: profile.chart,
  };
}

function sameSchema(a: ColumnSchema, b: ColumnSchema): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** At most 200 rows from `rowStart`, fewer at the end of the table; null where a cell is missing. */
export function rowWindow(table: Table, rowStart: number, count: number): RowWindow {
  const rowEnd = Math.min(table.rowCount, rowStart + Math.min(count, mostRows));
  const rows: (string | null)[][] = [];
  for (let row = rowStart; row < rowEnd; row++) {
    rows.push(
      table.columns.map((column) => (column.missing[column.codes[row]] === 1 ? null : cellText(column, row))),
    );
  }
  return { rowStart, rows };
}
