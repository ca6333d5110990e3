/** Predictors in at most 256 bins, so that a split search counts instead of sorting. */
import type { Part } from '../../codec/codec.ts';

/** Most bins of a part's values; one more is for rows without a code. */
const valueBins = 255;

/** A part as a predictor. Bins 0 .. binCount - 1; rows without a code are in the last bin. */
export interface Binned {
  readonly bins: Uint8Array;
  readonly binOf: Uint8Array;
  readonly binCount: number;
  /** True when bin order is value order. */
  readonly ordered: boolean;
}

/** Ordered parts by quantile (a frequent code has a bin of its own), others by the 254 most frequent codes and a rest. */
export function binPart(part: Part): Binned {
  const { codes, size, ordered } = part;
  const counts = new Uint32Array(size);
  for (let row = 0; row < codes.length; row++) if (codes[row] >= 0) counts[codes[row]]++;
  const binOf = new Uint8Array(new SharedArrayBuffer(size + 1));
  const used =
    size <= valueBins ? oneEach(binOf, size) : ordered ? byQuantile(binOf, counts) : byCount(binOf, counts);
  binOf[0] = used;
  const bins = new Uint8Array(new SharedArrayBuffer(codes.length));
  for (let row = 0; row < codes.length; row++) bins[row] = binOf[codes[row] + 1];
  return { bins, binOf, binCount: used + 1, ordered };
}

function oneEach(binOf: Uint8Array, size: number): number {
  for (let code = 0; code < size; code++) binOf[code + 1] = code;
  return size;
}

function byQuantile(binOf: Uint8Array, counts: Uint32Array): number {
  let left = counts.reduce((sum, count) => sum + count, 0);
  let bin = 0;
  let filled = 0;
  for (let code = 0; code < counts.length; code++) {
    // What is left is shared out evenly over the bins that are left, so frequent codes do not starve the others.
    const room = left / (valueBins - bin);
    if (filled > 0 && filled + counts[code] / 2 > room && bin < valueBins - 1) {
      left -= filled;
      filled = 0;
      bin++;
    }
    binOf[code + 1] = bin;
    filled += counts[code];
  }
  return bin + 1;
}

function byCount(binOf: Uint8Array, counts: Uint32Array): number {
  const order = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a] || a - b);
  order.forEach((code, rank) => (binOf[code + 1] = Math.min(rank, valueBins - 1)));
  return valueBins;
}
