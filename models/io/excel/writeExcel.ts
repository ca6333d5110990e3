/** A table as an Excel workbook with one sheet of typed cells, written block by block. */
import { Refused } from '../../run/run.ts';
import { textOf } from '../../table/dictionary.ts';
import type { ColumnSchema } from '../../table/schema.ts';
import type { Column, Table } from '../../table/table.ts';
import { requireOutput } from '../outputLimits.ts';
import { isTrue, numberAt, type Storage, storageOf } from '../storage.ts';
import {
  columnLetters,
  formatsOf,
  frameParts,
  headerStyle,
  sheetEnd,
  sheetStart,
  stylesOf,
  xmlText,
} from './sheet.ts';
import { type ZipEntry, zipped } from './zip.ts';

/** A cell of Excel has no more characters: ECMA-376 part 1, 18.3.1.96; Microsoft, "Excel specifications and limits". */
const mostCharacters = 32_767;
/** Excel's calendar begins here (serial 61); earlier serials are a day off: ECMA-376 part 1, 18.17.4.1. */
const firstDay = Date.UTC(1900, 2, 1) / 86400000;
/** Serial of 1970-01-01. */
const serialOfEpoch = 25569;

/**
 * Numbers are number cells with the column's decimals, dates and date-times date cells, `true` and `false` truth values,
 * everything else text cells (see `storageOf`), so that leading zeros stay and no text is taken for a formula. A block is in
 * memory at a time.
 * @throws Refused `too-many-rows`, `too-many-columns`, `too-long` for a text beyond 32,767 characters, `too-large`.
 */
export async function* writeExcel(
  schemas: readonly ColumnSchema[],
  blocks: AsyncIterable<Table>,
): AsyncIterable<Uint8Array> {
  const rest = blocks[Symbol.asyncIterator]();
  const first = await rest.next();
  const storages = schemas.map((schema, index) =>
    storageOf(schema, first.done === true ? null : first.value.columns[index]),
  );
  const formats = formatsOf(storages);
  const { xml, styles } = stylesOf(formats);
  const all = async function* (): AsyncIterable<Table> {
    if (first.done === true) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => rest };
  };
  yield* zipped([
    ...frameParts.map((part): ZipEntry => ({ name: part.name, content: once(part.xml) })),
    { name: 'xl/styles.xml', content: once(xml) },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: sheetOf(schemas, all(), sheetStart(schemas, formats), storages, styles),
    },
  ]);
}

async function* once(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

async function* sheetOf(
  schemas: readonly ColumnSchema[],
  blocks: AsyncIterable<Table>,
  start: string,
  storages: readonly Storage[],
  styles: readonly number[],
): AsyncIterable<Uint8Array> {
  const letters = schemas.map((_, index) => columnLetters(index));
  const header = schemas.map(
    ({ name }, index) => `<c r="${letters[index]}1" s="${headerStyle}"${textCell(name, name)}`,
  );
  yield new TextEncoder().encode(`${start}<row r="1">${header.join('')}</row>`);
  let rows = 0;
  for await (const { rowCount, columns } of blocks) {
    requireOutput('xlsx', { rows: rows + rowCount, columns: columns.length });
    const cells = columns.map((column, index) => cellsOf(column, storages[index], styles[index]));
    const lines: string[] = [];
    for (let row = 0; row < rowCount; row++) {
      const number = rows + row + 2;
      let line = `<row r="${number}">`;
      for (let index = 0; index < columns.length; index++) {
        const cell = cells[index][columns[index].codes[row]];
        if (cell !== '') line += `<c r="${letters[index]}${number}"${cell}`;
      }
      lines.push(`${line}</row>`);
    }
    rows += rowCount;
    yield new TextEncoder().encode(lines.join(''));
  }
  yield new TextEncoder().encode(sheetEnd);
}

/** Entry -> its cell after the reference; empty where it is missing. */
function cellsOf(column: Column, storage: Storage, style: number): readonly string[] {
  const styled = style === 0 ? '' : ` s="${style}"`;
  const text = (entry: number): string => textCell(textOf(column.dictionary, entry), column.schema.name);
  const numeric = (value: number): string => `${styled}><v>${value}</v></c>`;
  return Array.from(column.missing, (isMissing, entry) => {
    if (isMissing === 1) return '';
    switch (storage.as) {
      case 'whole':
      case 'real':
      case 'fixed': {
        const value = numberAt(column, entry, storage);
        // Beyond 15 digits Excel would change the number.
        return String(value).replace(/[-.]|e.*$/g, '').length > 15 ? text(entry) : numeric(value);
      }
      case 'date': {
        const days = numberAt(column, entry, storage);
        return days < firstDay ? text(entry) : numeric(days + serialOfEpoch);
      }
      case 'datetime': {
        const days = numberAt(column, entry, storage) / 86400;
        return days < firstDay ? text(entry) : numeric(days + serialOfEpoch);
      }
      case 'truth':
        return ` t="b"><v>${isTrue(column, entry) ? 1 : 0}</v></c>`;
      case 'text':
        return text(entry);
      default:
        return storage satisfies never;
    }
  });
}

/** @throws Refused `too-long`. */
function textCell(text: string, name: string): string {
  if (text.length <= mostCharacters)
    return ` t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
  throw new Refused(
    'too-long',
    `The column "${name.slice(0, 80)}" has texts of more than ${mostCharacters.toLocaleString('en')} characters, which an Excel cell cannot hold. Write CSV or Parquet, or leave the column out.`,
  );
}
