/** The generators by the name that a recipe gives. */
import type { GeneratorName } from '../recipe.ts';
import type { Sampled } from '../codec/codec.ts';
import type { Block, Generator, Model } from './generator.ts';
import { fitIndependent, type IndependentModel } from './independent/fit.ts';
import { sampleIndependent } from './independent/sample.ts';
import { fitTrees } from './trees/fit.ts';
import type { TreesModel } from './trees/model.ts';
import { sampleTrees } from './trees/sample.ts';

/** Each column on its own: the floor that charts compare with. */
export const independent: Generator<IndependentModel> = {
  name: 'independent',
  fit: fitIndependent,
  sample: sampleIndependent,
};

/** Sequential decision trees: the default. */
export const trees: Generator<TreesModel> = { name: 'trees', fit: fitTrees, sample: sampleTrees };

export const generators: Readonly<Record<GeneratorName, Pick<Generator, 'name' | 'fit'>>> = {
  trees,
  independent,
};

/** A model of this version's generators. */
export type AnyModel = IndependentModel | TreesModel;

/** Samples one block from whichever generator made `model`. */
export function sampleModel(model: Model, seed: number, block: Block): Sampled {
  const known = model as AnyModel;
  switch (known.generator) {
    case 'independent':
      return sampleIndependent(known, seed, block);
    case 'trees':
      return sampleTrees(known, seed, block);
    default:
      return known satisfies never;
  }
}
