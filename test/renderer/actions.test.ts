import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../electron/ipc/contract.ts';
import { actionsOver } from '../../renderer/actions.ts';
import { createStore } from '../../renderer/store.ts';
import { fakeBridge } from '../support/fakeBridge.ts';
import { fakeTable } from '../support/fakeTable.ts';

function windowOver(bridge: Bridge) {
  const { now, dispatch } = createStore();
  return { act: actionsOver(bridge, dispatch, now), dispatch, now };
}

describe('actions', () => {
  it('open, generate and save before the review is done: refused, then saved', async () => {
    const { act, dispatch, now } = windowOver(fakeBridge({ stepMs: 0 }));
    await act.openSample('adults');
    await act.generate();
    expect(now().step).toBe('results');
    await act.save();
    expect(now()).toMatchObject({ released: null, notice: { tone: 'warn', title: 'Nothing was saved' } });
    for (const page of ['fidelity', 'privacy', 'method'] as const) await act.openPage(page);
    dispatch({ type: 'draft', change: { reviewer: 'Ada', purpose: 'Teaching' } });
    await act.save();
    expect(now().released?.files).toHaveLength(5);
  });

  it('ask before a file from outside closes results that were not saved', async () => {
    const { act, now } = windowOver(fakeBridge({ stepMs: 0 }));
    await act.offer({ id: 'a', name: 'a.csv', bytes: 1 });
    expect(now().table).not.toBeNull();
    await act.generate();
    await act.offer({ id: 'b', name: 'b.csv', bytes: 1 });
    expect(now()).toMatchObject({ offered: { id: 'b' } });
    expect(now().report).not.toBeNull();
  });

  it('show a failure when the bridge itself breaks, without its words', async () => {
    const broken: Bridge = {
      call: () => Promise.reject(new Error('cell value')),
      on: () => () => undefined,
      drop: () => undefined,
    };
    const { act, now } = windowOver(broken);
    await act.start();
    expect(now().notice).toMatchObject({ tone: 'fail' });
    expect(now().notice?.says).not.toContain('cell value');
  });

  it('start no second generation while one runs', async () => {
    const bridge = fakeBridge({ stepMs: 0 });
    const { act } = windowOver(bridge);
    await act.openSample('adults');
    await Promise.all([act.generate(), act.generate()]);
    expect(bridge.calls.filter((channel) => channel === 'generate.start')).toHaveLength(1);
  });

  it('apply a schema as corrections that can be undone, and say what could not be taken over', async () => {
    const { act, dispatch, now } = windowOver(fakeBridge({ stepMs: 0 }));
    await act.openSample('adults');
    await act.applySchema();
    expect(now().corrections.now).toEqual({ age: { kind: 'category' } });
    expect(now().schema).toMatchObject({ name: 'adults.json', unmapped: [expect.any(String)] });
    dispatch({ type: 'undo' });
    expect(now().corrections.now).toEqual({});
  });

  it('look closer at the table that is shown; the reply to an earlier one does not count', async () => {
    const bridge = fakeBridge({ stepMs: 0 });
    const { act, dispatch, now } = windowOver(bridge);
    await act.openSample('adults');
    const earlier = now().table ?? fakeTable;
    const first = act.study(earlier);
    dispatch({ type: 'corrected', table: { ...fakeTable } });
    await first;
    await act.study(earlier);
    expect(now()).toMatchObject({ study: null, studied: null });
    await act.study(now().table ?? fakeTable);
    expect(now().studied).toBe(now().table);
    expect(now().study?.quality).not.toHaveLength(0);
  });

  it('ask again after a look that was stopped, but not after one that failed', async () => {
    const bridge = fakeBridge({ stepMs: 0 });
    const { act, now } = windowOver(bridge);
    await act.openSample('adults');
    bridge.failNext('table.study', { kind: 'cancelled', code: 'cancelled', message: 'Stopped.' });
    await act.study(now().table ?? fakeTable);
    expect(now().studied).toBeNull();
    bridge.failNext('table.study', { kind: 'bug', code: 'bug', message: 'Broken.' });
    await act.study(now().table ?? fakeTable);
    expect(now()).toMatchObject({ study: null, notice: null });
    expect(now().studied).toBe(now().table);
  });

  it('send no request while the shares do not add up', async () => {
    const bridge = fakeBridge({ stepMs: 0 });
    const { act, dispatch } = windowOver(bridge);
    await act.openSample('adults');
    dispatch({ type: 'asks', change: { rebalance: { column: 'income', percents: { '>50K': 40 } } } });
    await act.generate();
    expect(bridge.calls).not.toContain('generate.start');
  });

  it('measure the trade-off, and forget it with the next correction', async () => {
    const { act, dispatch, now } = windowOver(fakeBridge({ stepMs: 0 }));
    await act.openSample('adults');
    await act.measureFrontier();
    expect(now()).toMatchObject({ work: { state: 'idle' }, frontier: { trainRows: 6000 } });
    dispatch({ type: 'corrected', table: fakeTable });
    expect(now().frontier).toBeNull();
  });
});
