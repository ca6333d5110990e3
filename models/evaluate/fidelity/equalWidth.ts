/** Ten bins of equal width, as `numpy.histogram_bin_edges` and `numpy.digitize` cut them. */
import type { Span } from '../align.ts';

const bins = 10;

/** Codes are 0 .. 11: 1 .. 10 are the bins, and 11 holds the largest value of the span and the missing cells. */
export const equalWidthSize = bins + 2;

/** Row -> bin, each span with edges of its own (from its smallest to its largest value); over shared memory. */
export function equalWidthCodes(values: Float64Array, spans: readonly Span[]): Uint8Array {
  const codes = new Uint8Array(new SharedArrayBuffer(values.length));
  for (const { start, end } of spans) {
    const edges = edgesOf(values, start, end);
    for (let row = start; row < end; row++) codes[row] = digitize(values[row], edges);
  }
  return codes;
}

function edgesOf(values: Float64Array, start: number, end: number): number[] {
  let low = Infinity;
  let high = -Infinity;
  for (let row = start; row < end; row++) {
    if (values[row] < low) low = values[row];
    if (values[row] > high) high = values[row];
  }
  if (low > high) [low, high] = [0, 1];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const step = (high - low) / bins;
  return Array.from({ length: bins + 1 }, (_, edge) => (edge === bins ? high : edge * step + low));
}

/** Number of edges at or below `value`; NaN sorts last. */
function digitize(value: number, edges: readonly number[]): number {
  if (Number.isNaN(value)) return edges.length;
  let code = 0;
  while (code < edges.length && edges[code] <= value) code++;
  return code;
}
