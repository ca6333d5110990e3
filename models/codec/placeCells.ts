/**
 * Cells over the places of a table: a k-d tree (Bentley, CACM 18(9), 1975, p. 509) whose leaves hold at least `threshold`
 * rows each, halved across their longer side, as Mondrian does for k-anonymity (LeFevre, DeWitt, Ramakrishnan, ICDE 2006,
 * section 4). A place is then written somewhere in its cell and not where one row has it.
 */
import { checkCancel } from '../run/run.ts';
import { roundTo } from './grid.ts';

/** One axis of the rows that have both coordinates. */
export interface PlaceAxis {
  /** Ascending; index is the code. */
  readonly values: Float64Array;
  /** Row -> code. */
  readonly codes: Int32Array;
  readonly grid: number;
}

/** The tree, one element a node, node 0 the root; no node when there are fewer rows than `threshold`. */
export interface PlaceCells {
  /** 0: divided by latitude, 1: by longitude, -1: a leaf. */
  readonly axis: Int32Array;
  /** Values up to it lie in the left child. */
  readonly at: Float64Array;
  /** The left child; the right one follows it. */
  readonly left: Int32Array;
  /** For leaves, four a node: lowest and highest latitude, lowest and highest longitude that are drawn, inclusive. */
  readonly box: Float64Array;
}

interface Node {
  axis: number;
  at: number;
  left: number;
  box: readonly number[];
}

type Axes = readonly [PlaceAxis, PlaceAxis];
/** Rows of a node in ascending latitude and in ascending longitude. */
type Sorted = readonly [Int32Array, Int32Array];

/** Cost: a few passes over the rows for each halving; a million rows take about a second. @throws Cancelled. */
export function placeCells(axes: Axes, threshold: number, cancel: Int32Array): PlaceCells {
  const rows = axes[0].codes.length;
  const nodes: Node[] = [];
  if (rows >= threshold) {
    const goesLeft = new Uint8Array(rows);
    const root: Sorted = [sortedRows(axes[0]), sortedRows(axes[1])];
    const waiting: { readonly node: number; readonly sorted: Sorted }[] = [{ node: 0, sorted: root }];
    nodes.push(leaf());
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      checkCancel(cancel);
      const { node, sorted } = next;
      const cut = cutOf(axes, sorted, threshold);
      if (cut === null) {
        nodes[node].box = axes.flatMap((axis, index) => edgesOf(axis, sorted[index], threshold));
        continue;
      }
      const left = nodes.push(leaf(), leaf()) - 2;
      Object.assign(nodes[node], { axis: cut.axis, at: cut.at, left });
      sorted[cut.axis].forEach((row, place) => (goesLeft[row] = place < cut.place ? 1 : 0));
      const [lower, upper] = [1, 0].map((side): Sorted => {
        const own = (each: Int32Array): Int32Array => each.filter((row) => goesLeft[row] === side);
        return [own(sorted[0]), own(sorted[1])];
      });
      waiting.push({ node: left, sorted: lower }, { node: left + 1, sorted: upper });
    }
  }
  return {
    axis: shared(
      Int32Array,
      nodes.map(({ axis }) => axis),
    ),
    at: shared(
      Float64Array,
      nodes.map(({ at }) => at),
    ),
    left: shared(
      Int32Array,
      nodes.map(({ left }) => left),
    ),
    box: shared(
      Float64Array,
      nodes.flatMap(({ box }) => box),
    ),
  };
}

/** The leaf that a place lies in; every place lies in one. @param cells with at least one node. */
export function cellOf({ axis, at, left }: PlaceCells, latitude: number, longitude: number): number {
  let node = 0;
  while (axis[node] >= 0) node = left[node] + ((axis[node] === 0 ? latitude : longitude) <= at[node] ? 0 : 1);
  return node;
}

function leaf(): Node {
  return { axis: -1, at: 0, left: 0, box: [0, 0, 0, 0] };
}

/** Counting sort: rows in ascending code. */
function sortedRows({ codes, values }: PlaceAxis): Int32Array {
  const next = new Int32Array(values.length + 1);
  for (let row = 0; row < codes.length; row++) next[codes[row] + 1]++;
  for (let code = 1; code < next.length; code++) next[code] += next[code - 1];
  const sorted = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) sorted[next[codes[row]]++] = row;
  return sorted;
}

interface Cut {
  readonly axis: number;
  readonly at: number;
  /** Rows before it lie to the left. */
  readonly place: number;
}

/** Across the longer side when both halves keep `threshold` rows, else across the other; null when neither can be. */
function cutOf(axes: Axes, sorted: Sorted, threshold: number): Cut | null {
  const [low, high] = endsOf(axes[0], sorted[0]);
  const [west, east] = endsOf(axes[1], sorted[1]);
  // A degree of longitude shrinks with the cosine of the latitude.
  const wide = (east - west) * Math.cos((((low + high) / 2) * Math.PI) / 180) > high - low;
  const order = wide ? [1, 0] : [0, 1];
  for (const axis of order) {
    const place = halfOf(axes[axis], sorted[axis], threshold);
    if (place === null) continue;
    const { values, codes } = axes[axis];
    const before = values[codes[sorted[axis][place - 1]]];
    const after = values[codes[sorted[axis][place]]];
    const middle = (before + after) / 2;
    return { axis, at: middle < after ? middle : before, place };
  }
  return null;
}

function endsOf({ values, codes }: PlaceAxis, sorted: Int32Array): readonly [number, number] {
  return [values[codes[sorted[0]]], values[codes[sorted[sorted.length - 1]]]];
}

/** The place nearest the middle at which the value changes and `threshold` rows stand on either side. */
function halfOf({ codes }: PlaceAxis, sorted: Int32Array, threshold: number): number | null {
  const changes = (place: number): boolean => codes[sorted[place - 1]] !== codes[sorted[place]];
  const middle = sorted.length >> 1;
  const last = sorted.length - threshold;
  for (let step = 0; middle - step >= threshold || middle + step <= last; step++) {
    for (const place of [middle - step, middle + step])
      if (place >= threshold && place <= last && changes(place)) return place;
  }
  return null;
}

/**
 * Between which values of an axis a cell's places are drawn: from halfway between its two lowest values to halfway between
 * its two highest, so that no end is one row's own; an end that `threshold` rows share stays.
 */
function edgesOf({ values, codes, grid }: PlaceAxis, sorted: Int32Array, threshold: number): number[] {
  const edge = (row: (index: number) => number): number => {
    let index = 0;
    while (index < sorted.length && codes[row(index)] === codes[row(0)]) index++;
    const outer = values[codes[row(0)]];
    if (index >= threshold || index === sorted.length) return outer;
    return roundTo((outer + values[codes[row(index)]]) / 2, grid);
  };
  const low = edge((index) => sorted[index]);
  const high = edge((index) => sorted[sorted.length - 1 - index]);
  return low <= high ? [low, high] : [high, low];
}

function shared<A extends Int32Array | Float64Array>(
  Kind: { new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number },
  values: readonly number[],
): A {
  const array = new Kind(new SharedArrayBuffer(values.length * Kind.BYTES_PER_ELEMENT));
  array.set(values);
  return array;
}
