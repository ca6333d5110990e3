import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest, plant, pointsOf } from '../../../../models/evaluate/privacy/neighbours.ts';
import { createCancel } from '../../../../models/run/createRun.ts';
import { mismatch, type Space } from '../../../../models/evaluate/privacy/space.ts';

function slowest(space: Space, query: number, rows: Int32Array, wanted: number): number[] {
  const all = Array.from(rows, (row) => {
    let distance = 0;
    for (const label of space.labels) if (label[query] !== label[row]) distance += mismatch;
    for (const rank of space.ranks) distance += (rank[query] - rank[row]) * (rank[query] - rank[row]);
    return distance;
  }).sort((a, b) => a - b);
  return Array.from({ length: wanted }, (_, index) => all[index] ?? Infinity);
}

test('finds exactly what a search through all rows finds, ties and single rows included', () => {
  const row = fc.tuple(
    fc.integer({ min: 0, max: 6 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: -1, max: 1 }),
  );
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 2, maxLength: 250 }),
      fc.integer({ min: 1, max: 4 }),
      (drawn, wanted) => {
        const space: Space = {
          ranks: [Float32Array.from(drawn, ([a]) => a / 6), Float32Array.from(drawn, ([, b]) => b)],
          labels: [Int32Array.from(drawn, ([, , c]) => c), Int32Array.from(drawn, ([, , , d]) => d)],
        };
        const half = Math.ceil(drawn.length / 2);
        const rows = Int32Array.from({ length: half }, (_, index) => index);
        const tree = plant(space, rows, createCancel());
        const queries = Int32Array.from({ length: drawn.length }, (_, index) => index);
        const points = pointsOf(space, queries);
        const best = new Float64Array(wanted);
        for (const query of queries) {
          nearest(tree, points, query * tree.width, best);
          expect([...best]).toEqual(slowest(space, query, rows, wanted));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a table of equal rows is one leaf at distance 0', () => {
  const space: Space = { ranks: [new Float32Array(100).fill(0.3)], labels: [new Int32Array(100)] };
  const tree = plant(
    space,
    Int32Array.from({ length: 100 }, (_, index) => index),
    createCancel(),
  );
  expect(tree.axis.length).toBe(1);
  const best = new Float64Array(1);
  nearest(tree, pointsOf(space, Int32Array.of(0)), 0, best);
  expect(best[0]).toBe(0);
});

test('large nodes are cut by a part of their rows, where those are all alike by all of them', () => {
  const count = 4000;
  // Every other row is one point, so that evenly spaced rows see nothing else; the others scatter.
  const scattered = (row: number, step: number): number => (row % 2 === 0 ? 0.5 : ((row * step) % 997) / 997);
  const space: Space = {
    ranks: [
      Float32Array.from({ length: count }, (_, row) => scattered(row, 31)),
      Float32Array.from({ length: count }, (_, row) => scattered(row, 57)),
    ],
    labels: [Int32Array.from({ length: count }, (_, row) => (row % 2 === 0 ? 0 : row % 7))],
  };
  const rows = Int32Array.from({ length: 2048 }, (_, row) => row);
  const tree = plant(space, rows, createCancel());
  expect(tree.axis.length).toBeGreaterThan(50);
  const queries = Int32Array.from({ length: 40 }, (_, index) => 2100 + 47 * index);
  const points = pointsOf(space, queries);
  const best = new Float64Array(3);
  queries.forEach((query, index) => {
    nearest(tree, points, index * tree.width, best);
    expect([...best]).toEqual(slowest(space, query, rows, 3));
  });
});
