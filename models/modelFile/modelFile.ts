/**
 * Saves and loads a fitted model with what sampling and the gate need: recipe, dialect and the report it was measured in.
 *
 * A model file is as sensitive as the data: it holds the codes of all training rows column by column, the kept values, and
 * which identifiers exist. It is no part of a release and never leaves with a table.
 */
import type { Fitted } from '../generators/fit.ts';
import { defaultRecipe, type Dialect, type Recipe } from '../recipe.ts';
import type { Sha256 } from '../release/writer.ts';
import type { Report } from '../report/report.ts';
import { isConsistent } from './consistent.ts';
import { damaged, pack, unpack } from './container.ts';
import { savedModelSchema } from './schema.ts';

/** What a model file holds. */
export interface SavedModel {
  readonly fitted: Fitted;
  readonly recipe: Recipe;
  readonly dialect: Dialect;
  /** As measured on the first rows under the model's own seed; without a decision. */
  readonly report: Report;
}

/** The bytes of a model file; equal models give equal bytes. */
export function saveModel(model: SavedModel, sha256: Sha256): Uint8Array {
  const { fitted, recipe, dialect, report } = model;
  return pack(
    {
      format: 'understudy-model',
      software: report.software,
      fitted,
      recipe,
      dialect,
      report: { ...report, decision: null },
    },
    sha256,
  );
}

/** @throws Refused `model-foreign`, `model-newer`, `model-damaged`. */
export function loadModel(bytes: Uint8Array, sha256: Sha256): SavedModel {
  const value = unpack(bytes, sha256);
  const parsed = savedModelSchema.safeParse(value);
  if (!parsed.success) throw damaged(parsed.error);
  // Checked boundary: the schema fixes the shapes, and `isConsistent` the indexes, of what the types promise. The value
  // itself is taken, not the parser's copy, so that a model that is saved again gives the same bytes.
  const { fitted, recipe, dialect, report } = value as SavedModel;
  const open = withOpenEnds(fitted);
  if (!isConsistent(open)) throw damaged();
  return { fitted: open, recipe: { ...defaultRecipe, ...recipe }, dialect, report };
}

/** JSON has no infinite numbers; an open end of a range is null in the file. */
function withOpenEnds(fitted: Fitted): Fitted {
  if (fitted.rules === null) return fitted;
  const ranges = fitted.rules.ranges.map(({ codec, low, high }: FiledRange) => ({
    codec,
    low: low ?? -Infinity,
    high: high ?? Infinity,
  }));
  return { ...fitted, rules: { ...fitted.rules, ranges } };
}

/** A range as it stands in the file. */
interface FiledRange {
  readonly codec: number;
  readonly low: number | null;
  readonly high: number | null;
}
