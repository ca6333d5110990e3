import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCsv, type ReadOptions } from '../../../../models/io/csv/readCsv.ts';
import { longestCellBytes } from '../../../../models/io/csv/record.ts';
import { defaultRecipe, type Dialect } from '../../../../models/recipe.ts';
import { Cancelled, Refused, type Run } from '../../../../models/run/run.ts';
import { textsOf } from '../../../../models/table/dictionary.ts';
import { quietRun } from './quietRun.ts';
import { plainDialect as plain } from '../../../../models/io/rawColumns.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

const detect: ReadOptions = { dialect: defaultRecipe.dialect, ragged: 'stop' };

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function refusal(path: string, options = detect, run = quietRun()): Promise<Refused> {
  const outcome = await readCsv(path, options, run).then(
    () => null,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(Refused);
  return outcome as Refused;
}

describe('what cannot be opened', () => {
  test('a file that is not there', async () =>
    expect((await refusal(join(folder, 'none.csv'))).code).toBe('no-file'));

  test('a folder', async () => expect((await refusal(folder)).code).toBe('directory'));

  test('a file without permission', async () => {
    const path = file('secret.csv', 'a,b\n1,2\n');
    chmodSync(path, 0o000);
    const root = process.getuid?.() === 0;
    if (root) {
      chmodSync(folder, 0o755);
      process.seteuid?.(65534);
    }
    try {
      expect((await refusal(path)).code).toBe('no-permission');
    } finally {
      if (root) process.seteuid?.(0);
    }
  });

  test('a file that grows while it is read', async () => {
    const path = file('grows.csv', 'a,b\n1,2\n');
    const run: Run = { ...quietRun(), report: () => appendFileSync(path, '3,4\n') };
    expect((await refusal(path, detect, run)).code).toBe('changed');
  });

  test('a file that disappears while it is read', async () => {
    const path = file('goes.csv', 'a,b\n1,2\n');
    const run: Run = { ...quietRun(), report: (_, share) => share > 0 && rmSync(path, { force: true }) };
    expect((await refusal(path, detect, run)).code).toBe('changed');
  });

  test('a header of more than 100,000 cells', async () => {
    expect((await refusal(file('wide.csv', `${'a,'.repeat(100_001)}b\n1\n`))).code).toBe('too-wide');
  });

  test('a cell over 64 MiB that no quote holds together', async () => {
    const path = file('long.csv', Buffer.alloc(longestCellBytes + 2 ** 21, 'a,b\n1,'.padEnd(2 ** 27, 'x')));
    expect((await refusal(path)).code).toBe('too-long');
    rmSync(path);
  });

  test('a dialect that cannot be', async () => {
    const path = file('dialect.csv', 'a,b\n1,2\n');
    const given = (part: Partial<Dialect>): ReadOptions => ({ ...detect, dialect: { ...plain, ...part } });
    expect((await refusal(path, given({ delimiter: '::' }))).code).toBe('bad-dialect');
    expect((await refusal(path, given({ delimiter: '"' }))).code).toBe('bad-dialect');
    expect((await refusal(path, given({ encoding: 'klingon' }))).code).toBe('unknown-encoding');
  });

  test('bytes that are not in the encoding given by hand', async () => {
    const path = file('latin.csv', Buffer.from('a,b\n1,M\xfcller\n', 'latin1'));
    expect((await refusal(path, { ...detect, dialect: plain })).code).toBe('wrong-encoding');
  });
});

describe('records that do not fit', () => {
  const content = 'a,b\n1,secretvalue\n2\n3,x,y\n4,"z"z\n';

  test('stop: a sentence with line numbers and choices, without cell values', async () => {
    const { code, message } = await refusal(file('ragged.csv', content), { ...detect, dialect: plain });
    expect(code).toBe('ragged');
    expect(message).toMatch(/3 records .*line 3: .*line 4: .*line 5: .*pad.*apart/s);
    expect(message).not.toMatch(/secretvalue|zz|"z"/);
  });

  test('pad: kept, filled and counted', async () => {
    const raw = await readCsv(file('pad.csv', content), { dialect: plain, ragged: 'pad' }, quietRun());
    expect(raw.rowCount).toBe(4);
    expect(raw.problems).toEqual([
      { line: 3, record: 1, reason: '1 cell instead of 2.' },
      { line: 4, record: 2, reason: '3 cells instead of 2.' },
      { line: 5, record: 3, reason: 'There is text after a closing quote.' },
    ]);
    expect(raw.notes).toEqual([
      '1 missing cell filled with the empty text.',
      '1 surplus cell kept out of the table.',
    ]);
  });

  test('apart: left out and counted, their texts in no dictionary', async () => {
    const raw = await readCsv(file('apart.csv', content), { dialect: plain, ragged: 'apart' }, quietRun());
    expect(raw.rowCount).toBe(1);
    expect(raw.problemCount).toBe(3);
    expect(raw.columns.map(({ dictionary }) => textsOf(dictionary))).toEqual([['1'], ['secretvalue']]);
  });

  test('apart with nothing left: refused', async () => {
    const path = file('nothing.csv', 'a,b\n1\n2\n');
    expect((await refusal(path, { dialect: plain, ragged: 'apart' })).code).toBe('no-rows');
  });
});

describe('a run', () => {
  test('is told of progress from 0 to 1', async () => {
    const shares: number[] = [];
    const run: Run = {
      ...quietRun(),
      report: (stage, share) => void (stage === 'read' && shares.push(share)),
    };
    await readCsv(file('progress.csv', `a,b\n${'1,2\n'.repeat(500_000)}`), detect, run);
    expect(shares[0]).toBe(0);
    expect(shares[shares.length - 1]).toBe(1);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
  });

  test('is stopped within one chunk', async () => {
    const run = quietRun();
    let reports = 0;
    const stopping: Run = {
      ...run,
      report: () => {
        if (++reports === 2) Atomics.store(run.cancel, 0, 1);
      },
    };
    await expect(
      readCsv(file('stop.csv', `a,b\n${'1,2\n'.repeat(2_000_000)}`), detect, stopping),
    ).rejects.toBeInstanceOf(Cancelled);
    expect(reports).toBe(2);
  });
});
