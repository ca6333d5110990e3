/** Features of a booster in bins: at most 255 for values and one for what is missing or was not seen in fitting. */
import { lowerBound } from '../../num/lowerBound.ts';
import type { AlignedColumn } from '../align.ts';

/** A feature over all rows of a table; plain data over shared memory. */
export type Feature = NumberFeature | CategoryFeature;

export interface NumberFeature {
  readonly form: 'number';
  /** Row -> value, NaN where missing. */
  readonly values: Float64Array;
}

export interface CategoryFeature {
  readonly form: 'category';
  /** Row -> level, 0 .. size - 1; -1 where missing. */
  readonly codes: Int32Array;
  readonly size: number;
}

/** A column as a feature; shares its memory. */
export function featureOf(column: AlignedColumn): Feature {
  return column.form === 'number'
    ? { form: 'number', values: column.values }
    : { form: 'category', codes: column.codes, size: column.levels.length };
}

/** How a feature was cut: bins are 0 .. size - 1, the last one for missing and unseen. */
export type Bins =
  | {
      readonly form: 'number';
      readonly size: number;
      /** Ascending; bin b holds the values in (cuts[b - 1], cuts[b]]. */
      readonly cuts: Float64Array;
    }
  | {
      readonly form: 'category';
      readonly size: number;
      readonly binOf: Uint8Array;
    };

/** Bins of values, without the one for missing. scikit-learn `HistGradientBoosting*`: max_bins. */
const mostBins = 255;

/** Values that the quantiles are taken from when there are more rows. scikit-learn `binning.py`: subsample. */
const mostSampled = 200_000;

/** Cuts `feature` by what `rows` hold. Cost: one sort of at most 200,000 values. */
export function binsOf(feature: Feature, rows: Int32Array): Bins {
  return feature.form === 'number' ? numberBins(feature.values, rows) : categoryBins(feature, rows);
}

/** Bin of each of `rows`, in their order. */
export function binRows(feature: Feature, bins: Bins, rows: Int32Array): Uint8Array {
  const out = new Uint8Array(rows.length);
  const missing = bins.size - 1;
  if (feature.form === 'category' && bins.form === 'category') {
    const { codes } = feature;
    const { binOf } = bins;
    for (let index = 0; index < rows.length; index++) {
      const code = codes[rows[index]];
      out[index] = code < 0 || code >= binOf.length ? missing : binOf[code];
    }
  } else if (feature.form === 'number' && bins.form === 'number') {
    const { values } = feature;
    for (let index = 0; index < rows.length; index++) {
      const value = values[rows[index]];
      out[index] = Number.isNaN(value) ? missing : lowerBound(bins.cuts, value);
    }
  } else {
    throw new RangeError('A feature has another form than the one the booster was fitted on');
  }
  return out;
}

/**
 * Cuts halfway between neighbouring distinct values when there are at most 255, else the midpoints at 254 evenly spaced
 * ranks (scikit-learn 1.9 `_hist_gradient_boosting/binning.py`: _find_binning_thresholds).
 */
function numberBins(values: Float64Array, rows: Int32Array): Bins {
  const step = Math.max(1, Math.ceil(rows.length / mostSampled));
  const present = new Float64Array(Math.ceil(rows.length / step));
  let count = 0;
  for (let index = 0; index < rows.length; index += step) {
    const value = values[rows[index]];
    if (!Number.isNaN(value)) present[count++] = value;
  }
  const sorted = present.subarray(0, count).sort();
  const distinct: number[] = [];
  for (let index = 0; index < count && distinct.length <= mostBins; index++) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) distinct.push(sorted[index]);
  }
  const cuts: number[] = [];
  if (distinct.length <= mostBins) {
    for (let index = 1; index < distinct.length; index++)
      cuts.push((distinct[index - 1] + distinct[index]) / 2);
  } else {
    for (let bin = 1; bin < mostBins; bin++) {
      const rank = (bin / mostBins) * (count - 1);
      const cut = (sorted[Math.floor(rank)] + sorted[Math.ceil(rank)]) / 2;
      if (cuts.length === 0 || cut > cuts[cuts.length - 1]) cuts.push(cut);
    }
  }
  return { form: 'number', size: cuts.length + 2, cuts: Float64Array.from(cuts) };
}

/** One bin a level that occurs; beyond 254 levels the rarest share one bin. */
function categoryBins({ codes, size }: CategoryFeature, rows: Int32Array): Bins {
  const counts = new Uint32Array(size);
  for (let index = 0; index < rows.length; index++) if (codes[rows[index]] >= 0) counts[codes[rows[index]]]++;
  const seen = [...counts.keys()].filter((level) => counts[level] > 0);
  const ranked = seen.length < mostBins ? seen : seen.sort((a, b) => counts[b] - counts[a] || a - b);
  const bins = Math.min(ranked.length, mostBins);
  const binOf = new Uint8Array(size).fill(bins);
  ranked.forEach((level, rank) => (binOf[level] = Math.min(rank, mostBins - 1)));
  return { form: 'category', size: bins + 1, binOf };
}
