/** Where the people of a case come from, and one made-up source: dependence, skew, dates, missing cells, rare towns, fine numbers. */
import { type Random, randomStream } from '../../../models/num/random.ts';
import type { Origin, Table } from '../../../models/table/table.ts';
import { type Kinds, tableFrom } from '../../support/loadTable.ts';

/** One person, cell by cell; the first cell is an identifier that a synthetic table writes anew. */
export type Person = readonly string[];

/** A source of people and how their cells are to be read. */
export interface Population {
  readonly name: string;
  /** Rows of each table that one case is tried with. */
  readonly rows: number;
  /** Places of the columns that hold numbers. */
  readonly numbers: readonly number[];
  /** Places of the columns that hold dates. */
  readonly dates: readonly number[];
  /** Place of a category in which a few training people are made the only ones of their kind. */
  readonly rare: number;
  /** Disjoint people; the same seed gives the same. */
  readonly draw: (
    seed: number,
    rows: number,
  ) => Readonly<Record<'train' | 'holdout' | 'fresh', readonly Person[]>>;
  readonly table: <From extends Origin>(origin: From, rows: readonly Person[]) => Table<From>;
}

const columnNames = [
  'id',
  'town',
  'job',
  'sex',
  'school',
  'age',
  'hours',
  'income',
  'score',
  'since',
  'visits',
  'outcome',
] as const;

const kinds: Kinds = {
  id: 'identifier',
  age: 'integer',
  hours: 'integer',
  income: 'decimal',
  score: 'decimal',
  since: 'date',
  visits: 'integer',
};

const jobs = ['clerk', 'nurse', 'teacher', 'driver', 'farmer', 'engineer', 'cook', 'guard'];
const schools = ['none', 'primary', 'secondary', 'college', 'master', 'doctor'];

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

/** `count` people; the same key gives the same people. */
function people(count: number, key: readonly (number | string)[]): Person[] {
  const random = randomStream(['leaks', ...key]);
  return Array.from({ length: count }, () => person(random));
}

function person(random: Random): Person {
  const town = `T${Math.floor(60 * random.uniform() ** 2.5)}`;
  const school = Math.min(5, Math.max(0, Math.round(2.4 + 1.1 * normal(random))));
  const job = jobs[(random.below(4) + (school > 2 ? 4 : 0) + (random.uniform() < 0.1 ? 3 : 0)) % jobs.length];
  const sex = random.uniform() < 0.5 ? 'f' : 'm';
  const age = Math.round(18 + 62 * random.uniform() ** 1.3);
  const hours =
    random.uniform() < 0.45 ? 40 : Math.max(1, Math.min(90, Math.round(38 + 11 * normal(random))));
  const income = Math.exp(9.3 + 0.18 * school + age / 120 + 0.45 * normal(random)) * (hours / 40);
  const score = random.uniform() < 0.06 ? '' : (50 + 4 * school + 9 * normal(random)).toFixed(1);
  const since = new Date(Date.UTC(2005, 0, 1 + random.below(6500))).toISOString().slice(0, 10);
  const visits = Math.floor(-Math.log(1 - random.uniform()) * (1 + age / 40));
  const outcome =
    random.uniform() < 1 / (1 + Math.exp(3.2 - income / 12000 - (sex === 'm' ? 0.4 : 0))) ? 'yes' : 'no';
  const id = `P${String(random.below(1e8)).padStart(8, '0')}`;
  return [
    id,
    town,
    job,
    sex,
    schools[school],
    String(age),
    String(hours),
    income.toFixed(2),
    score,
    since,
    String(visits),
    outcome,
  ];
}

export const madeUp: Population = {
  name: 'made-up people',
  rows: 2000,
  numbers: [5, 6, 7, 8, 10],
  dates: [9],
  rare: 1,
  draw: (seed, rows) => ({
    train: people(rows, [seed, 'train']),
    holdout: people(rows, [seed, 'holdout']),
    fresh: people(rows, [seed, 'fresh']),
  }),
  table: (origin, rows) => tableOfRows(origin, rows, columnNames, kinds, ['income', 'outcome']),
};

/** People as a table; the column "id" is to be written anew, `secrets` are marked as sensitive. */
export function tableOfRows<From extends Origin>(
  origin: From,
  rows: readonly Person[],
  names: readonly string[],
  kindOf: Kinds,
  secrets: readonly string[],
): Table<From> {
  const table = tableFrom(
    origin,
    names.map((name, place) => [name, rows.map((row) => row[place])] as const),
    kindOf,
  );
  const columns = table.columns.map((column) => ({
    ...column,
    schema: {
      ...column.schema,
      treatment: column.schema.name === 'id' ? ('regenerate' as const) : ('model' as const),
      sensitive: secrets.includes(column.schema.name),
    },
  }));
  return { ...table, columns };
}
