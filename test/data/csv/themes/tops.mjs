/** What stands before the rows: preambles, comments, names or none. */
const ab = ['a', 'b'];
const abc = ['a', 'b', 'c'];
const two = [['1', 'x'], ['2', 'y']];
const three = [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9']];
const numbered = (count) => Array.from({ length: count }, (_, index) => `column_${index + 1}`);

export const tops = [
  ['preambleOneLine', 'Report\na,b,c\n1,2,3\n4,5,6\n7,8,9\n', { names: abc, rows: three, dialect: { skipLines: 1 }, guessed: ['skipLines'] }],
  ['preambleWithDelimiter', 'Report, 2024\n\na,b,c\n1,2,3\n4,5,6\n7,8,9\n', { names: abc, rows: three, dialect: { skipLines: 2 } }],
  ['preambleKeyValues', 'Source;probe\nDate;2024-01-02\na;b;c\n1;2;3\n4;5;6\n7;8;9\n', { names: abc, rows: three, dialect: { skipLines: 2, delimiter: ';' } }],
  ['preambleByHand', 'junk,junk\njunk,junk\na,b\n1,x\n2,y\n', { names: ab, rows: two, hand: { skipLines: 2, header: true } }],
  ['commentByHand', '// made by hand\na,b\n1,x\n// between\n2,y\n', { names: ab, rows: two, hand: { comment: '//', skipLines: 0, header: true } }],
  ['commentsBetween', '# first\na,b\n1,x\n# between\n2,y\n', { names: ab, rows: two, dialect: { comment: '#' } }],
  ['commentAtEnd', '# first\na,b\n1,x\n2,y\n# end\n', { names: ab, rows: two }],
  ['hashInData', 'a,b\n#1,x\n#2,y\n', { names: ab, rows: [['#1', 'x'], ['#2', 'y']], dialect: { comment: '' } }],
  ['hashQuoted', '# note\na,b\n"#1",x\n2,y\n', { names: ab, rows: [['#1', 'x'], ['2', 'y']], dialect: { comment: '#' } }],
  ['leadingBlankLines', '\n\na,b\n1,x\n2,y\n', { names: ab, rows: two }],
  ['noHeaderDates', '2024-01-02,1.5\n2024-01-03,2.5\n2024-01-04,3.5\n', { names: numbered(2), rows: [['2024-01-02', '1.5'], ['2024-01-03', '2.5'], ['2024-01-04', '3.5']], dialect: { header: false } }],
  ['noHeaderOneRow', '1,2,3\n', { names: ['1', '2', '3'], refusal: 'no-rows' }],
  ['noHeaderTexts', 'x,y\nx,y\ny,x\n', { names: numbered(2), rows: [['x', 'y'], ['x', 'y'], ['y', 'x']], dialect: { header: false }, guessed: ['header'] }],
  ['noHeaderMissing', '1,NA,3\n4,5,NA\n7,8,9\n', { names: numbered(3), rows: [['1', 'NA', '3'], ['4', '5', 'NA'], ['7', '8', '9']], dialect: { header: false } }],
  ['noHeaderByHand', 'x,y\np,q\nr,s\n', { names: numbered(2), rows: [['x', 'y'], ['p', 'q'], ['r', 's']], hand: { header: false } }],
  ['headerByHand', '2023,2024\n1,2\n3,4\n', { names: ['2023', '2024'], rows: [['1', '2'], ['3', '4']], hand: { header: true } }],
  ['allTextHeader', 'name,town\nAnn,Bonn\nBob,Rome\n', { names: ['name', 'town'], rows: [['Ann', 'Bonn'], ['Bob', 'Rome']], dialect: { header: true }, guessed: ['header'] }],
  ['yearNames', 'region,2022,2023\nnorth,1,2\nsouth,3,4\n', { names: ['region', '2022', '2023'], rows: [['north', '1', '2'], ['south', '3', '4']], dialect: { header: true } }],
  ['namesWithBlanks', ' a ,b c\n1,x\n2,y\n', { names: [' a ', 'b c'], rows: two }],
  ['namesInTwoCases', 'a,A\n1,x\n2,y\n', { names: ['a', 'A'], rows: two }],
  ['namesAsPrototype', '__proto__,constructor\n1,x\n2,y\n', { names: ['__proto__', 'constructor'], rows: two }],
  ['allNamesEmpty', ',,\n1,2,3\n4,5,6\n', { names: numbered(3), rows: [['1', '2', '3'], ['4', '5', '6']], dialect: { header: true }, hand: { header: true } }],
  ['emptyNameTaken', 'column_2,,c\n1,2,3\n4,5,6\n', { names: ['column_2', 'column_2_2', 'c'], rows: [['1', '2', '3'], ['4', '5', '6']] }],
  ['veryLongName', `${'n'.repeat(20000)},b\n1,x\n2,y\n`, { names: ['n'.repeat(20000), 'b'], rows: two }],
  ['emojiName', '🙂,b\n1,x\n2,y\n', { names: ['🙂', 'b'], rows: two }],
  ['rowNamesQuoted', '"v","w"\n"1",10,"x"\n"2",20,"y"\n', { names: ['column_1', 'v', 'w'], rows: [['1', '10', 'x'], ['2', '20', 'y']] }],
  ['indexColumn', ',v,w\n0,1,x\n1,2,y\n', { names: ['column_1', 'v', 'w'], rows: [['0', '1', 'x'], ['1', '2', 'y']] }],
  ['indexColumnOverTexts', ',name\n0,Ann\n1,Bob\n', { names: ['column_1', 'name'], rows: [['0', 'Ann'], ['1', 'Bob']], dialect: { header: true } }],
  ['unitsUnderNames', 'length,weight\ncm,kg\n170,60\n180,70\n', { names: ['length', 'weight'], rows: [['cm', 'kg'], ['170', '60'], ['180', '70']] }],
  ['separatorLine', 'sep=;\na;b;c\n1;2;3\n4;5;6\n7;8;9\n', { names: abc, rows: three, dialect: { delimiter: ';', skipLines: 1 } }],
];
