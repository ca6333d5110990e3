/** Columns cut into few parts with names, for slices: no part stands for fewer than ten training rows by name. */
import type { AlignedCategory, AlignedColumn, AlignedNumber, Span } from '../align.ts';
import { firstNaN } from './bins.ts';
import type { Axis } from './overlap.ts';
import { formatValue } from './scale.ts';

/** Training rows below which nothing is named or counted. Ours: the usual least cell size of statistical offices. */
export const floor = 10;

/** Levels with a part of their own, and parts of a number; ours: slices of two columns must keep enough rows to judge. */
const mostLevels = 12;
const parts = 5;

export interface SliceAxis extends Axis {
  /** Code -> name. */
  readonly labels: readonly string[];
}

/** Codes are 0 .. size - 1, the last one for missing cells. */
export function sliceAxis(column: AlignedColumn, train: Span): SliceAxis {
  return column.form === 'category' ? categoryAxis(column, train) : numberAxis(column, train);
}

const missingLabel = '(missing)';

function categoryAxis({ codes, levels }: AlignedCategory, { start, end }: Span): SliceAxis {
  const counts = new Uint32Array(levels.length);
  for (let row = start; row < end; row++) if (codes[row] >= 0) counts[codes[row]]++;
  const kept = [...counts.keys()]
    .filter((level) => counts[level] >= floor)
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, mostLevels);
  const partOf = new Int32Array(levels.length).fill(kept.length);
  kept.forEach((level, part) => (partOf[level] = part));
  const labels = [...kept.map((level) => levels[level]), '(other)', missingLabel];
  const out = new Uint8Array(new SharedArrayBuffer(codes.length));
  for (let row = 0; row < codes.length; row++)
    out[row] = codes[row] < 0 ? labels.length - 1 : partOf[codes[row]];
  return { codes: out, size: labels.length, labels };
}

/** Fifths of the training values; equal values stay together. The outer parts have no outer bound, so extremes stay unnamed. */
function numberAxis({ values, kind }: AlignedNumber, { start, end }: Span): SliceAxis {
  const sorted = values.slice(start, end).sort();
  const present = sorted.subarray(0, firstNaN(sorted));
  const cuts: number[] = [];
  for (let cut = 1; cut < parts && present.length >= 2 * floor; cut++) {
    const value = present[Math.floor((cut / parts) * present.length)];
    const isNew = cuts.length === 0 || value > cuts[cuts.length - 1];
    if (isNew && value < present[present.length - floor]) cuts.push(value);
  }
  const text = cuts.map((cut) => formatValue(cut, kind));
  const labels = cuts.map((_, part) =>
    part === 0 ? `≤ ${text[0]}` : `> ${text[part - 1]} to ${text[part]}`,
  );
  labels.push(cuts.length === 0 ? '(any value)' : `> ${text[cuts.length - 1]}`, missingLabel);
  const out = new Uint8Array(new SharedArrayBuffer(values.length));
  for (let row = 0; row < values.length; row++) {
    let part = 0;
    while (part < cuts.length && values[row] > cuts[part]) part++;
    out[row] = Number.isNaN(values[row]) ? cuts.length + 1 : part;
  }
  return { codes: out, size: labels.length, labels };
}
