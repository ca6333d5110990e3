import { describe, expect, test } from 'vitest';
import { align } from '../../../models/evaluate/align.ts';
import { Refused } from '../../../models/run/run.ts';
import { takeRows } from '../../../models/table/table.ts';
import { tableFrom } from '../../support/loadTable.ts';

const kinds = { age: 'integer' } as const;
const train = tableFrom(
  'real',
  [
    ['town', ['b', 'a', '?']],
    ['age', ['30', '', '41']],
  ],
  kinds,
);

describe('align', () => {
  test('gives one level to one text whatever its entry, and -1 or NaN to missing cells', () => {
    const holdout = tableFrom(
      'real',
      [
        ['town', ['a']],
        ['age', ['41.0']],
      ],
      kinds,
    );
    const synthetic = tableFrom(
      'synthetic',
      [
        ['town', ['c', 'b']],
        ['age', ['30', '?']],
      ],
      kinds,
    );
    const {
      columns,
      train: rows,
      holdout: held,
      synthetic: made,
    } = align({ train, holdout, synthetic, seed: 1 });
    expect(columns[0]).toMatchObject({ form: 'category', levels: ['b', 'a', 'c'] });
    expect(columns[0].form === 'category' && [...columns[0].codes]).toEqual([0, 1, -1, 1, 2, 0]);
    expect(columns[1].form === 'number' && [...columns[1].values]).toEqual([30, NaN, 41, 41, 30, NaN]);
    expect([rows, held, made]).toEqual([
      { start: 0, end: 3 },
      { start: 3, end: 4 },
      { start: 4, end: 6 },
    ]);
  });

  test('leaves out columns that are not modelled, and matches by name rather than by place', () => {
    const dropped = {
      ...train,
      columns: train.columns.map((column) =>
        column.schema.name === 'town'
          ? { ...column, schema: { ...column.schema, treatment: 'drop' as const } }
          : column,
      ),
    };
    const synthetic = tableFrom(
      'synthetic',
      [
        ['age', ['5']],
        ['extra', ['x']],
      ],
      kinds,
    );
    const { columns } = align({ train: dropped, holdout: null, synthetic, seed: 1 });
    expect(columns.map(({ name }) => name)).toEqual(['age']);
  });

  test('does not count dictionary entries that no row uses as levels', () => {
    const one = takeRows(train, Int32Array.of(1));
    const synthetic = tableFrom(
      'synthetic',
      [
        ['town', ['a']],
        ['age', ['1']],
      ],
      kinds,
    );
    const { columns } = align({ train: one, holdout: null, synthetic, seed: 1 });
    expect(columns[0]).toMatchObject({ levels: ['a'] });
  });

  test('refuses tables that lack a column or have another form of it, without a cell value', () => {
    const missing = tableFrom('synthetic', [['town', ['secret']]]);
    const textual = tableFrom('synthetic', [
      ['town', ['secret']],
      ['age', ['secret']],
    ]);
    for (const [synthetic, message] of [
      [missing, /^The synthetic table has no column "age"/],
      [textual, /^Column "age" is integer in the training table but category in the synthetic table/],
    ] as const) {
      const attempt = (): unknown => align({ train, holdout: null, synthetic, seed: 1 });
      expect(attempt).toThrow(Refused);
      expect(attempt).toThrow(message);
      expect(attempt).not.toThrow(/secret/);
    }
  });
});
