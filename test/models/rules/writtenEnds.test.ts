import { describe, expect, it } from 'vitest';
import { written, writtenEnds, writtenStep } from '../../../models/rules/writtenEnds.ts';
import type { ColumnSchema } from '../../../models/table/schema.ts';
import { smallColumn } from '../../support/smallTable.ts';

const { schema: whole } = smallColumn({ name: 'n', kind: 'integer' }, []);
const cents: ColumnSchema = {
  ...whole,
  kind: 'decimal',
  number: { decimalMark: '.', thousandsMark: '', decimals: 2, fixedDecimals: true },
};
const date: ColumnSchema = { ...whole, kind: 'date', pattern: 'YYYY-MM-DD' };

describe('ends as they can be written', () => {
  it.each([
    [whole, { low: 30.2, high: 32.8 }, { low: 31, high: 32 }],
    [whole, { low: 3, high: 3 }, { low: 3, high: 3 }],
    [whole, { low: 30.2, high: 30.8 }, { low: 31, high: 30 }],
    [whole, { low: -2.5 }, { low: -2, high: Infinity }],
    [cents, { low: 1.003, high: 2.999 }, { low: 1.01, high: 2.99 }],
    [cents, { low: '0.07', high: 0.29 }, { low: 0.07, high: 0.29 }],
    [date, { low: '1970-01-02', high: '1970-01-05' }, { low: 1, high: 4 }],
  ])('%#', (schema, range, ends) => {
    expect(writtenEnds(schema, range)).toEqual(ends);
  });

  it('steps and the nearest value', () => {
    expect(writtenStep(whole, cents)).toBe(0.01);
    expect(writtenStep({ ...whole, kind: 'datetime', pattern: 'YYYY-MM-DD HH:mm:ss.SSS' })).toBe(0.001);
    expect([written(4.37, whole), written(4.376, cents)]).toEqual([4, 4.38]);
  });
});
