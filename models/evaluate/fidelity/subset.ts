/** A random part of the rows of each table, for measures whose cost would outgrow a person's patience. */
import { type Aligned, type AlignedColumn, lengthOf, type Span } from '../align.ts';
import { sampleRows } from '../privacy/sample.ts';

export interface Subset {
  readonly aligned: Aligned;
  /** True when rows were left out. */
  readonly sampled: boolean;
}

/** At most `most` rows of each span, drawn by the key (seed, `purpose`), in their order; shares memory when all stay. */
export function subsetOf(aligned: Aligned, most: number, purpose: string): Subset {
  const spans = [aligned.train, aligned.holdout, aligned.synthetic];
  if (spans.every((span) => lengthOf(span) <= most)) return { aligned, sampled: false };
  const parts = spans.map((span) => sampleRows(span, most, [aligned.seed, 'evaluate', purpose, span.start]));
  const rowCount = parts.reduce((sum, part) => sum + part.length, 0);
  const ends = parts.map((_, index) => parts.slice(0, index + 1).reduce((sum, part) => sum + part.length, 0));
  const spanAt = (index: number): Span => ({ start: ends[index] - parts[index].length, end: ends[index] });
  const rows = new Int32Array(rowCount);
  parts.forEach((part, index) => rows.set(part, spanAt(index).start));
  return {
    aligned: {
      columns: aligned.columns.map((column) => takeRows(column, rows)),
      rowCount,
      train: spanAt(0),
      holdout: spanAt(1),
      synthetic: spanAt(2),
      seed: aligned.seed,
    },
    sampled: true,
  };
}

function takeRows(column: AlignedColumn, rows: Int32Array): AlignedColumn {
  if (column.form === 'number') {
    const values = new Float64Array(new SharedArrayBuffer(rows.length * 8));
    for (let index = 0; index < rows.length; index++) values[index] = column.values[rows[index]];
    return { ...column, values };
  }
  const codes = new Int32Array(new SharedArrayBuffer(rows.length * 4));
  for (let index = 0; index < rows.length; index++) codes[index] = column.codes[rows[index]];
  return { ...column, codes };
}
