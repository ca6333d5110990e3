import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detailOf, partNow, partsOf, shareOf, timeSays } from '../../../renderer/parts/workWords.ts';
import type { Progress } from '../../../models/run/run.ts';
import type { Work } from '../../../renderer/state.ts';

const file = { name: 'people.csv', bytes: 119_000_000 };
const reading = (...progress: Progress[]): Work => ({
  state: 'running',
  what: 'read',
  file,
  startedMs: 0,
  progress,
});

describe('what an opening says', () => {
  it('names what it does before anything is reported', () => {
    const work = reading();
    expect(partNow(work, partsOf('read'))?.label).toBe('Read the file');
    expect(detailOf({ stage: 'read', share: 0 }, file)).toBe('0 B of 119 MB');
  });

  it('moves with the bytes, then with the columns', () => {
    expect(detailOf({ stage: 'read', share: 0.25 }, file)).toBe('30 MB of 119 MB');
    expect(detailOf({ stage: 'read', share: 1 }, file)).toBe('119 MB');
    const columns: Progress = { stage: 'prepare', share: 0.4, detail: '6 of 15 columns understood' };
    expect(detailOf(columns, file)).toBe('6 of 15 columns understood');
    const work = reading({ stage: 'read', share: 1 }, columns);
    expect(partNow(work, partsOf('read'))?.label).toBe('Understand the columns');
    expect(
      ['read', 'prepare'].map((stage) => shareOf(work, partsOf('read'), stage as Progress['stage'])),
    ).toEqual([1, 0.4]);
  });

  it('says no size where there is none', () => {
    expect(detailOf({ stage: 'read', share: 0.5 }, { name: 'a', bytes: null })).toBeNull();
    expect(detailOf({ stage: 'read', share: 0.5 }, null)).toBeNull();
  });
});

describe('the parts of a generation', () => {
  it('begin with a file only where one is read', () => {
    expect(partsOf('generate').map(({ stage }) => stage)).toEqual(['prepare', 'fit', 'sample', 'evaluate']);
    expect(partsOf('generate', true)[0]).toEqual({ stage: 'read', label: 'Read the holdout file' });
  });

  it('are done as soon as a later one has reported', () => {
    const work = reading({ stage: 'prepare', share: 0.5 }, { stage: 'sample', share: 0.1 });
    const parts = partsOf('generate');
    expect(parts.map(({ stage }) => shareOf(work, parts, stage))).toEqual([1, 1, 0.1, 0]);
  });
});

describe('the words for what is measured', () => {
  const folder = resolve(import.meta.dirname, '../../../models/evaluate');
  const sources = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('worstRows.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const reported = sources.flatMap((text) =>
    [...text.matchAll(/report\('evaluate', [\d.]+, '([^']+)'|follow\('([^']+)'/g)].map(
      ([, own, followed]) => own ?? followed ?? '',
    ),
  );

  it('are there for everything that the evaluation reports', () => {
    expect(reported.length).toBeGreaterThan(15);
    // A detail without words of its own comes back as it is; "charts", "groups" and "correlations" are plain already.
    const plain = ['charts', 'groups', 'correlations'];
    const bare = reported.filter(
      (detail) =>
        !plain.includes(detail) && detailOf({ stage: 'evaluate', share: 0.5, detail }, null) === detail,
    );
    expect(bare).toEqual([]);
  });
});

describe('the time', () => {
  it('is said once it is worth a word', () => {
    expect(timeSays(500, undefined)).toBe('');
    expect(timeSays(2_900, undefined)).toBe('2 s so far');
    expect(timeSays(125_000, undefined)).toBe('2 min 5 s so far');
  });

  it('has what is left beside it as soon as that can be told', () => {
    const newest: Progress = { stage: 'fit', share: 0.5, remainingMs: [4_200, 9_100] };
    expect(timeSays(12_000, newest)).toBe('12 s so far, 4 to 10 s left');
    expect(timeSays(0, { ...newest, remainingMs: [300, 2_500] })).toBe('up to 3 s left');
  });
});
