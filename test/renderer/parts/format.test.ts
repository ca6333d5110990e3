import { describe, expect, it } from 'vitest';
import { formatBytes, formatRemaining } from '../../../renderer/parts/format.ts';

describe('numbers for people', () => {
  it('sizes in decimal units', () => {
    expect([999, 3_974_305, 110_000_000].map(formatBytes)).toEqual(['999 B', '4.0 MB', '110 MB']);
  });

  it('remaining time as a range that holds the estimate', () => {
    expect(formatRemaining([200, 900])).toBe('less than a second');
    expect(formatRemaining([4200, 9100])).toBe('4 to 10 s');
    expect(formatRemaining([60_000, 180_000])).toBe('1 to 3 min');
  });
});
