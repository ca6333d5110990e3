import { describe, expect, test } from 'vitest';
import { separation } from '../../../../models/evaluate/privacy/auc.ts';
import { chanceOf, labelTest } from '../../../../models/evaluate/privacy/labelTest.ts';
import {
  drawings,
  drawLabels,
  type Luck,
  luckOf,
  rankScores,
} from '../../../../models/evaluate/privacy/permuteLabels.ts';
import { randomStream } from '../../../../models/num/random.ts';
import { createCancel, quietRun } from '../../../../models/run/createRun.ts';
import { Cancelled } from '../../../../models/run/run.ts';

/** Four standard errors of a share that is `p` in truth: one drawing in 16,000 lies farther off. */
const far = (p: number): number => 4 * Math.sqrt((p * (1 - p)) / drawings);

test('ranks by hand: twice the mid-rank, ties share a place', () => {
  const { ranks, order } = rankScores([Float64Array.of(5, 1, 5, 3), Float64Array.of(0, 0, 0, 0)]);
  // 1 is first, 3 second, the fives third and fourth: 3.5. Four equal ones: 2.5.
  expect([...ranks]).toEqual([7, 2, 7, 4, 5, 5, 5, 5]);
  expect([...order.subarray(2, 4)]).toEqual([3, 1]);
});

test('one attack is the exact test of Mann and Whitney', async () => {
  // scipy 1.17.1: mannwhitneyu([9, 7, 6, 4], [8, 5, 3, 2, 1], alternative="greater", method="exact").pvalue = 12/126
  const scores = [Float64Array.of(9, 7, 6, 4, 8, 5, 3, 2, 1)];
  const { aucs } = await luckOf(scores, 4, ['mann'], quietRun());
  expect(Math.abs(chanceOf(16 / 20, aucs) - 12 / 126)).toBeLessThan(far(12 / 126));
});

test('the largest of three attacks with ties, as scipy draws it', async () => {
  // scipy 1.17.1: permutation_test(..., statistic = largest of three AUCs by rankdata, n_resamples=199999, random_state=1):
  // p 0.0527, 0.4542 and 0.9998 for the three AUCs, mean 0.56456, quantiles 0.95 and 0.99: 0.67667 and 0.725.
  const [members, targets] = [30, 50];
  const scores = [
    [7, 41, 6],
    [11, 13, 1],
    [17, 50, 0],
  ].map(([by, modulus, shift]) =>
    Float64Array.from(
      { length: targets },
      (_, index) => ((index * by) % modulus) + (index < members ? shift : 0),
    ),
  );
  const each = scores.map((score) => separation(score.slice(0, members), score.slice(members)).auc);
  expect(each[0]).toBeCloseTo(0.675, 12);
  expect(each[1]).toBeCloseTo(0.5716666666666667, 12);
  const { aucs } = await luckOf(scores, members, ['scipy'], quietRun());
  expect(Math.abs(chanceOf(each[0], aucs) - 0.0527)).toBeLessThan(far(0.0527));
  expect(Math.abs(chanceOf(each[1], aucs) - 0.4542)).toBeLessThan(far(0.4542));
  expect(chanceOf(each[2], aucs)).toBeGreaterThan(0.998);
  // The standard deviation of the largest is 0.064: four of it over the root of the drawings.
  const mean = aucs.reduce((sum, auc) => sum + auc, 0) / drawings;
  expect(Math.abs(mean - 0.56456)).toBeLessThan((4 * 0.064) / Math.sqrt(drawings));
  expect(Math.abs(chanceOf(0.6767, aucs) - 0.05)).toBeLessThan(0.01);
});

describe('fast drawing against every labelling, counted slowly', () => {
  const scores = [Float64Array.of(1, 2, 2, 3, 5, 4), Float64Array.of(3, 3, 3, 1, 2, 1)];

  /** Largest AUC and hits of each way to choose the members. */
  function every(members: number): readonly (readonly [auc: number, hits: number])[] {
    const all: [number, number][] = [];
    for (let chosen = 0; chosen < 64; chosen++) {
      const isMember = (target: number): boolean => ((chosen >> target) & 1) === 1;
      if ([0, 1, 2, 3, 4, 5].filter(isMember).length !== members) continue;
      const found = scores.map((score) =>
        separation(
          score.filter((_, target) => isMember(target)),
          score.filter((_, target) => !isMember(target)),
        ),
      );
      all.push([Math.max(...found.map(({ auc }) => auc)), Math.max(...found.map(({ hits }) => hits))]);
    }
    return all;
  }

  // Both sides are drawn as the smaller one.
  test.each([2, 3, 4])('%i members of 6', async (members) => {
    const { aucs, hits } = await luckOf(scores, members, ['all'], quietRun());
    const ways = every(members);
    for (const [place, drawn] of [aucs, hits].entries()) {
      for (const value of new Set(ways.map((way) => way[place]))) {
        const share = ways.filter((way) => Math.abs(way[place] - value) < 1e-9).length / ways.length;
        const seen = drawn.filter((each) => Math.abs(each - value) < 1e-9).length / drawings;
        expect(Math.abs(seen - share)).toBeLessThan(far(share));
      }
    }
    expect(aucs.length + hits.length).toBe(2 * drawings);
  });
});

test('without a leak small chances are as rare as they say', async () => {
  const tables = 60;
  let below = 0;
  for (let table = 0; table < tables; table++) {
    const random = randomStream(['null', table]);
    // Three attacks, two of which nearly agree.
    const base = Float64Array.from({ length: 40 }, () => random.uniform());
    const scores = [
      base,
      base.map((score) => score + 0.1 * random.uniform()),
      base.map(() => random.uniform()),
    ];
    const { aucs } = await luckOf(scores, 24, ['null', table], quietRun());
    const most = Math.max(...scores.map((score) => separation(score.slice(0, 24), score.slice(24)).auc));
    if (chanceOf(most, aucs) <= 0.1) below++;
  }
  // Binomial(60, 0.1): 15 or more with chance 0.0007, none with chance 0.0018. The tables are always the same ones.
  expect(below).toBeLessThan(15);
  expect(below).toBeGreaterThan(0);
});

test('a leak as large as is called detectable does not pass in four of five tables', async () => {
  const [members, others, tables] = [120, 80, 400];
  const random = randomStream(['power']);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  const noise = Float64Array.from({ length: members + others }, normal);
  const { aucs } = await luckOf([noise], members, ['power'], quietRun());
  const bounds = { errorRate: 0.0005, slack: 0.05, mustSee: null };
  const { passes, detectable } = labelTest(0.5, aucs, bounds, { members, others }, true);
  // scipy 1.17.1: sqrt(2) * norm.ppf(0.585) = 0.3036, the shift of one normal against another at which the AUC is 0.585.
  expect(detectable).toBeCloseTo(0.585, 2);
  const shift = 0.304;
  let seen = 0;
  for (let table = 0; table < tables; table++) {
    const inside = Float64Array.from({ length: members }, () => normal() + shift);
    const outside = Float64Array.from({ length: others }, normal);
    if (separation(inside, outside).auc > passes) seen++;
  }
  // Four standard errors of a share of 0.8 over 400 tables: 0.08.
  expect(Math.abs(seen / tables - 0.8)).toBeLessThan(0.08);
});

test('the same key draws the same, another does not, and a cancel is noticed', async () => {
  const scores = [Float64Array.from({ length: 30 }, (_, index) => (index * 7) % 30)];
  const draw = (key: string): Promise<Luck> => luckOf(scores, 12, [key], quietRun());
  const [one, again, other] = await Promise.all([draw('a'), draw('a'), draw('b')]);
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
  const cancel = createCancel();
  Atomics.store(cancel, 0, 1);
  const payload = { ranked: rankScores(scores), members: 12, key: ['c'], count: 1 };
  expect(() => drawLabels.work(payload, cancel)).toThrow(Cancelled);
});
