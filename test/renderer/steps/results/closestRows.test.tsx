import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ClosestRows, Reply } from '../../../../electron/ipc/contract.ts';
import { actionsOver } from '../../../../renderer/actions.ts';
import { ClosestRowsBody, differingWords } from '../../../../renderer/steps/results/ClosestRows.tsx';
import { createStore } from '../../../../renderer/store.ts';
import { fakeBridge } from '../../../support/fakeBridge.ts';
import { fakeClosestRows } from '../../../support/fakeTable.ts';

const body = (reply: Reply<ClosestRows> | null): string =>
  renderToStaticMarkup(<ClosestRowsBody reply={reply} />);

describe('the closest rows on the screen', () => {
  it('say that they are looked for, as a status', () => {
    expect(body(null)).toBe('<p role="status" class="quiet">Looking for the closest rows…</p>');
  });

  it('say why there are none, as an alert', () => {
    const message = 'There is no synthetic table yet. Generate one first.';
    const markup = body({ ok: false, failure: { kind: 'refused', code: 'no-result', message } });
    expect(markup).toContain('role="alert"');
    expect(markup).toContain(message);
  });

  it('stand beside the real row with equal cells named as equal, not coloured only', () => {
    const [, row] = fakeClosestRows.rows;
    const markup = body({ ok: true, value: { rows: [row], note: 'Searched: a part.' } });
    expect(markup).toContain(row.says);
    expect(markup).toContain('Searched: a part.');
    expect(markup).toMatch(/on this screen only/);
    const rows = markup.match(/<tr class="closest-[^]*?<\/tr>/g) ?? [];
    expect(rows.map((each) => /differs/.test(each.replace(/class="[^"]*"/g, '')))).toEqual([
      false,
      true,
      false,
    ]);
    expect(rows.at(1)).toContain('Private');
    expect(rows.at(1)).toContain('(missing)');
    expect(rows.at(0)?.replace(/class="[^"]*"/g, '')).toContain('equal');
  });

  it('are counted in words', () => {
    expect(fakeClosestRows.rows.map(differingWords)).toEqual(['all cells equal', '1 of 3 differ']);
  });

  it('become no part of what the window keeps', async () => {
    const { now, dispatch, subscribe } = createStore();
    const bridge = fakeBridge({ stepMs: 0 });
    const act = actionsOver(bridge, dispatch, now);
    await act.openSample('adults');
    await act.generate();
    const before = now();
    let changes = 0;
    subscribe(() => changes++);
    expect(await act.closestRows()).toEqual({ ok: true, value: fakeClosestRows });
    expect(bridge.calls.at(-1)).toBe('results.closestRows');
    expect(now()).toBe(before);
    expect(changes).toBe(0);
  });
});
