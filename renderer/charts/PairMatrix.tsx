/** A triangle of cells, one a pair of columns, shaded by how far the pair falls short of two real samples. */
import { mean } from 'd3-array';
import type { Finding, PairFinding } from '../../models/evaluate/evaluation.ts';
import { measureOf, shortfall, standing } from './finding.ts';
import { percent, points, shorten, visible } from './format.ts';
import { heatStep, heatWords } from './heat.ts';

export interface PairMatrixProps {
  readonly pairs: readonly PairFinding[];
  /** Which finding of the pairs is shaded. */
  readonly measure: 'accuracy' | 'trend';
  /** Called with the pair a person pointed at; the pair tables offer the same to the keyboard. */
  readonly onSelect?: (pair: PairFinding) => void;
  readonly selected?: readonly [string, string] | null;
}

/** Most columns drawn; more would make cells smaller than a pointer. The ones that fall short most are kept. */
export const maxMatrixColumns = 40;

const cell = 22;
const labelRoom = 118;
const titles = { accuracy: 'Accuracy of pairs', trend: 'Trends between pairs' } as const;

function keyOf(a: string, b: string): string {
  return JSON.stringify(a < b ? [a, b] : [b, a]);
}

/** The columns of the pairs, the one whose pairs fall short most (on average) first, at most `maxMatrixColumns`. */
export function matrixColumns(
  pairs: readonly PairFinding[],
  measure: PairMatrixProps['measure'],
): readonly string[] {
  const lost = new Map<string, number[]>();
  for (const pair of pairs) {
    const value = shortfall(pair[measure]);
    for (const name of pair.columns) {
      const list = lost.get(name) ?? [];
      if (value !== null) list.push(value);
      lost.set(name, list);
    }
  }
  const loss = (name: string) => mean(lost.get(name) ?? []) ?? -1;
  return [...lost.keys()].sort((a, b) => loss(b) - loss(a) || (a < b ? -1 : 1)).slice(0, maxMatrixColumns);
}

function cellWords(a: string, b: string, finding: Finding): string {
  const measure = measureOf(finding);
  const names = `${visible(a)} and ${visible(b)}`;
  return measure === null
    ? `${names}: not measured`
    : `${names}: ${percent(measure.value)}, ${standing(measure, 'ceiling')}`;
}

function summary(pairs: readonly PairFinding[], measure: PairMatrixProps['measure']): string {
  const values = pairs.map((pair) => shortfall(pair[measure]));
  const measured = values.filter((value) => value !== null);
  if (measured.length === 0) return 'No pair was measured.';
  const worst = Math.max(...measured);
  const pair = pairs[values.indexOf(worst)];
  const within = measured.filter((value) => value <= 0.01).length;
  return (
    `${within} of ${measured.length} measured pairs are at most one point below two real samples. Furthest below: ` +
    `${pair.columns.map(visible).join(' and ')}, ${points(worst)}.`
  );
}

function HeatLegend({ hasUnmeasured }: { readonly hasUnmeasured: boolean }) {
  return (
    <div className="heat-legend">
      <span>points below two real samples</span>
      <ul>
        {heatWords.map((word, step) => (
          <li key={word}>
            <svg aria-hidden="true" width={22} height={10} viewBox="0 0 22 10">
              <rect className={`heat-${step}`} width={22} height={10} />
            </svg>
            {word}
          </li>
        ))}
        {hasUnmeasured && (
          <li>
            <svg aria-hidden="true" width={22} height={10} viewBox="0 0 22 10">
              <rect className="heat-none" x={0.5} y={0.5} width={21} height={9} />
            </svg>
            not measured
          </li>
        )}
      </ul>
    </div>
  );
}

interface CellProps extends Pick<PairMatrixProps, 'measure' | 'onSelect'> {
  readonly pair: PairFinding;
  readonly column: number;
  readonly row: number;
  readonly isSelected: boolean;
}

function Cell({ pair, measure, column, row, isSelected, onSelect }: CellProps) {
  return (
    <rect
      className={`heat-${heatStep(shortfall(pair[measure]))}${isSelected ? ' heat-selected' : ''}${onSelect ? ' heat-live' : ''}`}
      x={labelRoom + column * cell + 0.5}
      y={row * cell + 0.5}
      width={cell - 1}
      height={cell - 1}
      rx={2}
      onClick={onSelect && (() => onSelect(pair))}
    >
      <title>{cellWords(pair.columns[0], pair.columns[1], pair[measure])}</title>
    </rect>
  );
}

/** The lower triangle of the pairs; columns are ordered so that what is wrong gathers in the corner at the top left. */
export function PairMatrix({ pairs, measure, onSelect, selected = null }: PairMatrixProps) {
  const names = matrixColumns(pairs, measure);
  const byKey = new Map(pairs.map((pair) => [keyOf(...pair.columns), pair]));
  const size = Math.max(names.length - 1, 0) * cell;
  const selectedKey = selected === null ? null : keyOf(...selected);
  const total = new Set(pairs.flatMap((pair) => pair.columns)).size;
  return (
    <figure className="pair-matrix">
      <figcaption>
        {titles[measure]}
        {names.length < total && ` (the ${names.length} of ${total} columns that fall short most)`}
      </figcaption>
      <svg role="img" viewBox={`0 0 ${labelRoom + size + 60} ${size + 86}`}>
        <title>{`${titles[measure]}: every pair of columns against two real samples`}</title>
        <desc>{summary(pairs, measure)}</desc>
        {names.slice(1).map((rowName, row) => (
          <g key={rowName}>
            <text
              className="chart-label"
              x={labelRoom - 6}
              y={row * cell + cell / 2}
              textAnchor="end"
              dominantBaseline="central"
            >
              <title>{rowName}</title>
              {shorten(visible(rowName), 18)}
            </text>
            {names.slice(0, row + 1).map((columnName, column) => {
              const key = keyOf(rowName, columnName);
              const pair = byKey.get(key);
              return (
                pair && (
                  <Cell
                    key={key}
                    {...{ pair, measure, column, row }}
                    isSelected={key === selectedKey}
                    {...(onSelect && { onSelect })}
                  />
                )
              );
            })}
          </g>
        ))}
        {names.slice(0, -1).map((name, column) => (
          <text
            key={name}
            className="chart-label"
            transform={`translate(${labelRoom + column * cell + cell / 2 - 3} ${size + 10}) rotate(40)`}
          >
            <title>{name}</title>
            {shorten(visible(name), 16)}
          </text>
        ))}
      </svg>
      <HeatLegend hasUnmeasured={pairs.some((pair) => measureOf(pair[measure]) === null)} />
    </figure>
  );
}
