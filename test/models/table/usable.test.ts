import { describe, expect, it } from 'vitest';
import { dictionaryOf } from '../../../models/table/dictionary.ts';
import type { Column, RealTable } from '../../../models/table/table.ts';
import { mostColumns, requireUsable } from '../../../models/table/usable.ts';

function column(name: string, missing: 0 | 1 = 0, treatment: 'model' | 'drop' = 'model'): Column {
  const schema = {
    name,
    kind: 'category',
    missingTokens: [],
    known: false,
    sensitive: false,
    treatment,
  } as const;
  // The second entry is used by no row, as after a split: it must not count as a value.
  const dictionary = dictionaryOf(['a', 'b']);
  return { schema, codes: new Int32Array(20), dictionary, missing: Uint8Array.of(missing, 0), numbers: null };
}

function table(columns: readonly Column[], rowCount = 20): RealTable {
  return { origin: 'real', name: 't', rowCount, columns };
}

describe('requireUsable', () => {
  it('lets two columns with values pass', () => {
    expect(() => requireUsable(table([column('a'), column('b')]))).not.toThrow();
  });

  it.each([
    ['too-few-rows', table([column('a'), column('b')], 9)],
    ['too-few-columns', table([column('a'), column('b', 0, 'drop')])],
    ['too-many-columns', table(Array.from({ length: mostColumns + 1 }, (_, index) => column(`c${index}`)))],
    ['no-values', table([column('a'), column('b'), column('empty', 1)])],
  ])('refuses with %s', (code, unusable) => {
    expect(() => requireUsable(unusable)).toThrow(expect.objectContaining({ code }));
  });

  it('names the column without values and lets it pass once it is dropped', () => {
    expect(() => requireUsable(table([column('a'), column('b'), column('empty', 1)]))).toThrow(/"empty"/);
    expect(() => requireUsable(table([column('a'), column('b'), column('empty', 1, 'drop')]))).not.toThrow();
  });
});
