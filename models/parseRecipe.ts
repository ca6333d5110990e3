/** Reads a recipe file; the schema refuses what it does not know, so that a misspelt setting is never ignored. */
import { z } from 'zod';
import { defaultRecipe, generatorNames, outputFormats, presets, type Recipe } from './recipe.ts';
import { Refused } from './run/run.ts';
import { kinds, thousandsMarks } from './table/schema.ts';

const numberFormat = z.strictObject({
  decimalMark: z.enum(['.', ',']),
  thousandsMark: z.enum(thousandsMarks),
  decimals: z.int().min(0).max(20),
  fixedDecimals: z.boolean(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
  negative: z.enum(['parentheses', 'trailing']).optional(),
});

const correction = z.strictObject({
  kind: z.enum(kinds).optional(),
  missingTokens: z.array(z.string()).optional(),
  number: numberFormat.optional(),
  pattern: z.string().min(1).optional(),
  levels: z.array(z.string()).optional(),
  placeWith: z.string().optional(),
  known: z.boolean().optional(),
  sensitive: z.boolean().optional(),
  treatment: z.enum(['model', 'regenerate', 'drop']).optional(),
});

const dialect = z.strictObject({
  encoding: z.string().min(1),
  bom: z.boolean(),
  delimiter: z.string().length(1),
  quote: z.string().max(1),
  escape: z.enum(['double', '\\']),
  header: z.boolean(),
  skipLines: z.int().min(0),
  comment: z.string(),
  newline: z.enum(['\n', '\r\n', '\r']),
});

const cell = z.union([z.string(), z.number(), z.null()]);
const end = z.union([z.string(), z.number()]);
const wanted = z.strictObject({
  is: z.union([
    cell,
    z.array(cell).min(1),
    z
      .strictObject({ low: end.optional(), high: end.optional() })
      .refine(({ low, high }) => low !== undefined || high !== undefined, 'a range needs low or high'),
  ]),
});

const balance = z.strictObject({
  column: z.string(),
  shares: z
    .record(z.string(), z.number().min(0).max(1))
    .refine(
      (shares) => Math.abs(Object.values(shares).reduce((sum, share) => sum + share, 0) - 1) < 1e-6,
      'the shares must sum to 1',
    ),
});

const always = z.boolean().optional();
const rule = z.discriminatedUnion('rule', [
  z.strictObject({
    rule: z.literal('range'),
    column: z.string(),
    low: end.optional(),
    high: end.optional(),
    always,
  }),
  z.strictObject({
    rule: z.literal('order'),
    columns: z.array(z.string()).min(2),
    strict: z.boolean().optional(),
    always,
  }),
  z.strictObject({ rule: z.literal('combination'), columns: z.array(z.string()).min(2), always }),
  z.strictObject({ rule: z.literal('sum'), total: z.string(), of: z.array(z.string()).min(2), always }),
  z.strictObject({ rule: z.literal('unique'), column: z.string(), always }),
]);

const output = z.strictObject({
  format: z.enum(outputFormats).default(defaultRecipe.output.format),
  escapeFormulas: z.boolean().default(defaultRecipe.output.escapeFormulas),
});

/** The recipe's schema; every setting but `format` and `version` may be left out and then has its default. */
export const recipeSchema = z.strictObject({
  format: z.literal('understudy-recipe'),
  version: z.literal(1),
  seed: z.int().min(0).max(4294967295).default(defaultRecipe.seed),
  generator: z.enum(generatorNames).default(defaultRecipe.generator),
  preset: z.enum(presets).default(defaultRecipe.preset),
  strength: z.number().min(0).max(1).nullable().default(defaultRecipe.strength),
  visitSequence: z.array(z.string()).default([]),
  rows: z.int().min(1).nullable().default(defaultRecipe.rows),
  holdoutShare: z.number().gt(0).max(0.5).default(defaultRecipe.holdoutShare),
  dialect: dialect.nullable().default(defaultRecipe.dialect),
  ragged: z.enum(['stop', 'pad', 'apart']).default(defaultRecipe.ragged),
  columns: z.record(z.string(), correction).default({}),
  where: z.record(z.string(), wanted).default({}),
  balance: balance.nullable().default(defaultRecipe.balance),
  fill: z.array(z.string()).default([]),
  rules: z.array(rule).default([]),
  output: output.default(defaultRecipe.output),
});

/** @throws Refused `recipe` naming every setting that is wrong, by its path. */
export function parseRecipe(text: string): Recipe {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Refused(
      'recipe',
      'The recipe is not a JSON document. Use the recipe.json of a release as a start.',
      {
        cause,
      },
    );
  }
  const parsed = recipeSchema.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'recipe'}: ${message}`,
    );
    throw new Refused('recipe', `The recipe cannot be used. ${faults.join('; ')}.`);
  }
  // Zod writes an absent optional as `undefined`; a JSON document has no such value, so the shapes agree.
  return parsed.data as Recipe;
}
