/** The parts of a workbook with one sheet, as XML texts: ECMA-376 part 1. Only what a table needs. */
import type { ColumnSchema } from '../../table/schema.ts';
import type { Storage } from '../storage.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a workbook holds besides its sheet and styles; the sheet is called Synthetic. */
export const frameParts: readonly { readonly name: string; readonly xml: string }[] = [
  {
    name: '[Content_Types].xml',
    xml:
      `${declaration}<Types xmlns="${packaged}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/></Types>`,
  },
  {
    name: '_rels/.rels',
    xml:
      `${declaration}<Relationships xmlns="${packaged}/relationships">` +
      `<Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  },
  {
    name: 'xl/workbook.xml',
    xml:
      `${declaration}<workbook xmlns="${main}" xmlns:r="${office}">` +
      '<sheets><sheet name="Synthetic" sheetId="1" r:id="rId1"/></sheets></workbook>',
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    xml:
      `${declaration}<Relationships xmlns="${packaged}/relationships">` +
      `<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  },
];

/** Number formats of one's own begin here: ECMA-376 part 1, 18.8.30. */
const firstFormat = 164;
/** Style of the header: the second of the sheet, after the plain one. */
export const headerStyle = 1;

/** Number formats by column; null for the plain one. */
export function formatsOf(storages: readonly Storage[]): readonly (string | null)[] {
  return storages.map((storage) => {
    switch (storage.as) {
      case 'date':
        return 'yyyy-mm-dd';
      case 'datetime':
        return 'yyyy-mm-dd hh:mm:ss';
      case 'fixed':
        return `0.${'0'.repeat(storage.decimals)}`;
      case 'whole':
      case 'real':
      case 'truth':
      case 'text':
        return null;
      default:
        return storage satisfies never;
    }
  });
}

/** The styles: plain, header, then one for each different format; and the style of each column. */
export function stylesOf(formats: readonly (string | null)[]): {
  readonly xml: string;
  readonly styles: readonly number[];
} {
  const own = [...new Set(formats.filter((format) => format !== null))];
  const numberFormats = own.map(
    (format, index) => `<numFmt numFmtId="${firstFormat + index}" formatCode="${format}"/>`,
  );
  const cells = own.map(
    (_, index) =>
      `<xf numFmtId="${firstFormat + index}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>';
  const bold = '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>';
  const xml =
    `${declaration}<styleSheet xmlns="${main}">` +
    (own.length === 0 ? '' : `<numFmts count="${own.length}">${numberFormats.join('')}</numFmts>`) +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
    '<fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    `<cellStyleXfs count="1">${plain.replace(' xfId="0"', '')}</cellStyleXfs>` +
    `<cellXfs count="${own.length + 2}">${plain}${bold}${cells.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
  const styles = formats.map((format) => (format === null ? 0 : headerStyle + 1 + own.indexOf(format)));
  return { xml, styles };
}

/** The sheet up to its first row, whose header stays in view; columns are wide enough for their dates. */
export function sheetStart(schemas: readonly ColumnSchema[], formats: readonly (string | null)[]): string {
  const widths = schemas.map(({ name }, index) => {
    const width = Math.max((formats[index]?.length ?? 0) + 2, Math.min(name.length + 2, 40), 9);
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  });
  return (
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    (widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`) +
    '<sheetData>'
  );
}

export const sheetEnd = '</sheetData></worksheet>';

/** A, B, ..., Z, AA, ... for 0, 1, ... */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnLetters(rest - 1)) + String.fromCharCode(65 + (index % 26));
}

// oxlint-disable-next-line no-control-regex -- these are the characters that XML cannot hold
const unwritable = /[\u0000-\u0008\u000b\u000c\u000d\u000e-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g;

/** A text between tags; what XML cannot hold is written `_xHHHH_`: ECMA-376 part 1, 22.9.2.19. */
export function xmlText(text: string): string {
  return text
    .replace(unwritable, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
