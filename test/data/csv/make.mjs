/**
 * Writes the corpus of ugly files beside it: `cases/<name>.csv` (or `.csv.gz`) and `cases/<name>.json` with what has to
 * be read. Run `node test/data/csv/make.mjs` after a change. All content is made up; Apache-2.0 like the rest.
 *
 * A case: name, content (text in UTF-8, or bytes), what is expected: names, rows, parts of the dialect, problem lines
 * (under policy `pad`), or the code of a refusal (under policy `stop`).
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const folder = new URL('cases/', import.meta.url);
const utf16 = (text, big) => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
const latin = (text) => Buffer.from(text, 'latin1');
const ab = ['a', 'b'];
const two = [
  ['1', 'x'],
  ['2', 'y'],
];
const people = [
  ['Ann', '31', '1,5'],
  ['Bob', '42', '2,25'],
  ['Cy', '53', '3,75'],
];
const longCell = 'long '.repeat(60000);
const wide = Array.from({ length: 3000 }, (_, index) => `c${index}`);

const cases = [
  ['plain', 'a,b\n1,x\n2,y\n', { names: ab, rows: two, dialect: { delimiter: ',', newline: '\n', header: true } }],
  ['noLastNewline', 'a,b\n1,x\n2,y', { names: ab, rows: two }],
  ['crlf', 'a,b\r\n1,x\r\n2,y\r\n', { names: ab, rows: two, dialect: { newline: '\r\n' } }],
  ['carriageReturns', 'a,b\r1,x\r2,y\r', { names: ab, rows: two, dialect: { newline: '\r' } }],
  ['mixedLineEnds', 'a,b\r\n1,x\n2,y\r\n', { names: ab, rows: two }],
  ['bom', '\ufeffa,b\n1,x\n2,y\n', { names: ab, rows: two, dialect: { bom: true, encoding: 'utf-8' } }],
  ['bomAndQuote', '\ufeff"a","b"\n1,x\n2,y\n', { names: ab, rows: two, dialect: { bom: true } }],
  ['semicolonsDecimalComma', 'name;age;score\nAnn;31;1,5\nBob;42;2,25\nCy;53;3,75\n', { names: ['name', 'age', 'score'], rows: people, dialect: { delimiter: ';' } }],
  ['allDecimalCommas', 'p;q;r\n1,5;2,5;3,5\n4,5;5,5;6,5\n', { names: ['p', 'q', 'r'], rows: [['1,5', '2,5', '3,5'], ['4,5', '5,5', '6,5']], dialect: { delimiter: ';' } }],
  ['tabs', 'a\tb\n1\tx, y\n2\ty; z\n', { names: ab, rows: [['1', 'x, y'], ['2', 'y; z']], dialect: { delimiter: '\t' } }],
  ['pipes', 'a|b\n1|x,y\n2|z\n', { names: ab, rows: [['1', 'x,y'], ['2', 'z']], dialect: { delimiter: '|' } }],
  ['quotedDelimiter', 'a,b\n1,"x,y"\n2,z\n', { names: ab, rows: [['1', 'x,y'], ['2', 'z']] }],
  ['quotedNewline', 'a,b\n1,"x\ny"\n2,"p\r\nq"\n', { names: ab, rows: [['1', 'x\ny'], ['2', 'p\r\nq']] }],
  ['doubledQuotes', 'a,b\n1,"say ""hi"""\n2,""""\n', { names: ab, rows: [['1', 'say "hi"'], ['2', '"']] }],
  ['backslashQuotes', 'a,b\n1,"say \\"hi\\", then"\n2,"back\\\\slash"\n3,z\n', { names: ab, rows: [['1', 'say "hi", then'], ['2', 'back\\slash'], ['3', 'z']], dialect: { escape: '\\' } }],
  ['singleQuotes', "a,b\n1,'x, y'\n2,'it''s, so'\n3,'z'\n", { names: ab, rows: [['1', 'x, y'], ['2', "it's, so"], ['3', 'z']], dialect: { quote: "'" } }],
  ['quoteInMiddle', 'a,b\n1,5" pipe\n2,6" pipe\n', { names: ab, rows: [['1', '5" pipe'], ['2', '6" pipe']] }],
  ['apostrophes', "a,b\n1,it's\n2,O'Neil\n", { names: ab, rows: [['1', "it's"], ['2', "O'Neil"]], dialect: { quote: '"' } }],
  ['emptyCells', 'a,b\n,x\n2,\n,\n', { names: ab, rows: [['', 'x'], ['2', ''], ['', '']] }],
  ['quotedEmptyCells', 'a,b\n"",x\n2,""\n', { names: ab, rows: [['', 'x'], ['2', '']] }],
  ['blankLines', 'a,b\n\n1,x\n\n\n2,y\n\n', { names: ab, rows: two }],
  ['blanksKept', 'a,b\n 1 ,x \n2,  y\n', { names: ab, rows: [[' 1 ', 'x '], ['2', '  y']] }],
  ['duplicateNames', 'a,a,a\n1,2,3\n4,5,6\n', { names: ['a', 'a_2', 'a_3'], rows: [['1', '2', '3'], ['4', '5', '6']] }],
  ['completedNameTaken', 'a,a,a_2\n1,2,3\n4,5,6\n', { names: ['a', 'a_3', 'a_2'], rows: [['1', '2', '3'], ['4', '5', '6']] }],
  ['emptyName', 'a,,c\n1,2,3\n4,5,6\n', { names: ['a', 'column_2', 'c'], rows: [['1', '2', '3'], ['4', '5', '6']] }],
  ['trailingDelimiter', 'a,b,\n1,x,\n2,y,\n', { names: ab, rows: two }],
  ['trailingDelimiterInDataOnly', 'a,b\n1,x,\n2,y,\n', { names: ab, rows: two }],
  ['trailingDelimiterInHeaderOnly', 'a,b,\n1,x\n2,y\n', { names: ab, rows: two }],
  ['rowNames', 'v,w\nr1,1,x\nr2,2,y\n', { names: ['column_1', 'v', 'w'], rows: [['r1', '1', 'x'], ['r2', '2', 'y']] }],
  ['noHeader', '1,2.5,x\n2,3.5,y\n3,4.5,x\n', { names: ['column_1', 'column_2', 'column_3'], rows: [['1', '2.5', 'x'], ['2', '3.5', 'y'], ['3', '4.5', 'x']], dialect: { header: false } }],
  ['preamble', 'Monthly report\nmade by hand\n\na,b,c\n1,2,3\n4,5,6\n7,8,9\n', { names: ['a', 'b', 'c'], rows: [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9']], dialect: { skipLines: 3 } }],
  ['comments', '# made by a probe\n# second line\na,b\n1,x\n2,y\n', { names: ab, rows: two, dialect: { comment: '#' } }],
  ['hashInName', '#id,b\n1,x\n2,y\n', { names: ['#id', 'b'], rows: two, dialect: { comment: '' } }],
  ['nulBytes', 'a,b\n1,x\0y\n2,some longer text to keep the share low\n3,and more of it here\n', { names: ab, rows: [['1', 'x\0y'], ['2', 'some longer text to keep the share low'], ['3', 'and more of it here']] }],
  ['utf16leMark', utf16('\ufeffa,b\n1,ä\n2,漢\n', false), { names: ab, rows: [['1', 'ä'], ['2', '漢']], dialect: { encoding: 'utf-16le', bom: true } }],
  ['utf16beMark', utf16('\ufeffa,b\n1,ä\n2,漢\n', true), { names: ab, rows: [['1', 'ä'], ['2', '漢']], dialect: { encoding: 'utf-16be', bom: true } }],
  ['utf16leNoMark', utf16('a,b\n1,xyz\n2,yzx\n', false), { names: ab, rows: [['1', 'xyz'], ['2', 'yzx']], dialect: { encoding: 'utf-16le', bom: false } }],
  ['latin1', latin('a;b\n1;Müller\n2;Besançon\n'), { names: ab, rows: [['1', 'Müller'], ['2', 'Besançon']], dialect: { encoding: 'windows-1252', delimiter: ';' }, guessed: ['encoding'] }],
  ['windows1252Euro', Buffer.from([97, 44, 98, 10, 49, 44, 0x80, 10, 50, 44, 0x93, 10]), { names: ab, rows: [['1', '€'], ['2', '“']], dialect: { encoding: 'windows-1252' } }],
  ['lateLatin1', latin(`a,b\n${'1,plain\n'.repeat(40000)}2,Müller\n`), { names: ab, rowCount: 40001, lastRow: ['2', 'Müller'], dialect: { encoding: 'windows-1252' } }],
  ['emoji', 'a,b\n1,🙂👍🏽\n2,e\u0301\n', { names: ab, rows: [['1', '🙂👍🏽'], ['2', 'e\u0301']] }],
  ['gzip', gzipSync('a,b\n1,x\n2,y\n'), { names: ab, rows: two }],
  ['longCell', `a,b\n1,${longCell}\n2,y\n`, { names: ab, rows: [['1', longCell], ['2', 'y']] }],
  ['manyColumns', `${wide.join(',')}\n${wide.map((_, index) => index).join(',')}\n`, { names: wide, rows: [wide.map((_, index) => String(index))] }],
  ['oneColumn', 'a\nx\ny\n', { names: ['a'], rows: [['x'], ['y']] }],
  ['oneColumnBlankCell', 'a\nx\n\ny\n', { names: ['a'], rows: [['x'], [''], ['y']] }],
  ['leadingZeros', 'plz;n\n01067;1\n00123;2\n', { names: ['plz', 'n'], rows: [['01067', '1'], ['00123', '2']] }],
  ['shortRecord', 'a,b,c\n1,2,3\n4,5\n7,8,9\n1,2,3\n', { names: ['a', 'b', 'c'], rows: [['1', '2', '3'], ['4', '5', ''], ['7', '8', '9'], ['1', '2', '3']], problemLines: [3] }],
  ['longRecord', 'a,b\n1,2\n4,5,6,7\n7,8\n1,2\n3,3\n', { names: ab, rows: [['1', '2'], ['4', '5'], ['7', '8'], ['1', '2'], ['3', '3']], problemLines: [3] }],
  ['unclosedQuote', 'a,b\n1,x\n2,"y\n3,z\n4,w\n', { names: ab, rows: [['1', 'x'], ['2', '"y'], ['3', 'z'], ['4', 'w']], problemLines: [3] }],
  ['textAfterQuote', 'a,b\n1,x\n2,"y"z\n3,w\n', { names: ab, rows: [['1', 'x'], ['2', '"y"z'], ['3', 'w']], problemLines: [3] }],
  ['problemAfterQuotedNewline', 'a,b\n1,"x\ny"\n2\n3,w\n5,z\n', { names: ab, rows: [['1', 'x\ny'], ['2', ''], ['3', 'w'], ['5', 'z']], problemLines: [4] }],
  ['raggedStop', 'a,b\n1,2\n4\n7,8\n1,2\n', { refusal: 'ragged' }],
  ['empty', '', { refusal: 'empty-file' }],
  ['onlyMark', '\ufeff', { refusal: 'empty-file' }],
  ['onlyBlankLines', '\n\n\n', { refusal: 'empty-file' }],
  ['headerOnly', 'a,b\n', { refusal: 'no-rows' }],
  ['binary', Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 37) % 256)), { refusal: 'binary' }],
  ['workbook', Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(50, 65)]), { refusal: 'binary' }],
  ['brokenGzip', gzipSync('a,b\n1,x\n2,y\n'.repeat(1000)).subarray(0, 60), { refusal: 'broken-gzip' }],
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, content, expected] of cases) {
  writeFileSync(new URL(`${name}.csv`, folder), content);
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(expected)}\n`);
}
