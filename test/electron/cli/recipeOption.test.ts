import { describe, expect, it } from 'vitest';
import { recipeOf } from '../../../electron/cli/recipeOption.ts';
import { help, parseVerb, Usage } from '../../../electron/cli/usage.ts';

const recipe = (...args: string[]) => recipeOf(parseVerb('synthesize', ['a.csv', ...args]));

describe('--strength', () => {
  it.each([
    ['0', 'balanced', null],
    ['1', 'balanced', 0.01],
    ['35', 'balanced', 0.35],
    ['50', 'private', 0.5],
    ['99', 'private', 0.99],
    ['100', 'private', null],
  ] as const)('%s is the position of the slider in the window', async (percent, preset, strength) => {
    expect(await recipe('--strength', percent)).toMatchObject({ preset, strength });
  });

  it.each([
    [['--strength', '101'], '--strength takes a whole number from 0 to 100.'],
    [['--strength', '0.5'], '--strength takes a whole number from 0 to 100.'],
    [['--strength', '20', '--preset', 'private'], 'Give --preset or --strength, not both.'],
    [['--strength', '20', '--generator', 'independent'], 'a setting of the generator trees'],
  ])('%j is refused', async (args, says) => {
    await expect(recipe(...args)).rejects.toThrow(Usage);
    await expect(recipe(...args)).rejects.toThrow(says);
  });

  it('is in the help', () => expect(help).toContain('--strength 0..100'));
});

describe('--visit-sequence', () => {
  it('is a list of columns in the order given', async () => {
    expect(await recipe('--visit-sequence', 'sex, age')).toMatchObject({ visitSequence: ['sex', 'age'] });
    expect(await recipe()).toMatchObject({ visitSequence: [] });
  });

  it.each([
    [['--visit-sequence', 'age,sex,age'], 'names the column "age" twice'],
    [['--visit-sequence', 'age,,sex'], '--visit-sequence takes column names between commas'],
    [['--visit-sequence', 'age', '--generator', 'independent'], 'a setting of the generator trees'],
  ])('%j is refused', async (args, says) => {
    await expect(recipe(...args)).rejects.toThrow(Usage);
    await expect(recipe(...args)).rejects.toThrow(says);
  });

  it('is in the help', () => expect(help).toContain('--visit-sequence COLUMN,COLUMN'));
});

describe('the file and its columns', () => {
  it('are CSV without escaped formulas unless asked otherwise', async () => {
    expect(await recipe()).toMatchObject({ output: { format: 'csv', escapeFormulas: false }, fill: [] });
    expect(await recipe('--format', 'csv.gz', '--escape-formulas')).toMatchObject({
      output: { format: 'csv.gz', escapeFormulas: true },
    });
    expect(await recipe('--fill', 'age, income,age')).toMatchObject({ fill: ['age', 'income'] });
  });

  it.each([
    [['--format', 'xls'], '--format takes one of csv, csv.gz, tsv, parquet, xlsx, jsonl.'],
    [['--format', 'xlsx', '--escape-formulas'], 'the cells of xlsx are typed'],
    [['--fill', 'age,,income'], '--fill takes column names between commas'],
  ])('%j is refused', async (args, says) => {
    await expect(recipe(...args)).rejects.toThrow(says);
  });
});
