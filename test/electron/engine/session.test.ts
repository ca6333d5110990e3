import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineSession, type Session } from '../../../electron/engine/session.ts';
import { releaseReader, sha256 } from '../../../electron/files/releaseFolder.ts';
import { samples } from '../../../electron/files/samples.ts';
import { verify } from '../../../models/release/verify.ts';
import { createCancel, createRun, quietRun } from '../../../models/run/createRun.ts';
import { inlinePool } from '../../../models/run/pool.ts';
import { Cancelled, type Stage } from '../../../models/run/run.ts';

let folder: string;
let session: Session;
const run = quietRun();
const settings = {
  generator: 'independent',
  preset: 'balanced',
  strength: null,
  visitSequence: [],
  seed: 1,
  rows: 300,
  holdoutShare: 0.2,
  where: {},
  balance: null,
  fill: [],
  rules: [],
} as const;
const output = { format: 'csv', escapeFormulas: false } as const;
const decision = {
  reviewer: 'A. Tester',
  purpose: 'Test',
  recipient: null,
  legalBasis: null,
  pagesOpened: ['fidelity', 'privacy', 'method'],
  acceptances: [],
} as const;
const plain = { dialect: null, ragged: 'stop', columns: {} } as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-session-'));
  for (const { name, bytes } of samples) await writeFile(join(folder, name), bytes());
  session = engineSession({ version: '0.0.0', renderHtml: () => '<!doctype html>', todayDays: () => 20_000 });
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('before anything is open', () => {
  test.each(['rows', 'correct', 'generate', 'study', 'metadata', 'support', 'rules', 'frontier'] as const)(
    '%s is refused',
    async (name) => {
      const call = session[name] as (request: unknown, run: unknown) => Promise<unknown>;
      await expect(
        call({ rowStart: 0, count: 1, columns: {}, settings, holdoutPath: null, where: {}, path: '' }, run),
      ).rejects.toMatchObject({
        code: 'no-table',
      });
    },
  );

  test.each(['resultRows', 'closestRows', 'gate', 'release', 'saveReport'] as const)(
    '%s is refused',
    async (name) => {
      const call = session[name] as (request: unknown, run: unknown) => Promise<unknown>;
      const request = { rowStart: 0, count: 1, decision, output, directory: join(folder, 'out'), now: '' };
      await expect(call(request, run)).rejects.toMatchObject({ code: 'no-result' });
    },
  );
});

describe('with a table', () => {
  beforeAll(async () => {
    await session.open({ path: join(folder, 'customers.csv'), ...plain }, run);
  });

  test('the view counts what is in the file', async () => {
    const view = await session.correct({ columns: {} }, run);
    const age = view.columns.find(({ schema }) => schema.name === 'age');
    const cells = new TextDecoder().decode(samples[1].bytes()).trimEnd().split('\n').slice(1);
    expect(view).toMatchObject({ name: 'customers', rowCount: 3_000, problemCount: 0 });
    expect(age?.missing).toBe(cells.filter((line) => line.split(',')[3] === '').length);
  });

  test('rows come in windows of 200 at most, fewer at the end, null where missing', async () => {
    const window = await session.rows({ rowStart: 0, count: 100_000 }, run);
    expect(window.rows).toHaveLength(200);
    expect(window.rows[0][0]).toBe('C10000');
    expect(window.rows.some((row) => row[3] === null)).toBe(true);
    expect((await session.rows({ rowStart: 2_999, count: 10 }, run)).rows).toHaveLength(1);
    expect((await session.rows({ rowStart: 5_000, count: 10 }, run)).rows).toEqual([]);
  });

  test('a correction shows, and sending none takes it back', async () => {
    const corrected = await session.correct({ columns: { age: { kind: 'category' } } }, run);
    const ageOf = (view: typeof corrected) => view.columns.find(({ schema }) => schema.name === 'age');
    expect(ageOf(corrected)).toMatchObject({ schema: { kind: 'category' }, proposed: { kind: 'integer' } });
    expect(ageOf(await session.correct({ columns: {} }, run))?.schema.kind).toBe('integer');
    await expect(session.correct({ columns: { nobody: {} } }, run)).rejects.toMatchObject({
      code: 'unknown-column',
    });
  });

  test('an opening that is stopped, at any report, leaves the table that is open', async () => {
    const path = join(folder, 'clinic.csv');
    const reports: string[] = [];
    const seen = { ...run, report: (stage: Stage) => void reports.push(stage) };
    const before = await session.correct({ columns: {} }, run);
    const other = engineSession({ version: '0.0.0', renderHtml: () => '', todayDays: () => 20_000 });
    await other.open({ path, ...plain }, seen);
    expect(new Set(reports)).toEqual(new Set(['read', 'prepare']));
    for (let stopAt = 0; stopAt < reports.length; stopAt++) {
      let report = 0;
      const stopped = {
        ...run,
        report: () => {
          if (report++ === stopAt) throw new Cancelled();
        },
      };
      await expect(session.open({ path, ...plain }, stopped)).rejects.toThrow(Cancelled);
      expect(await session.correct({ columns: {} }, run)).toEqual(before);
    }
  });

  test('a file that cannot be opened leaves the one that is', async () => {
    const missing = session.open({ path: join(folder, 'none.csv'), ...plain }, run);
    await expect(missing).rejects.toMatchObject({ code: 'no-file' });
    expect((await session.rows({ rowStart: 0, count: 1 }, run)).rows).toHaveLength(1);
  });
});

describe('a closer look', () => {
  test('counts the rows that meet conditions, as they are in the file', async () => {
    const cells = new TextDecoder().decode(samples[1].bytes()).trimEnd().split('\n').slice(1);
    const both = cells
      .map((line) => line.split(','))
      .filter((row) => row[2] === 'North' && Number(row[6]) <= 2);
    const where = { region: { is: 'North' }, orders: { is: { high: '2' } } };
    expect(await session.support({ where }, run)).toEqual({ rows: both.length, of: 3_000 });
    expect(await session.support({ where: {} }, run)).toEqual({ rows: 3_000, of: 3_000 });
  });

  test('a condition on no column, or with an end that cannot be read, is refused', async () => {
    await expect(session.support({ where: { nobody: { is: 'x' } } }, run)).rejects.toMatchObject({
      code: 'unknown-column',
    });
    await expect(session.support({ where: { orders: { is: { low: 'many' } } } }, run)).rejects.toMatchObject({
      code: 'where-value',
    });
  });

  test('finds rules with their support', async () => {
    const rules = await session.rules(null, run);
    expect(rules).toContainEqual(
      expect.objectContaining({ rule: { rule: 'combination', columns: ['plan', 'discount_percent'] } }),
    );
  });

  test('a schema is read and changes nothing by itself', async () => {
    const path = join(folder, 'schema.json');
    await writeFile(path, JSON.stringify({ fields: [{ name: 'age', type: 'string' }] }));
    const { from, columns } = await session.metadata({ path }, run);
    expect(from).toBe('frictionless');
    expect(Object.keys(columns)).toEqual(['age']);
    const view = await session.correct({ columns: {} }, run);
    expect(view.columns.find(({ schema }) => schema.name === 'age')?.schema.kind).toBe('integer');
  });
});

describe('a table that is model output already', () => {
  test('is opened and said to be so by the manifest beside it', async () => {
    const inside = join(folder, 'released');
    await mkdir(inside);
    await writeFile(join(inside, 'synthetic.csv'), samples[1].bytes());
    await writeFile(
      join(inside, 'manifest.json'),
      JSON.stringify({ generation: 'synthetic', files: [{ name: 'synthetic.csv' }] }),
    );
    const view = await session.open({ path: join(inside, 'synthetic.csv'), ...plain }, run);
    expect(view).toMatchObject({ format: 'csv', generated: { id: 'generated', severity: 'warn' } });
    const back = await session.open({ path: join(folder, 'customers.csv'), ...plain }, run);
    expect(back.generated).toBeNull();
  });
});

describe('with a result', () => {
  beforeAll(async () => {
    await session.generate({ settings, holdoutPath: null }, run);
  });

  test('a decision that lacks something is refused, and nothing is written', async () => {
    const incomplete = { ...decision, pagesOpened: [] };
    const directory = join(folder, 'early');
    await expect(session.gate({ decision: incomplete, output }, run)).rejects.toMatchObject({
      code: 'gate-not-met',
    });
    const early = session.release({ decision: incomplete, output, directory, now: '' }, run);
    await expect(early).rejects.toMatchObject({ code: 'gate-not-met' });
    expect(await readdir(folder)).not.toContain('early');
  });

  test('a complete one is released; the report can be saved alone', async () => {
    const report = await session.generate({ settings, holdoutPath: null }, run);
    const acceptances = report.checks
      .filter(({ status }) => status !== 'pass')
      .map(({ id }) => ({ check: id, reason: 'the floor is meant to be bad' }));
    const directory = join(folder, 'out');
    const now = '2026-01-01T00:00:00.000Z';
    const released = await session.release(
      { decision: { ...decision, acceptances }, output, directory, now },
      run,
    );
    expect(released.files.map(({ name }) => name).sort()).toEqual((await readdir(directory)).sort());
    expect((await verify(releaseReader(directory), sha256)).manifest).toMatchObject({
      rows: 300,
      releasedAt: now,
    });
    expect(await session.saveReport({ directory: join(folder, 'report') }, run)).toEqual({ name: 'report' });
    expect((await readdir(join(folder, 'report'))).sort()).toEqual(['report.html', 'report.json']);
  });

  test('the closest rows come with real cells, and not a word of them reaches a file or the progress', async () => {
    const { checks } = await session.generate({ settings, holdoutPath: null }, run);
    const filesOf = async (name: string): Promise<readonly (readonly [string, string])[]> => {
      const directory = join(folder, name);
      const acceptances = checks
        .filter(({ status }) => status !== 'pass')
        .map(({ id }) => ({ check: id, reason: 'the floor is meant to be bad' }));
      const whole = { ...decision, acceptances };
      await session.release({ decision: whole, output, directory, now: '2026-01-01T00:00:00.000Z' }, run);
      await session.saveReport({ directory: `${directory}-report` }, run);
      const paths = [directory, `${directory}-report`].map(async (place) =>
        Promise.all(
          (await readdir(place)).map(
            async (file) => [file, await readFile(join(place, file), 'utf8')] as const,
          ),
        ),
      );
      return (await Promise.all(paths)).flat();
    };
    const before = await filesOf('before-closest');

    const cancel = createCancel();
    const said: string[] = [];
    const listening = createRun({
      cancel,
      pool: inlinePool(cancel),
      onProgress: (progress) => said.push(JSON.stringify(progress)),
    });
    const { rows, note } = await session.closestRows(null, listening);
    expect(rows).toHaveLength(5);
    expect(note).toBeNull();
    const [{ cells, says }] = rows;
    expect(cells.map(({ column }) => column)).toEqual(
      (await session.correct({ columns: {} }, run)).columns
        .filter(({ schema }) => schema.treatment === 'model')
        .map(({ schema }) => schema.name),
    );
    // Each is a row of the file: its cells stand together in one line.
    const lines = new TextDecoder().decode(samples[1].bytes()).trimEnd().split('\n');
    const places = cells.map(({ column }) => lines[0].split(',').indexOf(column));
    const shown = cells.map(({ real }) => real ?? '').join('|');
    expect(lines.some((line) => places.map((at) => line.split(',')[at]).join('|') === shown)).toBe(true);

    expect(await filesOf('after-closest')).toEqual(before);
    const written = before.map(([, text]) => text).join('\n');
    expect(written).not.toContain(says);
    expect(said.length).toBeGreaterThan(3);
    expect(new Set(said.map((each) => JSON.parse(each).detail))).toEqual(
      new Set(['closest rows', 'rows that stand apart', 'nearest rows', undefined]),
    );
  });

  test('a correction makes it stale: neither gate nor release pass until it is undone or generated again', async () => {
    const { checks } = await session.generate({ settings, holdoutPath: null }, run);
    const acceptances = checks
      .filter(({ status }) => status !== 'pass')
      .map(({ id }) => ({ check: id, reason: 'the floor is meant to be bad' }));
    const whole = { ...decision, acceptances };
    expect(await session.gate({ decision: whole, output }, run)).toBeNull();
    const columns = { age: { known: false, sensitive: true } };
    expect((await session.correct({ columns }, run)).stale).toBe(true);
    await expect(session.gate({ decision: whole, output }, run)).rejects.toMatchObject({
      code: 'stale-results',
    });
    const directory = join(folder, 'stale');
    await expect(session.release({ decision: whole, output, directory, now: '' }, run)).rejects.toMatchObject(
      {
        code: 'stale-results',
      },
    );
    expect(await readdir(folder)).not.toContain('stale');
    expect((await session.correct({ columns: {} }, run)).stale).toBe(false);
    expect(await session.gate({ decision: whole, output }, run)).toBeNull();

    await session.correct({ columns }, run);
    await session.generate({ settings, holdoutPath: null }, run);
    // The same corrections in another order are the same.
    const turned = await session.correct({ columns: { age: { sensitive: true, known: false } } }, run);
    expect(turned.stale).toBe(false);
    await session.correct({ columns: {} }, run);
  });

  test('a stop leaves the earlier result; a new table forgets it', async () => {
    const cancel = createCancel();
    Atomics.store(cancel, 0, 1);
    const stopped = createRun({ cancel, pool: inlinePool(cancel) });
    await expect(session.generate({ settings, holdoutPath: null }, stopped)).rejects.toThrow('stopped');
    expect((await session.resultRows({ rowStart: 0, count: 300 }, run)).rows).toHaveLength(200);
    await session.open({ path: join(folder, 'clinic.csv'), ...plain }, run);
    await expect(session.resultRows({ rowStart: 0, count: 1 }, run)).rejects.toMatchObject({
      code: 'no-result',
    });
  });
});
