/** Why another reader reads another table; each differing case stands in one group. See `oracles.mjs`. */

/** @type {readonly { title: string, why: string, cases: readonly string[] }[]} */
export const reasons = [
  {
    title: 'Encodings other than UTF-8',
    why: 'DuckDB reads other encodings only with an extension and refuses; where UTF-16 without a mark passes as UTF-8 it keeps the zero bytes in the cells. Papa Parse gets text that somebody decoded before, so as UTF-8 it carries replacement characters. We decode, and mark a single-byte encoding as a guess.',
    cases: ['cutUtf8AtEnd', 'lateLatin1', 'latin1', 'latin1Long', 'latin1Names', 'latin1Quotes', 'overlongUtf8', 'surrogateInUtf8', 'utf16beMark', 'utf16beNoMark', 'utf16leCrlfTabs', 'utf16leDelimiterTwin', 'utf16leMark', 'utf16leNoMark', 'utf16leQuotedNewline', 'utf16leSurrogates', 'windows1252Euro', 'windows1252Punctuation', 'windows1252Unassigned'],
  },
  {
    title: 'Gzip under the name of a plain file',
    why: 'DuckDB goes by the extension; Papa Parse does not decompress. We look at the first two bytes.',
    cases: ['gzip', 'gzipLatin1', 'gzipMembers', 'gzipUtf16'],
  },
  {
    title: 'Records that do not fit the header',
    why: 'DuckDB changes the dialect until every line fits: one column of whole lines, the header as a row, or the lines before the odd one skipped, all without a word. Late in a long file it refuses. Papa Parse keeps rows of unequal length, and reports them only when it is told that there is a header. We count and list them; the rows here are those of the policy `pad`.',
    cases: ['longRecord', 'manyRowsOneLate', 'problemAfterQuotedNewline', 'raggedAfterBlankLines', 'raggedAfterComment', 'raggedAfterPreamble', 'raggedBothWays', 'raggedCrlf', 'raggedEverywhere', 'raggedFirstRow', 'raggedLastRow', 'raggedStop', 'shortRecord', 'someTrailingDelimiters', 'totalLine'],
  },
  {
    title: 'Quotes that break the rule',
    why: 'A quote that is never closed, or text after a closing quote: we take the one line as it stands, its quotes as text, and list it as a problem. DuckDB does the same or drops the quotes, and reports nothing. Papa Parse reads on to the end of the file and says so. Where our policy is `stop`, the expected answer is a refusal.',
    cases: ['blankAfterQuote', 'quoteNeverClosed', 'textAfterQuote', 'textAfterQuoteTwice', 'unclosedAtEnd', 'unclosedQuote', 'unclosedSwallowingRows'],
  },
  {
    title: 'Backslash escapes and single quotes',
    why: 'Papa Parse knows doubled quotes only and takes the quote as given; it does not look for single ones.',
    cases: ['backslashEscapes', 'backslashQuotes', 'singleQuotes', 'singleQuotesDoubled'],
  },
  {
    title: 'Blanks at the ends of cells and names',
    why: 'DuckDB strips blanks from names always and, next to a quote, from cells. We change no text.',
    cases: ['blankBeforeQuote', 'blankDelimiters', 'namesWithBlanks'],
  },
  {
    title: 'Empty, repeated and missing names',
    why: 'The same columns under other completed names: DuckDB counts from `column0` and adds `_1`, and tells no upper from lower case in names. Papa Parse leaves names as they are. A header with one name less than there are columns belongs to row names, as R writes it; DuckDB takes it as data.',
    cases: ['completedNameTaken', 'duplicateNames', 'emptyName', 'emptyNameTaken', 'indexColumn', 'indexColumnOverTexts', 'namesInTwoCases', 'rowNames', 'rowNamesQuoted'],
  },
  {
    title: 'Header or not',
    why: 'Papa Parse never asks: its first record is the header. DuckDB numbers columns from 0, takes a header of years for data, a first row with a missing value for a header, and a repeated row of texts for one.',
    cases: ['noHeader', 'noHeaderDates', 'noHeaderMissing', 'noHeaderTexts', 'yearNames'],
  },
  {
    title: 'Delimiters',
    why: 'Numbers with decimal commas, or free text with commas, in a file cut by semicolons: DuckDB cuts at the commas, and in the second case silently skips the lines before the one that fits best.',
    cases: ['allDecimalCommas', 'commasInFreeText'],
  },
  {
    title: 'Delimiters at line ends',
    why: 'One delimiter too many on each line makes an empty last column without a name; we leave it out and say so. When only the header has it, DuckDB falls back to one column.',
    cases: ['trailingDelimiter', 'trailingDelimiterInDataOnly', 'trailingDelimiterInHeaderOnly'],
  },
  {
    title: 'Preambles and comments',
    why: 'Papa Parse has no notion of a preamble, of comments (unless it is told), or of the `sep=` line of spreadsheets. DuckDB finds them, but skips the header with the comment where the first cell below is a quoted hash.',
    cases: ['commentAtEnd', 'comments', 'commentsBetween', 'hashQuoted', 'markAndComment', 'markAndPreamble', 'preamble', 'preambleKeyValues', 'preambleOneLine', 'preambleWithDelimiter', 'separatorLine'],
  },
  {
    title: 'Line ends that are mixed, late or inside cells',
    why: 'DuckDB fixes the line end from the head and refuses another one later, also a quoted line end after a long stretch without any, and a carriage return inside a cell. Papa Parse fixes it too and leaves the other half in the cell.',
    cases: ['feedsThenCrlf', 'lateQuotedNewline', 'mixedLineEnds', 'returnInsideCell'],
  },
  {
    title: 'Files without a table, and other formats',
    why: 'DuckDB gives a table without rows where we refuse with a reason (no text, no row, a header only), and reads the text at the start of other formats as a name. Papa Parse gives fewer than two records, which counts as refusing here.',
    cases: ['binary', 'empty', 'headerOnly', 'noHeaderOneRow', 'onlyBlankLines', 'onlyBlanks', 'onlyMark', 'onlyPreamble', 'parquet', 'pdf', 'workbook', 'zeros'],
  },
  {
    title: 'Tables of one column',
    why: 'Papa Parse finds no delimiter, says so, and skips the lines that are an empty cell of the only column. We keep them: no row is dropped.',
    cases: ['oneColumnBlankCell', 'oneColumnQuotedEmpty'],
  },
];
