import { beforeAll, describe, expect, it } from 'vitest';
import { impute } from '../../../../models/generators/conditional/impute.ts';
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

describe('imputation', () => {
  let model: Awaited<ReturnType<typeof peopleModel>>;
  beforeAll(async () => {
    model = await peopleModel(4000);
  });

  it('leaves no missing cell and changes no other', async () => {
    const rows = peopleTable(600, 9);
    const full = await impute(model.fitted, rows, 1, quietRun());
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
    const region = await impute(
      model.fitted,
      losing(rows, 'region', (row) => row % 2 === 0),
      1,
      quietRun(),
    );
    expect(texts(column(region, 'region'))).toEqual(texts(column(rows, 'region')));
    const city = await impute(
      model.fitted,
      losing(rows, 'city', (row) => row % 2 === 0),
      1,
      quietRun(),
    );
    const initials = texts(column(city, 'city')).map((text) => text[0]);
    const wrong = texts(column(rows, 'region')).filter((text, row) => text[0] !== initials[row]).length;
    // 64 candidates, of which one in ten is of the north: none of them is with probability .9^64 = .001 a row.
    expect(wrong).toBeLessThanOrEqual(3);
  });

  it('follows the law given the other cells, for numbers too', async () => {
    const rows = peopleTable(1500, 9);
    const full = await impute(
      model.fitted,
      losing(rows, 'part2', () => true),
      1,
      quietRun(),
    );
    const values = texts(column(full, 'part2')).map(Number);
    const [total, part1] = ['total', 'part1'].map((name) => texts(column(rows, name)).map(Number));
    const error =
      values.reduce((sum, value, row) => sum + Math.abs(value - (total[row] - part1[row])), 0) / 1500;
    // Drawn without the other cells the mean error of two uniforms on 0 to 499 is 500 / 3 = 167.
    // A quarter less shows that `total`, which is drawn later, is looked back from; leaves of 30 rows leave the rest.
    expect(error).toBeLessThan(125);
  });
});
