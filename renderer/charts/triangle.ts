/** Places in a lower triangle and where keys lead: row r has the columns 0 to r. */

/** Row and column from 0; a place is in the triangle when `column <= row`. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** True when the place is one of a triangle of `rows` rows. */
export function isPlace({ row, column }: Place, rows: number): boolean {
  return row >= 0 && row < rows && column >= 0 && column <= row;
}

/**
 * Where a key leads from `place`: arrows by one, Home and End to the ends of the row, PageUp and PageDown to the ends of
 * the column. Null when the key is none of these or would leave the triangle.
 */
export function nextPlace(key: string, { row, column }: Place, rows: number): Place | null {
  const moved: Readonly<Record<string, Place>> = {
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    Home: { row, column: 0 },
    End: { row, column: row },
    PageUp: { row: column, column },
    PageDown: { row: rows - 1, column },
  };
  if (!Object.hasOwn(moved, key)) return null;
  const next = moved[key];
  return isPlace(next, rows) && (next.row !== row || next.column !== column) ? next : null;
}
