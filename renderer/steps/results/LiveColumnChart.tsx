/** A column's chart that reads out the bin under the pointer, or the bin a person moves to with the slider below it. */
import { useId, useState } from 'react';
import type { ColumnFinding } from '../../../models/evaluate/evaluation.ts';
import { ColumnChart } from '../../charts/ColumnChart.tsx';
import { visible } from '../../charts/format.ts';
import { binWords, drawnBins } from '../../charts/pointing.ts';

export function LiveColumnChart({ column }: { readonly column: ColumnFinding }) {
  const [pointed, setPointed] = useState(0);
  const id = useId();
  const bins = column.chart === null ? [] : drawnBins(column.chart);
  const bin = bins[pointed];
  return (
    <div className="live-chart">
      <ColumnChart column={column} pointing={{ pointed, onPoint: setPointed }} />
      {bin !== undefined && (
        <div className="live-readout">
          <label htmlFor={id} className="quiet small">
            Read off<span className="visually-hidden"> {visible(column.name)} bar by bar</span>
          </label>
          <input
            id={id}
            type="range"
            min={0}
            max={bins.length - 1}
            value={pointed}
            aria-valuetext={binWords(bin)}
            onChange={(event) => setPointed(event.target.valueAsNumber)}
          />
          <output htmlFor={id}>{binWords(bin)}</output>
        </div>
      )}
    </div>
  );
}
