import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleFiles, samples } from '../../../electron/files/samples.ts';

const rowsOf = (bytes: Uint8Array): string[][] =>
  new TextDecoder()
    .decode(bytes)
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

test.each(samples.map((sample) => [sample.id, sample] as const))(
  '%s is as large as it says, the same at every call',
  (_id, sample) => {
    const [header, ...rows] = rowsOf(sample.bytes());
    expect(rows).toHaveLength(sample.rows);
    expect(header).toHaveLength(sample.columns);
    expect(rows.every((row) => row.length === sample.columns)).toBe(true);
    expect(new Set(rows.map(([id]) => id)).size).toBe(sample.rows);
    const digest = (): string => createHash('sha256').update(sample.bytes()).digest('hex');
    expect(digest()).toBe(digest());
  },
);

test('both have missing cells, dates and columns that depend on each other', () => {
  const [clinic, customers] = samples.map(({ bytes }) => rowsOf(bytes()));
  const column = (rows: string[][], name: string): string[] =>
    rows.slice(1).map((row) => row[rows[0].indexOf(name)]);
  expect(column(clinic, 'systolic_bp').filter((cell) => cell === '').length).toBeGreaterThan(100);
  expect(column(customers, 'age').filter((cell) => cell === '').length).toBeGreaterThan(50);
  expect(
    [...column(clinic, 'admitted'), ...column(customers, 'signed_up')].every((cell) =>
      /^20\d\d-\d\d-\d\d$/.test(cell),
    ),
  ).toBe(true);
  const wards = column(clinic, 'ward');
  expect(
    column(clinic, 'age').filter((age, row) => wards[row] === 'Paediatrics' && Number(age) > 17),
  ).toEqual([]);
  const discounts = new Set(
    column(customers, 'plan').map((plan, row) => plan + column(customers, 'discount_percent')[row]),
  );
  expect([...discounts].sort()).toEqual(['basic0.0', 'plus5.0', 'premium12.5']);
});

test('the file is private, made once, and removed with its folder', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'understudy-samples-test-'));
  const files = sampleFiles(parent);
  const [path, again] = await Promise.all([files.pathOf('clinic'), files.pathOf('clinic')]);
  expect(again).toBe(path);
  expect(new Uint8Array(await readFile(path))).toEqual(samples[0].bytes());
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0);
  await expect(files.pathOf('none')).rejects.toMatchObject({ code: 'unknown-sample' });
  await files.remove();
  expect(await readdir(parent)).toEqual([]);
  await rm(parent, { recursive: true });
});
