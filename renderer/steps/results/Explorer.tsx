/** Each column, worst first, with its chart; and all pairs as a matrix, with the chosen pair in words. */
import { useState } from 'react';
import { Button, ListBox, ListBoxItem, Radio, RadioGroup, Text } from 'react-aria-components';
import type { PairFinding } from '../../../models/evaluate/evaluation.ts';
import type { Report } from '../../../models/report/report.ts';
import { ColumnChart } from '../../charts/ColumnChart.tsx';
import { measureOf, standing } from '../../charts/finding.ts';
import { percent } from '../../charts/format.ts';
import { PairMatrix } from '../../charts/PairMatrix.tsx';

export function Explorer({ report }: { readonly report: Report }) {
  const { columns, pairs } = report.fidelity;
  const [picked, setPicked] = useState<string | null>(null);
  const column = columns.find(({ name }) => name === picked) ?? columns[0];
  if (column === undefined) return <p className="quiet">No column was compared.</p>;
  return (
    <div className="explorer">
      <section aria-labelledby="explore-columns" className="explorer-columns">
        <h2 id="explore-columns">Columns, worst first</h2>
        <div className="explorer-split">
          <ListBox
            aria-label="Columns, worst first"
            className="column-table"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[column.name]}
            onSelectionChange={(keys) =>
              setPicked(keys === 'all' ? null : (columns.find(({ name }) => keys.has(name))?.name ?? null))
            }
          >
            {columns.map(({ name, kind, accuracy }) => {
              const measure = measureOf(accuracy);
              return (
                <ListBoxItem key={name} id={name} textValue={name} className="column-table-row">
                  <Text slot="label" className="column-table-name">
                    {name}
                    <span className="quiet small"> {kind}</span>
                  </Text>
                  <Text slot="description" className="column-table-value">
                    {measure === null ? 'not measured' : percent(measure.value)}
                  </Text>
                </ListBoxItem>
              );
            })}
          </ListBox>
          <div className="explorer-chart">
            <ColumnChart column={column} />
          </div>
        </div>
      </section>
      <Pairs pairs={pairs} onColumn={setPicked} />
    </div>
  );
}

interface PairsProps {
  readonly pairs: readonly PairFinding[];
  readonly onColumn: (name: string) => void;
}

const pairMeasures = { accuracy: 'Accuracy', trend: 'Trend' } as const;
type PairMeasure = keyof typeof pairMeasures;

function Pairs({ pairs, onColumn }: PairsProps) {
  const [picked, setPicked] = useState<PairFinding | null>(null);
  const [measure, setMeasure] = useState<PairMeasure>('accuracy');
  const pair = picked ?? pairs[0];
  if (pair === undefined) return null;
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
      </div>
      <div className="explorer-split pairs-split">
        <div className="panel pairs-matrix">
          <PairMatrix pairs={pairs} measure={measure} selected={pair.columns} onSelect={setPicked} />
        </div>
        <div className="panel pair-words" role="status">
          <h3>
            {pair.columns[0]} and {pair.columns[1]}
          </h3>
          <PairLine name="Accuracy" finding={pair.accuracy} />
          <PairLine name="Trend" finding={pair.trend} />
          <div className="pair-buttons">
            {pair.columns.map((name) => (
              <Button key={name} className="link-button" onPress={() => onColumn(name)}>
                Show {name}
              </Button>
            ))}
          </div>
        </div>
      </div>
    </section>
  );
}

function PairLine({ name, finding }: { readonly name: string; readonly finding: PairFinding['accuracy'] }) {
  const measure = measureOf(finding);
  const says =
    'unmeasured' in finding
      ? `Not measured: ${finding.unmeasured}`
      : measure === null
        ? ''
        : `${percent(measure.value)}, ${standing(measure, 'ceiling')}`;
  return (
    <p>
      <span className="quiet">{name}: </span>
      {says}
    </p>
  );
}
