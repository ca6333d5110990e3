/** Columns that determine each other: functional dependencies between two columns, found by looking at every row. */
import { checkCancel, type Run } from '../run/run.ts';
import type { Task } from '../run/task.ts';
import type { QualityFinding } from './quality.ts';
import { type Column, entryCounts } from './table.ts';

/** A column with more levels than this neither determines nor is reported: chance makes nearly unique columns determine all. Ours. */
const mostLevels = 20_000;
/** A determining level must stand in this many rows on average, and the determined column must vary. Ours. */
const leastRepeats = 5;
/** Above this many columns only the first are compared: pairs grow with the square. */
const mostColumns = 400;

interface Coded {
  readonly codes: Int32Array;
  readonly size: number;
}

interface Payload {
  readonly by: Coded;
  readonly others: readonly Coded[];
}

/** For one column: which of the others it determines (1) or not (0), in their order. */
export const determinesTask: Task<Payload, Uint8Array> = {
  name: 'table.determines',
  work: ({ by, others }, cancel) =>
    Uint8Array.from(others, (other) => {
      checkCancel(cancel);
      return determines(by, other) ? 1 : 0;
    }),
};

function determines(by: Coded, { codes }: Coded): boolean {
  const seen = new Int32Array(by.size);
  const { codes: deciding } = by;
  for (let row = 0; row < codes.length; row++) {
    const before = seen[deciding[row]];
    if (before === 0) seen[deciding[row]] = codes[row] + 1;
    else if (before !== codes[row] + 1) return false;
  }
  return true;
}

/**
 * `same-information`: two columns determine each other (a code and its name). `determined`: only one way (a district and
 * its region); such a column is reported once, with the determining column of fewest levels.
 */
export async function findDependencies(
  columns: readonly Column[],
  run: Run,
): Promise<readonly QualityFinding[]> {
  const usable = columns.filter(({ schema }) => schema.treatment === 'model').slice(0, mostColumns);
  const levels = usable.map(levelsOf);
  const coded = usable.map(({ codes, missing }) => ({ codes, size: missing.length }));
  const may = (index: number): boolean =>
    levels[index] >= 2 &&
    levels[index] <= mostLevels &&
    levels[index] * leastRepeats <= usable[index].codes.length;
  const rows = await Promise.all(
    coded.map((by, index) => (may(index) ? run.pool.run(determinesTask, { by, others: coded }) : null)),
  );
  const decides = (one: number, other: number): boolean =>
    one !== other && may(other) && rows[one]?.[other] === 1;
  const findings: QualityFinding[] = [];
  for (let other = 0; other < usable.length; other++) {
    const name = usable[other].schema.name;
    const deciding = usable.map((_, index) => index).filter((index) => decides(index, other));
    const same = deciding.filter((index) => decides(other, index));
    for (const index of same.filter((each) => each < other))
      findings.push(sameFinding(usable[index].schema.name, name, levels[other]));
    const [fewest] = deciding
      .filter((index) => !same.includes(index))
      .sort((one, another) => levels[one] - levels[another]);
    if (fewest !== undefined) findings.push(oneWayFinding(usable[fewest].schema.name, name, levels[other]));
  }
  return findings;
}

function levelsOf(column: Column): number {
  return entryCounts(column).reduce((sum, cells) => sum + (cells > 0 ? 1 : 0), 0);
}

function sameFinding(one: string, other: string, levels: number): QualityFinding {
  return {
    id: 'same-information',
    columns: [one, other],
    severity: 'note',
    count: levels,
    says: `"${one}" and "${other}" determine each other in every row (${levels} levels): one of them says it all.`,
  };
}

function oneWayFinding(by: string, other: string, levels: number): QualityFinding {
  return {
    id: 'determined',
    columns: [by, other],
    severity: 'note',
    count: levels,
    says: `"${by}" determines "${other}" in every row. Check that the synthetic table keeps the rule.`,
  };
}
