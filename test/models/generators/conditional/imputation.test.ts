import { beforeAll, describe, expect, it } from 'vitest';
import {
  type FilledColumn,
  type Imputation,
  imputeTable,
} from '../../../../models/generators/conditional/imputation.ts';
import { impute } from '../../../../models/generators/conditional/impute.ts';
import { withMarks } from '../../../../models/generators/conditional/marks.ts';
import { defaultRecipe } from '../../../../models/recipe.ts';
import { cellText, type Column, type RealTable } from '../../../../models/table/table.ts';
import { quietRun } from '../../../../models/run/createRun.ts';
import { peopleModel, peopleTable } from '../../../support/peopleTable.ts';
import { smallColumn, smallTable } from '../../../support/smallTable.ts';

const texts = (column: Column): string[] => Array.from(column.codes, (_, row) => cellText(column, row));
const named = (table: RealTable, name: string): Column =>
  table.columns.find(({ schema }) => schema.name === name) as Column;
const options = { columns: null, recipe: defaultRecipe };

/** The people without the region of every fifth and the age of every seventh. */
function withGaps(): RealTable {
  const table = peopleTable(1500, 2);
  const every: Readonly<Record<string, number>> = { region: 5, age: 7 };
  const columns = table.columns.map((column) => {
    const step = every[column.schema.name];
    if (step === undefined) return column;
    return smallColumn(
      column.schema,
      texts(column).map((text, row) => (row % step === 0 ? '' : text)),
    );
  });
  return { ...table, columns };
}

describe('filling a real table', () => {
  const before = withGaps();
  let done: Imputation;
  beforeAll(async () => {
    done = await imputeTable(before, options, quietRun());
  }, 120_000);
  const quality = (name: string): Exclude<FilledColumn['quality'], { readonly unmeasured: string }> => {
    const found = done.filled.find(({ column }) => column === name)?.quality;
    if (found === undefined || 'unmeasured' in found) throw new Error(name);
    return found;
  };

  it('counts what it fills and leaves no gap', () => {
    expect(done.filled.map(({ column, cells }) => [column, cells])).toEqual([
      ['region', 300],
      ['age', Math.ceil(1500 / 7)],
      ['smoker', texts(named(before, 'smoker')).filter((text) => text === '').length],
    ]);
    for (const { column } of done.filled) expect(texts(named(done.table, column))).not.toContain('');
    for (const { schema } of before.columns) {
      const [old, now] = [named(before, schema.name), named(done.table, schema.name)].map(texts);
      expect(now.filter((text, row) => old[row] !== '' && old[row] !== text)).toEqual([]);
    }
  });

  it('measures against cells that it hid: what is determined is right, what is independent no better than blind', () => {
    const region = quality('region');
    expect(region.measure).toBe('accuracy');
    // 1,200 known cells, each hidden with .1: 120 with a standard error of 10.4; five of them, here and below.
    expect(Math.abs(region.hidden - 120)).toBeLessThan(52);
    // The city decides the region; a blind draw is right in .1^2 + .9^2 = .82, the most frequent in .9.
    expect(region.drawn).toBeGreaterThan(0.98);
    expect(region.guessed).toBeGreaterThan(0.98);
    expect(Math.abs(region.drawnBlindly - 0.82)).toBeLessThan(0.175);
    expect(Math.abs(region.guessedBlindly - 0.9)).toBeLessThan(0.137);
  });

  it('in the unit of the column for numbers', () => {
    const age = quality('age');
    expect(age.measure).toBe('error');
    // Two uniforms over 60 years are 20 apart on average, one is 15 from the median; about 129 cells, standard errors 1.2 and .75.
    expect(Math.abs(age.drawnBlindly - 20)).toBeLessThan(6);
    expect(Math.abs(age.guessedBlindly - 15)).toBeLessThan(4);
    // Smoking tells a little of the age, so that the model is not far from blind, on either side.
    expect(Math.abs(age.guessed - age.guessedBlindly)).toBeLessThan(4);
  });

  it('marks what was filled, under a free name', () => {
    const marked = withMarks(before, done.table, ['region']);
    const names = marked.columns.map(({ schema }) => schema.name);
    expect(names[names.indexOf('region') + 1]).toBe('region_imputed');
    expect(texts(named(marked, 'region_imputed')).slice(0, 6)).toEqual([
      'true',
      'false',
      'false',
      'false',
      'false',
      'true',
    ]);
    const twice = withMarks(before, marked, []);
    expect(twice.columns).toHaveLength(marked.columns.length);
    const clash = smallTable([
      smallColumn({ name: 'a', kind: 'category' }, ['', 'x']),
      smallColumn({ name: 'a_imputed', kind: 'category' }, ['y', 'y']),
    ]);
    expect(withMarks(clash, clash, ['a']).columns.map(({ schema }) => schema.name)).toEqual([
      'a',
      'a_imputed_2',
      'a_imputed',
    ]);
  });
});

describe('too little', () => {
  it('too few known cells to hide are said, not measured; and all is the same again', async () => {
    const rows = peopleTable(80, 2);
    const [one, other] = [
      await imputeTable(rows, options, quietRun()),
      await imputeTable(rows, options, quietRun()),
    ];
    expect(one.filled.map(({ column }) => column)).toEqual(['smoker']);
    expect(one.filled[0].quality).toHaveProperty('unmeasured');
    expect(other.filled).toEqual(one.filled);
    expect(texts(named(other.table, 'smoker'))).toEqual(texts(named(one.table, 'smoker')));
  });

  it('no gap to fill is refused', async () => {
    const rows = peopleTable(200, 2);
    await expect(imputeTable(rows, { ...options, columns: ['age'] }, quietRun())).rejects.toMatchObject({
      code: 'nothing-missing',
    });
    const whole = { ...rows, columns: rows.columns.filter(({ schema }) => schema.name !== 'smoker') };
    await expect(imputeTable(whole, options, quietRun())).rejects.toMatchObject({ code: 'nothing-missing' });
  });

  it('columns that have gaps and cannot be filled are named', async () => {
    const empty = Array.from({ length: 200 }, () => '');
    const columns = [smallColumn({ name: 'gone', kind: 'integer' }, empty)];
    const rows = {
      ...peopleTable(200, 2),
      columns: [...peopleTable(200, 2).columns.slice(0, 4), ...columns],
    };
    await expect(imputeTable(rows, options, quietRun())).rejects.toThrow(/\("gone"\) are not modelled, or/);
  });

  it('of a small table more than a tenth is hidden', async () => {
    const { filled } = await imputeTable(peopleTable(300, 2), options, quietRun());
    // Of about 270 known cells 45 are hidden on average, with a standard error of 6; a tenth would be 27.
    expect(filled[0].quality).toHaveProperty('hidden');
    const { quality } = filled[0];
    expect(Math.abs('hidden' in quality ? quality.hidden - 45 : 45)).toBeLessThan(15);
  });
});

it('fills a number that so few rows lack that the model does not learn it', async () => {
  const values = Array.from({ length: 400 }, (_, row) => String(row % 50));
  const table = smallTable([
    smallColumn(
      { name: 'x', kind: 'integer' },
      values.map((text, row) => (row < 3 ? '' : text)),
    ),
    smallColumn({ name: 'y', kind: 'integer' }, values),
  ]);
  const done = await imputeTable(table, options, quietRun());
  expect(done.filled.map(({ column, cells }) => [column, cells])).toEqual([['x', 3]]);
  expect(texts(named(done.table, 'x'))).not.toContain('');
});

it('completes only the rows that are asked for', async () => {
  const { fitted } = await peopleModel(1500);
  const table = withGaps();
  const fill = [fitted.codecs.findIndex(({ schema }) => schema.name === 'region')];
  const some = await impute(fitted, table, { fill, seed: 1, rows: Int32Array.of(0, 1, 5) }, quietRun());
  const empty = texts(named(some, 'region')).flatMap((text, row) => (text === '' ? [row] : []));
  expect(empty.slice(0, 2)).toEqual([10, 15]);
  const all = await impute(fitted, table, { fill, seed: 1 }, quietRun());
  // A row's cell does not depend on which other rows are drawn.
  for (const row of [0, 5]) expect(texts(named(some, 'region'))[row]).toBe(texts(named(all, 'region'))[row]);
});
