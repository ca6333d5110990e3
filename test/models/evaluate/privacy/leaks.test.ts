/** A small version of the verdict bench: each planted leak is named by the check that should see it, clean tables by none. */
import { describe, expect, test } from 'vitest';
import { clean, leaks } from '../../../bench/leaks/plants.ts';
import { tried } from '../../../bench/leaks/verdict.ts';

const rows = 2000;
const seenBy: Readonly<Record<string, string>> = {
  'verbatim copies, 1%': 'copies',
  'verbatim copies, 5%': 'copies',
  'copies with one cell changed, 1%': 'near-copies',
  'copies with numbers jittered, 1%': 'near-copies',
  'outliers copied, 0.5%': 'copies',
  'rare category leaked, 40 rows': 'rare-values',
  'memorising generator': 'membership',
  'linkable identifier, 5%': 'identifiers',
};

describe('planted leaks', () => {
  test.each(Object.entries(seenBy))('%s: %s fails', async (name, id) => {
    const leak = leaks.find((each) => each.name === name);
    if (leak === undefined) throw new Error(name);
    expect((await tried(leak, 1, rows)).failed).toContain(id);
  });

  test('three rows of a rare category cannot be told from chance, but are pointed at', async () => {
    const leak = leaks.find(({ name }) => name === 'rare category leaked, 3 rows');
    if (leak === undefined) throw new Error('no such case');
    const { failed, warned } = await tried(leak, 1, rows);
    expect(failed).toEqual([]);
    expect(warned).toContain('rare-values');
  });
});

test.each(clean)('$name: no check fails', async (each) => {
  expect((await tried(each, 1001, rows)).failed).toEqual([]);
});
