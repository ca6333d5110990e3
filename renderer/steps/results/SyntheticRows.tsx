/** A look at the synthetic rows themselves. */
import { useMemo } from 'react';
import type { Report } from '../../../models/report/report.ts';
import { useUnderstudy } from '../../context.ts';
import { DataGrid, type GridColumn } from '../../parts/DataGrid.tsx';
import { kindWords } from '../../words.ts';

export function SyntheticRows({ report }: { readonly report: Report }) {
  const { act } = useUnderstudy();
  const columns = useMemo(() => gridColumns(report), [report]);
  return (
    <div className="rows-panel">
      <p className="quiet">
        These rows were drawn from the model. No row is a person; equality with a real row can still occur by
        chance.
      </p>
      <DataGrid
        label="Synthetic rows"
        columns={columns}
        rowCount={report.table.syntheticRows}
        load={act.resultRows}
        version={report}
        headHeight={52}
      />
    </div>
  );
}

function gridColumns({ table }: Report): GridColumn[] {
  return table.columns
    .filter(({ treatment }) => treatment !== 'drop')
    .map(({ name, kind }) => ({
      name,
      align: kind === 'integer' || kind === 'decimal' ? 'end' : 'start',
      head: (
        <span className="grid-head-top">
          <span className="grid-head-name" title={name}>
            {name}
          </span>
          <span className="grid-head-kind">{kindWords[kind]}</span>
        </span>
      ),
    }));
}
