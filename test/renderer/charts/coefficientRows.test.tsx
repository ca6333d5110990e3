import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { coefficientDomain, CoefficientRows } from '../../../renderer/charts/CoefficientRows.tsx';
import type { Coefficient } from '../../../models/evaluate/utility/regression.ts';
import { utilityFixture } from '../../support/widerFixture.ts';

function coefficient(term: string, real: Coefficient['real'], synthetic: Coefficient['real']): Coefficient {
  return { term, real, synthetic, overlap: 0.5, standardisedDifference: 0 };
}

const usual = [
  coefficient('a', { value: 0.5, interval: [0, 1] }, { value: 0.2, interval: [-0.4, 0.8] }),
  coefficient('b', { value: -1, interval: [-2, 0] }, { value: -0.5, interval: [-1, 0] }),
];
/** A level that nobody with the outcome has: the estimate runs away and its standard error with it. */
const separated = coefficient(
  'c',
  { value: -14.7, interval: [-1665, 1636] },
  { value: 0.1, interval: [-0.9, 1.1] },
);

it('an axis is as long as the usual intervals need, whatever a separated term says', () => {
  const [low, high] = coefficientDomain([...usual, separated]);
  expect(low).toBeLessThanOrEqual(-2);
  expect(low).toBeGreaterThan(-4);
  expect(high).toBeGreaterThanOrEqual(1.1);
  expect(high).toBeLessThan(3);
});

it('without one, all of every interval is inside', () => {
  const [low, high] = coefficientDomain(usual);
  expect(low).toBeLessThanOrEqual(-2);
  expect(high).toBeGreaterThanOrEqual(1);
});

it('what lies beyond the axis ends in arrow heads; the numbers stay', () => {
  const regression = utilityFixture.regression;
  const drawn = (coefficients: readonly Coefficient[]): string =>
    renderToStaticMarkup(<CoefficientRows regression={{ ...regression, coefficients }} />);
  const heads = (html: string): number => html.match(/l-?7 -4v8z/g)?.length ?? 0;
  expect(heads(drawn(usual))).toBe(0);
  const html = drawn([...usual, separated]);
  expect(heads(html)).toBe(2);
  expect(html).toContain('−14.7');
});
