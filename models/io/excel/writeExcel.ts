/** A table as an Excel workbook with one sheet of typed cells. */
import writeSheet, { type Row, type SheetData } from 'write-excel-file/node';
import { Refused } from '../../run/run.ts';
import { textOf } from '../../table/dictionary.ts';
import type { ColumnSchema } from '../../table/schema.ts';
import type { Column, Table } from '../../table/table.ts';
import { mostSheetRows } from './readExcel.ts';

type Cell = Row[number];

/**
 * Numbers are number cells with the column's decimals, dates and date-times date cells, everything else text cells, so
 * that leading zeros stay and no text is taken for a formula. The workbook is put together in memory.
 * @throws Refused too-many-rows when the rows and the header are more than a sheet holds.
 */
export async function* writeExcel(
  schemas: readonly ColumnSchema[],
  blocks: AsyncIterable<Table>,
): AsyncIterable<Uint8Array> {
  const rows: SheetData = [
    schemas.map(({ name }) => ({ value: name, type: String, fontWeight: 'bold' as const })),
  ];
  for await (const { rowCount, columns } of blocks) {
    requireRoom(rows.length + rowCount);
    const byEntry = columns.map(cellsOf);
    for (let row = 0; row < rowCount; row++)
      rows.push(columns.map(({ codes }, index) => byEntry[index][codes[row]]));
  }
  yield await writeSheet(rows, { sheet: 'Synthetic', dateFormat: 'yyyy-mm-dd' }).toBuffer();
}

/** @param rows with the header. @throws Refused too-many-rows. */
export function requireRoom(rows: number): void {
  if (rows <= mostSheetRows) return;
  throw new Refused(
    'too-many-rows',
    `An Excel sheet holds ${mostSheetRows.toLocaleString('en')} rows, the header's included; this table has more. ` +
      'Write CSV or Parquet, or ask for fewer rows.',
  );
}

/** Excel's calendar begins here (serial 61); earlier serials are a day off: ECMA-376 part 1, 18.17.4.1. */
const firstDay = Date.UTC(1900, 2, 1) / 86400000;

function cellsOf(column: Column): readonly Cell[] {
  const { schema, dictionary, missing, numbers } = column;
  const text = (entry: number): Cell => ({ value: textOf(dictionary, entry), type: String });
  return Array.from(missing, (isMissing, entry): Cell => {
    if (isMissing === 1) return null;
    const value = numbers?.[entry] ?? NaN;
    switch (schema.kind) {
      case 'integer':
      case 'decimal':
        // Beyond 15 digits Excel would change the number.
        if (String(value).replace(/[-.]|e.*$/g, '').length > 15) return text(entry);
        return { value, type: Number, ...formatOf(schema) };
      case 'date':
        return value < firstDay
          ? text(entry)
          : { value: new Date(value * 86400000), type: Date, format: 'yyyy-mm-dd' };
      case 'datetime':
        return value < firstDay * 86400
          ? text(entry)
          : { value: new Date(Math.round(value * 1000)), type: Date, format: 'yyyy-mm-dd hh:mm:ss' };
      default:
        return text(entry);
    }
  });
}

function formatOf({ number }: ColumnSchema): { readonly format?: string } {
  if (number === undefined || !number.fixedDecimals || number.decimals === 0) return {};
  return { format: `0.${'0'.repeat(number.decimals)}` };
}
