import { expect, test } from 'vitest';
import { counted, percent } from '../../../models/num/percent.ts';

test.each([
  [0.979, '97.9%'],
  [0.001, '0.10%'],
  [0.0099, '0.99%'],
  [0.00999, '1.0%'],
  [0.01, '1.0%'],
  [0, '0%'],
  [1, '100%'],
  [0.985, '98.5%'],
])('%f is %s', (share, text) => expect(percent(share)).toBe(text));

test('counts have thousands marks', () => expect(counted(24_421)).toBe('24,421'));
