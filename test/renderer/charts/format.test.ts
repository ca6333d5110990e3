import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  count,
  countOf,
  percent,
  percentInterval,
  percentTick,
  points,
  shorten,
  visible,
} from '../../../renderer/charts/format.ts';

/** The joint between a number and its unit is a no-break space; tests read better with a plain one. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('percent', () => {
  it.each([
    [0, '0%'],
    [1, '100%'],
    [0.5, '50.0%'],
    [0.9824, '98.2%'],
    [0.0004, '0.04%'],
    [0.00001, '< 0.01%'],
    [0.99996, '> 99.9%'],
    [-0.012, '−1.2%'],
  ])('writes %d as %s', (share, text) => {
    expect(plain(percent(share))).toBe(text);
  });

  it('says all or nothing only of all or nothing', () => {
    const inner = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(inner, (share) => {
        expect(plain(percent(share))).not.toMatch(/^(0(\.0+)?|100(\.0+)?)%$/);
      }),
    );
  });

  it('gives both ends of an interval the digits of the finer one', () => {
    expect(plain(percentInterval([0.979, 0.984]))).toBe('97.9 to 98.4%');
    expect(plain(percentInterval([0.0002, 0.0128]))).toBe('0.02 to 1.28%');
  });

  it('labels ticks with the digits they need', () => {
    expect(plain(percentTick(0.05))).toBe('5%');
    expect(plain(percentTick(0.975))).toBe('97.5%');
    expect(plain(percentTick(0))).toBe('0%');
  });
});

describe('points', () => {
  it.each([
    [0, '0 points'],
    [0.008, '0.80 points'],
    [-0.083, '8.3 points'],
    [0.00001, '< 0.01 points'],
  ])('writes a difference of %d as %s', (difference, text) => {
    expect(plain(points(difference))).toBe(text);
  });
});

describe('counts', () => {
  it('marks thousands and chooses the form of the word', () => {
    expect(count(24_421)).toBe('24,421');
    expect(plain(countOf(1, 'row'))).toBe('1 row');
    expect(plain(countOf(0, 'row'))).toBe('0 rows');
    expect(plain(countOf(2, 'person', 'people'))).toBe('2 people');
  });
});

describe('labels', () => {
  it('cuts long texts by characters, not by halves of one', () => {
    expect(shorten('Exec-managerial', 8)).toBe('Exec-ma…');
    expect(shorten('short', 8)).toBe('short');
    expect(shorten('😀😀😀😀', 3)).toBe('😀😀…');
  });

  it('shows what would be invisible', () => {
    expect(visible('')).toBe('(empty)');
    expect(visible('  ')).toBe('(blanks)');
    expect(visible('a')).toBe('a');
  });
});
