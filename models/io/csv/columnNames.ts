/** Column names: those of the file, completed where they are empty or repeated. */

/** Names of the table's columns and what was done to get them. */
export interface ColumnNames {
  readonly names: readonly string[];
  readonly notes: readonly string[];
}

/** Unique names in place order; `column_3` for an empty one, `total_2` for a repeated one. */
export function completeNames(fromFile: readonly string[]): ColumnNames {
  const taken = new Set(fromFile);
  const used = new Set<string>();
  const notes: string[] = [];
  const names = fromFile.map((name, index) => {
    if (name !== '' && !used.has(name)) {
      used.add(name);
      return name;
    }
    const completed = free(name === '' ? `column_${index + 1}` : name, name === '' ? 1 : 2, taken);
    taken.add(completed);
    used.add(completed);
    notes.push(
      name === ''
        ? `Column ${index + 1} has no name in the file; it is called ${completed}.`
        : `The name of column ${index + 1} is used before; it is called ${completed}.`,
    );
    return completed;
  });
  return { names, notes };
}

function free(stem: string, first: number, taken: ReadonlySet<string>): string {
  for (let number = first; ; number++) {
    const name = number === 1 ? stem : `${stem}_${number}`;
    if (!taken.has(name)) return name;
  }
}

/**
 * Names that fit records of `width` cells where the header has one cell more or less for a known reason: every record
 * ends in a delimiter, only the header does, or the first column holds row names (R's `write.table`).
 * @param lastEmpty true when the records' last cell is empty.
 */
export function fitNames(header: readonly string[], width: number, lastEmpty: boolean): ColumnNames {
  if (width === header.length + 1 && lastEmpty) return { names: [...header, ''], notes: [] };
  if (width === header.length + 1) {
    return {
      names: ['', ...header],
      notes: ['The header has one name less than there are columns: the first column holds row names.'],
    };
  }
  if (width === header.length - 1 && header[header.length - 1] === '') {
    return {
      names: header.slice(0, -1),
      notes: ['The header ends with a delimiter; the empty name after it is left out.'],
    };
  }
  return { names: header, notes: [] };
}
