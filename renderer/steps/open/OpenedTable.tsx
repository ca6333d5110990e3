/** The opened table: how it was read, which rows do not fit, and its cells. */
import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { TableView } from '../../../electron/ipc/contract.ts';
import { SmallChart } from '../../charts/SmallChart.tsx';
import { useUnderstudy } from '../../context.ts';
import { DataGrid, type GridColumn } from '../../parts/DataGrid.tsx';
import { countOf } from '../../charts/format.ts';
import { formatBytes } from '../../parts/format.ts';
import { StepHead } from '../../parts/StepHead.tsx';
import { WorkPanel } from '../../parts/WorkPanel.tsx';
import { partsOf } from '../../parts/workWords.ts';
import { kindWords } from '../../words.ts';
import { AppliedSchema } from './AppliedSchema.tsx';
import { DialectChips } from './DialectChips.tsx';
import { Problems } from './Problems.tsx';
import { QualityPanel } from './QualityPanel.tsx';

/** What is to be known of files that are not cut into cells by a dialect. */
const formatSays = {
  parquet: 'A Parquet file: names and types come from the file. The synthetic table is written as CSV.',
  xlsx: 'An Excel workbook: the first sheet with a table is read. The synthetic table is written as CSV.',
  jsonl: 'JSON lines: one record a line, one column a member. The synthetic table is written as CSV.',
} as const;

function isText(format: TableView['format']): format is 'csv' | 'tsv' {
  return format === 'csv' || format === 'tsv';
}

export function OpenedTable({ table, reading }: { readonly table: TableView; readonly reading: boolean }) {
  const { act, dispatch } = useUnderstudy();
  const columns = useMemo(() => gridColumns(table), [table]);
  return (
    <div className="step step-fill">
      <StepHead
        title={table.file.name}
        says={`${countOf(table.rowCount, 'row')}, ${countOf(table.columns.length, 'column')}, ${formatBytes(table.bytes)}. Cells are shown as they stand in the file.`}
        actions={
          <>
            <Button className="button" data-testid="open-file" onPress={() => void act.chooseTable()}>
              Open another…
            </Button>
            <Button
              className="button"
              data-testid="apply-schema"
              isDisabled={reading}
              onPress={() => void act.applySchema()}
            >
              Apply a schema…
            </Button>
            <Button
              className="button"
              data-variant="primary"
              onPress={() => dispatch({ type: 'step', step: 'columns' })}
            >
              Next: columns
            </Button>
          </>
        }
      />
      {isText(table.format) ? (
        <DialectChips table={table} />
      ) : (
        <p className="quiet small">{formatSays[table.format]}</p>
      )}
      <AppliedSchema />
      {table.problemCount > 0 ? <Problems table={table} /> : null}
      {reading ? null : <QualityPanel table={table} />}
      {reading ? (
        <WorkPanel
          title={`Reading ${table.file.name} again`}
          says={formatBytes(table.bytes)}
          parts={partsOf('reread')}
        />
      ) : (
        <DataGrid
          label={`Rows of ${table.name}`}
          columns={columns}
          rowCount={table.rowCount}
          load={act.tableRows}
          version={table}
          headHeight={96}
        />
      )}
    </div>
  );
}

function gridColumns({ columns }: TableView): GridColumn[] {
  return columns.map(({ schema, chart }) => ({
    name: schema.name,
    align: schema.number === undefined ? 'start' : 'end',
    head: (
      <>
        <span className="grid-head-top">
          <span className="grid-head-name" title={schema.name}>
            {schema.name}
          </span>
          <span className="grid-head-kind">{kindWords[schema.kind]}</span>
        </span>
        <SmallChart chart={chart} label={schema.name} />
      </>
    ),
  }));
}
