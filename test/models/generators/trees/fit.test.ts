import { expect, it } from 'vitest';
import { codeTable } from '../../../../models/codec/codeTable.ts';
import { trees } from '../../../../models/generators/index.ts';
import { quietRun } from '../../../../models/run/createRun.ts';
import { smallColumn, smallTable } from '../../../support/smallTable.ts';

const cells = (period: number): string[] => Array.from({ length: 60 }, (_, row) => String(row % period));
const table = smallTable([
  smallColumn({ name: 'a', kind: 'category' }, cells(2)),
  // Missing cells make a second part of this column, which is still one column.
  smallColumn(
    { name: 'b', kind: 'integer' },
    cells(7).map((text) => (text === '6' ? '' : text)),
  ),
  smallColumn({ name: 'c', kind: 'category' }, cells(5)),
]);

it('reports the columns that are learnt, from none to all, and never falls back', async () => {
  const { coded } = await codeTable(table, { seed: 1 }, quietRun());
  const shares: number[] = [];
  const details: (string | undefined)[] = [];
  const run = {
    ...quietRun(),
    report: (_: string, share: number, detail?: string): void => {
      shares.push(share);
      details.push(detail);
    },
  };
  await trees.fit(coded, { preset: 'balanced', seed: 1 }, run);
  expect(coded.parts).toHaveLength(4);
  expect(shares).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect([details[0], details.at(-1)]).toEqual(['0 of 3 columns', '3 of 3 columns']);
  // Four parts of three columns: one part leaves its column unfinished.
  expect(new Set(details)).toEqual(new Set([0, 1, 2, 3].map((done) => `${done} of 3 columns`)));
});
