import { expect, test } from 'vitest';
import { inTurns, portionOf } from '../../../electron/engine/portion.ts';
import { wholeOfPositions } from '../../../electron/engine/looks.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { Cancelled, type Stage } from '../../../models/run/run.ts';

function recorded() {
  const seen: [Stage, number][] = [];
  const details: (string | undefined)[] = [];
  const report = (stage: Stage, share: number, detail?: string): void => {
    seen.push([stage, share]);
    details.push(detail);
  };
  return { seen, details, run: { ...quietRun(), report } };
}

test('a portion fills its part of the stage and leaves the others', () => {
  const { seen, run } = recorded();
  const first = portionOf(run, 'prepare', [0, 0.25]);
  const second = portionOf(run, 'prepare', [0.25, 1]);
  first.report('read', 0.5);
  first.report('prepare', 1);
  second.report('prepare', 0);
  second.report('prepare', 1);
  expect(seen).toEqual([
    ['read', 0.5],
    ['prepare', 0.25],
    ['prepare', 0.25],
    ['prepare', 1],
  ]);
});

test('turns share a stage and never fall back', () => {
  const { seen, run } = recorded();
  const watched = inTurns(run, 'evaluate', 2);
  for (const share of [0, 0.5, 1, 0, 0.5, 1, 0]) watched.report('evaluate', share);
  expect(seen.map(([, share]) => share)).toEqual([0, 0.25, 0.5, 0.5, 0.75, 1, 1]);
});

test('the trade-off is one bar over all its positions', () => {
  const { seen, run } = recorded();
  const whole = wholeOfPositions(run);
  for (const position of [0, 0.2]) {
    whole.report('fit', position, 'strength');
    whole.report('fit', 1);
    whole.report('sample', 1);
    whole.report('evaluate', 1, 'triples of columns');
  }
  expect(seen.every(([stage]) => stage === 'fit')).toBe(true);
  // Five positions: a fifth each, of which the fit is 30 % and the sample 20 %.
  const shares = [0, 0.06, 0.1, 0.2, 0.2, 0.26, 0.3, 0.4];
  seen.forEach(([, share], at) => expect(share).toBeCloseTo(shares[at], 12));
});

test('the trade-off says how many positions are done, and never falls', () => {
  const { seen, details, run } = recorded();
  const whole = wholeOfPositions(run);
  whole.report('fit', 0, 'strength 0');
  whole.report('fit', 1, '3 of 3 columns');
  whole.report('fit', 0, '0 of 3 columns');
  // 0.4 + 0.2 is a little more than 0.6 in floating point.
  whole.report('fit', 0.4, 'strength 0.5');
  whole.report('evaluate', 1);
  whole.report('fit', 0.6, 'strength 0.75');
  const shares = seen.map(([, share]) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(details).toEqual([0, 0, 0, 2, 2, 3].map((done) => `${done} of 5 positions`));
});

test('a cancel passes through', () => {
  const run = {
    ...quietRun(),
    report: () => {
      throw new Cancelled();
    },
  };
  expect(() => portionOf(run, 'read', [0, 1]).report('read', 0)).toThrow(Cancelled);
  expect(() => inTurns(run, 'read', 2).report('read', 0)).toThrow(Cancelled);
});
