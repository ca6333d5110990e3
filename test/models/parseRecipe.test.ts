import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../models/parseRecipe.ts';
import { defaultRecipe } from '../../models/recipe.ts';

const minimal = { format: 'understudy-recipe', version: 1 };

describe('parseRecipe', () => {
  it('fills in the defaults', () => {
    expect(parseRecipe(JSON.stringify(minimal))).toEqual(defaultRecipe);
  });

  it('reads back what a release writes', () => {
    const recipe = { ...defaultRecipe, seed: 7, columns: { zip: { kind: 'category', known: true } } };
    expect(parseRecipe(JSON.stringify(recipe))).toEqual(recipe);
  });

  it('takes recipes from before formats could be chosen as CSV, and half an output as the rest of it', () => {
    const { output: _output, fill: _fill, ...older } = defaultRecipe;
    expect(parseRecipe(JSON.stringify(older))).toEqual(defaultRecipe);
    expect(parseRecipe(JSON.stringify({ ...minimal, output: { format: 'parquet' } })).output).toEqual({
      format: 'parquet',
      escapeFormulas: false,
    });
  });

  it.each([
    ['a format that is none', JSON.stringify({ ...minimal, output: { format: 'xls' } }), /output\.format/],
    [
      'a visit sequence that is no list',
      JSON.stringify({ ...minimal, visitSequence: 'age' }),
      /visitSequence/,
    ],
    ['a column to fill that is no name', JSON.stringify({ ...minimal, fill: [1] }), /fill\.0/],
    ['no JSON', '{', /not a JSON document/],
    ['another document', '{"format":"x"}', /format/],
    ['a misspelt setting', JSON.stringify({ ...minimal, sed: 3 }), /sed/],
    ['a bad seed', JSON.stringify({ ...minimal, seed: -1 }), /seed/],
    [
      'an unknown kind',
      JSON.stringify({ ...minimal, columns: { age: { kind: 'number' } } }),
      /columns\.age\.kind/,
    ],
    ['a holdout share of one', JSON.stringify({ ...minimal, holdoutShare: 1 }), /holdoutShare/],
    [
      'a delimiter of two',
      JSON.stringify({ ...minimal, dialect: { delimiter: '::' } }),
      /dialect\.delimiter/,
    ],
  ])('refuses %s and names the place', (_, text, says) => {
    expect(() => parseRecipe(text)).toThrow(says);
  });
});
