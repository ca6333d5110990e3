import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlace, nextPlace } from '../../../renderer/charts/triangle.ts';

const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

describe('walking a triangle', () => {
  // Rows of 1, 2 and 3 cells.
  it.each([
    ['ArrowLeft', { row: 2, column: 1 }, { row: 2, column: 0 }],
    ['ArrowRight', { row: 2, column: 2 }, null],
    ['ArrowUp', { row: 2, column: 2 }, null],
    ['ArrowDown', { row: 1, column: 1 }, { row: 2, column: 1 }],
    ['ArrowDown', { row: 2, column: 1 }, null],
    ['Home', { row: 2, column: 2 }, { row: 2, column: 0 }],
    ['End', { row: 2, column: 0 }, { row: 2, column: 2 }],
    ['PageUp', { row: 2, column: 1 }, { row: 1, column: 1 }],
    ['PageDown', { row: 0, column: 0 }, { row: 2, column: 0 }],
    ['Enter', { row: 0, column: 0 }, null],
    ['toString', { row: 0, column: 0 }, null],
  ])('%s leads from %o to %o', (key, from, to) => {
    expect(nextPlace(key, from, 3)).toEqual(to);
  });

  it('never leaves the triangle and always moves', () => {
    const place = fc
      .integer({ min: 0, max: 20 })
      .chain((row) => fc.record({ row: fc.constant(row), column: fc.integer({ min: 0, max: row }) }));
    fc.assert(
      fc.property(place, fc.constantFrom(...keys), (from, key) => {
        const next = nextPlace(key, from, 21);
        if (next === null) return;
        expect(isPlace(next, 21)).toBe(true);
        expect(next).not.toEqual(from);
      }),
    );
  });
});
