import { describe, expect, it } from 'vitest';
import {
  type Unit,
  leastDifference,
  written,
  writtenDifference,
  writtenInterval,
  writtenTick,
} from '../../../renderer/charts/unit.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('units', () => {
  it.each([
    [0.975, 'share', '97.5%'],
    [0.5121, 'decimal', '0.512'],
    [-0.016, 'decimal', '−0.016'],
    [1.8974, 'ratio', '1.90'],
    [18.974, 'ratio', '19.0'],
    [189.74, 'ratio', '190'],
    [961.7, 'thousand', '962'],
  ] as const)('writes %d as a %s', (value, unit, text) => {
    expect(plain(written(value, unit))).toBe(text);
  });

  it('writes intervals, differences and ticks in the same unit', () => {
    expect(plain(writtenInterval([0.979, 0.984], 'share'))).toBe('97.9 to 98.4%');
    expect(writtenInterval([0.508, 0.516], 'decimal')).toBe('0.508 to 0.516');
    expect(plain(writtenDifference(-0.012, 'share'))).toBe('1.2 points');
    expect(writtenDifference(-0.016, 'decimal')).toBe('0.016');
    expect(writtenTick(-0.5, 'ratio')).toBe('−0.5');
    expect(writtenTick(980, 'thousand')).toBe('980');
  });

  it.each(['decimal', 'ratio', 'thousand'] as readonly Unit[])(
    'takes for equal what is written alike, in %s',
    (unit) => {
      expect(written(leastDifference(unit) * 0.99, unit)).toBe(written(0, unit));
    },
  );
});
