import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aucError } from '../../../../models/evaluate/privacy/auc.ts';
import {
  chanceOf,
  detectableAbove,
  labelTest,
  othersNeeded,
} from '../../../../models/evaluate/privacy/labelTest.ts';

/** 999 drawings: 0.001, 0.002 ... 0.999. */
const drawn = Float64Array.from({ length: 999 }, (_, index) => (index + 1) / 1000);
const groups = { members: 200, others: 100 };

test('chances by hand, never 0', () => {
  // 0.991 to 0.999 are nine drawings: (1 + 9) / 1000.
  expect(chanceOf(0.991, drawn)).toBe(0.01);
  expect(chanceOf(2, drawn)).toBe(0.001);
  expect(chanceOf(0, drawn)).toBe(1);
});

test('what passes is the smaller of what luck reaches and what the bound allows', () => {
  const strict = labelTest(0.5, drawn, { errorRate: 0.01, slack: 0.9, mustSee: null }, groups, false);
  // Nine drawings reach 0.991, and (1 + 9) / 1000 is not below 0.01; (1 + 8) / 1000 is.
  expect(strict).toMatchObject({ passes: 0.991, detectable: null, members: 200, others: 100 });
  expect(strict.expected).toBeCloseTo(0.5, 12);
  const narrow = labelTest(0.5, drawn, { errorRate: 0.01, slack: 0.1, mustSee: null }, groups, true);
  expect(narrow.passes).toBeCloseTo(0.6, 12);
  expect(narrow.detectable).toBeGreaterThan(0.6);
  // Fewer drawings than the error rate needs: luck sets no limit.
  const few = labelTest(
    0.5,
    drawn.slice(0, 9),
    { errorRate: 0.01, slack: 0.1, mustSee: null },
    groups,
    false,
  );
  expect(few.passes).toBeCloseTo(0.105, 12);
});

test('a value above what passes is surely more than luck or larger than allowed, one below is neither', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 400, max: 700 }), { minLength: 30, maxLength: 300 }),
      fc.integer({ min: 400, max: 700 }),
      fc.constantFrom(0.05, 0.1, 0.2),
      (values, thousandths, errorRate) => {
        const luck = Float64Array.from(values, (each) => each / 1000).sort();
        const value = thousandths / 1000;
        const { chance, expected, passes } = labelTest(
          value,
          luck,
          { errorRate, slack: 0.05, mustSee: null },
          groups,
          false,
        );
        expect(value > passes).toBe(chance < errorRate || value > expected + 0.05);
      },
    ),
  );
});

test('the error of an AUC: the closed form at a guess, one pair at certainty', () => {
  // Hanley & McNeil 1982, p. 33: (m + n + 1) / (12 m n) for an area of 0.5; their formula differs by less than 1 / (m n).
  expect(aucError(0.5, 200, 100)).toBeCloseTo(Math.sqrt(301 / (12 * 200 * 100)), 4);
  expect(aucError(1, 200, 100)).toBeCloseTo(1 / Math.sqrt(20_000), 12);
});

test('a leak of the stated size lies above the limit in four of five tables', () => {
  for (const passes of [0.52, 0.6, 0.75]) {
    const leak = detectableAbove(passes, groups);
    // scipy 1.17.1: norm.ppf(0.8) = 0.8416212335729143
    expect((leak - passes) / aucError(leak, 200, 100)).toBeCloseTo(0.8416212335729143, 6);
  }
  expect(detectableAbove(0.99, { members: 4, others: 3 })).toBe(1);
});

test('rows that would be enough: the power is there with them and not with a tenth less', () => {
  const slack = 0.05;
  const at = (others: number) => {
    const shrunk =
      Math.sqrt((200 + others + 1) / (12 * 200 * others)) / Math.sqrt((200 + 50 + 1) / (12 * 200 * 50));
    return detectableAbove(0.5 + 0.06 * shrunk + slack, { members: 200, others });
  };
  const found = {
    chance: 0.5,
    expected: 0.56,
    passes: 0.56 + slack,
    detectable: 0.65,
    members: 200,
    others: 50,
  };
  const needed = othersNeeded(found, slack, 0.62);
  expect(needed).not.toBeNull();
  expect(at(needed ?? 0)).toBeLessThanOrEqual(0.62);
  expect(at((needed ?? 0) / 1.15)).toBeGreaterThan(0.62);
  // With 20 members the error cannot fall below sqrt(1 / 240) = 0.065, however many others there are.
  expect(othersNeeded({ ...found, members: 20 }, slack, 0.56)).toBeNull();
  // Where luck sets the limit, it shrinks as well.
  const byLuck = { ...found, passes: 0.6, expected: 0.56 };
  expect(othersNeeded(byLuck, slack, 0.62)).toBeLessThanOrEqual(needed ?? 0);
});
