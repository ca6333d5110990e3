/** Files that change, break or grow monstrous while they are read. */
import { appendFileSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { RawTable } from '../../../../models/io/csv/rawTable.ts';
import { readCsv, type ReadOptions } from '../../../../models/io/csv/readCsv.ts';
import { longestCellBytes } from '../../../../models/io/csv/record.ts';
import { wakeThread } from '../../../../models/io/csv/wakeThreads.ts';
import type { Run } from '../../../../models/run/run.ts';
import { textOf, textsOf } from '../../../../models/table/dictionary.ts';
import { quietRun } from './quietRun.ts';
import { plainDialect as plain } from '../../../../models/io/rawColumns.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-robust-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pad: ReadOptions = { dialect: null, ragged: 'pad' };
let files = 0;

function file(content: string | Uint8Array): string {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, content);
  return path;
}

function cell({ columns }: RawTable, row: number, column: number): string {
  return textOf(columns[column].dictionary, columns[column].codes[row]);
}

/** As with a pool of three threads, but in this one. */
function inThree(): Run {
  const run = quietRun();
  return { ...run, pool: { ...run.pool, threads: 3 } };
}

/** Does `once` between two windows, or before the first one is cut. */
function meanwhile(once: () => void, threads: number): Run {
  const run = quietRun();
  let done = false;
  const now = (): void => {
    if (!done) once();
    done = true;
  };
  return {
    ...run,
    report: (_, share) => (share > 0 && share < 1 ? now() : undefined),
    pool: {
      ...run.pool,
      threads,
      run: (task, payload) => {
        if (task.name !== wakeThread.name) now();
        return run.pool.run(task, payload);
      },
    },
  };
}

const fiveMb = `a,b\n${'12345,some text\n'.repeat(330_000)}`;

describe('a file that changes while it is read', () => {
  const changes: [string, (path: string) => void][] = [
    ['grows', (path) => appendFileSync(path, '1,x\n')],
    ['shrinks', (path) => truncateSync(path, 2_000_000)],
    ['is emptied', (path) => truncateSync(path, 0)],
    ['disappears', (path) => rmSync(path)],
    ['is written again with as many bytes', (path) => utimesSync(path, 1, 1)],
  ];
  for (const threads of [1, 3]) {
    test.each(changes)(`and %s is refused as changed, ${threads} threads`, async (_, change) => {
      const path = file(fiveMb);
      const reading = readCsv(
        path,
        pad,
        meanwhile(() => change(path), threads),
      );
      await expect(reading).rejects.toMatchObject({ name: 'Refused', code: 'changed' });
    });
  }

  test.each(changes)('and %s is refused as changed, gzip', async (name, change) => {
    // Made hard to compress, so that there is more than one window to read.
    const noise = Array.from({ length: 800_000 }, (_, row) => `${Math.imul(row, 0x9e3779b1) >>> 0},x\n`).join(
      '',
    );
    const path = file(gzipSync(`a,b\n${noise}`, { level: 1 }));
    const cut = name === 'shrinks' ? () => truncateSync(path, 500_000) : () => change(path);
    await expect(readCsv(path, pad, meanwhile(cut, 1))).rejects.toMatchObject({ code: 'changed' });
  });
});

describe.each([
  ['in one go', quietRun],
  ['by three threads', inThree],
])('a long file, %s', (_, runOf) => {
  test('that stops being UTF-8 where nobody looked is read again in one byte a character', async () => {
    const bytes = Buffer.from(fiveMb);
    const place = bytes.indexOf('some', Math.floor(bytes.length * 0.6));
    bytes[place] = 0xe4;
    const raw = await readCsv(file(bytes), pad, runOf());
    expect(raw.dialect.encoding).toBe('windows-1252');
    expect(raw.guesses.map(({ part }) => part)).toContain('encoding');
    expect(textsOf(raw.columns[1].dictionary)).toEqual(['some text', 'äome text']);
  });

  test('the same under UTF-8 given by hand is refused', async () => {
    const bytes = Buffer.from(fiveMb);
    bytes[Math.floor(bytes.length * 0.6)] = 0xff;
    await expect(readCsv(file(bytes), { ...pad, dialect: plain }, runOf())).rejects.toMatchObject({
      code: 'wrong-encoding',
    });
  });

  test('with a mark that the dialect by hand does not mention begins after the mark', async () => {
    const { columns, rowCount } = await readCsv(file(`\ufeff${fiveMb}`), { ...pad, dialect: plain }, runOf());
    expect([
      rowCount,
      columns.map(({ name }) => name),
      columns.map(({ dictionary }) => textsOf(dictionary)),
    ]).toEqual([330_000, ['a', 'b'], [['12345'], ['some text']]]);
  });

  test('that has escapes within characters of several bytes stays UTF-8', async () => {
    const raw = await readCsv(file(`a,b\n${'1,"ä""ö""漢"\n'.repeat(300_000)}`), pad, runOf());
    expect([raw.dialect.encoding, textsOf(raw.columns[1].dictionary)]).toEqual(['utf-8', ['ä"ö"漢']]);
  });

  test('with a quote that is never closed loses one line and counts it', async () => {
    const rows = Math.ceil(longestCellBytes / 1024) + 3000;
    const row = `2,${'y'.repeat(1021)}\n`;
    const path = file(`a,b\n1,"x\n${row.repeat(rows)}`);
    const raw = await readCsv(path, { dialect: plain, ragged: 'pad' }, runOf());
    rmSync(path);
    expect([raw.rowCount, raw.problemCount]).toEqual([rows + 1, 1]);
    expect(raw.problems).toEqual([
      { line: 2, record: 0, reason: 'A quote that is opened here is never closed.' },
    ]);
    expect(cell(raw, 0, 1)).toBe('"x');
  });
});

describe('a gzip file', () => {
  test('of many members, cut within records, is one table', async () => {
    const text = `a,b\n${Array.from({ length: 50_000 }, (_, row) => `${row},"x\ny${row % 7}"\n`).join('')}`;
    const cuts = [0, 1, 77_777, 333_333, 600_001, text.length];
    const members = cuts.slice(1).map((end, index) => gzipSync(text.slice(cuts[index], end)));
    const raw = await readCsv(file(Buffer.concat(members)), pad, quietRun());
    expect([raw.rowCount, raw.problemCount]).toEqual([50_000, 0]);
    expect([cell(raw, 49_999, 0), cell(raw, 49_999, 1)]).toEqual(['49999', 'x\ny5']);
  });

  test('with a damaged second member is refused', async () => {
    const second = gzipSync('2,y\n'.repeat(5000));
    second[second.length - 6] ^= 1;
    const path = file(Buffer.concat([gzipSync('a,b\n1,x\n'), second]));
    await expect(readCsv(path, pad, quietRun())).rejects.toMatchObject({ code: 'broken-gzip' });
  });
});

describe('monsters', () => {
  test('a cell of 20 MiB with quotes and line ends in it', async () => {
    const long = 'long ""cell""\n'.repeat(1_500_000);
    const raw = await readCsv(file(`a,b\n1,"${long}"\n2,y\n`), pad, quietRun());
    expect(cell(raw, 0, 1) === long.replaceAll('""', '"')).toBe(true);
    expect([raw.rowCount, cell(raw, 1, 1)]).toEqual([2, 'y']);
  });

  test('a cell of a million zero bytes, told how to read it', async () => {
    const raw = await readCsv(
      file(`a,b\n1,${'\0'.repeat(1_000_000)}\n2,y\n`),
      { dialect: plain, ragged: 'stop' },
      quietRun(),
    );
    expect(cell(raw, 0, 1)).toBe('\0'.repeat(1_000_000));
  });

  test('99,999 columns', async () => {
    const line = (of: (column: number) => string): string =>
      Array.from({ length: 99_999 }, (_, column) => of(column)).join(',');
    const path = file(
      `${line((column) => `c${column}`)}\n${line(String)}\n${line((column) => String(column + 1))}\n1,2\n`,
    );
    const raw = await readCsv(path, pad, quietRun());
    expect([raw.columns.length, raw.rowCount, raw.problemCount]).toEqual([99_999, 3, 1]);
    expect([cell(raw, 0, 99_998), cell(raw, 1, 99_998), cell(raw, 2, 99_998)]).toEqual([
      '99998',
      '99999',
      '',
    ]);
  });

  test('a wide table, by three threads', async () => {
    const line = (row: number): string =>
      Array.from({ length: 5000 }, (_, column) => String((row * column) % 977)).join(',');
    const path = file(`${line(1)}\n${Array.from({ length: 300 }, (_, row) => line(row)).join('\n')}\n`);
    const options: ReadOptions = { dialect: { ...plain, header: false }, ragged: 'stop' };
    const [one, three] = [await readCsv(path, options, quietRun()), await readCsv(path, options, inThree())];
    const plainly = ({ columns }: RawTable): unknown =>
      columns.flatMap(({ codes, dictionary }, column) =>
        column % 97 === 0 ? [[...codes], textsOf(dictionary)] : [],
      );
    expect(plainly(three)).toEqual(plainly(one));
  });
});
