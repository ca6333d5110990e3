import { expect, test } from 'vitest';
import { studyTable } from '../../../electron/engine/study.ts';
import { randomStream } from '../../../models/num/random.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';

const rows = 400;
const random = randomStream(['study test']);
const numbers = Array.from({ length: rows }, () => String(random.below(1000)));

test('pairs come strongest first with their names, and pairs that tell nothing of each other do not', async () => {
  const doubled = numbers.map((text) => String(-2 * Number(text)));
  const noise = numbers.map(() => String(random.below(1000)));
  const table = smallTable([
    smallColumn({ name: 'a', kind: 'integer' }, numbers),
    smallColumn({ name: 'b', kind: 'integer' }, doubled),
    smallColumn({ name: 'noise', kind: 'integer' }, noise),
  ]);
  const { associations } = await studyTable(table, 20_000, quietRun());
  // Noise: |rank correlation| of 400 independent rows stays below 0.2 with a chance of 1 - 6e-5 (4 standard errors).
  expect(associations).toEqual([
    { columns: ['a', 'b'], measure: 'spearman', strength: expect.closeTo(1, 9), direction: -1 },
  ]);
});

test('each column keeps its six strongest pairs at least', async () => {
  const copies = Array.from({ length: 12 }, (_, index) =>
    smallColumn({ name: `c${index}`, kind: 'integer' }, numbers),
  );
  const { associations } = await studyTable(smallTable(copies), 20_000, quietRun());
  expect(associations).not.toBeNull();
  for (const { schema } of copies) {
    const own = associations?.filter(({ columns }) => columns.includes(schema.name)) ?? [];
    expect(own.length).toBeGreaterThanOrEqual(6);
  }
  // All 66 pairs are equally strong: far fewer are sent.
  expect(associations?.length).toBeLessThan(66);
});

test('quality findings come with their columns', async () => {
  const table = smallTable([
    smallColumn({ name: 'same', kind: 'category' }, Array<string>(rows).fill('x')),
    smallColumn({ name: 'a', kind: 'integer' }, numbers),
  ]);
  const { quality } = await studyTable(table, 20_000, quietRun());
  expect(quality).toContainEqual(expect.objectContaining({ id: 'constant', columns: ['same'] }));
});

test('a table with too many columns to compare is not compared, and that is said', async () => {
  const wide = Array.from({ length: 300 }, (_, index) =>
    smallColumn({ name: `c${index}`, kind: 'category', treatment: 'drop' }, ['x', 'y']),
  );
  const tall = { ...smallTable(wide), rowCount: 100_000 };
  const few = { ...tall, rowCount: 2 };
  // 300 x 299 / 2 pairs of 100,000 rows: 4.5e9 comparisons, above the limit of 3e9.
  expect((await studyTable(tall, 20_000, quietRun())).associations).toBeNull();
  expect((await studyTable(few, 20_000, quietRun())).associations).toEqual([]);
});
