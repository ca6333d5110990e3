/** All pairs of columns: a matrix to walk through, the pair in words, and the table; all can be narrowed to one column. */
import { useState } from 'react';
import { Button, Radio, RadioGroup } from 'react-aria-components';
import type { Finding, PairFinding } from '../../../models/evaluate/evaluation.ts';
import { measureOf, standing } from '../../charts/finding.ts';
import { countOf, percent, visible } from '../../charts/format.ts';
import { PairMatrix } from '../../charts/PairMatrix.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { PairTable } from '../../report/PairTable.tsx';

const pairMeasures = { accuracy: 'Accuracy', trend: 'Trend' } as const;
type PairMeasure = keyof typeof pairMeasures;

/** Pairs in the table. Ours: more are better read in the matrix. */
const listed = 60;

/** No column's name is empty with this mark in front. */
const everything = '\u0000all';

export interface PairExplorerProps {
  /** Worst first, at least one. */
  readonly pairs: readonly PairFinding[];
  /** Only pairs of this column; null for all. */
  readonly filter: string | null;
  readonly onFilter: (column: string | null) => void;
  /** A column was asked for, to be drawn. */
  readonly onColumn: (name: string) => void;
}

export function PairExplorer({ pairs, filter, onFilter, onColumn }: PairExplorerProps) {
  const [picked, setPicked] = useState<PairFinding | null>(null);
  const [pointed, setPointed] = useState<PairFinding | null>(null);
  const [measure, setMeasure] = useState<PairMeasure>('accuracy');
  const shown = filter === null ? pairs : pairs.filter(({ columns }) => columns.includes(filter));
  const chosen = picked !== null && shown.includes(picked) ? picked : (shown[0] ?? pairs[0]);
  const pair = pointed ?? chosen;
  const names = [...new Set(pairs.flatMap(({ columns }) => columns))].toSorted();
  return (
    <section aria-labelledby="explore-pairs" className="explorer-pairs">
      <div className="explorer-head">
        <h2 id="explore-pairs">Pairs of columns</h2>
        <RadioGroup
          className="segments"
          orientation="horizontal"
          aria-label="What the matrix shows"
          value={measure}
          onChange={(value) => setMeasure(value === 'trend' ? 'trend' : 'accuracy')}
        >
          {(['accuracy', 'trend'] as const).map((name) => (
            <Radio key={name} value={name} className="segment">
              {pairMeasures[name]}
            </Radio>
          ))}
        </RadioGroup>
        <Choice
          label="Only pairs of"
          value={filter ?? everything}
          options={[
            { id: everything, label: 'All columns' },
            ...names.map((name) => ({ id: name, label: `Pairs of ${visible(name)}` })),
          ]}
          onChange={(id) => onFilter(id === everything ? null : id)}
          testId="pairs-filter"
        />
      </div>
      <div className="explorer-split pairs-split">
        <div className="panel pairs-matrix">
          <PairMatrix
            pairs={pairs}
            measure={measure}
            selected={chosen.columns}
            column={filter}
            onSelect={setPicked}
            onPoint={setPointed}
          />
        </div>
        <div className="panel pair-words" role="status">
          <h3>
            {visible(pair.columns[0])} and {visible(pair.columns[1])}
          </h3>
          <PairLine name="Accuracy" finding={pair.accuracy} />
          <PairLine name="Trend" finding={pair.trend} />
          <div className="pair-buttons">
            {pair.columns.map((name) => (
              <Button key={name} className="link-button" onPress={() => onColumn(name)}>
                Show {visible(name)}
              </Button>
            ))}
          </div>
        </div>
      </div>
      <h3>
        {filter === null ? `The worst of ${countOf(pairs.length, 'pair')}` : `Pairs of ${visible(filter)}`}
      </h3>
      <PairTable pairs={shown.slice(0, listed)} onSelect={setPicked} />
    </section>
  );
}

function PairLine({ name, finding }: { readonly name: string; readonly finding: Finding }) {
  const measure = measureOf(finding);
  return (
    <p>
      <span className="quiet">{name}: </span>
      {'unmeasured' in finding ? `not measured: ${finding.unmeasured}` : ''}
      {measure === null ? '' : `${percent(measure.value)}, ${standing(measure, 'ceiling')}`}
    </p>
  );
}
