import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../electron/ipc/contract.ts';
import { actionsOver } from '../../renderer/actions.ts';
import { createStore } from '../../renderer/store.ts';
import { fakeBridge } from '../support/fakeBridge.ts';

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
    await act.offer({ id: 'a', name: 'a.csv' });
    expect(now().table).not.toBeNull();
    await act.generate();
    await act.offer({ id: 'b', name: 'b.csv' });
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
});
