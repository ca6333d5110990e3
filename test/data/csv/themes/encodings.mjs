/** Encodings: marks, UTF-16, single bytes as a guess, and bytes that fit nothing. */
import { gzipSync } from 'node:zlib';
import { bytes, latin, utf16 } from './bytes.mjs';

const ab = ['a', 'b'];
const two = [['1', 'x'], ['2', 'y']];
const long = Array.from({ length: 300 }, (_, index) => [String(index), index % 2 === 0 ? 'Straße' : 'façade']);
const longText = `n;ort\n${long.map((row) => row.join(';')).join('\n')}\n`;

export const encodings = [
  ['markCrlf', '\ufeffa,b\r\n1,x\r\n2,y\r\n', { names: ab, rows: two, dialect: { bom: true, newline: '\r\n' } }],
  ['markOnlyInData', 'a,b\n1,\ufeffx\n2,y\n', { names: ab, rows: [['1', '\ufeffx'], ['2', 'y']], dialect: { bom: false } }],
  ['markAndPreamble', '\ufeffExport of 2024\na,b,c\n1,2,3\n4,5,6\n', { names: ['a', 'b', 'c'], rows: [['1', '2', '3'], ['4', '5', '6']], dialect: { skipLines: 1, bom: true } }],
  ['markAndComment', '\ufeff# note\na,b\n1,x\n2,y\n', { names: ab, rows: two, dialect: { comment: '#', bom: true } }],
  ['utf16leCrlfTabs', utf16('\ufeffa\tb\r\n1\tx\r\n2\ty\r\n', false), { names: ab, rows: two, dialect: { encoding: 'utf-16le', delimiter: '\t', newline: '\r\n' } }],
  ['utf16beNoMark', utf16('a,b\n1,xyz\n2,yzx\n', true), { names: ab, rows: [['1', 'xyz'], ['2', 'yzx']], dialect: { encoding: 'utf-16be', bom: false } }],
  ['utf16leQuotedNewline', utf16('\ufeffa,b\n1,"x\ny"\n2,"p""q"\n', false), { names: ab, rows: [['1', 'x\ny'], ['2', 'p"q']], dialect: { encoding: 'utf-16le' } }],
  ['utf16leSurrogates', utf16('\ufeffa,b\n1,🙂\n2,y\n', false), { names: ab, rows: [['1', '🙂'], ['2', 'y']] }],
  ['utf16leDelimiterTwin', utf16('\ufeffa,b\n1,\u2c0a\n2,\u0a2c\n', false), { names: ab, rows: [['1', '\u2c0a'], ['2', '\u0a2c']] }],
  ['latin1Names', latin('größe;länge\n1;2\n3;4\n'), { names: ['größe', 'länge'], rows: [['1', '2'], ['3', '4']], dialect: { encoding: 'windows-1252' }, guessed: ['encoding'] }],
  ['latin1Long', latin(longText), { names: ['n', 'ort'], rows: long, dialect: { encoding: 'windows-1252', delimiter: ';' } }],
  ['latin1Quotes', latin('a,b\n1,"é, è"\n2,"ü"\n'), { names: ab, rows: [['1', 'é, è'], ['2', 'ü']] }],
  ['windows1252Punctuation', bytes('a,b\n1,', 0x84, 'x', 0x93, '\n2,', 0x85, '\n'), { names: ab, rows: [['1', '„x“'], ['2', '…']], guessed: ['encoding'] }],
  ['windows1252Unassigned', bytes('a,b\n1,', 0x81, '\n2,', 0x9d, '\n'), { names: ab, rows: [['1', '\x81'], ['2', '\x9d']] }],
  ['cutUtf8AtEnd', bytes('a,b\n1,x\n2,', 0xc3), { names: ab, rows: [['1', 'x'], ['2', 'Ã']], dialect: { encoding: 'windows-1252' } }],
  ['overlongUtf8', bytes('a,b\n1,', 0xc0, 0xaf, '\n2,y\n'), { names: ab, rows: [['1', 'À¯'], ['2', 'y']], dialect: { encoding: 'windows-1252' } }],
  ['surrogateInUtf8', bytes('a,b\n1,', 0xed, 0xa0, 0x80, '\n2,y\n'), { names: ab, rows: [['1', 'í\u00a0€'], ['2', 'y']], dialect: { encoding: 'windows-1252' } }],
  ['utf8FourBytes', 'a,b\n𝒳,x\n漢字,y\n', { names: ab, rows: [['𝒳', 'x'], ['漢字', 'y']], dialect: { encoding: 'utf-8' } }],
  ['rightToLeft', 'اسم,عمر\nليلى,31\nسامي,42\n', { names: ['اسم', 'عمر'], rows: [['ليلى', '31'], ['سامي', '42']] }],
  ['composedAndNot', 'a,b\n\u00e9,1\ne\u0301,2\n', { names: ab, rows: [['\u00e9', '1'], ['e\u0301', '2']] }],
  ['wideBlanks', 'a,b\n\u00a01,\u2003x\n2,\u3000y\n', { names: ab, rows: [['\u00a01', '\u2003x'], ['2', '\u3000y']] }],
  ['lineSeparators', 'a,b\n1,x\u2028y\n2,x\u0085y\n', { names: ab, rows: [['1', 'x\u2028y'], ['2', 'x\u0085y']] }],
  ['gzipMembers', Buffer.concat([gzipSync('a,b\n1,x\n2'), gzipSync(',y\n')]), { names: ab, rows: two }],
  ['gzipUtf16', gzipSync(utf16('\ufeffa,b\n1,ä\n2,y\n', false)), { names: ab, rows: [['1', 'ä'], ['2', 'y']], dialect: { encoding: 'utf-16le' } }],
  ['gzipLatin1', gzipSync(latin('a;b\n1;ä\n2;y\n')), { names: ab, rows: [['1', 'ä'], ['2', 'y']], dialect: { encoding: 'windows-1252' } }],
  ['latin2ByHand', bytes('a;b\n1;', 0xb1, '\n2;', 0xea, '\n'), { names: ab, rows: [['1', 'ą'], ['2', 'ę']], hand: { encoding: 'iso-8859-2' } }],
  ['shiftJisByHand', bytes('a,b\n1,', 0x93, 0xfa, 0x96, 0x7b, '\n2,y\n'), { names: ab, rows: [['1', '日本'], ['2', 'y']], hand: { encoding: 'shift_jis' } }],
  ['koi8ByHand', bytes('a,b\n1,', 0xc4, 0xc1, '\n2,y\n'), { names: ab, rows: [['1', 'да'], ['2', 'y']], hand: { encoding: 'koi8-r' } }],
];
