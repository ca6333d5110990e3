/** A triangle of cells, one a pair of columns, shaded by how far the pair falls short of two real samples. */
import type { KeyboardEvent } from 'react';
import { mean } from 'd3-array';
import type { Finding, PairFinding } from '../../models/evaluate/evaluation.ts';
import { measureOf, shortfall, standing } from './finding.ts';
import { percent, points, shorten, visible } from './format.ts';
import { heatStep, heatWords } from './heat.ts';
import { isPlace, nextPlace, type Place } from './triangle.ts';

export interface PairMatrixProps {
  readonly pairs: readonly PairFinding[];
  /** Which finding of the pairs is shaded. */
  readonly measure: 'accuracy' | 'trend';
  /**
   * Called with the pair a person chose, by pointer or by arrow keys; the selected cell is the one that Tab reaches.
   * Without it the matrix is a picture.
   */
  readonly onSelect?: (pair: PairFinding) => void;
  /** Called with the pair under the pointer, and with null when it leaves. */
  readonly onPoint?: (pair: PairFinding | null) => void;
  readonly selected?: readonly [string, string] | null;
  /** Pairs without this column are drawn faint. Default: none. */
  readonly column?: string | null;
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

interface CellProps extends Pick<PairMatrixProps, 'measure' | 'onSelect' | 'onPoint'> {
  readonly pair: PairFinding;
  readonly place: Place;
  readonly isSelected: boolean;
  /** Whether the pair has the chosen column; null when none is chosen. */
  readonly hasColumn: boolean | null;
  /** True for the one cell that Tab reaches. */
  readonly isReached: boolean;
}

function Cell({ pair, measure, place, isSelected, hasColumn, isReached, onSelect, onPoint }: CellProps) {
  const words = cellWords(pair.columns[0], pair.columns[1], pair[measure]);
  const classes = [
    `heat-${heatStep(shortfall(pair[measure]))}`,
    isSelected && 'heat-selected',
    hasColumn === false && 'heat-faint',
    hasColumn === true && 'heat-column',
    onSelect && 'heat-live',
  ];
  return (
    <rect
      className={classes.filter(Boolean).join(' ')}
      x={labelRoom + place.column * cell + 0.5}
      y={place.row * cell + 0.5}
      width={cell - 1}
      height={cell - 1}
      rx={2}
      {...(onSelect && {
        role: 'gridcell',
        'aria-label': words,
        'aria-selected': isSelected,
        'data-cell': `${place.row} ${place.column}`,
        tabIndex: isReached ? 0 : -1,
        onClick: () => onSelect(pair),
        onPointerEnter: () => onPoint?.(pair),
        onPointerLeave: () => onPoint?.(null),
      })}
    >
      <title>{words}</title>
    </rect>
  );
}

/** What is used of an element of the drawing; the DOM's types are absent where the report is built for the file. */
interface DrawnElement {
  readonly dataset: Readonly<Record<string, string | undefined>>;
  querySelector(selector: string): { focus(): void } | null;
}

/** Moves by arrow keys, Home and End within the triangle; focus and selection go together. */
function moveByKey(
  event: KeyboardEvent<SVGElement>,
  pairAt: (place: Place) => PairFinding | undefined,
  rows: number,
  onSelect: (pair: PairFinding) => void,
): void {
  const at = (event.target as unknown as DrawnElement).dataset['cell']?.split(' ').map(Number);
  if (at === undefined) return;
  const next = nextPlace(event.key, { row: at[0], column: at[1] }, rows);
  const pair = next === null ? undefined : pairAt(next);
  if (next === null || pair === undefined) return;
  event.preventDefault();
  onSelect(pair);
  const drawing = event.currentTarget as unknown as DrawnElement;
  drawing.querySelector(`[data-cell="${next.row} ${next.column}"]`)?.focus();
}

/** The lower triangle of the pairs; columns are ordered so that what is wrong gathers in the corner at the top left. */
export function PairMatrix({
  pairs,
  measure,
  onSelect,
  onPoint,
  selected = null,
  column = null,
}: PairMatrixProps) {
  const names = matrixColumns(pairs, measure);
  const byKey = new Map(pairs.map((pair) => [keyOf(...pair.columns), pair]));
  const size = Math.max(names.length - 1, 0) * cell;
  const selectedKey = selected === null ? null : keyOf(...selected);
  const total = new Set(pairs.flatMap((pair) => pair.columns)).size;
  const keyAt = (place: Place) => keyOf(names[place.row + 1], names[place.column]);
  const pairAt = (place: Place) => (isPlace(place, names.length - 1) ? byKey.get(keyAt(place)) : undefined);
  const places = names
    .slice(1)
    .flatMap((_, row) => names.slice(0, row + 1).map((__, at) => ({ row, column: at })));
  const drawn = places.filter((place) => pairAt(place) !== undefined);
  const reached = drawn.find((place) => keyAt(place) === selectedKey) ?? drawn[0];
  const title = `${titles[measure]}: every pair of columns against two real samples`;
  return (
    <figure className="pair-matrix">
      <figcaption>
        {titles[measure]}
        {names.length < total && ` (the ${names.length} of ${total} columns that fall short most)`}
      </figcaption>
      <svg
        viewBox={`0 0 ${labelRoom + size + 60} ${size + 86}`}
        {...(onSelect === undefined
          ? { role: 'img' }
          : {
              role: 'grid',
              'aria-label': `${title}. Arrow keys move from pair to pair.`,
              onKeyDown: (event: KeyboardEvent<SVGElement>) =>
                moveByKey(event, pairAt, names.length - 1, onSelect),
            })}
      >
        <title>{title}</title>
        <desc>{summary(pairs, measure)}</desc>
        {names.slice(1).map((rowName, row) => (
          <g key={rowName} {...(onSelect && { role: 'row' })}>
            <text
              className="chart-label"
              x={labelRoom - 6}
              y={row * cell + cell / 2}
              textAnchor="end"
              dominantBaseline="central"
              {...(onSelect && { role: 'rowheader' })}
            >
              <title>{rowName}</title>
              {shorten(visible(rowName), 18)}
            </text>
            {drawn
              .filter((place) => place.row === row)
              .map((place) => {
                const pair = pairAt(place);
                if (pair === undefined) return null;
                return (
                  <Cell
                    key={place.column}
                    {...{ pair, measure, place }}
                    isSelected={keyAt(place) === selectedKey}
                    isReached={place === reached}
                    hasColumn={column === null ? null : pair.columns.includes(column)}
                    {...(onSelect && { onSelect })}
                    {...(onPoint && { onPoint })}
                  />
                );
              })}
          </g>
        ))}
        <g {...(onSelect && { 'aria-hidden': true })}>
          {names.slice(0, -1).map((name, at) => (
            <text
              key={name}
              className="chart-label"
              transform={`translate(${labelRoom + at * cell + cell / 2 - 3} ${size + 10}) rotate(40)`}
            >
              <title>{name}</title>
              {shorten(visible(name), 16)}
            </text>
          ))}
        </g>
      </svg>
      <HeatLegend hasUnmeasured={pairs.some((pair) => measureOf(pair[measure]) === null)} />
    </figure>
  );
}
