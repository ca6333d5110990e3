/**
 * The protocol of generators. Conforming: `trees` (sequential decision trees, the default), `independent` (each part on
 * its own: the floor). They differ in what they learn, not in how they are called.
 */
import type { Coded, Sampled } from '../codec/codec.ts';
import type { Preset } from '../recipe.ts';
import type { Run } from '../run/run.ts';

export interface FitSettings {
  readonly preset: Preset;
  /** Between the presets, 0 (`balanced`) to 1 (`private`); null or absent: as the preset says. */
  readonly strength?: number | null;
  readonly seed: number;
  /** Columns of the table that are drawn first, in this order; absent or empty: the generator's own order. */
  readonly visitSequence?: readonly number[];
}

/** A half-open range of global row indexes. */
export interface Block {
  readonly rowStart: number;
  /** Exclusive. */
  readonly rowEnd: number;
}

/**
 * Rows of a block; blocks start at multiples of it, and each has its own random streams. The more rows a block has, the more
 * evenly a generator can draw them; the fewer, the more threads have work on a small table. Ours, measured.
 */
export const blockRows = 16384;

/** A fitted model: plain data over shared memory, so that workers can sample from it. */
export interface Model {
  readonly generator: string;
}

export interface Generator<M extends Model = Model> {
  readonly name: M['generator'];
  /** @throws Cancelled. Same codes, settings and version give the same model at any number of threads. */
  fit(coded: Coded, settings: FitSettings, run: Run): Promise<M>;
  /** Rows of one block; a pure function of its arguments. */
  sample(model: M, seed: number, block: Block): Sampled;
}
