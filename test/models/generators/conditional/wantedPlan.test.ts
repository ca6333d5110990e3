import { describe, expect, it } from 'vitest';
import { planWanted } from '../../../../models/generators/conditional/wantedPlan.ts';

/** Drawn in the order 0 to 5; 2 asks 1, 3 asks 2 and 0, 4 asks 0, 5 asks nothing. */
const asked = [[], [], [1], [2, 0], [0], []].map((parts) => new Set(parts));
const plan = (wanted: readonly number[], silent: readonly number[] = []) => {
  const { weighing, ...lists } = planWanted(
    [0, 1, 2, 3, 4, 5],
    asked,
    (part) => wanted.includes(part),
    (part) => !wanted.includes(part) && !silent.includes(part),
  );
  return { ...lists, weighing: [...weighing] };
};

describe('what is drawn together', () => {
  it('a part that only later parts depend on', () => {
    expect(plan([1])).toEqual({
      wanted: [1],
      weighing: [2],
      influential: [1],
      trial: [1, 2],
      all: [1, 2],
      after: [],
    });
  });

  it('a part that no known cell depends on waits', () => {
    expect(plan([5])).toMatchObject({ trial: [], after: [5], all: [5], weighing: [] });
    expect(plan([3, 4])).toMatchObject({ influential: [], after: [3, 4] });
  });

  it('influence goes through other wanted parts', () => {
    expect(plan([1, 2])).toMatchObject({ weighing: [3], influential: [1, 2], trial: [1, 2, 3] });
    expect(plan([1, 2, 5])).toMatchObject({ influential: [1, 2], after: [5], all: [1, 2, 3, 5] });
  });

  it('a cell that says nothing does not weigh', () => {
    expect(plan([1], [2])).toMatchObject({ weighing: [], influential: [], after: [1] });
  });
});
