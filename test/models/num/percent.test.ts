import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counted, percent } from '../../../models/num/percent.ts';
import { percent as windowPercent } from '../../../renderer/charts/format.ts';

test.each([
  [0.979, '97.9%'],
  [0.001, '0.10%'],
  [0.0099, '0.99%'],
  [0.00999, '1.0%'],
  [0.01, '1.0%'],
  [0, '0%'],
  [1, '100%'],
  [0.985, '98.5%'],
  [0.00001, '<\u00a00.01%'],
  [0.00005, '0.01%'],
  [0.9996, '>\u00a099.9%'],
  [0.9994, '99.9%'],
])('%f is %s', (share, text) => expect(percent(share)).toBe(text));

test('the window writes every share as the engine does', () => {
  const near = fc.constantFrom(0, 1e-9, 0.00005, 0.0099, 0.00995, 0.00999, 0.01, 0.9995, 0.99951, 1);
  fc.assert(
    fc.property(fc.oneof(near, fc.double({ min: 0, max: 1, noNaN: true })), (share) => {
      expect(windowPercent(share)).toBe(percent(share));
    }),
  );
});

test('counts have thousands marks', () => expect(counted(24_421)).toBe('24,421'));
