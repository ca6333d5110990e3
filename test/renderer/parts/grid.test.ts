import { describe, expect, it } from 'vitest';
import { nextPlace } from '../../../renderer/parts/gridKeys.ts';
import { windowsFor } from '../../../renderer/parts/rowWindows.ts';

const size = { rows: 1000, columns: 12, pageRows: 20 };

describe('keys in the grid', () => {
  it.each([
    ['ArrowDown', false, { row: 6, column: 3 }],
    ['ArrowLeft', false, { row: 5, column: 2 }],
    ['PageUp', false, { row: 0, column: 3 }],
    ['PageDown', false, { row: 25, column: 3 }],
    ['End', false, { row: 5, column: 11 }],
    ['End', true, { row: 999, column: 11 }],
    ['Home', true, { row: 0, column: 0 }],
  ])('%s (control: %s)', (key, control, place) => {
    expect(nextPlace({ row: 5, column: 3 }, key, control, size)).toEqual(place);
  });

  it('leave other keys to others', () => {
    expect(nextPlace({ row: 5, column: 3 }, 'a', false, size)).toBeNull();
  });
});

describe('windows of rows', () => {
  it('are those that hold the rows in view; the end is exclusive', () => {
    expect(windowsFor(0, 200)).toEqual([0]);
    expect(windowsFor(199, 201)).toEqual([0, 1]);
    expect(windowsFor(450, 460)).toEqual([2]);
    expect(windowsFor(5, 5)).toEqual([]);
  });
});
