import { beforeAll, describe, expect, it } from 'vitest';
import { fillNotes, fillOf } from '../../../../models/generators/conditional/fill.ts';
import { sampleTable } from '../../../../models/generators/sampleRows.ts';
import { cellText, type Column, type Table } from '../../../../models/table/table.ts';
import { peopleModel } from '../../../support/peopleTable.ts';
import { smallColumn } from '../../../support/smallTable.ts';
import { quietRun } from '../../../../models/run/createRun.ts';

const texts = (table: Table, name: string): string[] => {
  const column = table.columns.find(({ schema }) => schema.name === name) as Column;
  return Array.from(column.codes, (_, row) => cellText(column, row));
};

describe.each(['trees', 'independent'] as const)('filled columns of %s', (generator) => {
  let open: Table;
  let filled: Table;
  beforeAll(async () => {
    const { fitted } = await peopleModel(4000, generator);
    const fill = fillOf(fitted.codecs, ['smoker', 'age']);
    open = await sampleTable(fitted, 0, 9000, quietRun());
    filled = await sampleTable({ ...fitted, fill }, 0, 9000, quietRun());
  });

  it('have no missing cell, and no cell that was there is another', () => {
    const [before, after] = [texts(open, 'smoker'), texts(filled, 'smoker')];
    expect(before.filter((text) => text === '').length).toBeGreaterThan(600);
    expect(after.filter((text) => text !== 'yes' && text !== 'no')).toEqual([]);
    expect(after.filter((text, row) => before[row] !== '' && text !== before[row])).toEqual([]);
  });

  it('leave the other columns as they were drawn', () => {
    const others = open.columns.map(({ schema }) => schema.name).filter((name) => name !== 'smoker');
    expect(others.map((name) => texts(filled, name))).toEqual(others.map((name) => texts(open, name)));
  });

  it('follow the law that the other cells give', () => {
    const [before, after] = [texts(open, 'smoker'), texts(filled, 'smoker')];
    const ages = texts(filled, 'age').map(Number);
    const drawn = before.flatMap((text, row) => (text === '' ? [row] : []));
    const share = (rows: readonly number[]): number =>
      rows.filter((row) => after[row] === 'yes').length / rows.length;
    const young = drawn.filter((row) => ages[row] < 40);
    const old = drawn.filter((row) => ages[row] >= 60);
    // Of those with a cell, age / 100 smoke: .3 below 40 and .7 from 60 on with the trees, .5 everywhere without relations.
    // Some 300 rows in each group have a standard error of .03; leaves mix ages a little.
    const [low, high] = generator === 'trees' ? [0.3, 0.7] : [0.5, 0.5];
    expect(Math.abs(share(young) - low)).toBeLessThan(0.12);
    expect(Math.abs(share(old) - high)).toBeLessThan(0.12);
  });
});

describe('what cannot be filled', () => {
  let codecs: Awaited<ReturnType<typeof peopleModel>>['fitted']['codecs'];
  beforeAll(async () => {
    ({
      fitted: { codecs },
    } = await peopleModel(600));
  });

  it.each([
    ['a column that is not there', 'planet', {}, 'unknown-column'],
    ['an identifier', 'id', {}, 'fill-column'],
    [
      'a column that is asked to have missing cells',
      'smoker',
      { smoker: { is: ['yes', null] } },
      'fill-column',
    ],
  ] as const)('%s', (_, name, where, code) => {
    expect(() => fillOf(codecs, [name], where)).toThrow(expect.objectContaining({ code }));
  });

  it('a column without any value', () => {
    const empty = codecs.map((codec) =>
      codec.schema.name === 'smoker' && codec.form === 'category' ? { ...codec, levels: 0 } : codec,
    );
    expect(() => fillOf(empty, ['smoker'])).toThrow(expect.objectContaining({ code: 'no-support' }));
  });

  it('is not the same as a column without missing cells, which is left alone', () => {
    expect(fillOf(codecs, ['age'])).toEqual([]);
    expect(fillOf(codecs, ['age', 'smoker'])).toHaveLength(1);
  });
});

it('the report says what was missing and what was measured before', () => {
  const column = smallColumn({ name: 'a', kind: 'category' }, ['x', '', 'y', 'y']);
  const notes = fillNotes(['a'], { origin: 'real', name: 't', rowCount: 4, columns: [column] });
  expect(notes[0]).toContain('"a" (25.0 % missing in the training rows)');
  expect(notes[1]).toContain('before their empty cells were filled');
  expect(fillNotes([], { origin: 'real', name: 't', rowCount: 4, columns: [column] })).toEqual([]);
});
