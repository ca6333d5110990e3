/** Rows that do not fit, and cells that tempt a reader to change them. */
const ab = ['a', 'b'];
const abc = ['a', 'b', 'c'];
const filler = Array.from({ length: 12 }, (_, index) => [String(index), 'x', 'y']);
const lines = (rows) => rows.map((row) => `${row.join(',')}\n`).join('');
const cells = (texts) => [`n,v\n${texts.map((text, index) => `${index},${text}\n`).join('')}`, { names: ['n', 'v'], rows: texts.map((text, index) => [String(index), text]) }];

export const rows = [
  ['raggedBothWays', `a,b,c\n${lines(filler)}1,2\n1,2,3,4\n${lines(filler)}`, { names: abc, rows: [...filler, ['1', '2', ''], ['1', '2', '3'], ...filler], problemLines: [14, 15] }],
  ['raggedFirstRow', `a,b,c\n1\n${lines(filler)}`, { names: abc, rows: [['1', '', ''], ...filler], problemLines: [2] }],
  ['raggedLastRow', `a,b,c\n${lines(filler)}9,8`, { names: abc, rows: [...filler, ['9', '8', '']], problemLines: [14] }],
  ['raggedCrlf', 'a,b\r\n1,2\r\n4\r\n7,8\r\n1,2\r\n', { names: ab, rows: [['1', '2'], ['4', ''], ['7', '8'], ['1', '2']], problemLines: [3] }],
  ['raggedAfterBlankLines', 'a,b\n\n1,2\n\n4\n7,8\n', { names: ab, rows: [['1', '2'], ['4', ''], ['7', '8']], problemLines: [5] }],
  ['raggedAfterComment', '# c\na,b\n1,2\n# d\n4\n7,8\n', { names: ab, rows: [['1', '2'], ['4', ''], ['7', '8']], problemLines: [5] }],
  ['raggedAfterPreamble', 'Report\n\na,b,c\n1,2,3\n4,5\n7,8,9\n1,2,3\n', { names: abc, rows: [['1', '2', '3'], ['4', '5', ''], ['7', '8', '9'], ['1', '2', '3']], problemLines: [5], dialect: { skipLines: 2 } }],
  ['someTrailingDelimiters', `a,b,c\n${lines(filler)}1,2,3,\n${lines(filler)}`, { names: abc, rows: [...filler, ['1', '2', '3'], ...filler], problemLines: [14] }],
  ['totalLine', `a,b,c\n${lines(filler)}Total\n`, { names: abc, rows: [...filler, ['Total', '', '']], problemLines: [14] }],
  ['repeatedHeader', 'a,b\n1,x\na,b\n2,y\n', { names: ab, rows: [['1', 'x'], ['a', 'b'], ['2', 'y']] }],
  ['unclosedAtEnd', 'a,b\n1,x\n2,y\n3,"z\n', { names: ab, rows: [['1', 'x'], ['2', 'y'], ['3', '"z']], problemLines: [4] }],
  ['unclosedSwallowingRows', `a,b\n1,"x\n${'2,y\n'.repeat(50)}`, { names: ab, rows: [['1', '"x'], ...Array.from({ length: 50 }, () => ['2', 'y'])], problemLines: [2] }],
  ['textAfterQuoteTwice', 'a,b\n1,"x"y"z"\n2,w\n3,v\n', { names: ab, rows: [['1', '"x"y"z"'], ['2', 'w'], ['3', 'v']], problemLines: [2] }],
  ['blankAfterQuote', 'a,b\n1,"x" \n2,w\n3,v\n', { names: ab, rows: [['1', '"x" '], ['2', 'w'], ['3', 'v']], problemLines: [2] }],
  ['blankBeforeQuote', 'a,b\n1, "x"\n2,w\n', { names: ab, rows: [['1', ' "x"'], ['2', 'w']] }],
  ['oneRow', 'a,b\n1,x\n', { names: ab, rows: [['1', 'x']] }],
  ['duplicateRows', 'a,b\n1,x\n1,x\n1,x\n', { names: ab, rows: [['1', 'x'], ['1', 'x'], ['1', 'x']] }],
  ['emptyColumn', 'a,b,c\n1,,3\n4,,6\n', { names: abc, rows: [['1', '', '3'], ['4', '', '6']] }],
  ['allEmptyRow', 'a,b\n1,x\n,\n2,y\n', { names: ab, rows: [['1', 'x'], ['', ''], ['2', 'y']] }],
  ['missingTokens', ...cells(['NA', 'N/A', 'null', 'NULL', 'nan', 'None', '?', '-', '-9', '.', 'n/a', '#N/A', '9999'])],
  ['wordNone', 'damage,n\nNone,1\nMinor,2\nNone,3\n', { names: ['damage', 'n'], rows: [['None', '1'], ['Minor', '2'], ['None', '3']] }],
  ['numbersKeptAsWritten', ...cells(['1.0', '1.00', '+1', '1e5', '1E+05', '0x1F', '.5', '5.', '-0', '00', '1_000', 'Infinity', '1e400'])],
  ['longNumbers', ...cells(['12345678901234567890', '0.1234567890123456789', '9007199254740993'])],
  ['datesKeptAsWritten', ...cells(['2024-02-30', '1/2/2024', '01.02.24', '20240320', '2024-W05', '24:00', '1 Jan 2024', '0000-00-00'])],
  ['booleansKeptAsWritten', ...cells(['true', 'TRUE', 'True', 'yes', 'Y', '1', 't', 'ja'])],
  ['formulas', ...cells(['=1+1', '+A1', '-A1', '@SUM(A1)', '=HYPERLINK("x")'])],
  ['codesWithZeros', ...cells(['007', '0123', '00000', '01067', '0'])],
  ['phoneNumbers', ...cells(['+49 30 123456', '030/123456', '(555) 123-4567'])],
  ['currency', ...cells(['$1.50', '1.50 €', '£12', 'CHF 3'])],
  ['percent', ...cells(['5%', '5.5 %', '100%'])],
  ['markup', ...cells(['<b>x</b>', '&amp;', '<script>alert(1)</script>'])],
  ['controlCharacters', ...cells(['x\x01y', 'x\x1by', 'x\x7fy', 'a usual text of some length to keep the share low'])],
  ['tabsInCells', ...cells(['x\ty', '\tz', 'w\t'])],
  ['nulCell', 'a,b\n\0,x\n2,some longer text to keep the share of control characters low\n', { names: ab, rows: [['\0', 'x'], ['2', 'some longer text to keep the share of control characters low']] }],
  ['longQuotedCell', `a,b\n1,"${'say ""x"", '.repeat(20000)}"\n2,y\n`, { names: ab, rows: [['1', 'say "x", '.repeat(20000)], ['2', 'y']] }],
  ['manyRowsOneLate', `a,b\n${'1,x\n'.repeat(60000)}2\n`, { names: ab, rows: [...Array.from({ length: 60000 }, () => ['1', 'x']), ['2', '']], problemLines: [60002] }],
  ['lateQuotedNewline', `a,b\n${'1,x\n'.repeat(60000)}2,"p\nq"\n`, { names: ab, rows: [...Array.from({ length: 60000 }, () => ['1', 'x']), ['2', 'p\nq']] }],
  ['lateDecimal', `a,b\n${'1,x\n'.repeat(60000)}2.5,y\n`, { names: ab, rows: [...Array.from({ length: 60000 }, () => ['1', 'x']), ['2.5', 'y']] }],
  ['oneColumnNumbers', 'a\n1\n2\n3\n', { names: ['a'], rows: [['1'], ['2'], ['3']] }],
  ['oneColumnQuotedEmpty', 'a\n""\nx\n', { names: ['a'], rows: [[''], ['x']] }],
  ['oneColumnWithCommas', 'note\n"x, y"\n"z, w"\n', { names: ['note'], rows: [['x, y'], ['z, w']] }],
];

export const refusals = [
  ['raggedEverywhere', 'a,b\n1,2\n4\n7,8,9\n', { refusal: 'ragged' }],
  ['quoteNeverClosed', 'a,b\n1,"x\n2,y\n3,z\n', { refusal: 'ragged' }],
  ['onlyBlanks', ' \n', { refusal: 'no-rows' }],
  ['onlyComments', '# a\n# b\n', { names: ['# a'], rows: [['# b']] }],
  ['onlyPreamble', 'nothing here', { refusal: 'no-rows' }],
  ['pdf', '%PDF-1.7 made up', { refusal: 'binary' }],
  ['parquet', 'PAR1 made up', { refusal: 'binary' }],
  ['emptyGzip', Buffer.from('1f8b080000000000000303000000000000000000', 'hex'), { refusal: 'empty-file' }],
  ['gzipJunkInside', Buffer.concat([Buffer.from('1f8b08000000000000', 'hex'), Buffer.from('not deflated at all')]), { refusal: 'broken-gzip' }],
  ['zeros', Buffer.alloc(300), { refusal: 'binary' }],
];
