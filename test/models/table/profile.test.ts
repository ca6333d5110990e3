import { describe, expect, test } from 'vitest';
import { interpret } from '../../../models/table/interpret.ts';
import { profileColumn, type Profile } from '../../../models/table/profile.ts';
import type { ColumnSchema, Kind } from '../../../models/table/schema.ts';
import { rawOf } from './rawOf.ts';

function profile(kind: Kind, texts: readonly string[], more: Partial<ColumnSchema> = {}): Profile {
  const schema: ColumnSchema = {
    name: 'x',
    kind,
    missingTokens: [''],
    known: false,
    sensitive: false,
    treatment: 'model',
    ...more,
  };
  return profileColumn(interpret(rawOf({ x: texts }).columns[0], schema));
}

const sum = (shares: readonly number[]): number => shares.reduce((total, share) => total + share, 0);

describe('bars', () => {
  test('by frequency, missing cells aside', () => {
    const { chart, distinct, missing } = profile('category', ['a', 'b', 'b', '', 'b']);
    expect(chart).toEqual({ form: 'bars', labels: ['b', 'a'], shares: [0.75, 0.25] });
    expect([distinct, missing]).toEqual([2, 1]);
  });
  test('at most 24, the rest summed', () => {
    const { chart } = profile(
      'category',
      Array.from({ length: 100 }, (_, row) => `c${row % 30}`),
    );
    expect(chart.labels).toHaveLength(24);
    expect(chart.labels[23]).toBe('7 others');
    expect(sum(chart.shares)).toBeCloseTo(1, 12); // sums of 24 doubles
  });
  test('levels in their order', () => {
    expect(profile('ordinal', ['hi', 'lo', 'hi'], { levels: ['lo', 'hi'] }).chart.labels).toEqual([
      'lo',
      'hi',
    ]);
  });
  test.each(['identifier', 'text'] as const)('none for %s', (kind) =>
    expect(profile(kind, ['a', 'b']).chart.labels).toEqual([]),
  );
});

describe('histograms', () => {
  const texts = Array.from({ length: 1000 }, (_, row) => String(row));

  test('cover all cells', () => {
    const { chart } = profile('integer', texts);
    expect(chart.labels).toHaveLength(20);
    expect(chart.labels[0]).toBe('0');
    for (const share of chart.shares) expect(share).toBeCloseTo(0.05, 12); // 1,000 values in 20 equal bins
  });
  test('show no extreme of a sensitive column', () => {
    const { chart } = profile('integer', [...texts, '987654321'], { sensitive: true });
    expect(chart.labels.join()).not.toContain('987654321');
    expect(chart.labels[0]).toMatch(/^up to /);
    expect(chart.labels[19]).toMatch(/^from /);
    expect(sum(chart.shares)).toBeCloseTo(1, 12); // sums of 20 doubles
  });
  test('one value has one bin, none has none', () => {
    expect(profile('decimal', ['2.5', '2.5']).chart).toEqual({
      form: 'histogram',
      labels: ['2.5'],
      shares: [1],
    });
    expect(profile('decimal', ['']).chart.labels).toEqual([]);
  });
  test('dates are labelled as dates', () => {
    expect(profile('date', ['2020-01-01', '2020-01-02'], { pattern: 'YYYY-MM-DD' }).chart.labels).toEqual([
      '2020-01-01',
      '2020-01-02',
    ]);
  });
});

describe('warnings', () => {
  test.each<[string, Kind, readonly string[], RegExp]>([
    ['all missing', 'category', ['', ''], /Every cell is missing/],
    ['constant', 'category', ['a', 'a'], /same value/],
    ['nearly empty', 'category', [...Array<string>(99).fill(''), 'a'], /Nearly empty: 1.0%/],
    ['imbalance', 'category', [...Array<string>(99).fill('a'), 'b'], /One value fills 99.0%/],
    ['rare categories', 'category', ['a', 'a', 'a', 'a', 'a', 'b'], /1 category has fewer than 5/],
    ['skew', 'integer', [...Array.from({ length: 100 }, (_, row) => String(row)), '99999999'], /skewed/],
  ])('%s', (_, kind, texts, warning) => expect(profile(kind, texts).warnings.join(' ')).toMatch(warning));

  test('none for a plain column', () => {
    expect(profile('category', ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b', 'a', 'b']).warnings).toEqual([]);
  });
});
