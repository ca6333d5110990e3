import { describe, expect, it } from 'vitest';
import type { Check } from '../../../models/evaluate/evaluation.ts';
import { defaultRecipe, type Output, outputFormats } from '../../../models/recipe.ts';
import type { Decision } from '../../../models/release/decision.ts';
import { missingFor } from '../../../models/release/gate.ts';
import { release, type Releasable, saveReport, writtenAs } from '../../../models/release/release.ts';
import { writeManifest } from '../../../models/release/manifest.ts';
import { verify } from '../../../models/release/verify.ts';
import type { Report } from '../../../models/report/report.ts';
import { reportFixture } from '../../support/reportFixture.ts';
import { memoryRelease, sha256 } from '../../support/memoryRelease.ts';

const check = (id: string, status: Check['status']): Check => ({
  id,
  status,
  measure: `privacy.${id}`,
  threshold: '<= 1',
  says: 'A sentence.',
});

function releasable(checks: readonly Check[]): Releasable {
  const report: Report = { ...reportFixture, checks, decision: null };
  const table = async function* (): AsyncIterable<Uint8Array> {
    yield new TextEncoder().encode('a\n');
    yield new TextEncoder().encode('1\n2\n');
  };
  return { report, recipe: defaultRecipe, table };
}

const decision: Decision = {
  reviewer: 'Ada',
  purpose: 'teaching',
  recipient: null,
  legalBasis: null,
  pagesOpened: ['fidelity', 'privacy', 'method'],
  acceptances: [],
};

const rest = { sha256, renderHtml: () => '<!doctype html>', now: '2026-01-02T03:04:05.000Z' };

describe('the gate', () => {
  const passing = [check('copies', 'pass'), check('shapes', 'warn')];

  it('releases all five files in one commit when everything is there', async () => {
    const { writer, files, events, reader } = memoryRelease();
    await release(releasable(passing), decision, { ...rest, writer });
    expect([...files.keys()].toSorted()).toEqual([
      'manifest.json',
      'recipe.json',
      'report.html',
      'report.json',
      'synthetic.csv',
    ]);
    expect(events.filter((event) => event === 'commit')).toHaveLength(1);
    expect(events.at(-1)).toBe('commit');
    const { manifest } = await verify(reader, sha256);
    expect(manifest.decision.reviewer).toBe('Ada');
    expect(JSON.parse(new TextDecoder().decode(files.get('report.json'))).decision.purpose).toBe('teaching');
  });

  it.each(outputFormats)('as %s names the table so, asks for it so, and says so', async (format) => {
    const { writer, files, reader } = memoryRelease();
    const asked: Output[] = [];
    const item = releasable(passing);
    const output = { format, escapeFormulas: true };
    const table = (wanted: Output): AsyncIterable<Uint8Array> => {
      asked.push(wanted);
      return item.table(wanted);
    };
    await release(writtenAs({ ...item, table }, output), decision, { ...rest, writer });
    expect(asked).toEqual([output]);
    expect(files.has(`synthetic.${format}`)).toBe(true);
    expect(files.size).toBe(5);
    const { manifest, others } = await verify(reader, sha256);
    expect(manifest.table).toEqual({ name: `synthetic.${format}`, format });
    expect(others).toEqual([]);
    expect(JSON.parse(new TextDecoder().decode(files.get('recipe.json'))).output).toEqual(output);
  });

  it.each([
    ['no reviewer', { reviewer: '  ' }, /no reviewer is named/],
    ['no purpose', { purpose: '' }, /no purpose is given/],
    [
      'a page not opened',
      { pagesOpened: ['fidelity', 'method'] },
      /the privacy page of the report has not been opened/,
    ],
  ] as const)('refuses with %s and writes nothing', async (_, change, says) => {
    const { writer, files, events } = memoryRelease();
    const refused = release(releasable(passing), { ...decision, ...change }, { ...rest, writer });
    await expect(refused).rejects.toMatchObject({ code: 'gate-not-met' });
    await expect(refused).rejects.toThrow(says);
    expect(files.size).toBe(0);
    expect(events).toEqual([]);
  });

  it.each(['fail', 'unmeasured'] as const)(
    'wants a reason for a check that is %s, and a blank one is none',
    async (status) => {
      const checks = [check('dcr-share', status)];
      const withReason = (reason: string): Decision => ({
        ...decision,
        acceptances: [{ check: 'dcr-share', reason }],
      });
      expect(missingFor(decision, checks).map(({ part }) => part)).toEqual(['acceptance']);
      expect(missingFor(withReason(' '), checks)).toHaveLength(1);
      expect(missingFor(withReason('public data'), checks)).toEqual([]);
    },
  );

  it('refuses to accept a check that does not exist', async () => {
    const { writer } = memoryRelease();
    const mistyped = { ...decision, acceptances: [{ check: 'coppies', reason: 'typo' }] };
    await expect(release(releasable(passing), mistyped, { ...rest, writer })).rejects.toMatchObject({
      code: 'unknown-check',
    });
  });

  it('leaves nothing when a file cannot be written', async () => {
    for (const name of ['synthetic.csv', 'report.html', 'manifest.json']) {
      const { writer, files, events } = memoryRelease(name);
      await expect(release(releasable(passing), decision, { ...rest, writer })).rejects.toThrow('disk full');
      expect(files.size).toBe(0);
      expect(events.at(-1)).toBe('abort');
    }
  });

  it('writes the report alone without a review', async () => {
    const { writer, files } = memoryRelease();
    await saveReport(releasable(passing).report, { ...rest, writer });
    expect([...files.keys()].toSorted()).toEqual(['report.html', 'report.json']);
  });
});

describe('verify', () => {
  const names = ['synthetic.csv', 'report.html', 'report.json', 'recipe.json', 'manifest.json'];

  it.each(names)('names %s when any one of its bytes was changed', async (name) => {
    const memory = memoryRelease();
    await release(releasable([]), decision, { ...rest, writer: memory.writer });
    const original = memory.files.get(name) as Uint8Array;
    for (
      let position = 0;
      position < original.length;
      position += Math.max(1, Math.floor(original.length / 200))
    ) {
      const changed = original.slice();
      changed[position] ^= 1;
      memory.files.set(name, changed);
      await expect(verify(memory.reader, sha256)).rejects.toThrow(name);
    }
  });

  it.each(names)('names %s when it is missing', async (name) => {
    const memory = memoryRelease();
    await release(releasable([]), decision, { ...rest, writer: memory.writer });
    memory.files.delete(name);
    await expect(verify(memory.reader, sha256)).rejects.toThrow(name);
  });

  it('knows releases from before the manifest named the table', async () => {
    const memory = memoryRelease();
    await release(releasable([]), decision, { ...rest, writer: memory.writer });
    const { manifest } = await verify(memory.reader, sha256);
    const { table: _table, ...older } = manifest;
    memory.files.set('manifest.json', writeManifest(older, sha256));
    expect((await verify(memory.reader, sha256)).others).toEqual([]);
    memory.files.delete('synthetic.csv');
    await expect(verify(memory.reader, sha256)).rejects.toThrow('synthetic.csv is missing');
  });

  it('counts a table in another format as not part of the release', async () => {
    const memory = memoryRelease();
    await release(releasable([]), decision, { ...rest, writer: memory.writer });
    memory.files.set('synthetic.parquet', new Uint8Array());
    expect((await verify(memory.reader, sha256)).others).toEqual(['synthetic.parquet']);
  });

  it('mentions files that are not part of the release', async () => {
    const memory = memoryRelease();
    await release(releasable([]), decision, { ...rest, writer: memory.writer });
    memory.files.set('notes.txt', new Uint8Array());
    expect((await verify(memory.reader, sha256)).others).toEqual(['notes.txt']);
  });
});
