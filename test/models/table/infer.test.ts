import { describe, expect, test } from 'vitest';
import { inferColumns, type ProposedColumn } from '../../../models/table/infer.ts';
import type { Kind } from '../../../models/table/schema.ts';
import { quietRun } from '../io/csv/quietRun.ts';
import { rawOf } from './rawOf.ts';

async function proposed(name: string, texts: readonly string[]): Promise<ProposedColumn> {
  return (await inferColumns(rawOf({ [name]: texts }), quietRun()))[0];
}

function repeat(texts: readonly string[], times: number): string[] {
  return Array.from({ length: times }, () => texts).flat();
}

describe('kinds', () => {
  test.each<[string, string, readonly string[], Kind]>([
    ['yes and no', 'member', ['yes', 'no', 'yes'], 'boolean'],
    ['Ja und Nein', 'x', ['J', 'N', 'N'], 'boolean'],
    ['0 and 1 named like a flag', 'is_active', repeat(['0', '1'], 10), 'boolean'],
    ['0 and 1 without such a name', 'x', repeat(['0', '1'], 10), 'category'],
    ['words', 'colour', repeat(['red', 'green', 'blue'], 5), 'category'],
    ['numbered words', 'rating', ['1 - low', '2 - mid', '3 - high', '1 - low'], 'ordinal'],
    ['words of a scale', 'x', ['high', 'low', 'medium'], 'ordinal'],
    ['few small numbers named like a code', 'SEX', repeat(['1', '2'], 50), 'category'],
    ['few numbers that are a quantity', 'age', repeat(['17', '34', '51', '70', '90'], 50), 'integer'],
    ['codes on both sides of zero', 'PAY_0', repeat(['-2', '-1', '0', '1', '2'], 50), 'ordinal'],
    ['decimals', 'x', ['1.5', '2.25', '3'], 'decimal'],
    ['leading zeros', 'plz', ['01067', '12345', '00001'], 'category'],
    ['row numbers', 'x', Array.from({ length: 50 }, (_, row) => String(row)), 'identifier'],
    ['formatted codes', 'key', Array.from({ length: 50 }, (_, row) => `A${row}-X${row * 7}`), 'identifier'],
    ['ISO dates', 'd', ['2020-01-31', '2021-12-01'], 'date'],
    ['date and time', 'd', ['2020-01-31T10:20:30Z', '2021-12-01T00:00:00Z'], 'datetime'],
    ['times', 't', ['10:20', '23:59'], 'time'],
    ['hours above 24', 't', ['10:20:30', '99:59:00', '25:00:00'], 'duration'],
    ['eight digits named like a date', 'birth_date', ['19800131', '20001231'], 'date'],
    ['eight digits named otherwise', 'n', ['19800131', '20001231'], 'integer'],
    [
      'sentences',
      'remark',
      Array.from({ length: 40 }, (_, row) => `Called about case ${row}, no answer yet`),
      'text',
    ],
    ['e-mail addresses', 'x', ['ann@example.org', 'bob@example.org'], 'identifier'],
    ['person names', 'Patient Name', ['Ann Lee', 'Bob Ray'], 'text'],
    ['names of other things', 'Airport Name', repeat(['North Field', 'South Field'], 20), 'category'],
  ])('%s', async (_, name, texts, kind) => expect((await proposed(name, texts)).schema.kind).toBe(kind));

  test('the order of an ordinal column is that of its numbers', async () => {
    const { levels } = (await proposed('rating', ['2 - mid', '10 - top', '1 - low'])).schema;
    expect(levels).toEqual(['1 - low', '2 - mid', '10 - top']);
  });
});

describe('numbers', () => {
  test.each<[string, readonly string[], object]>([
    ['decimal comma', ['1,5', '2,25', '3'], { decimalMark: ',', thousandsMark: '', decimals: 2 }],
    [
      'English thousands',
      ['1,234.50', '12,345,678.00'],
      { decimalMark: '.', thousandsMark: ',', decimals: 2, fixedDecimals: true },
    ],
    [
      'German thousands',
      ['1.234,5', '1.000.000,25'],
      { decimalMark: ',', thousandsMark: '.', decimals: 2, fixedDecimals: false },
    ],
    ['Swiss thousands', ["1'234.5", "12'000.0"], { decimalMark: '.', thousandsMark: "'" }],
  ])('%s', async (_, texts, format) =>
    expect((await proposed('x', texts)).schema.number).toMatchObject(format),
  );

  test('one slip in a hundred is counted and said', async () => {
    const { schema, evidence, warnings, confidence } = await proposed('x', [
      ...repeat(['1.5', '2.5', '3.5'], 100),
      'oops',
    ]);
    expect(schema.kind).toBe('decimal');
    expect(evidence).toContain('1 of 301 cells are not numbers');
    expect(warnings.join()).not.toContain('oops');
    expect(confidence).toBeCloseTo(300 / 301, 10);
  });
});

describe('dates', () => {
  test('a day above 12 decides the order', async () => {
    expect((await proposed('d', ['03/04/2020', '13/04/2020'])).schema.pattern).toBe('DD/MM/YYYY');
    expect((await proposed('d', ['03/04/2020', '04/13/2020'])).schema.pattern).toBe('MM/DD/YYYY');
  });
  test('without one it is a guess and says so', async () => {
    const { confidence, warnings } = await proposed('d', ['03/04/2020', '05/06/2020']);
    expect(confidence).toBeLessThan(0.7);
    expect(warnings.join()).toContain('Day and month');
  });
});

describe('missing tokens', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['? beside words', ['a', '?', 'b'], ['?', '']],
    ['blanks beside numbers', ['1.5', ' ', '2.5'], [' ', '']],
    ['N beside numbers', ['1.5', 'N', '2.5'], ['N', '']],
    ['-9 where nothing else is negative', ['1', '-9', '2', '3'], ['-9', '']],
    ['-9 among negatives', ['-8', '-9', '-3', '3'], ['']],
    ['None beside words is data', ['None', 'Minor', 'Major'], ['']],
    ['None beside numbers', ['1.5', 'None', '2.5'], ['None', '']],
    ['NA beside words', ['red', 'NA', 'blue'], ['NA', '']],
    ['NA among country codes is data', ['DE', 'NA', 'FR', 'US', 'GB', 'IT'], ['']],
  ])('%s', async (_, texts, tokens) =>
    expect((await proposed('x', texts)).schema.missingTokens).toEqual(tokens),
  );

  test('a column without values stays a category with a warning', async () => {
    const { schema, warnings } = await proposed('x', ['', 'NA', '']);
    expect(schema.kind).toBe('category');
    expect(warnings).toEqual(['Every cell is missing.']);
  });
});

test('direct identifiers never pass through', async () => {
  const texts = {
    x1: ['ann@example.org', 'bob@example.org'],
    x2: ['DE89 3704 0044 0532 0130 00', 'GB29 NWBK 6016 1331 9268 19'],
    x3: ['192.168.0.1', '10.0.0.7'],
    x4: ['https://example.org/a', 'http://example.org/b'],
    phone: ['+49 30 123456', '030 654321'],
    ssn: ['123-45-6789', '987-65-4321'],
    surname: ['Lee', 'Ray'],
    address: ['12 High Street', '7 Low Road'],
  };
  for (const { schema, warnings } of await inferColumns(rawOf(texts), quietRun())) {
    expect(schema.treatment, schema.name).not.toBe('model');
    expect(schema.known).toBe(true);
    expect(warnings.length).toBeGreaterThan(0);
  }
});

test('roles are proposed by name', async () => {
  const [age, income] = await inferColumns(rawOf({ age: ['1', '2'], income: ['5', '6'] }), quietRun());
  expect([age.schema.known, age.schema.sensitive]).toEqual([true, false]);
  expect([income.schema.known, income.schema.sensitive]).toEqual([false, true]);
});
