/** Fits a generator by name and keeps with the model what sampling needs. */
import type { Codec, Coded } from '../codec/codec.ts';
import type { Recipe } from '../recipe.ts';
import type { Run } from '../run/run.ts';
import type { RealTable } from '../table/table.ts';
import type { Model } from './generator.ts';
import { generators } from './index.ts';

/** A fitted model with its codecs; plain data over shared memory. Holds statistics of the data: as sensitive as they are. */
export interface Fitted {
  readonly generator: string;
  readonly model: Model;
  readonly codecs: readonly Codec[];
  readonly seed: number;
  readonly tableName: string;
  readonly trainRows: number;
}

/** @throws Cancelled. */
export async function fit(
  coded: Coded,
  codecs: readonly Codec[],
  { generator, preset, seed }: Pick<Recipe, 'generator' | 'preset' | 'seed'>,
  train: Pick<RealTable, 'name' | 'rowCount'>,
  run: Run,
): Promise<Fitted> {
  const model = await generators[generator].fit(coded, { preset, seed }, run);
  return { generator, model, codecs, seed, tableName: train.name, trainRows: train.rowCount };
}
