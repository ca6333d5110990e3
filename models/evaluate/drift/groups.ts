/**
 * Bias per group: how large each group is, how often the outcome occurs in it and how often its cells are missing, before
 * and after synthesis; and whether the gap between the group and everybody else grew. A mean over the table hides this.
 */
import { type Aligned, type AlignedCategory, type AlignedColumn, lengthOf, type Span } from '../align.ts';
import { wilson } from '../interval.ts';
import { counted, percent } from '../../num/percent.ts';
import type { Roles } from '../privacy/roles.ts';

/** Fewer training or synthetic rows are too few to say. Ours: the interval of a rate would be wider than 0.3. */
const leastRows = 40;
/** A change of the gap up to this is none. Ours. */
const slack = 0.02;
/** A column with more levels is not a group column; ours: nobody reads more. */
const mostLevels = 12;
const mostColumns = 4;
/** Two-sided 95 % point of the standard normal. */
const z = 1.959963984540054;

export type GroupVerdict = 'amplified' | 'kept' | 'reduced' | 'too small to say';

/** A share before and after, with 95 % intervals. */
export interface Change {
  readonly before: number;
  readonly beforeInterval: readonly [low: number, high: number];
  readonly after: number;
  readonly afterInterval: readonly [low: number, high: number];
}

export interface GroupFinding {
  readonly column: string;
  readonly level: string;
  /** Null when the group is too small: its numbers would be about few people. */
  readonly share: Change | null;
  readonly missing: Change | null;
  readonly outcome: { readonly column: string; readonly level: string; readonly rate: Change } | null;
  /** Outcome rate in the group minus the rate in all other rows, before and after. */
  readonly gap: readonly [before: number, after: number] | null;
  readonly verdict: GroupVerdict;
  readonly says: string;
}

/** Amplified groups first, then by how much the gap moved. */
export function groups(aligned: Aligned, roles: Roles): readonly GroupFinding[] {
  const { columns, train, synthetic } = aligned;
  if (lengthOf(train) === 0 || lengthOf(synthetic) === 0) return [];
  const outcome = outcomeOf(aligned, roles);
  const named = columns.flatMap((column, index) =>
    column.form === 'category' && index !== outcome?.index && levelsIn(column, train).length <= mostLevels
      ? [{ column, index }]
      : [],
  );
  const marked = named.filter(({ index }) => roles.known.includes(index) || roles.secrets.includes(index));
  const chosen = (roles.given.known && marked.length > 0 ? marked : named).slice(0, mostColumns);
  return chosen
    .flatMap(({ column }) => levelsIn(column, train).map((level) => groupOf(aligned, column, level, outcome)))
    .sort((a, b) => rank(b) - rank(a) || moved(b) - moved(a));
}

interface Outcome {
  readonly index: number;
  readonly column: AlignedCategory;
  readonly level: number;
}

/** The last secret, else the last column, with two or three levels; its less frequent level is the outcome. */
function outcomeOf({ columns, train }: Aligned, { secrets }: Roles): Outcome | null {
  const few = (index: number): boolean => {
    const column = columns[index];
    return column.form === 'category' && [2, 3].includes(levelsIn(column, train).length);
  };
  const all = columns.map((_, index) => index).reverse();
  const index = secrets.find(few) ?? all.find(few);
  const column = index === undefined ? undefined : columns[index];
  if (index === undefined || column?.form !== 'category') return null;
  const levels = levelsIn(column, train);
  return { index, column, level: levels[levels.length - 1] };
}

/** Level codes among the rows, the most frequent first. */
function levelsIn({ codes }: AlignedCategory, { start, end }: Span): readonly number[] {
  const counts = new Map<number, number>();
  for (let row = start; row < end; row++)
    if (codes[row] >= 0) counts.set(codes[row], (counts.get(codes[row]) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([code]) => code);
}

interface Tally {
  readonly rows: number;
  readonly inside: number;
  readonly hits: number;
  readonly known: number;
  readonly hitsElsewhere: number;
  readonly knownElsewhere: number;
  readonly missingCells: number;
}

function tally(
  columns: readonly AlignedColumn[],
  { codes }: AlignedCategory,
  level: number,
  outcome: Outcome | null,
  { start, end }: Span,
): Tally {
  let [inside, hits, known, hitsElsewhere, knownElsewhere, missingCells] = [0, 0, 0, 0, 0, 0];
  for (let row = start; row < end; row++) {
    const here = codes[row] === level;
    const value = outcome?.column.codes[row] ?? -1;
    const hit = value === outcome?.level ? 1 : 0;
    if (value >= 0 && here) [known, hits] = [known + 1, hits + hit];
    if (value >= 0 && !here) [knownElsewhere, hitsElsewhere] = [knownElsewhere + 1, hitsElsewhere + hit];
    if (!here) continue;
    inside++;
    for (const column of columns) {
      if (column.form === 'category' ? column.codes[row] < 0 : Number.isNaN(column.values[row]))
        missingCells++;
    }
  }
  return { rows: end - start, inside, hits, known, hitsElsewhere, knownElsewhere, missingCells };
}

function groupOf(
  aligned: Aligned,
  column: AlignedCategory,
  level: number,
  outcome: Outcome | null,
): GroupFinding {
  const { columns, train, synthetic } = aligned;
  const [before, after] = [train, synthetic].map((span) => tally(columns, column, level, outcome, span));
  const name = { column: column.name, level: column.levels[level] };
  if (before.inside < leastRows) {
    return {
      ...name,
      share: null,
      missing: null,
      outcome: null,
      gap: null,
      verdict: 'too small to say',
      says: `Fewer than ${leastRows} rows: too small to say.`,
    };
  }
  const change = (of: (each: Tally) => number, among: (each: Tally) => number): Change => {
    const share = (each: Tally): number => (among(each) === 0 ? 0 : of(each) / among(each));
    const interval = (each: Tally): readonly [number, number] =>
      among(each) === 0 ? [0, 1] : wilson(of(each), among(each));
    return {
      before: share(before),
      beforeInterval: interval(before),
      after: share(after),
      afterInterval: interval(after),
    };
  };
  const gap = outcome === null ? null : ([gapOf(before), gapOf(after)] as const);
  const verdict = verdictOf(before, after, gap);
  const rate = change(
    ({ hits }) => hits,
    ({ known }) => known,
  );
  const share = change(
    ({ inside }) => inside,
    ({ rows }) => rows,
  );
  return {
    ...name,
    share,
    missing: change(
      ({ missingCells }) => missingCells,
      ({ inside }) => inside * columns.length,
    ),
    outcome:
      outcome === null
        ? null
        : { column: outcome.column.name, level: outcome.column.levels[outcome.level], rate },
    gap,
    verdict,
    says: sentence(verdict, share, outcome, rate, gap, after.inside),
  };
}

/** Outcome rate inside minus outside; 0 where one of them has no rows. */
function gapOf({ hits, known, hitsElsewhere, knownElsewhere }: Tally): number {
  return known === 0 || knownElsewhere === 0 ? 0 : hits / known - hitsElsewhere / knownElsewhere;
}

/**
 * Did the gap's size change by more than `slack`, surely? Variance of a difference of two independent gaps, each
 * p (1 - p) / n inside plus the same outside.
 */
function verdictOf(before: Tally, after: Tally, gap: GroupFinding['gap']): GroupVerdict {
  if (after.inside < leastRows || gap === null) return 'too small to say';
  const grown = Math.abs(gap[1]) - Math.abs(gap[0]);
  // A gap that changed its sign is a new one of its own.
  const turned = gap[0] * gap[1] < 0 ? Math.abs(gap[1] - gap[0]) : grown;
  const error = z * Math.sqrt(varianceOf(before) + varianceOf(after));
  if (error > 0.1) return 'too small to say';
  if (turned > slack && turned > error) return 'amplified';
  return grown < -slack && -grown > error ? 'reduced' : 'kept';
}

function varianceOf({ hits, known, hitsElsewhere, knownElsewhere }: Tally): number {
  const one = (successes: number, n: number): number => {
    // Agresti & Coull's two added to each side keep the variance above 0 for rates of 0 and 1.
    const p = (successes + 2) / (n + 4);
    return (p * (1 - p)) / (n + 4);
  };
  return one(hits, known) + one(hitsElsewhere, knownElsewhere);
}

function sentence(
  verdict: GroupVerdict,
  share: Change,
  outcome: Outcome | null,
  rate: Change,
  gap: GroupFinding['gap'],
  rowsAfter: number,
): string {
  const size = `${percent(share.before)} of the rows before, ${percent(share.after)} after`;
  if (outcome === null || gap === null) return `${size}; no outcome column to compare.`;
  const said = {
    amplified: 'the gap to everybody else grew or turned',
    kept: 'the gap to everybody else is about the same',
    reduced: 'the gap to everybody else shrank, so real differences are understated',
    'too small to say': `too few rows to say what became of the gap (${counted(rowsAfter < leastRows ? 0 : rowsAfter)} synthetic rows)`,
  }[verdict];
  return `${size}; outcome ${percent(rate.before)} before, ${percent(rate.after)} after: ${said}.`;
}

function rank({ verdict }: GroupFinding): number {
  return { amplified: 3, reduced: 2, kept: 1, 'too small to say': 0 }[verdict];
}

function moved({ gap }: GroupFinding): number {
  return gap === null ? 0 : Math.abs(gap[1] - gap[0]);
}
