import { beforeAll, describe, expect, it } from 'vitest';
import { impute } from '../../../../models/generators/conditional/impute.ts';
import type { Fitted } from '../../../../models/generators/fit.ts';
import { cellText, type Column, type RealTable } from '../../../../models/table/table.ts';
import { peopleModel, peopleTable } from '../../../support/peopleTable.ts';
import { quietRun } from '../../../../models/run/createRun.ts';
import { smallColumn } from '../../../support/smallTable.ts';

const texts = (column: Column): string[] => Array.from(column.codes, (_, row) => cellText(column, row));
const column = (table: RealTable, name: string): Column => {
  const found = table.columns.find(({ schema }) => schema.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

/** The table with the cells of `name` that `lose` picks left empty. */
function losing(table: RealTable, name: string, lose: (row: number) => boolean): RealTable {
  const columns = table.columns.map((one) =>
    one.schema.name === name
      ? smallColumn(
          one.schema,
          texts(one).map((text, row) => (lose(row) ? '' : text)),
        )
      : one,
  );
  return { ...table, columns };
}

/** All missing cells of one column drawn. */
const imputed = async (fitted: Fitted, table: RealTable, name: string): Promise<RealTable> =>
  impute(
    fitted,
    table,
    { fill: [fitted.codecs.findIndex(({ schema }) => schema.name === name)], seed: 1 },
    quietRun(),
  );

describe('imputation', () => {
  let model: Awaited<ReturnType<typeof peopleModel>>;
  beforeAll(async () => {
    model = await peopleModel(4000);
  });

  it('leaves no missing cell and changes no other', async () => {
    const rows = peopleTable(600, 9);
    const full = await imputed(model.fitted, rows, 'smoker');
    expect(texts(column(full, 'smoker')).filter((text) => !['yes', 'no'].includes(text))).toEqual([]);
    const before = texts(column(rows, 'smoker'));
    expect(
      texts(column(full, 'smoker')).filter((text, row) => before[row] !== '' && before[row] !== text),
    ).toEqual([]);
    expect(texts(column(full, 'age'))).toEqual(texts(column(rows, 'age')));
    expect(texts(column(full, 'id'))).toEqual(texts(column(rows, 'id')));
  });

  it('draws what other cells determine, also cells that come before them', async () => {
    const rows = peopleTable(400, 9);
    const region = await imputed(
      model.fitted,
      losing(rows, 'region', (row) => row % 2 === 0),
      'region',
    );
    expect(texts(column(region, 'region'))).toEqual(texts(column(rows, 'region')));
    const city = await imputed(
      model.fitted,
      losing(rows, 'city', (row) => row % 2 === 0),
      'city',
    );
    const initials = texts(column(city, 'city')).map((text) => text[0]);
    const wrong = texts(column(rows, 'region')).filter((text, row) => text[0] !== initials[row]).length;
    // 64 candidates, of which one in ten is of the north: none of them is with probability .9^64 = .001 a row.
    expect(wrong).toBeLessThanOrEqual(3);
  });

  it('follows the law given the other cells, for numbers too', async () => {
    const rows = peopleTable(1500, 9);
    const full = await imputed(
      model.fitted,
      losing(rows, 'part2', () => true),
      'part2',
    );
    const values = texts(column(full, 'part2')).map(Number);
    const [total, part1] = ['total', 'part1'].map((name) => texts(column(rows, name)).map(Number));
    const error =
      values.reduce((sum, value, row) => sum + Math.abs(value - (total[row] - part1[row])), 0) / 1500;
    // Drawn without the other cells the mean error of two uniforms on 0 to 499 is 500 / 3 = 167.
    // A quarter less shows that `total`, which is drawn later, is looked back from; leaves of 30 rows leave the rest.
    expect(error).toBeLessThan(125);
  });

  it('leaves other columns empty where they are', async () => {
    const rows = losing(peopleTable(300, 9), 'grade', (row) => row % 3 === 0);
    const full = await imputed(model.fitted, rows, 'grade');
    expect(texts(column(full, 'grade'))).not.toContain('');
    expect(texts(column(full, 'smoker'))).toEqual(texts(column(rows, 'smoker')));
  });

  it('a guess is right more often than a draw', async () => {
    const rows = peopleTable(1200, 9);
    const gone = losing(rows, 'grade', () => true);
    const fill = [model.fitted.codecs.findIndex(({ schema }) => schema.name === 'grade')];
    const right = async (guess: boolean): Promise<number> => {
      const full = await impute(model.fitted, gone, { fill, seed: 1, guess }, quietRun());
      const told = texts(column(rows, 'grade'));
      return texts(column(full, 'grade')).filter((text, row) => text === told[row]).length / 1200;
    };
    // Grade is a with .7 in the north and b with .75 in the south, c with .2: the likeliest is right in .1 x .7 + .9 x .75 =
    // .745, a draw in .1 x (.7^2 + .1^2 + .2^2) + .9 x (.05^2 + .75^2 + .2^2) = .599. Standard errors are .013 and .014.
    expect(await right(true)).toBeGreaterThan(0.7);
    expect(Math.abs((await right(false)) - 0.599)).toBeLessThan(0.06);
  });
});
