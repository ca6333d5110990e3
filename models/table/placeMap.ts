/** Where the places of a table lie, as coarse squares: for the columns step, so that a wrong pair or a swapped one is seen. */
import { type Column, entryCounts } from './table.ts';
import { quantilesOf } from './weighted.ts';

/** Shares of the places by square, row by row from the north-west; 0 where fewer than `leastCells` rows lie. */
export interface PlaceMap {
  readonly columns: number;
  readonly rows: number;
  readonly shares: readonly number[];
  /** Degrees of the frame: rank bands as in a histogram, so that no extreme place shows. */
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** Squares across. Ours: a county is seen, a street is not. */
const squaresAcross = 32;
const mostSquaresDown = 24;
const leastSquaresDown = 6;
/** Rows below which a square stays empty, and which lie outside of the frame at each end. Ours, as for rank bands. */
const leastCells = 10;

/**
 * Null when fewer than 40 rows have both coordinates or all lie on a line. Places outside of the frame are not drawn.
 * Cost: one pass over the rows.
 */
export function placeMap(latitude: Column, longitude: Column): PlaceMap | null {
  const [north, east] = [latitude.numbers, longitude.numbers];
  if (north === null || east === null) return null;
  const [vertical, horizontal] = [bandOf(latitude), bandOf(longitude)];
  if (vertical === null || horizontal === null) return null;
  const [bottom, top] = vertical;
  const [left, right] = horizontal;
  const width = (right - left) * Math.cos((((bottom + top) / 2) * Math.PI) / 180);
  const down = Math.round((squaresAcross * (top - bottom)) / width);
  const rows = Math.min(mostSquaresDown, Math.max(leastSquaresDown, down));
  const counts = new Uint32Array(squaresAcross * rows);
  let places = 0;
  for (let row = 0; row < latitude.codes.length; row++) {
    const [up, along] = [north[latitude.codes[row]], east[longitude.codes[row]]];
    if (!(up >= bottom && up <= top && along >= left && along <= right)) continue;
    const y = Math.min(rows - 1, Math.floor((rows * (top - up)) / (top - bottom)));
    const x = Math.min(squaresAcross - 1, Math.floor((squaresAcross * (along - left)) / (right - left)));
    counts[y * squaresAcross + x]++;
    places++;
  }
  const shares = Array.from(counts, (count) => (count < leastCells ? 0 : count / places));
  return { columns: squaresAcross, rows, shares, south: bottom, north: top, west: left, east: right };
}

/** From the 2.5 % to the 97.5 % rank, at least `leastCells` rows outside at each end. */
function bandOf(column: Column): readonly [number, number] | null {
  const counts = entryCounts(column);
  let cells = 0;
  for (let entry = 0; entry < counts.length; entry++) if (column.missing[entry] === 0) cells += counts[entry];
  if (column.numbers === null || cells < 4 * leastCells) return null;
  const band = Math.min(0.25, Math.max(0.025, leastCells / cells));
  const [low, high] = quantilesOf({ values: column.numbers, counts }, [band, 1 - band]);
  return high > low ? [low, high] : null;
}
