/** Every unusable input gets a sentence and exit code 3, never a stack and never a cell value. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, understudy } from '../support/cli.ts';

const folder = freshFolder();
const secret = 'Zaphod';

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const rows = (count: number): string =>
  Array.from({ length: count }, (_, row) => `${secret}${row % 7},${row % 9}\n`).join('');

const column = (name: string, cell: (row: number) => string | number): string =>
  `${name}\n${Array.from({ length: 200 }, (_, row) => cell(row)).join('\n')}\n`;

/** A table of 60 rows and as many columns as asked for. */
function wide(columns: number): string {
  const line = (cell: (index: number) => string): string =>
    Array.from({ length: columns }, (_, index) => cell(index)).join(',');
  const rowLines = Array.from({ length: 60 }, (_, row) => line((index) => String((row * 7 + index) % 5)));
  return `${[line((index) => `c${index}`), ...rowLines].join('\n')}\n`;
}

const bad: readonly [name: string, path: string, says: RegExp][] = [
  ['an empty file', file('empty.csv', ''), /empty/],
  ['a header only', file('header.csv', 'name,age\n'), /no (data )?rows|only a header|header/i],
  ['one row', file('one-row.csv', `name,age\n${secret},42\n`), /1 row/],
  [
    'one column',
    file(
      'one-column.csv',
      column('age', (row) => 20 + (row % 40)),
    ),
    /one column/,
  ],
  ['3,000 columns', file('wide.csv', wide(3000)), /3000 columns/],
  [
    'a column without values',
    file(
      'hollow.csv',
      column('name,hollow', (row) => `n${row % 5},`),
    ),
    /"hollow"/,
  ],
  [
    'a binary file',
    file('binary.csv', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0xff, 0xfe, 0, 0, 1])),
    /binary|not a text/i,
  ],
  ['a directory', folder, /folder|directory/],
  ['a file that is not there', join(folder, 'nowhere.csv'), /no file|not found|does not exist/i],
  ['ragged rows', file('ragged.csv', `name,age\n${rows(50)}${secret},1,2,3\n${rows(20)}`), /line 52/],
  [
    'a broken gzip',
    file('broken.csv.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])),
    /gzip|compressed/i,
  ],
];

describe('bad input', () => {
  it.each(bad)('%s', async (_, path, says) => {
    const { code, stdout, stderr } = await understudy([
      'synthesize',
      path,
      '--out',
      join(folder, 'out'),
      '--quiet',
    ]);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).not.toContain(secret);
    expect([code, stdout]).toEqual([3, '']);
  });

  // Windows has no such permissions to take away.
  it.runIf(process.platform !== 'win32')('a file without permission', async () => {
    const path = file('locked.csv', `name,age\n${rows(50)}`);
    chmodSync(folder, 0o755);
    chmodSync(path, 0);
    const { code, stderr } = await understudy(['inspect', path], { unprivileged: true });
    expect(stderr).toMatch(/permission/);
    expect(code).toBe(3);
  });

  it('holdout columns that differ', async () => {
    const train = file('train.csv', `name,age\n${rows(60)}`);
    const other = file('other.csv', `name,height\n${rows(60)}`);
    const { code, stderr } = await understudy(['evaluate', '--train', train, '--synthetic', other]);
    expect(stderr).toMatch(/age/);
    expect(stderr).toMatch(/height/);
    expect(code).toBe(3);
  });

  it.each([
    [['fly'], /no command called "fly"/],
    [[], /Say what to do/],
    [['synthesize', 'a.csv'], /--out/],
    [['synthesize', 'a.csv', '--out', 'o', '--seed', 'x'], /--seed/],
    [['evaluate'], /--train/],
    [['inspect', 'a.csv', '--recipe', join(folder, 'none.json')], /recipe/],
  ] as const)('%j is a usage error', async (args, says) => {
    const { code, stderr } = await understudy([...args]);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  });
});
