import { describe, expect, it } from 'vitest';
import { codeTable } from '../../../models/codec/codeTable.ts';
import { fit } from '../../../models/generators/fit.ts';
import { blockRows } from '../../../models/generators/generator.ts';
import { sampleModel, trees } from '../../../models/generators/index.ts';
import type { TreesModel } from '../../../models/generators/trees/model.ts';
import { visitSequenceNotes, visitSequenceOf } from '../../../models/generators/visitSequence.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { type Law, trainingOf, worstCell } from '../../support/laws.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';

const cells = (period: number): string[] => Array.from({ length: 60 }, (_, row) => String(row % period));
const table = smallTable([
  smallColumn(
    { name: 'id', kind: 'identifier', treatment: 'regenerate' },
    cells(60).map((text) => `P${text}`),
  ),
  smallColumn({ name: 'a', kind: 'category' }, cells(2)),
  smallColumn(
    { name: 'b', kind: 'integer' },
    cells(7).map((text) => (text === '6' ? '' : text)),
  ),
  smallColumn({ name: 'c', kind: 'category' }, cells(5)),
]);
const coding = codeTable(table, { seed: 1 }, quietRun());

describe('visitSequenceOf', () => {
  it('gives columns of the table in the order of their names', async () => {
    const { codecs } = await coding;
    expect(visitSequenceOf(codecs, 'trees', ['c', 'a'])).toEqual([3, 1]);
    expect(visitSequenceOf(codecs, 'trees', [])).toEqual([]);
    expect(visitSequenceOf(codecs, 'independent', [])).toEqual([]);
  });

  it.each([
    ['trees', ['a', 'nobody'], 'unknown-column', /names the column "nobody", but the table does not have it/],
    ['trees', ['a', 'c', 'a'], 'visit-sequence', /names the column "a" twice/],
    ['trees', ['id'], 'visit-sequence', /"id", which is not modelled/],
    ['independent', ['a'], 'visit-sequence', /"independent" draws each column by itself and has no order/],
  ] as const)('refuses %s %j', async (generator, names, code, says) => {
    const { codecs } = await coding;
    expect(() => visitSequenceOf(codecs, generator, names)).toThrow(expect.objectContaining({ code }));
    expect(() => visitSequenceOf(codecs, generator, names)).toThrow(says);
  });

  it('is what the fitted trees draw by: the listed columns first, each with its missingness', async () => {
    const { codecs, coded } = await coding;
    const recipe = { generator: 'trees', preset: 'balanced', seed: 1, strength: null } as const;
    const columnsOf = async (visitSequence: readonly string[]): Promise<(string | undefined)[]> => {
      const fitted = await fit(coded, codecs, { ...recipe, visitSequence }, table, quietRun());
      // The first part is the coin, which is no column's.
      return (fitted.model as TreesModel).order.slice(1).map((part) => {
        const { column, role } = coded.parts[part];
        return `${role === 'missing' ? '?' : ''}${codecs[column].schema.name}`;
      });
    };
    expect(await columnsOf(['c', 'b'])).toEqual(['c', '?b', 'b', 'a']);
    expect((await columnsOf(['a']))[0]).toBe('a');
    expect((await columnsOf([])).toSorted()).toEqual(['?b', 'a', 'b', 'c']);
  });
});

describe('a law', () => {
  it.each([[[]], [[3]], [[2, 0]], [[4, 3, 2, 1, 0]]])(
    'is followed in the order %j',
    async (visitSequence) => {
      // Two that go together, an exclusive or, and a column that another determines.
      const law: Law = {
        key: 'any order',
        trainRows: 8000,
        sizes: [2, 2, 2, 2, 6, 3],
        draw: (random) => {
          const first = random.below(2);
          const like = random.uniform() < 0.3 ? 1 - first : first;
          const half = random.below(2);
          const fine = random.below(6);
          return [first, like, half, first ^ half, fine, fine % 3];
        },
        columns: [0, 1, 2, 3, 4, 5],
        probability: ([first, like, half, parity, fine, coarse]) =>
          parity === (first ^ half) && coarse === fine % 3 ? (first === like ? 0.7 : 0.3) / 24 : 0,
      };
      const settings = { preset: 'balanced', seed: 1, visitSequence } as const;
      const model = await trees.fit(trainingOf(law), settings, quietRun());
      const { parts } = sampleModel(model, 1, { rowStart: 0, rowEnd: blockRows });
      expect(worstCell(parts, law)).toBeLessThanOrEqual(1);
    },
  );
});

describe('visitSequenceNotes', () => {
  it('name the columns, and say nothing without any', () => {
    expect(visitSequenceNotes([])).toEqual([]);
    expect(visitSequenceNotes(['c', 'a'])).toEqual([
      expect.stringContaining('Drawn first, in this order, as the recipe\'s visit sequence says: "c", "a".'),
    ]);
  });
});
