import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type History, historyLimit, historyOf, pushed, redone, undone } from '../../renderer/history.ts';

const move = fc.oneof(fc.record({ push: fc.integer() }), fc.constantFrom('undo' as const, 'redo' as const));

function after(moves: readonly ('undo' | 'redo' | { push: number })[]): History<number> {
  return moves.reduce<History<number>>(
    (history, next) =>
      next === 'undo' ? undone(history) : next === 'redo' ? redone(history) : pushed(history, next.push),
    historyOf(0),
  );
}

describe('history', () => {
  it('redo takes back an undo, and undo takes back a push', () => {
    const law = fc.property(fc.array(move, { maxLength: 60 }), fc.integer(), (moves, value) => {
      const history = after(moves);
      if (history.past.length > 0) expect(redone(undone(history))).toEqual(history);
      if (!Object.is(history.now, value)) expect(undone(pushed(history, value)).now).toBe(history.now);
    });
    expect(() => fc.assert(law)).not.toThrow();
  });

  it('a push forgets what could be redone, the same value is no step', () => {
    const history = undone(pushed(pushed(historyOf('a'), 'b'), 'c'));
    expect(pushed(history, 'd')).toEqual({ past: ['a', 'b'], now: 'd', future: [] });
    expect(pushed(history, 'b')).toBe(history);
  });

  it('stays as it is at both ends and keeps a bounded past', () => {
    const start = historyOf(0);
    expect(undone(start)).toBe(start);
    expect(redone(start)).toBe(start);
    const long = Array.from({ length: historyLimit + 5 }, (_, index) => index + 1).reduce(
      pushed<number>,
      start,
    );
    expect(long.past).toHaveLength(historyLimit);
    expect(long.past[0]).toBe(5);
  });
});
