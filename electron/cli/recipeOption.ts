/** The recipe a command works by: the file named by --recipe, with the options that were typed laid over it. */
import { readFile } from 'node:fs/promises';
import { parseRecipe } from '../../models/parseRecipe.ts';
import { defaultRecipe, generatorNames, presets, type Recipe } from '../../models/recipe.ts';
import { Refused } from '../../models/run/run.ts';
import { choiceOption, textOption, type Typed, Usage, wholeOption } from './usage.ts';
import { balanceOption, whereOption } from './whereOption.ts';

/** @throws Usage for a bad option, Refused `recipe` or `no-recipe` for a bad file. */
export async function recipeOf(typed: Typed): Promise<Recipe> {
  const path = textOption(typed, 'recipe');
  const base = path === undefined ? defaultRecipe : parseRecipe(await readRecipe(path));
  return {
    ...base,
    seed: wholeOption(typed, 'seed', 0, 4294967295) ?? base.seed,
    rows: wholeOption(typed, 'rows', 1, 1_000_000_000) ?? base.rows,
    generator: choiceOption(typed, 'generator', generatorNames) ?? base.generator,
    preset: choiceOption(typed, 'preset', presets) ?? base.preset,
    holdoutShare: shareOption(typed) ?? base.holdoutShare,
    where: whereOption(typed) ?? base.where,
    balance: balanceOption(typed) ?? base.balance,
  };
}

async function readRecipe(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Refused('no-recipe', `The recipe ${path} cannot be read. Check the path and its permissions.`, {
      cause,
    });
  }
}

function shareOption(typed: Typed): number | undefined {
  const value = textOption(typed, 'holdout-share');
  if (value === undefined) return undefined;
  if (textOption(typed, 'holdout') !== undefined)
    throw new Usage('Give --holdout or --holdout-share, not both.');
  const share = Number(value);
  if (value.trim() === '' || !(share > 0 && share <= 0.5)) {
    throw new Usage('--holdout-share takes a number above 0 and at most 0.5, for example 0.2.');
  }
  return share;
}
