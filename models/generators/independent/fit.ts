/** Keeps each part's own distribution and nothing else. */
import type { Coded } from '../../codec/codec.ts';
import type { Run } from '../../run/run.ts';
import { missingPartOf, smoothOf, sortedCodes, type Smooth } from '../draw.ts';
import type { FitSettings, Model } from '../generator.ts';

export interface IndependentModel extends Model {
  readonly generator: 'independent';
  readonly parts: readonly IndependentPart[];
}

export interface IndependentPart {
  /** Ascending codes of the training rows. */
  readonly donors: Int32Array;
  readonly smooth: Smooth | null;
  /** Index of the part that says where this one is missing, or -1. */
  readonly missingPart: number;
}

export async function fitIndependent(
  coded: Coded,
  _settings: FitSettings,
  run: Run,
): Promise<IndependentModel> {
  const { parts } = coded;
  const fitted = parts.map((part, index) => {
    run.report('fit', index / parts.length);
    return { donors: sortedCodes(part), smooth: smoothOf(part), missingPart: missingPartOf(parts, index) };
  });
  return { generator: 'independent', parts: fitted };
}
