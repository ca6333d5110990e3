import { expect, test } from 'vitest';
import { identifiers } from '../../../../models/evaluate/privacy/identifiers.ts';
import { type Origin, type Table, takeRows } from '../../../../models/table/table.ts';
import { tableFrom } from '../../../support/loadTable.ts';

/** A table whose columns `ids` are to be written anew. */
function table<From extends Origin>(
  origin: From,
  ids: Readonly<Record<string, readonly string[]>>,
): Table<From> {
  const made = tableFrom(origin, [...Object.entries(ids), ['age', Object.values(ids)[0].map(() => '30')]]);
  const columns = made.columns.map((column) => ({
    ...column,
    schema: {
      ...column.schema,
      treatment: column.schema.name in ids ? ('regenerate' as const) : ('model' as const),
    },
  }));
  return { ...made, columns };
}

test('the column with the largest share of real cells is named, missing cells do not count', () => {
  const found = identifiers(
    table('real', { id: ['a', 'b', 'c', 'd'], name: ['Ann', 'Bob', '', 'Dan'] }),
    table('real', { id: ['e', 'f', 'g', 'a'], name: ['Eve', 'Ann', 'Dan', 'Zoe'] }),
    table('synthetic', { id: ['x', 'y', 'b', 'z'], name: ['Ann', '', 'Bob', 'Ann'] }),
  );
  // name: all three cells that are there are real; id: one of four. In the holdout two of four names are.
  expect(found.column).toBe('name');
  expect(found.found).toEqual({ successes: 3, trials: 3 });
  expect(found.finding).toMatchObject({ value: 1, reference: 0.5, better: 'lower' });
});

test('without such a column nothing links; without a holdout there is no reference', () => {
  const plain = tableFrom('real', [['age', ['30']]]);
  expect(identifiers(plain, plain, tableFrom('synthetic', [['age', ['30']]]))).toEqual({
    finding: { value: 0, interval: null, reference: 0, better: 'lower' },
    column: null,
    found: { successes: 0, trials: 0 },
  });
  const alone = identifiers(table('real', { id: ['a'] }), null, table('synthetic', { id: ['a', 'b'] }));
  expect(alone.finding).toMatchObject({ value: 0.5, reference: null });
});

test('a synthetic table that left the column out gives nothing away by it', () => {
  const found = identifiers(
    table('real', { id: ['a', 'b'] }),
    null,
    tableFrom('synthetic', [['age', ['30', '31']]]),
  );
  expect(found.column).toBeNull();
});

test('training cells are known from the training rows, not from the dictionary that a split shares with the holdout', () => {
  const whole = table('real', { id: ['a', 'b', 'c', 'd'] });
  const [train, holdout] = [takeRows(whole, Int32Array.of(0, 1)), takeRows(whole, Int32Array.of(2, 3))];
  const found = identifiers(train, holdout, table('synthetic', { id: ['a', 'b', 'c', 'x'] }));
  // Two of four are training cells; "c" is a holdout cell, and no holdout cell is a training cell.
  expect(found.found).toEqual({ successes: 2, trials: 4 });
  expect(found.finding).toMatchObject({ value: 0.5, reference: 0 });
});
