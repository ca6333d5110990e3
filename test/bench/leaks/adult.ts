/**
 * Adult as a population: its training and holdout file, and the table of a system with a guarantee, where the shared data
 * stands beside the project.
 */
import { existsSync } from 'node:fs';
import { randomStream } from '../../../models/num/random.ts';
import type { Table } from '../../../models/table/table.ts';
import { textsOf } from '../../../models/table/dictionary.ts';
import { type Kinds, loadTable } from '../../support/loadTable.ts';
import { type Person, type Population, tableOfRows } from './population.ts';

const numbers = ['age', 'fnlwgt', 'education-num', 'capital-gain', 'capital-loss', 'hours-per-week'];
const kinds: Kinds = {
  ...Object.fromEntries(numbers.map((name) => [name, 'integer'] as const)),
  id: 'identifier',
};

export interface Adult {
  readonly population: Population;
  /** The whole files, with a published table of epsilon 1.6 in the place of fresh people. */
  readonly guaranteed: Population;
}

/** Null when the files are not in `folder`. */
export function adultIn(folder: string): Adult | null {
  const file = (name: string): string => `${folder}/${name}.csv.gz`;
  const published = file('peers/adult_mostlyai_DP_eps1.6_noise1.5_2024');
  if (![file('adult_trn'), file('adult_hol'), published].every(existsSync)) return null;
  const train = loadTable<'real'>(file('adult_trn'), 'real', kinds);
  const names = train.columns.map(({ schema }) => schema.name);
  const [inside, outside, made] = [
    peopleOf(train, names, 'A'),
    peopleOf(loadTable<'real'>(file('adult_hol'), 'real', kinds), names, 'B'),
    peopleOf(loadTable<'synthetic'>(published, 'synthetic', kinds), names, 'C'),
  ];
  const columns = ['id', ...names];
  const population: Population = {
    name: 'adult',
    rows: 4000,
    numbers: numbers.map((name) => columns.indexOf(name)),
    dates: [],
    rare: columns.indexOf('native-country'),
    draw: (seed, rows) => {
      const others = drawn(outside, 2 * rows, ['others', seed]);
      return {
        train: drawn(inside, rows, ['train', seed]),
        holdout: others.slice(0, rows),
        fresh: others.slice(rows),
      };
    },
    table: (origin, rows) => tableOfRows(origin, rows, columns, kinds, []),
  };
  // The published system learnt from all rows, so a sample of them would not be what it is to be held against.
  const guaranteed: Population = {
    ...population,
    name: 'published table with epsilon 1.6, whole',
    rows: inside.length,
    draw: () => ({ train: inside, holdout: outside, fresh: made }),
  };
  return { population, guaranteed };
}

/** Rows as people with an identifier of their own. */
function peopleOf({ columns, rowCount }: Table, names: readonly string[], prefix: string): readonly Person[] {
  const parts = names.map((name) => {
    const column = columns.find(({ schema }) => schema.name === name);
    if (column === undefined) throw new Error(`No column ${name}`);
    return { codes: column.codes, texts: textsOf(column.dictionary) };
  });
  return Array.from({ length: rowCount }, (_, row) => [
    `${prefix}${row}`,
    ...parts.map(({ codes, texts }) => texts[codes[row]]),
  ]);
}

function drawn(
  people: readonly Person[],
  count: number,
  key: readonly (number | string)[],
): readonly Person[] {
  const order = Int32Array.from(people.keys());
  const random = randomStream(['leaks', 'adult', ...key]);
  for (let index = 0; index < count; index++) {
    const other = index + random.below(order.length - index);
    [order[index], order[other]] = [order[other], order[index]];
  }
  return Array.from(order.subarray(0, count), (row) => people[row]);
}
