import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTables, shareDictionaries } from '../../../models/generators/joinTables.ts';
import { textsOf } from '../../../models/table/dictionary.ts';
import { cellText, type SyntheticTable } from '../../../models/table/table.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';

const tableOf = (texts: readonly string[]): SyntheticTable => ({
  ...smallTable([
    smallColumn({ name: 'word', kind: 'category' }, texts),
    smallColumn(
      { name: 'number', kind: 'integer' },
      texts.map((text) => String(text.length)),
    ),
  ]),
  origin: 'synthetic',
});

const cellsOf = ({ columns, rowCount }: SyntheticTable, column: number): string[] =>
  Array.from({ length: rowCount }, (_, row) => cellText(columns[column], row));

describe('joined blocks', () => {
  it('have the rows of all blocks, each text once, and what the texts mean', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ maxLength: 4 })), { minLength: 1 }), (blocks) => {
        const joined = joinTables(blocks.map(tableOf));
        const words = blocks.flat();
        expect(cellsOf(joined, 0)).toEqual(words);
        expect(cellsOf(joined, 1)).toEqual(words.map((word) => String(word.length)));
        const [word, number] = joined.columns;
        if (blocks.length > 1) expect(new Set(textsOf(word.dictionary)).size).toBe(word.missing.length);
        expect(Array.from(word.codes, (code) => word.missing[code])).toEqual(
          words.map((text) => (text === '' ? 1 : 0)),
        );
        expect(Array.from(number.codes, (code) => number.numbers?.[code])).toEqual(
          words.map(({ length }) => length),
        );
      }),
    );
  });

  it('grow past any first size', () => {
    const texts = Array.from({ length: 3000 }, (_, row) => `text number ${row}`);
    const joined = joinTables([tableOf(texts.slice(0, 1500)), tableOf(texts.slice(1000))]);
    expect(cellsOf(joined, 0)).toEqual([...texts.slice(0, 1500), ...texts.slice(1000)]);
    expect(textsOf(joined.columns[0].dictionary)).toEqual(texts);
  });
});

describe('shared dictionaries', () => {
  it('are those of the block before where they are equal, and only there', () => {
    const before = tableOf(['a', 'bb', 'a']);
    const [same, other] = [tableOf(['a', 'bb']), tableOf(['a', 'bc'])];
    const shared = shareDictionaries(same, before);
    expect(shared.columns[0].dictionary).toBe(before.columns[0].dictionary);
    expect(cellsOf(shared, 0)).toEqual(['a', 'bb']);
    const apart = shareDictionaries(other, before);
    expect(apart.columns[0].dictionary).toBe(other.columns[0].dictionary);
    expect(apart.columns[1].dictionary).toBe(before.columns[1].dictionary);
    expect(joinTables([before, shared]).columns[0].dictionary).toBe(before.columns[0].dictionary);
  });
});
