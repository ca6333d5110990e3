/** Frictionless Table Dialect (version 2; names of CSV Dialect 1.2 are read, too) and this program's dialect. */
import type { Dialect } from '../../recipe.ts';
import { type Members, stringOf } from './json.ts';

/** Members that say something this program has no setting for, unless they have these harmless values. */
const unused: Readonly<Record<string, readonly unknown[]>> = {
  skipInitialSpace: [false],
  nullSequence: ['', '\\N'],
  headerJoin: [' '],
  commentRows: [],
  itemType: [],
  itemKeys: [],
  property: [],
  sheetName: [],
  sheetNumber: [1],
  table: [],
  caseSensitiveHeader: [false, true],
};

/** Only what the dialect names; null when it names nothing that is used. */
export function readDialect(
  dialect: Members | null,
  encoding: string | null,
  unmapped: string[],
): Partial<Dialect> | null {
  const found: { -readonly [Key in keyof Dialect]?: Dialect[Key] } = {};
  if (encoding !== null) found.encoding = encoding.toLowerCase();
  if (dialect !== null) {
    const single = (member: string): string | null => {
      const text = stringOf(dialect[member]);
      if (text === null || text.length === 1) return text;
      unmapped.push(`"${member}" of the dialect has ${text.length} characters; one is expected.`);
      return null;
    };
    const delimiter = single('delimiter');
    if (delimiter !== null) found.delimiter = delimiter;
    const quote = single('quoteChar');
    if (quote !== null) found.quote = quote;
    if (dialect['escapeChar'] === '\\') found.escape = '\\';
    else if (dialect['doubleQuote'] === true) found.escape = 'double';
    const comment = stringOf(dialect['commentChar']);
    if (comment !== null) found.comment = comment;
    const newline = dialect['lineTerminator'];
    if (newline === '\n' || newline === '\r\n' || newline === '\r') found.newline = newline;
    readHeader(dialect, found, unmapped);
    for (const [member, harmless] of Object.entries(unused))
      if (member in dialect && !harmless.includes(dialect[member]))
        unmapped.push(`"${member}" of the dialect is not used.`);
  }
  return Object.keys(found).length === 0 ? null : found;
}

function readHeader(
  dialect: Members,
  found: { header?: boolean; skipLines?: number },
  unmapped: string[],
): void {
  if (typeof dialect['header'] === 'boolean') found.header = dialect['header'];
  const rows: unknown = dialect['headerRows'];
  if (!Array.isArray(rows) || rows.length === 0) return;
  if (rows.length > 1) unmapped.push('A header of several rows is not used; the first of them is taken.');
  const [first] = rows as readonly unknown[];
  if (typeof first === 'number' && first >= 1) found.skipLines = first - 1;
}

/** All of the dialect that has a name there. */
export function writeDialect({
  delimiter,
  quote,
  escape,
  header,
  skipLines,
  comment,
  newline,
}: Dialect): Members {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tabledialect.json',
    delimiter,
    lineTerminator: newline,
    ...(quote === '' ? {} : { quoteChar: quote }),
    ...(escape === 'double' ? { doubleQuote: true } : { escapeChar: escape, doubleQuote: false }),
    header,
    ...(header && skipLines > 0 ? { headerRows: [skipLines + 1] } : {}),
    ...(comment === '' ? {} : { commentChar: comment }),
  };
}
