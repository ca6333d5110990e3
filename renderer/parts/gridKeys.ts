/** Where the arrow keys lead in a grid; the ARIA practices' data grid pattern. */

export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that Page Up and Page Down move by. */
  readonly pageRows: number;
}

/** The next active cell for a key; null when the key means nothing to a grid. Never outside of the grid. */
export function nextPlace(
  { row, column }: GridPlace,
  key: string,
  withControl: boolean,
  size: GridSize,
): GridPlace | null {
  const wanted = target(row, column, key, withControl, size);
  if (wanted === null) return null;
  return { row: clamp(wanted.row, size.rows), column: clamp(wanted.column, size.columns) };
}

function target(
  row: number,
  column: number,
  key: string,
  withControl: boolean,
  size: GridSize,
): GridPlace | null {
  switch (key) {
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'PageUp':
      return { row: row - size.pageRows, column };
    case 'PageDown':
      return { row: row + size.pageRows, column };
    case 'Home':
      return { row: withControl ? 0 : row, column: 0 };
    case 'End':
      return { row: withControl ? size.rows - 1 : row, column: size.columns - 1 };
    default:
      return null;
  }
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}
