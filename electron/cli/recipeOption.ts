/** The recipe a command works by: the file named by --recipe, with the options that were typed laid over it. */
import { readFile } from 'node:fs/promises';
import { parseRecipe } from '../../models/parseRecipe.ts';
import {
  defaultRecipe,
  generatorNames,
  isDelimited,
  type Output,
  outputFormats,
  presets,
  type Recipe,
} from '../../models/recipe.ts';
import { Refused } from '../../models/run/run.ts';
import { choiceOption, textOption, type Typed, Usage, wholeOption } from './usage.ts';
import { balanceOption, whereOption } from './whereOption.ts';

/** @throws Usage for a bad option, Refused `recipe` or `no-recipe` for a bad file. */
export async function recipeOf(typed: Typed): Promise<Recipe> {
  const path = textOption(typed, 'recipe');
  const base = path === undefined ? defaultRecipe : parseRecipe(await readRecipe(path));
  const generator = choiceOption(typed, 'generator', generatorNames) ?? base.generator;
  return {
    ...base,
    ...strengthOption(typed, generator, base),
    seed: wholeOption(typed, 'seed', 0, 4294967295) ?? base.seed,
    visitSequence: visitSequenceOption(typed, generator) ?? base.visitSequence,
    rows: wholeOption(typed, 'rows', 1, 1_000_000_000) ?? base.rows,
    generator,
    holdoutShare: shareOption(typed) ?? base.holdoutShare,
    where: whereOption(typed) ?? base.where,
    balance: balanceOption(typed) ?? base.balance,
    fill: columnsOption(typed, 'fill') ?? base.fill,
    output: outputOption(typed, base.output),
  };
}

/** `--format` and `--escape-formulas` over what the recipe says. @throws Usage. */
export function outputOption(typed: Typed, base: Output): Output {
  const format = choiceOption(typed, 'format', outputFormats) ?? base.format;
  const escape = typed.values['escape-formulas'] === true;
  if (escape && !isDelimited(format))
    throw new Usage(
      `--escape-formulas is for csv, csv.gz and tsv; the cells of ${format} are typed and no text among them is taken for a formula.`,
    );
  return { format, escapeFormulas: escape || base.escapeFormulas };
}

/** Column names between commas, each once; undefined when the option was not given. @throws Usage. */
export function columnsOption(typed: Typed, name: string): readonly string[] | undefined {
  const columns = namesOption(typed, name);
  return columns === undefined ? undefined : [...new Set(columns)];
}

function namesOption(typed: Typed, name: string): readonly string[] | undefined {
  const text = textOption(typed, name);
  if (text === undefined) return undefined;
  const columns = text.split(',').map((column) => column.trim());
  if (columns.includes(''))
    throw new Usage(`--${name} takes column names between commas, for example --${name} age,income.`);
  return columns;
}

/** `--visit-sequence`: columns that are drawn first, in this order. @throws Usage. */
function visitSequenceOption(
  typed: Typed,
  generator: Recipe['generator'],
): Recipe['visitSequence'] | undefined {
  const columns = namesOption(typed, 'visit-sequence');
  if (columns === undefined) return undefined;
  const twice = columns.find((column, place) => columns.indexOf(column) < place);
  if (twice !== undefined)
    throw new Usage(`--visit-sequence names the column "${twice}" twice. Name each column once.`);
  if (generator !== 'trees')
    throw new Usage(`--visit-sequence is a setting of the generator trees; ${generator} has no order.`);
  return columns;
}

/**
 * `--preset` or `--strength`, percent of the way from `balanced` to `private`. The ends are the presets themselves; between
 * them the nearer preset is named, as by the window's slider. @throws Usage.
 */
function strengthOption(
  typed: Typed,
  generator: Recipe['generator'],
  base: Recipe,
): Pick<Recipe, 'preset' | 'strength'> {
  const preset = choiceOption(typed, 'preset', presets);
  const percent = wholeOption(typed, 'strength', 0, 100);
  if (percent === undefined)
    return preset === undefined
      ? { preset: base.preset, strength: base.strength }
      : { preset, strength: null };
  if (preset !== undefined) throw new Usage('Give --preset or --strength, not both.');
  if (generator !== 'trees')
    throw new Usage(`--strength is a setting of the generator trees; ${generator} has none.`);
  const isEnd = percent === 0 || percent === 100;
  return { preset: percent < 50 ? 'balanced' : 'private', strength: isEnd ? null : percent / 100 };
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
