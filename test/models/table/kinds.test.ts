import { describe, expect, test } from 'vitest';
import { inferColumns, type ProposedColumn } from '../../../models/table/infer.ts';
import { quietRun } from '../io/csv/quietRun.ts';
import { rawOf } from './rawOf.ts';

async function proposed(name: string, texts: readonly string[]): Promise<ProposedColumn> {
  return (await inferColumns(rawOf({ [name]: texts }), quietRun()))[0];
}

describe('dates, times and durations', () => {
  test.each<[string, readonly string[], string, string]>([
    ['two-digit years', ['03/04/99', '25/12/07'], 'date', 'DD/MM/YY'],
    ['English months', ['3 March 2020', '14 May 1999'], 'date', 'D MMMM YYYY'],
    ['capitals', ['03-MAR-20', '14-DEC-99'], 'date', 'DD-MMM{EN}-YY'],
    ['American order', ['Mar 3, 2020', 'Dec 14, 1999'], 'date', 'MMM D, YYYY'],
    ['German months', ['3. März 2020', '14. Dezember 1999'], 'date', 'D. MMMM{De} YYYY'],
    ['French months', ['3 août 2020', '14 décembre 1999'], 'date', 'D MMMM{fr} YYYY'],
    [
      'Spanish months',
      ['3 de enero de 2020', '14 de diciembre de 1999'],
      'date',
      'D[ de ]MMMM{es}[ de ]YYYY',
    ],
    ['a clock after a name', ['03 Mar 2020 10:20', '14 Dec 1999 23:59'], 'datetime', 'DD MMM YYYY HH:mm'],
    ['twelve hours', ['1:05 PM', '11:59 AM'], 'time', 'h:mm A'],
    [
      'American date and time',
      ['1/31/2020 1:05:00 PM', '12/1/2021 11:59:00 AM'],
      'datetime',
      'M/D/YYYY h:mm:ss A',
    ],
    [
      'one offset is kept',
      ['2020-01-31T10:20:30+02:00', '2021-12-01T00:00:00+02:00'],
      'datetime',
      'YYYY-MM-DDTHH:mm:ss+02:00',
    ],
    [
      'offsets that differ',
      ['2020-01-31T10:20:30+01:00', '2020-07-01T00:00:00+02:00'],
      'datetime',
      'YYYY-MM-DDTHH:mm:ssZZ',
    ],
    ['fractions', ['2020-01-31 10:20:30.5', '2020-01-31 10:20:31.0'], 'datetime', 'YYYY-MM-DD HH:mm:ss.S'],
    ['ISO durations', ['PT1H30M', 'PT45M', 'PT2H'], 'duration', 'PTnHnM'],
    ['ISO durations with days', ['P1DT1H', 'PT30S'], 'duration', 'PnDTnHnMnS'],
  ])('%s', async (_, texts, kind, pattern) => {
    const { schema } = await proposed('x', texts);
    expect([schema.kind, schema.pattern]).toEqual([kind, pattern]);
  });
  test('two-digit years and differing offsets are told', async () => {
    expect((await proposed('x', ['03/04/99', '25/12/07'])).warnings.join()).toMatch(/two digits/);
    const zones = ['2020-01-31T10:20:30+01:00', '2020-07-01T00:00:00+02:00'];
    expect((await proposed('x', zones)).warnings.join()).toMatch(/Offsets/);
  });
  test.each([
    ['words of three letters', ['abc 12 2020', 'def 13 2021']],
    ['version numbers', ['1.2.03', '1.3.04']],
    ['ranges', ['10-12', '13-20']],
  ])('no dates: %s', async (_, texts) => {
    expect((await proposed('x', texts)).schema.kind).not.toMatch(/date|time/);
  });
});

describe('ordinal categories', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['sizes', ['L', 'S', 'XL', 'M'], ['S', 'M', 'L', 'XL']],
    [
      'agreement',
      ['Agree', 'Strongly disagree', 'Neutral', 'Disagree'],
      ['Strongly disagree', 'Disagree', 'Neutral', 'Agree'],
    ],
    ['age bands', ['65+', '18-24', '<18', '25-64'], ['<18', '18-24', '25-64', '65+']],
    [
      'bands in words',
      ['65 and over', '18 to 24', 'under 18', '25 to 64'],
      ['under 18', '18 to 24', '25 to 64', '65 and over'],
    ],
    ['income bands', ['$50k-$100k', '>$100k', '$0k-$50k'], ['$0k-$50k', '$50k-$100k', '>$100k']],
    ['German', ['hoch', 'niedrig', 'mittel'], ['niedrig', 'mittel', 'hoch']],
    ['degrees', ['PhD', 'Bachelor', 'Master'], ['Bachelor', 'Master', 'PhD']],
  ])('%s', async (_, texts, levels) => {
    const { schema } = await proposed('x', texts);
    expect([schema.kind, schema.levels]).toEqual(['ordinal', levels]);
  });
  test.each([
    ['words without an order', ['red', 'low', 'high']],
    ['two levels', ['low', 'high']],
    ['codes with dashes', ['10-3', '10-1', '9-2']],
  ])('not %s', async (_, texts) => {
    expect((await proposed('x', texts)).schema.kind).not.toBe('ordinal');
  });
});

describe('between columns', () => {
  const rows = Array.from({ length: 200 }, (_, index) => index);

  test('missing by rule of a level, of a number, of another blank', async () => {
    const texts = {
      internet: rows.map((row) => (row % 4 === 0 ? 'No' : row % 2 === 0 ? 'DSL' : 'Fiber')),
      speed: rows.map((row) => (row % 4 === 0 ? '' : String((row * 7) % 90))),
      tv: rows.map((row) => (row % 4 === 0 ? 'No internet service' : row % 3 === 0 ? 'Yes' : 'No')),
      age: rows.map((row) => String(row % 80)),
      married: rows.map((row) => (row % 80 < 15 ? '' : row % 3 === 0 ? 'a' : 'b')),
      chance: rows.map((row) => ((row * 31) % 7 < 2 ? '' : 'x')),
    };
    const [, speed, tv, , married, chance] = await inferColumns(rawOf(texts), quietRun());
    expect(speed.structural).toMatchObject([{ by: 'internet', cells: 50 }]);
    expect(speed.warnings.join()).toMatch(
      /Missing exactly where "internet" has one certain level \(50 cells\)/,
    );
    expect(tv.structural?.[0].says).toMatch(/says "none" stands exactly where "internet"/);
    expect(married.structural?.[0].says).toMatch(/where "age" is below a certain value/);
    expect(chance.structural).toBeUndefined();
  });
});
