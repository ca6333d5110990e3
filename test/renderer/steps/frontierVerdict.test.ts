import { expect, test } from 'vitest';
import { type Spot, verdict } from '../../../renderer/steps/generate/FrontierChart.tsx';

const spot = (strength: number, accuracy: number, attack: number, half: number | null): Spot => ({
  strength,
  accuracy,
  attack,
  chance: 0.51,
  interval: half === null ? null : [attack - half, attack + half],
});

test('overlapping intervals are no difference', () => {
  expect(verdict([spot(0, 0.98, 0.54, 0.02), spot(1, 0.97, 0.51, 0.02)])).toMatch(
    /costs 1\.0\s?points of accuracy.*overlap/,
  );
});

test('a difference is said with its direction', () => {
  expect(verdict([spot(0, 0.98, 0.58, 0.01), spot(1, 0.97, 0.51, 0.01)])).toMatch(
    /weaker than under Balanced/,
  );
  expect(verdict([spot(0, 0.98, 0.51, 0.01), spot(1, 0.99, 0.58, 0.01)])).toMatch(
    /costs no accuracy.*stronger than under Balanced/,
  );
});

test('without intervals nothing is claimed, and one position says nothing', () => {
  expect(verdict([spot(0, 0.98, 0.54, null), spot(1, 0.97, 0.51, null)])).toContain('is not known');
  expect(verdict([spot(0, 0.98, 0.54, 0.1)])).toBe('');
});
