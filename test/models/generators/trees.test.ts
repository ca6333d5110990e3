import { describe, expect, it } from 'vitest';
import type { Part } from '../../../models/codec/codec.ts';
import { trees, sampleModel } from '../../../models/generators/index.ts';
import { binPart } from '../../../models/generators/trees/bins.ts';
import { dependences } from '../../../models/generators/trees/dependence.ts';
import { growTree } from '../../../models/generators/trees/grow.ts';
import { drawOrder } from '../../../models/generators/trees/order.ts';
import {
  choosePredictorsTask,
  predictorLimit,
  sketchParts,
} from '../../../models/generators/trees/predictors.ts';
import { randomStream } from '../../../models/num/random.ts';
import { Cancelled } from '../../../models/run/run.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { partOf } from '../../support/laws.ts';

const running = new Int32Array(new SharedArrayBuffer(4));

describe('binPart', () => {
  it('gives few codes a bin each and rows without a code the last', () => {
    const { bins, binCount } = binPart(partOf(0, [0, 2, 1, -1], 3));
    expect([...bins]).toEqual([0, 2, 1, 3]);
    expect(binCount).toBe(4);
  });

  it('cuts many ordered codes into at most 256 ascending bins of about equal counts', () => {
    const codes = Int32Array.from({ length: 5000 }, (_, row) => row);
    const part: Part = { ...partOf(0, codes, 5000), ordered: true, values: Float64Array.from(codes) };
    const { bins, binCount } = binPart(part);
    expect(binCount).toBeLessThanOrEqual(256);
    expect(binCount).toBeGreaterThan(240);
    expect(bins.every((bin, row) => row === 0 || bin >= bins[row - 1])).toBe(true);
  });

  it('keeps the 254 most frequent of many levels and merges the rest', () => {
    const codes = Int32Array.from({ length: 3000 }, (_, row) => (row < 2000 ? 999 : row % 999));
    const { bins, binOf } = binPart(partOf(0, codes, 1000));
    expect(binOf[1000]).toBe(0);
    expect(new Set(bins).size).toBe(255);
  });
});

describe('growTree', () => {
  const grow = (codes: ArrayLike<number>, size: number, bins: ArrayLike<number>, leafRows: number) =>
    growTree(
      { codes: Int32Array.from(codes), size, ordered: false },
      [{ part: 7, bins: Uint8Array.from(bins), ordered: true }],
      { leafRows, margin: 1 },
      null,
      running,
    );

  it('splits where the classes change', () => {
    const bins = Array.from({ length: 100 }, (_, row) => row % 10);
    const tree = grow(
      bins.map((bin) => (bin < 4 ? 0 : 1)),
      2,
      bins,
      5,
    );
    expect([...tree.feature]).toEqual([7, -1, -1]);
    expect(tree.threshold[0]).toBe(3);
    expect(tree.donors.slice(tree.left[1], tree.end[1])).toEqual(new Int32Array(40));
  });

  it('makes no leaf smaller than asked', () => {
    const bins = Array.from({ length: 100 }, (_, row) => row);
    const tree = grow(
      bins.map((bin) => (bin < 4 ? 0 : 1)),
      2,
      bins,
      5,
    );
    const leaves = Array.from(tree.feature.keys()).filter((node) => tree.feature[node] < 0);
    expect(leaves.length).toBeGreaterThan(1);
    expect(leaves.every((node) => tree.end[node] - tree.left[node] >= 5)).toBe(true);
  });

  it('splits noise as seldom as the margin says', () => {
    let split = 0;
    for (let attempt = 0; attempt < 400; attempt++) {
      const random = randomStream(['noise', attempt]);
      const noise = Array.from({ length: 500 }, () => random.below(2));
      const tree = grow(
        noise,
        2,
        noise.map(() => random.below(2)),
        20,
      );
      if (tree.feature.length > 1) split++;
    }
    // One cut, two classes: twice the gain is chi-squared with 1 degree of freedom, above 1 + 2 + 2 with probability .0253.
    // 400 attempts: mean 10.1, standard deviation 3.1; five of them.
    expect(Math.abs(split - 10.1)).toBeLessThan(15.7);
    expect(split).toBeGreaterThan(0);
  });

  it('splits noise no oftener when there is more to search', () => {
    let split = 0;
    const levels = 20;
    for (let attempt = 0; attempt < 200; attempt++) {
      const random = randomStream(['levels of noise', attempt]);
      const draws = (count: number): Uint8Array =>
        Uint8Array.from({ length: 2000 }, () => random.below(count));
      const predictors = [false, true, false].map((ordered, part) => ({
        part,
        bins: draws(levels),
        ordered,
      }));
      const target = { codes: Int32Array.from(draws(3)), size: 3, ordered: false };
      const tree = growTree(target, predictors, { leafRows: 20, margin: 1 }, null, running);
      if (tree.feature.length > 1) split++;
    }
    // The bound of `chanceOf` is exp(-1) = .368 a node and loose. 200 attempts: five standard deviations (6.8) above it is 108;
    // by the gain of one given split alone (chi-squared, 2 degrees of freedom, above 6.8) nearly all 200 would split.
    expect(split).toBeLessThan(108);
  });

  it('fills the leaves with all rows, also those it did not grow on', () => {
    const bins = Uint8Array.from({ length: 400 }, (_, row) => row % 8);
    const codes = Int32Array.from(bins, (bin, row) => (row === 3 ? -1 : bin < 3 ? 0 : 1));
    const of = Uint8Array.from({ length: 400 }, (_, row) => (row % 16 < 8 ? 0 : 1));
    const predictors = [{ part: 7, bins, ordered: true }];
    const grown = [{ of, index: 0 }, null].map((fold) =>
      growTree({ codes, size: 2, ordered: false }, predictors, { leafRows: 5, margin: 1 }, fold, running),
    );
    expect(grown[0]).toEqual(grown[1]);
    expect(grown[0].donors).toHaveLength(399);
    expect([...grown[0].end]).toEqual([399, 150, 399]);
  });

  it('stops when asked to', () => {
    const stopped = new Int32Array(new SharedArrayBuffer(4)).fill(1);
    const codes = Int32Array.from({ length: 3000 }, (_, row) => row % 2);
    const predictor = { part: 0, bins: Uint8Array.from(codes), ordered: true };
    const target = { codes, size: 2, ordered: false };
    expect(() => growTree(target, [predictor], { leafRows: 5, margin: 1 }, null, stopped)).toThrow(Cancelled);
  });
});

describe('dependences and order', () => {
  it('let the finer column come first', () => {
    const fine = Array.from({ length: 400 }, (_, row) => row % 8);
    const parts = [
      partOf(
        0,
        fine.map((code) => code >> 1),
        4,
      ),
      partOf(1, fine, 8),
    ];
    const copies = dependences(parts, 20);
    expect(copies.map((copy) => copy?.from ?? null)).toEqual([1, null]);
    expect(copies[0]?.map).toEqual(Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3));
    expect(drawOrder(parts, copies, [], null)).toEqual([1, 0]);
  });

  it('do not take a list of rows for a rule', () => {
    const parts = [partOf(0, [0, 1, 2, 3, 4, 5], 6), partOf(1, [0, 1, 0, 1, 0, 1], 2)];
    expect(dependences(parts, 20)).toEqual([null, null]);
  });
});

describe('wide tables', () => {
  it('look at the predictors that share information with the target', () => {
    const random = randomStream(['wide']);
    const target = Int32Array.from({ length: 3000 }, () => random.below(4));
    const parts = Array.from({ length: 60 }, (_, column) =>
      partOf(column, column === 41 ? target.map((code) => code ^ 1) : target.map(() => random.below(4)), 4),
    );
    const binned = [...parts, partOf(60, target, 4)].map(binPart);
    const candidates = Int32Array.from({ length: 60 }, (_, part) => part);
    const chosen = choosePredictorsTask.work(
      { sketch: sketchParts(binned), target: 60, candidates },
      running,
    );
    expect(chosen).toHaveLength(predictorLimit);
    expect(chosen).toContain(41);
  });

  it('fit and sample', async () => {
    const random = randomStream(['wider']);
    const first = Int32Array.from({ length: 300 }, () => random.below(3));
    const parts = Array.from({ length: 80 }, (_, column) => partOf(column, first, 3));
    const noisy = parts.map((part, index) => ({
      ...part,
      codes: part.codes.map((code) => (random.below(9) < index % 3 ? 0 : code)),
    }));
    const model = await trees.fit(
      { rowCount: 300, parts: noisy },
      { preset: 'balanced', seed: 1 },
      quietRun(),
    );
    const sampled = sampleModel(model, 1, { rowStart: 0, rowEnd: 100 });
    expect(sampled.parts).toHaveLength(81);
    expect(sampled.parts.slice(0, 80).every((part) => part.every((code) => code >= 0 && code < 3))).toBe(
      true,
    );
  });
});

describe('many levels', () => {
  it('keeps what 10,000 levels determine', async () => {
    const random = randomStream(['levels']);
    const city = Int32Array.from({ length: 200_000 }, () => random.below(10_000));
    const parts = [
      partOf(0, city, 10_000),
      partOf(
        1,
        city.map((code) => code % 50),
        50,
      ),
    ];
    const model = await trees.fit(
      { rowCount: city.length, parts },
      { preset: 'balanced', seed: 1 },
      quietRun(),
    );
    const [drawn, region] = sampleModel(model, 1, { rowStart: 0, rowEnd: 8192 }).parts;
    expect(region.every((code, row) => code === drawn[row] % 50)).toBe(true);
  });
});
