/** Synthetic tables with a planted leak, and synthetic tables without one. */
import { codeTable } from '../../../models/codec/codeTable.ts';
import { fit } from '../../../models/generators/fit.ts';
import { sampleTable } from '../../../models/generators/sampleRows.ts';
import { type Random, randomStream } from '../../../models/num/random.ts';
import { defaultRecipe, type GeneratorName } from '../../../models/recipe.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import type { SyntheticTable } from '../../../models/table/table.ts';
import type { Person, Population } from './population.ts';

/** What a case is made from; `fresh` people are in neither table. */
export interface Made {
  readonly train: readonly Person[];
  readonly holdout: readonly Person[];
  readonly fresh: readonly Person[];
  readonly seed: number;
  readonly of: Population;
}

export interface Case {
  readonly name: string;
  readonly make: (made: Made) => SyntheticTable | Promise<SyntheticTable>;
}

/** Replaces the first `count` fresh rows by `leak` of random training rows; each keeps an identifier of its own. */
function planted(share: number, leak: (row: Person, made: Made, index: number) => Person): Case['make'] {
  return (made) => {
    const random = randomStream(['leaks', 'plant', made.seed]);
    const count = Math.round(share * made.fresh.length);
    const rows = made.fresh.map((fresh, index) => {
      if (index >= count) return fresh;
      return [fresh[0], ...leak(made.train[random.below(made.train.length)], made, index).slice(1)];
    });
    return made.of.table('synthetic', rows);
  };
}

const changed = (row: Person, { fresh, seed }: Made, index: number): Person => {
  const place = 1 + randomStream(['leaks', 'cell', seed, index]).below(row.length - 1);
  return row.map((cell, at) => (at === place ? fresh[(index + 7) % fresh.length][at] : cell));
};

/** Every number moved by up to 2 % of its size, at its own precision. */
const jittered = (row: Person, { seed, of }: Made, index: number): Person => {
  const random = randomStream(['leaks', 'jitter', seed, index]);
  return row.map((cell, at) => {
    if (!of.numbers.includes(at) || cell === '') return cell;
    const decimals = cell.split('.')[1]?.length ?? 0;
    return (Number(cell) * (1 + 0.04 * (random.uniform() - 0.5))).toFixed(decimals);
  });
};

/** The training rows whose numbers lie farthest out, by the sum of squared z-scores. */
function farthest({ train: rows, of }: Made, count: number): readonly Person[] {
  const columns = of.numbers.map((at) => {
    const values = rows.map((row) => Number(row[at]));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return { at, mean, deviation };
  });
  const distance = (row: Person): number =>
    columns.reduce((sum, { at, mean, deviation }) => sum + ((Number(row[at]) - mean) / deviation) ** 2, 0);
  return rows.toSorted((a, b) => distance(b) - distance(a)).slice(0, count);
}

/** A share of the rows is copied from `chosen`, one after the other, as they are or with their numbers moved. */
function copiedInTurn(
  made: Made,
  share: number,
  chosen: readonly Person[],
  isJittered: boolean,
): SyntheticTable | Promise<SyntheticTable> {
  const pick = (_: Person, own: Made, index: number): Person => {
    const row = chosen[index % chosen.length];
    return isJittered ? jittered(row, own, index) : row;
  };
  return planted(share, pick)(made);
}

/** Gives the first `count` people a category of their own. */
function withTiny(rows: readonly Person[], count: number, { rare }: Population): readonly Person[] {
  return rows.map((row, index) =>
    index < count ? row.map((cell, at) => (at === rare ? 'Tiny' : cell)) : row,
  );
}

/** The category that only three training people have, in `carriers` synthetic rows. */
function rareCategory(carriers: number): Case['make'] {
  return ({ fresh, of }) => of.table('synthetic', withTiny(fresh, carriers, of));
}

/** Draws training rows and replaces each cell with chance 0.2 by that of another row. */
const memorised: Case['make'] = ({ train, fresh, seed, of }) => {
  const random = randomStream(['leaks', 'memory', seed]);
  const rows = fresh.map((row) => {
    const source = train[random.below(train.length)];
    return row.map((cell, at) => {
      if (at === 0) return cell;
      return random.uniform() < 0.2 ? train[random.below(train.length)][at] : source[at];
    });
  });
  return of.table('synthetic', rows);
};

const linked: Case['make'] = ({ train, fresh, of }) =>
  of.table(
    'synthetic',
    fresh.map((row, index) => (index < fresh.length / 20 ? [train[index][0], ...row.slice(1)] : row)),
  );

export const leaks: readonly Case[] = [
  ...[0.001, 0.005, 0.01, 0.05].map((share) => ({
    name: `verbatim copies, ${share * 100}%`,
    make: planted(share, (row) => row),
  })),
  { name: 'copies with one cell changed, 1%', make: planted(0.01, changed) },
  { name: 'copies with one cell changed, 5%', make: planted(0.05, changed) },
  { name: 'copies with numbers jittered, 1%', make: planted(0.01, jittered) },
  { name: 'copies with numbers jittered, 5%', make: planted(0.05, jittered) },
  {
    name: 'outliers copied, 0.5%',
    make: (made) => copiedInTurn(made, 0.005, farthest(made, 10), false),
  },
  {
    name: 'outliers copied with numbers jittered, 1%',
    make: (made) => copiedInTurn(made, 0.01, farthest(made, 20), true),
  },
  { name: 'rare category leaked, 3 rows', make: rareCategory(3) },
  { name: 'rare category leaked, 40 rows', make: rareCategory(40) },
  { name: 'memorising generator', make: memorised },
  { name: 'linkable identifier, 5%', make: linked },
];

/** A generator of the project, fitted on the training rows. */
export async function generated(
  { train, seed, of }: Made,
  generator: GeneratorName,
): Promise<SyntheticTable> {
  const run = quietRun();
  const recipe = { ...defaultRecipe, generator, seed };
  const table = of.table('real', train);
  const { codecs, coded } = await codeTable(table, recipe, run);
  const fitted = await fit(coded, codecs, recipe, table, run);
  return sampleTable(fitted, 0, train.length, run);
}

/** Cells drawn on their own among values that at least five training rows carry; rarer numbers between two neighbours. */
const marginal: Case['make'] = ({ train, fresh, seed, of }) => {
  const random = randomStream(['leaks', 'marginal', seed]);
  const draws = train[0].map((_, at) => marginalDraw(train, at, of, random));
  return of.table(
    'synthetic',
    fresh.map((row) => row.map((cell, at) => (at === 0 ? cell : draws[at]()))),
  );
};

function marginalDraw(
  train: readonly Person[],
  at: number,
  { numbers, dates }: Population,
  random: Random,
): () => string {
  const counts = new Map<string, number>();
  for (const row of train) counts.set(row[at], (counts.get(row[at]) ?? 0) + 1);
  const common = train.map((row) => row[at]).filter((cell) => (counts.get(cell) ?? 0) >= 5);
  const isDate = dates.includes(at);
  if (!isDate && (!numbers.includes(at) || common.length > 0.9 * train.length)) {
    return () => common[random.below(common.length)];
  }
  const decimals = Math.max(...train.map((row) => row[at].split('.')[1]?.length ?? 0));
  const values = train
    .map((row) => row[at])
    .filter((cell) => cell !== '')
    .map((cell) => (isDate ? Date.parse(cell) : Number(cell)))
    .sort((a, b) => a - b);
  // The ends are left out, as the extremes belong to few.
  return () => {
    const place = 5 + random.below(values.length - 11);
    const value = values[place] + random.uniform() * (values[place + 1] - values[place]);
    return isDate ? new Date(value).toISOString().slice(0, 10) : value.toFixed(decimals);
  };
}

export const clean: readonly Case[] = [
  { name: 'fresh people', make: ({ fresh, of }) => of.table('synthetic', fresh) },
  { name: 'holdout rows', make: ({ holdout, of }) => of.table('synthetic', anew(holdout)) },
  { name: 'generator "independent"', make: (made) => generated(made, 'independent') },
  { name: 'marginal sampling', make: marginal },
];

/** The same people with new identifiers. */
function anew(rows: readonly Person[]): readonly Person[] {
  return rows.map((row, index) => [`Q${index}`, ...row.slice(1)]);
}

/** Everything a case needs; three training people have a category that nobody else has. */
export function madeWith(seed: number, rows: number, of: Population): Made {
  const { train, holdout, fresh } = of.draw(seed, rows);
  return { train: withTiny(train, 3, of), holdout, fresh, seed, of };
}
