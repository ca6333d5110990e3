import { describe, expect, it } from 'vitest';
import { formatBytes, formatCounted, formatRemaining, formatShare } from '../../../renderer/parts/format.ts';

describe('numbers for people', () => {
  it('count with the right form of the word', () => {
    expect([formatCounted(1, 'row'), formatCounted(20640, 'row')]).toEqual(['1 row', '20,640 rows']);
  });

  it('never round a share to nothing or to all', () => {
    expect([0, 0.0001, 0.052, 0.5, 0.9999, 1].map(formatShare)).toEqual([
      '0 %',
      '< 0.1 %',
      '5.2 %',
      '50 %',
      '> 99.9 %',
      '100 %',
    ]);
  });

  it('sizes in decimal units', () => {
    expect([999, 3_974_305, 110_000_000].map(formatBytes)).toEqual(['999 B', '4.0 MB', '110 MB']);
  });

  it('remaining time as a range that holds the estimate', () => {
    expect(formatRemaining([200, 900])).toBe('less than a second');
    expect(formatRemaining([4200, 9100])).toBe('4 to 10 s');
    expect(formatRemaining([60_000, 180_000])).toBe('1 to 3 min');
  });
});
