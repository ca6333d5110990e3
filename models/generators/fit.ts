/** Fits a generator by name and keeps with the model what sampling needs. */
import type { Codec, Coded } from '../codec/codec.ts';
import type { Recipe } from '../recipe.ts';
import type { Resolved } from '../rules/resolve.ts';
import type { Run } from '../run/run.ts';
import type { RealTable } from '../table/table.ts';
import type { Demand } from './conditional/demand.ts';
import type { Model } from './generator.ts';
import { generators } from './index.ts';
import { visitSequenceOf } from './visitSequence.ts';

/** A fitted model with its codecs; plain data over shared memory. Holds statistics of the data: as sensitive as they are. */
export interface Fitted {
  readonly generator: string;
  readonly model: Model;
  readonly codecs: readonly Codec[];
  readonly seed: number;
  readonly tableName: string;
  readonly trainRows: number;
  /** What every row is to be, null when the table is to be like the training table. */
  readonly demand: Demand | null;
  /** Codecs whose columns have no missing cells in what is sampled, by index; absent: none. */
  readonly fill?: readonly number[];
  /** What every row obeys, null for nothing. */
  readonly rules: Resolved | null;
}

/** What of a recipe decides the model. */
export type FitRecipe = Pick<Recipe, 'generator' | 'preset' | 'seed' | 'strength'> &
  Partial<Pick<Recipe, 'visitSequence'>>;

/** @throws Refused as `visitSequenceOf` says. @throws Cancelled. */
export async function fit(
  coded: Coded,
  codecs: readonly Codec[],
  { generator, preset, seed, strength, visitSequence: names }: FitRecipe,
  train: Pick<RealTable, 'name' | 'rowCount'>,
  run: Run,
): Promise<Fitted> {
  const visitSequence = visitSequenceOf(codecs, generator, names ?? []);
  const model = await generators[generator].fit(coded, { preset, seed, strength, visitSequence }, run);
  return {
    generator,
    model,
    codecs,
    seed,
    tableName: train.name,
    trainRows: train.rowCount,
    demand: null,
    rules: null,
  };
}
