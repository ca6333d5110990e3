/** The main journey on the command line: real data where it is there, a made-up table everywhere. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { acceptAll } from '../support/acceptAll.ts';
import { freshFolder, hasSharedData, sharedData, understudy } from '../support/cli.ts';
import { madeUpCsv } from '../support/madeUpTable.ts';

const released = ['manifest.json', 'recipe.json', 'report.html', 'report.json', 'synthetic.csv'];
const review = ['--reviewer', 'tester', '--purpose', 'test'];

function allFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}

describe('synthesize on a made-up table', () => {
  const folder = freshFolder();
  const file = join(folder, 'people.csv');
  let accepted: string[] = [];

  const run = (name: string, ...more: string[]) =>
    understudy(['synthesize', file, '--out', join(folder, name), '--seed', '3', ...more]);

  beforeAll(async () => {
    writeFileSync(file, madeUpCsv(3000, 1));
    await run('first');
    accepted = acceptAll(join(folder, 'first', 'report.json'));
  });

  it('releases five files that verify, and names a changed one', async () => {
    const { code, stdout, stderr } = await run('one', ...review, ...accepted, '--threads', '1');
    expect(stderr).toContain('Released 2400 rows');
    expect([code, stdout]).toEqual([0, '']);
    expect(readdirSync(join(folder, 'one')).toSorted()).toEqual(released);
    expect((await understudy(['verify', join(folder, 'one')])).code).toBe(0);

    for (const name of released) {
      const path = join(folder, 'one', name);
      const bytes = readFileSync(path);
      const changed = Buffer.from(bytes);
      changed[Math.floor(bytes.length / 2)] ^= 1;
      writeFileSync(path, changed);
      const refused = await understudy(['verify', join(folder, 'one')]);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(name);
      writeFileSync(path, bytes);
    }
  });

  it('gives the same bytes at 1, 2 and 4 threads', async () => {
    await run('two', ...review, ...accepted, '--threads', '2');
    await run('four', ...review, ...accepted, '--threads', '4');
    const csv = (name: string) => readFileSync(join(folder, name, 'synthetic.csv'), 'utf8');
    expect(csv('two')).toBe(csv('one'));
    expect(csv('four')).toBe(csv('one'));
    const measures = (name: string) => JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8'));
    expect(measures('two')).toEqual(measures('one'));
  });

  it('keeps the header, the number of rows asked for, and none of the identifiers', async () => {
    await run('rows', ...review, ...accepted, '--rows', '20000');
    const lines = readFileSync(join(folder, 'rows', 'synthetic.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines[0]).toBe('id,region,job,age,income,children,smoker,joined');
    expect(lines).toHaveLength(20_001);
    const real = new Set(
      madeUpCsv(3000, 1)
        .split('\n')
        .map((line) => line.split(',')[0]),
    );
    expect(lines.slice(1).filter((line) => real.has(line.split(',')[0])).length).toBe(0);
  });

  it('without a reviewer: exit 4, the report is there, no table anywhere', async () => {
    const { code, stderr } = await run('unreviewed', ...accepted);
    expect(code).toBe(4);
    expect(stderr).toContain('--reviewer');
    expect(readdirSync(join(folder, 'unreviewed')).toSorted()).toEqual(['report.html', 'report.json']);
    const tables = allFiles(folder).filter(
      (path) => path.endsWith('synthetic.csv') && path.includes('unreviewed'),
    );
    expect(tables).toEqual([]);
  });

  it('is interrupted with 130 and leaves nothing', async () => {
    const { code } = await understudy(['synthesize', file, '--out', join(folder, 'stopped'), ...review], {
      signalAfter: 'fit',
    });
    expect(code).toBe(130);
    expect(existsSync(join(folder, 'stopped'))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('does not write into a folder that holds something else', async () => {
    writeFileSync(join(folder, 'one', 'thesis.txt'), 'mine');
    const { code, stderr } = await run('one', ...review, ...accepted);
    expect(code).toBe(1);
    expect(stderr).toMatch(/not empty|other files|holds/);
    expect(readFileSync(join(folder, 'one', 'thesis.txt'), 'utf8')).toBe('mine');
  });

  it('prints one JSON document and nothing else with --json --quiet', async () => {
    const { code, stdout, stderr } = await run('json', ...review, ...accepted, '--json', '--quiet');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout).fidelity.accuracy.overall.value).toBeGreaterThan(0.8);
  });
});

describe.runIf(hasSharedData)('synthesize on adult', () => {
  const out = join(freshFolder(), 'out');

  it('is as faithful as two real samples and copies no more than they do', async () => {
    const adult = (part: string) => join(sharedData, `adult_${part}.csv.gz`);
    const args = [
      'synthesize',
      adult('trn'),
      '--holdout',
      adult('hol'),
      '--seed',
      '1',
      '--out',
      out,
      ...review,
    ];
    const { code, stderr } = await understudy(args);
    expect(stderr).toContain('Released 24421 rows');
    expect(code).toBe(0);

    const { fidelity, privacy } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
    const { value, reference } = fidelity.accuracy.overall;
    expect(value).toBeGreaterThan(reference - 0.012);
    expect(value).toBeLessThan(reference + 0.006);
    expect(fidelity.shapes.value).toBeGreaterThan(0.985);
    expect(fidelity.trends.value).toBeGreaterThan(0.965);
    expect(privacy.dcrShare.value).toBeLessThan(0.57);
    expect(privacy.copies.value).toBeLessThan(privacy.copies.reference + 0.001);
  });
});
