/** Opens the first sheet of an Excel workbook as the same kind of table that a CSV file gives. */
import readSheets, { type CellValue } from 'read-excel-file/node';
import { checkCancel, Refused, type Run } from '../../run/run.ts';
import { checkUnchanged, openSource } from '../csv/source.ts';
import type { RawTable } from '../csv/rawTable.ts';
import { growingColumn, rawTableOf } from '../rawColumns.ts';

type Cell = CellValue | Date | null;
type Row = readonly Cell[];

/**
 * The first row with a value is the header. Typed cells keep their type: text stays text (`007`), numbers have the 15
 * digits that Excel keeps, dates are written as `YYYY-MM-DD`, with a clock when one of the column has one.
 * @throws Cancelled, Refused no-file, directory, no-permission, empty-file, broken-excel, no-rows, changed.
 */
export async function readExcel(path: string, run: Run): Promise<RawTable> {
  const source = await openSource(path);
  const name = source.name.replace(/\.xlsx$/i, '') || source.name;
  run.report('read', 0);
  const sheets = await readSheets(path, { trim: false }).catch((cause: unknown) => {
    throw new Refused(
      'broken-excel',
      `${name} cannot be read as an Excel workbook (.xlsx): it is damaged, protected by a password, or in the older ` +
        '.xls format. Save it as .xlsx without a password, or export the sheet as CSV.',
      { cause },
    );
  });
  await checkUnchanged(source);
  checkCancel(run.cancel);
  const first = sheets[0];
  const notes = [`Read from the sheet "${first?.sheet ?? ''}" of an Excel workbook.`];
  if (sheets.length > 1) {
    const others = sheets.slice(1, 9).map(({ sheet }) => `"${sheet}"`);
    notes.push(
      `The workbook has ${sheets.length - 1} more: ${others.join(', ')}. Only the first sheet is read.`,
    );
  }
  const rows = (first?.data ?? []) as readonly Row[];
  const start = rows.findIndex(hasValue);
  if (start < 0)
    throw new Refused('no-rows', `The first sheet of ${name} is empty. Move the table to the first sheet.`);
  if (start > 0) notes.push(`${start} empty ${start === 1 ? 'row' : 'rows'} above the header skipped.`);
  return tableOfRows({ name, bytes: source.bytes }, rows, start, notes, run);
}

function hasValue(row: Row): boolean {
  return row.some((cell) => cell !== null && cell !== '');
}

function tableOfRows(
  file: { readonly name: string; readonly bytes: number },
  rows: readonly Row[],
  start: number,
  notes: string[],
  run: Run,
): RawTable {
  const names = rows[start].map((cell) => (cell === null ? '' : plainCell(cell)));
  const width = rows.reduce((most, row) => Math.max(most, row.length), names.length);
  const columns = Array.from({ length: width }, () => growingColumn<Cell | string>(rows.length - start));
  let blank = 0;
  for (let index = start + 1; index < rows.length; index++) {
    if ((index & 0xfff) === 0) run.report('read', index / rows.length);
    if (!hasValue(rows[index])) {
      blank++;
      continue;
    }
    for (let column = 0; column < width; column++) columns[column].add(keyOf(rows[index][column] ?? null));
  }
  if (blank > 0) notes.push(`${blank} empty ${blank === 1 ? 'row' : 'rows'} skipped.`);
  if (columns[0].length() === 0)
    throw new Refused(
      'no-rows',
      `The first sheet of ${file.name} has a header but no rows. Expected at least one row below it.`,
    );
  const finished = columns.map((column) => column.finish(textsOfCells));
  // A format that reaches beyond the table makes columns without a name and without a value.
  const kept = finished.flatMap((column, index) =>
    (names[index] ?? '') === '' && column.dictionary.bytes.length === 0 ? [] : [index],
  );
  if (kept.length < width) notes.push(`${width - kept.length} empty columns without a name are left out.`);
  return rawTableOf(
    file,
    kept.map((index) => names[index] ?? ''),
    kept.map((index) => finished[index]),
    { notes },
  );
}

const dateMark = '\u0000date ';

/** Dates are objects, which a map compares by identity; texts cannot begin with the mark (XML has no NUL). */
function keyOf(cell: Cell): Cell | string {
  return cell instanceof Date ? `${dateMark}${wholeSecond(cell).toISOString()}` : cell;
}

/**
 * A sheet keeps times as parts of a day, and the reader cuts off what is below a millisecond, so that 03:04:05 can come as
 * 03:04:04.999: it is taken for the second that it is one millisecond short of.
 */
function wholeSecond(time: Date): Date {
  const short = time.getUTCMilliseconds() === 999 ? 1 : 0;
  return new Date(time.getTime() + short);
}

/** Texts of one column's distinct cells. */
function textsOfCells(cells: readonly (Cell | string)[]): readonly string[] {
  const dates = cells.filter((cell) => typeof cell === 'string' && cell.startsWith(dateMark)).map(String);
  const clocked = dates.some((date) => !date.endsWith('T00:00:00.000Z'));
  const fractions = dates.some((date) => !date.endsWith('.000Z'));
  return cells.map((cell) => {
    if (cell === null) return '';
    const text = plainCell(cell);
    if (!text.startsWith(dateMark)) return text;
    const [day, clock] = text.slice(dateMark.length, -1).split('T');
    return clocked ? `${day} ${fractions ? clock : clock.slice(0, 8)}` : day;
  });
}

function plainCell(cell: Cell | string): string {
  if (typeof cell === 'number') return String(Number(cell.toPrecision(15)));
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
