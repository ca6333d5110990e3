import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Cells,
  emptyBatch,
  emptyInterner,
  type Interner,
  internCells,
  mostCellsAtOnce,
  slack,
  toDictionary,
  viewOf,
} from '../../../../models/io/csv/interner.ts';
import { textsOf } from '../../../../models/table/dictionary.ts';

function cellsOf(texts: readonly string[]): Cells {
  const parts = texts.map((text) => Buffer.from(text));
  const starts = new Uint32Array(parts.length);
  const ends = new Uint32Array(parts.length);
  parts.reduce((position, part, index) => {
    starts[index] = position;
    return (ends[index] = position + part.length);
  }, 0);
  const bytes = new Uint8Array([...Buffer.concat(parts), ...Array<number>(slack).fill(255)]);
  return { view: viewOf(bytes), starts, ends, first: 0, stride: 1, count: parts.length };
}

function intern(interner: Interner, texts: readonly string[]): number[] {
  const codes = new Int32Array(texts.length);
  for (let row = 0; row < texts.length; row += mostCellsAtOnce) {
    internCells(interner, cellsOf(texts.slice(row, row + mostCellsAtOnce)), emptyBatch(), codes, row);
  }
  return [...codes];
}

/** Codes in order of first appearance, by a Map. */
function byMap(texts: readonly string[]): number[] {
  const known = new Map<string, number>();
  return texts.map((text) => {
    const code = known.get(text) ?? known.size;
    known.set(text, code);
    return code;
  });
}

const texts = fc.array(
  fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: fc.constantFrom('a', '\0'), maxLength: 10 })),
  { maxLength: 200 },
);

describe('an interner', () => {
  test('numbers texts as a map does', () => {
    fc.assert(
      fc.property(texts, (list) => {
        const interner = emptyInterner(list.length);
        expect(intern(interner, list)).toEqual(byMap(list));
        expect(textsOf(toDictionary(interner))).toEqual([...new Set(list)]);
      }),
      { numRuns: 1000 },
    );
  });

  test('does so for many texts of all lengths, while its tables grow', () => {
    const many = Array.from({ length: 150_000 }, (_, index) =>
      String(Math.imul(index % 100_000, 0x9e3779b1)).repeat(1 + (index % 3)),
    );
    expect(intern(emptyInterner(many.length), many)).toEqual(byMap(many));
  });

  test('does so for texts that ascend, all or to some point, with repeats', () => {
    const run = fc.tuple(
      fc.nat({ max: 120_000 }),
      fc.integer({ min: 1, max: 3000 }),
      fc.integer({ min: 1, max: 3 }),
    );
    const ascending = run.map(([first, count, repeats]) =>
      Array.from({ length: count }, (_, index) => `${first + Math.floor(index / repeats)}`),
    );
    fc.assert(
      fc.property(ascending, texts, ascending, (before, among, after) => {
        const list = [...before, ...among, ...after];
        const interner = emptyInterner(list.length);
        expect(intern(interner, list)).toEqual(byMap(list));
        expect(textsOf(toDictionary(interner))).toEqual([...new Set(list)]);
      }),
    );
  });

  test('needs no slots for a column that ascends', () => {
    const interner = emptyInterner(20_000);
    intern(
      interner,
      Array.from({ length: 20_000 }, (_, row) => `${row >> 1}`),
    );
    expect([interner.ascending, interner.slots.length, interner.size]).toEqual([true, 0, 10_000]);
    intern(interner, ['7']);
    expect([interner.ascending, interner.size]).toEqual([false, 10_000]);
  });

  test('refuses more bytes than its offsets can tell', () => {
    expect(() => intern(emptyInterner(3, 10), ['12345', '67890'])).not.toThrow();
    expect(() => intern(emptyInterner(3, 10), ['12345', '67890', 'x'])).toThrow(
      expect.objectContaining({ name: 'Refused', code: 'too-large' }),
    );
  });
});
