import { beforeAll, describe, expect, it } from 'vitest';
import { chainOf } from '../../../../models/generators/conditional/chain.ts';
import { completerOf, wanted } from '../../../../models/generators/conditional/complete.ts';
import { rootsOf } from '../../../../models/generators/conditional/roots.ts';
import { askedBy } from '../../../../models/generators/conditional/wantedPlan.ts';
import type { Fitted } from '../../../../models/generators/fit.ts';
import { type AnyModel, sampleModel } from '../../../../models/generators/index.ts';
import { type Random, randomStream } from '../../../../models/num/random.ts';
import { peopleModel } from '../../../support/peopleTable.ts';

/** A stream that counts how often it is asked. */
function counting(): Random & { count: number } {
  const random = randomStream(['complete']);
  const counted = {
    count: 0,
    uniform: () => (counted.count++, random.uniform()),
    below: (n: number) => (counted.count++, random.below(n)),
    bits: () => (counted.count++, random.bits()),
  };
  return counted;
}

describe.each(['balanced', 'private'] as const)('rows of %s', (preset) => {
  let fitted: Fitted;
  beforeAll(async () => {
    ({ fitted } = await peopleModel(4000, 'trees', preset));
  });
  const partOf = (name: string): number =>
    fitted.codecs.find(({ schema }) => schema.name === name)?.parts.at(-1) ?? -1;

  it('the trees of a part share the rows evenly', () => {
    const { parts } = chainOf(fitted.model as AnyModel);
    const coin = parts.length - 1;
    const trees = preset === 'balanced' ? 1 : 2;
    const several = parts
      .map(({ tree }) => rootsOf(parts, tree, (part) => part === coin))
      .filter(({ length }) => length > 1);
    expect(several.length > 0).toBe(trees > 1);
    for (const roots of several) {
      expect(roots).toHaveLength(trees);
      for (const { share } of roots) expect(share).toBeCloseTo(1 / trees, 12);
    }
  });

  it('a cell on which no other depends takes one candidate, another many', () => {
    const chain = chainOf(fitted.model as AnyModel);
    const completer = completerOf(chain, fitted.codecs);
    const { parts } = sampleModel(fitted.model, 1, { rowStart: 0, rowEnd: 1 });
    const drawsOf = (part: number): number => {
      const cells = parts.map(([cell]) => cell);
      cells[part] = wanted;
      const random = counting();
      completer.draw(cells, random);
      return random.count;
    };
    const asked = askedBy(chain);
    const values = fitted.codecs.flatMap((codec) => codec.parts.slice(-1));
    const [last, early] = [false, true].map(
      (isAsked) =>
        values.find(
          (part) => asked.some((of) => of.has(part)) === isAsked && chain.parts[part].copy === null,
        ) ?? -1,
    );
    // Nothing weighs the first: a coin, a tree, some steps up, a donor.
    expect(drawsOf(last)).toBeLessThan(30);
    expect(drawsOf(early)).toBeGreaterThan(64);
  });

  it('completed cells have the joint law of the rows they are in', () => {
    const rowCount = 3000;
    const { parts } = sampleModel(fitted.model, 3, { rowStart: 0, rowEnd: rowCount });
    const completer = completerOf(chainOf(fitted.model as AnyModel), fitted.codecs);
    const [region, grade] = [partOf('region'), partOf('grade')];
    const tables = [new Map<string, number>(), new Map<string, number>()];
    for (let row = 0; row < rowCount; row++) {
      const cells = parts.map((part) => part[row]);
      const before = cells[grade];
      cells[grade] = wanted;
      const after = completer.draw(cells, randomStream(['row', row]))[grade];
      [before, after].forEach((code, index) => {
        const key = `${cells[region]} ${code}`;
        tables[index].set(key, (tables[index].get(key) ?? 0) + 1);
      });
    }
    // Blanking and redrawing a cell leaves the law as it is. Two independent tables of 3,000 rows in six cells differ by
    // sqrt(6 / (pi x 3000)) = .025 in total variation on average at most, and by .04 more with probability below .001.
    const keys = [...new Set(tables.flatMap((table) => [...table.keys()]))];
    const far = keys.reduce(
      (sum, key) => sum + Math.abs((tables[0].get(key) ?? 0) - (tables[1].get(key) ?? 0)) / rowCount / 2,
      0,
    );
    expect(far).toBeLessThan(0.065);
  });

  it('weights of the candidates of a row are above 0, the largest 1', () => {
    const completer = completerOf(chainOf(fitted.model as AnyModel), fitted.codecs);
    const { parts } = sampleModel(fitted.model, 1, { rowStart: 0, rowEnd: 1 });
    const cells = parts.map(([cell]) => cell);
    cells[partOf('age')] = wanted;
    const candidates = completer.candidates(cells, randomStream(['candidates']));
    expect(candidates).toHaveLength(64);
    expect(Math.max(...candidates.map(({ weight }) => weight))).toBe(1);
    expect(candidates.filter(({ weight }) => !(weight > 0))).toEqual([]);
  });
});
