/** Model files on the command line: saved when asked, sampled behind the gate, in shards that make the whole. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { pack, unpack } from '../../models/modelFile/container.ts';
import { sha256 } from '../support/memoryRelease.ts';
import { freshFolder, understudy } from '../support/cli.ts';
import { madeUpCsv } from '../support/madeUpTable.ts';

describe('sample', () => {
  const folder = freshFolder();
  const place = (name: string): string => join(folder, name);
  const model = place('people.model');
  const review = ['--reviewer', 'tester', '--purpose', 'test'];
  const csv = (name: string): string => readFileSync(join(place(name), 'synthetic.csv'), 'utf8');
  let accepted: string[] = [];
  let warning = '';

  beforeAll(async () => {
    writeFileSync(place('people.csv'), madeUpCsv(1500, 1));
    const base = ['synthesize', place('people.csv'), '--rows', '20000', '--model', model];
    const held = await understudy([...base, '--out', place('whole')]);
    warning = held.stderr;
    const { checks } = JSON.parse(readFileSync(join(place('whole'), 'report.json'), 'utf8'));
    accepted = checks.flatMap(({ id }: { id: string }) => ['--accept', `${id}=made-up data`]);
    await understudy([...base, '--out', place('whole'), ...review, ...accepted]);
  }, 300_000);

  it('the model is beside the release, for its owner only, and the manifest names it', () => {
    expect(warning).toContain('as sensitive as');
    expect(readdirSync(place('whole'))).toContain('synthetic.csv');
    expect(readdirSync(place('whole'))).not.toContain('people.model');
    expect(statSync(model).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0);
    const manifest = JSON.parse(readFileSync(join(place('whole'), 'manifest.json'), 'utf8'));
    expect(manifest.model).toMatchObject({ rowStart: 0, allRows: 20_000 });
    expect(manifest.model.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shards under the decision of the release are the released table', async () => {
    const shards: string[] = [];
    for (let index = 1; index <= 4; index++) {
      const out = `shard${index}`;
      const args = [
        'sample',
        model,
        '--shard',
        `${index}/4`,
        '--release',
        place('whole'),
        '--out',
        place(out),
      ];
      expect((await understudy([...args, '--threads', index % 2 === 0 ? '1' : '2'])).code).toBe(0);
      expect((await understudy(['verify', place(out)])).code).toBe(0);
      shards.push(csv(out));
    }
    expect(shards.join('')).toBe(csv('whole'));
  });

  it('takes the number of the shard from an indexed job', async () => {
    process.env['JOB_COMPLETION_INDEX'] = '2';
    const args = ['sample', model, '--shard', '4', '--release', place('whole'), '--out', place('job')];
    const { code } = await understudy(args);
    delete process.env['JOB_COMPLETION_INDEX'];
    expect(code).toBe(0);
    expect(csv('job')).toBe(csv('shard3'));
  });

  it.each([
    ['nobody has reviewed', [], 'nobody has reviewed'],
    ['another seed than was decided', ['--seed', '9', '--release', 'whole'], 'seed'],
    ['more rows than were decided', ['--rows', '20001', '--release', 'whole'], '20000 rows'],
    ['a seed that was not measured', ['--seed', '9', ...review], 'is unmeasured'],
  ] as [string, string[], string][])('%s: exit 4, the report and no table', async (_, more, says) => {
    const out = place(`held-${says.replace(/\W/g, '')}`);
    const args = more.map((word) => (word === 'whole' ? place('whole') : word));
    const { code, stderr } = await understudy(['sample', model, ...args, '--out', out]);
    expect(stderr).toContain(says);
    expect(code).toBe(4);
    expect(readdirSync(out).toSorted()).toEqual(['report.html', 'report.json']);
  });

  it('another seed with its own decision is another table', async () => {
    const args = ['sample', model, '--seed', '9', '--rows', '500', ...review, ...accepted];
    const { code } = await understudy([...args, '--out', place('other')]);
    expect(code).toBe(0);
    expect(csv('other').trimEnd().split('\n')).toHaveLength(501);
    expect(csv('whole').startsWith(csv('other').slice(0, 400))).toBe(false);
    const report = JSON.parse(readFileSync(join(place('other'), 'report.json'), 'utf8'));
    expect(report.fidelity.accuracy.overall.unmeasured).toContain('not measured');
  });

  it('a release of another model does not cover', async () => {
    const other = place('other.model');
    const people = place('people.csv');
    await understudy(['synthesize', people, '--seed', '8', '--model', other, '--out', place('second')]);
    const args = ['sample', other, '--release', place('whole'), '--out', place('wrong')];
    const { code, stderr } = await understudy(args);
    expect(code).toBe(4);
    expect(stderr).toContain('not made from this model');
  });

  it.each([
    ['a damaged model', 1, () => damagedCopy(model, place('damaged.model'))],
    ['a model whose report is none', 1, () => withoutReport(model, place('odd.model'))],
    ['a file that is no model', 1, () => place('people.csv')],
    ['a model that is not there', 2, () => place('none.model')],
  ])('%s: refused in a sentence', async (_, expected, path) => {
    const { code, stderr } = await understudy(['sample', path(), ...review, '--out', place('none')]);
    expect(code).toBe(expected);
    expect(stderr).toMatch(/model/);
    expect(stderr).not.toMatch(/at .*\.(ts|js):/);
    expect(existsSync(place('none'))).toBe(false);
  });

  it.each([
    ['a model inside the release', ['synthesize', 'people.csv', '--out', 'in', '--model', 'in/people.model']],
    ['a shard past the last', ['sample', 'people.model', '--out', 'in', '--shard', '5/4']],
    ['a shard without its number', ['sample', 'people.model', '--out', 'in', '--shard', '4']],
    ['two decisions', ['sample', 'people.model', '--out', 'in', '--release', 'whole', '--reviewer', 'x']],
    ['no folder', ['sample', 'people.model']],
  ])('%s: exit 2', async (_, args) => {
    const { code } = await understudy(
      args.map((word) => (/^(people|in$|in\/|whole)/.test(word) ? place(word) : word)),
    );
    expect(code).toBe(2);
  });
});

function damagedCopy(from: string, to: string): string {
  const bytes = readFileSync(from);
  bytes[Math.floor(bytes.length / 2)] ^= 4;
  writeFileSync(to, bytes);
  return to;
}

/** Whole and sealed, but its report lacks what only drawing it needs: what a person who means harm would make. */
function withoutReport(from: string, to: string): string {
  const value = unpack(readFileSync(from), sha256) as { report: { made: Record<string, unknown> } };
  value.report.made['protection'] = null;
  writeFileSync(to, pack(value, sha256));
  return to;
}
