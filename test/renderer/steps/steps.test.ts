import { describe, expect, it } from 'vitest';
import { initialState, reduce } from '../../../renderer/state.ts';
import { stepViews } from '../../../renderer/steps/steps.ts';
import { fakeTable } from '../../support/fakeTable.ts';
import { reportFixture } from '../../support/reportFixture.ts';

describe('the six steps', () => {
  it('say why they are not open yet', () => {
    const views = stepViews(initialState);
    expect(views.map(({ state }) => state)).toEqual([
      'current',
      'blocked',
      'blocked',
      'blocked',
      'blocked',
      'blocked',
    ]);
    expect(views[3]?.why).toBe('Open a table first.');
  });

  it('open with the table, then with the results; save opens before the review', () => {
    const opened = reduce(initialState, { type: 'opened', table: fakeTable });
    expect(stepViews(opened).map(({ why }) => why)).toEqual([
      null,
      null,
      null,
      'Generate first.',
      'Generate first.',
      'Generate first.',
    ]);
    const generated = reduce(opened, { type: 'generated', report: reportFixture });
    expect(stepViews(generated).every(({ why }) => why === null)).toBe(true);
    expect(stepViews(generated).find(({ name }) => name === 'save')?.state).toBe('ready');
  });

  it('are done only while they hold', () => {
    const generated = [
      { type: 'opened', table: fakeTable } as const,
      { type: 'generated', report: reportFixture } as const,
    ].reduce(reduce, initialState);
    const stateOf = (name: string, state: typeof generated) =>
      stepViews(state).find((view) => view.name === name)?.state;
    expect(stateOf('generate', generated)).toBe('done');
    expect(
      stateOf('generate', reduce(generated, { type: 'correct', corrections: { age: { known: false } } })),
    ).toBe('ready');
    expect(stateOf('review', generated)).toBe('ready');
  });
});
