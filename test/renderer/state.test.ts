import { describe, expect, it } from 'vitest';
import { type Action, initialState, reduce, type State } from '../../renderer/state.ts';
import { fakeTable } from '../support/fakeTable.ts';
import { reportFixture } from '../support/reportFixture.ts';

const opened: Action = { type: 'opened', table: fakeTable };
const generated: Action = { type: 'generated', report: reportFixture };

function after(...actions: readonly Action[]): State {
  return actions.reduce(reduce, initialState);
}

describe('state of the window', () => {
  it('forgets results, pages and reasons with a new run, but not who reviews', () => {
    const state = after(
      opened,
      generated,
      { type: 'pages', pagesOpened: ['privacy'] },
      { type: 'draft', change: { reviewer: 'Ada', reasons: { x: 'y' } } },
      { type: 'released', released: { folder: 'out', files: [] } },
      generated,
    );
    expect(state).toMatchObject({ pagesOpened: [], released: null, draft: { reviewer: 'Ada', reasons: {} } });
    expect(after(opened, generated, opened).report).toBeNull();
  });

  it('goes to the results only when the person still waits for them', () => {
    expect(after(opened, { type: 'step', step: 'generate' }, generated).step).toBe('results');
    expect(after(opened, { type: 'step', step: 'columns' }, generated).step).toBe('columns');
  });

  it('marks results as of an earlier state once a column was changed, and undoes the change', () => {
    const corrections = { age: { known: false } };
    const changed = after(opened, generated, { type: 'correct', corrections });
    expect(changed).toMatchObject({ stale: true, corrections: { now: corrections } });
    const back = reduce(changed, { type: 'undo' });
    expect(back.corrections.now).toEqual({});
    expect(reduce(back, { type: 'redo' }).corrections.now).toBe(corrections);
  });

  it('takes from main whether results are of the columns as they are', () => {
    const changed = after(opened, generated, { type: 'correct', corrections: { age: { known: false } } });
    expect(changed.stale).toBe(true);
    expect(reduce(changed, { type: 'corrected', table: { ...fakeTable, stale: false } }).stale).toBe(false);
    expect(reduce(changed, { type: 'corrected', table: { ...fakeTable, stale: true } }).stale).toBe(true);
  });

  it('forgets what was asked of the rows of another table', () => {
    const asked = after(
      opened,
      { type: 'asks', change: { rules: [{ rule: 'range', column: 'age', low: 0 }] } },
      { type: 'goesOn' },
    );
    expect(reduce(asked, { type: 'reread', table: fakeTable }).asks.rules).toHaveLength(1);
    expect(reduce(asked, opened)).toMatchObject({ asks: { rules: [] }, goesOn: false });
  });

  it('sends corrections again after a file was read again, and drops those of columns that are gone', () => {
    const corrections = { age: { known: false }, gone: { known: true } };
    const state = after(
      opened,
      { type: 'correct', corrections },
      { type: 'sent', corrections },
      { type: 'reread', table: fakeTable },
    );
    expect(state.corrections.now).toEqual({ age: { known: false } });
    expect(state.sent).not.toBe(state.corrections.now);
  });

  it('keeps the order of a table that is read again for the columns it has, and none for another table', () => {
    const ordered = after(opened, { type: 'settings', change: { visitSequence: ['gone', 'age'] } });
    expect(reduce(ordered, { type: 'reread', table: fakeTable }).settings.visitSequence).toEqual(['age']);
    expect(reduce(ordered, opened).settings.visitSequence).toEqual([]);
  });

  it('keeps the newest progress of each stage in the order in which stages began', () => {
    const state = after(
      { type: 'working', what: 'generate', file: null, startedMs: 0 },
      { type: 'progress', progress: { stage: 'read', share: 1 } },
      { type: 'progress', progress: { stage: 'fit', share: 0.2 } },
      { type: 'progress', progress: { stage: 'fit', share: 0.7 } },
    );
    expect(state.work).toMatchObject({
      state: 'running',
      progress: [{ stage: 'read' }, { stage: 'fit', share: 0.7 }],
    });
    expect(reduce(state, { type: 'stopping' }).work).toMatchObject({ state: 'stopping' });
  });

  it('takes no progress and no stop when nothing runs', () => {
    expect(
      after({ type: 'progress', progress: { stage: 'fit', share: 1 } }, { type: 'stopping' }).work,
    ).toEqual({ state: 'idle' });
  });

  it.each([
    ['refused', 'warn', null],
    ['crashed', 'fail', 'generate'],
    ['bug', 'fail', 'generate'],
  ] as const)('shows a generation that was %s with its sentence and what to do', (kind, tone, retry) => {
    const failure = { kind, code: 'x', message: 'What happened.' };
    const state = after(
      { type: 'working', what: 'generate', file: null, startedMs: 0 },
      { type: 'failed', failure, during: 'generate' },
    );
    expect(state).toMatchObject({ work: { state: 'idle' }, notice: { tone, retry, says: 'What happened.' } });
  });

  it.each([
    [[], 'read', 'open', 'Nothing was opened, and nothing of the file is kept.', null],
    [[opened], 'read', 'open', 'Nothing was opened; adults.csv is still open.', null],
    [[opened], 'reread', 'open', 'adults.csv is as it was read before.', null],
    [[opened], 'generate', 'generate', 'No synthetic table was made.', 'generate'],
    [[opened, generated], 'generate', 'generate', 'the results of the one before are kept', 'generate'],
    [[opened, generated], 'save', 'save', 'Nothing was saved', null],
    [[opened], 'measure', 'measure', 'was not measured', null],
  ] as const)('says what is left after work that was stopped (%#)', (before, what, during, says, retry) => {
    const failure = { kind: 'cancelled', code: 'cancelled', message: 'x' } as const;
    const state = after(
      ...before,
      { type: 'working', what, file: null, startedMs: 0 },
      { type: 'failed', failure, during },
    );
    expect(state).toMatchObject({
      work: { state: 'idle' },
      notice: { tone: 'info', title: 'Stopped', retry },
    });
    expect(state.notice?.says).toContain(says);
  });

  it('shows a file that is opened where it will be, and no share that falls', () => {
    const state = after(
      opened,
      generated,
      { type: 'step', step: 'results' },
      { type: 'working', what: 'read', file: { name: 'b.csv', bytes: 9 }, startedMs: 5 },
      { type: 'progress', progress: { stage: 'read', share: 0.7 } },
      { type: 'progress', progress: { stage: 'read', share: 0.2, detail: 'x' } },
    );
    expect(state.step).toBe('open');
    expect(state.work).toMatchObject({ file: { name: 'b.csv' }, progress: [{ share: 0.7, detail: 'x' }] });
  });
});
