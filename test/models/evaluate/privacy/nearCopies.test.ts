import { expect, test } from 'vitest';
import { align } from '../../../../models/evaluate/align.ts';
import { nearCopies } from '../../../../models/evaluate/privacy/nearCopies.ts';
import { quietRun } from '../../../../models/run/createRun.ts';
import { type Kinds, tableFrom } from '../../../support/loadTable.ts';

const kinds: Kinds = { b: 'decimal' };

/** Rows as texts "a b c d e". */
function cells(lines: readonly string[]): readonly (readonly [string, readonly string[]])[] {
  return ['a', 'b', 'c', 'd', 'e'].map(
    (name, at) => [name, lines.map((line) => line.split(' ')[at])] as const,
  );
}

async function measured(
  train: readonly string[],
  holdout: readonly string[],
  synthetic: readonly string[],
): Promise<Awaited<ReturnType<typeof nearCopies.measure>>> {
  const tables = {
    train: tableFrom('real', cells(train), kinds),
    holdout: tableFrom('real', cells(holdout), kinds),
    synthetic: tableFrom('synthetic', cells(synthetic), kinds),
  };
  return nearCopies.measure(align({ ...tables, seed: 1 }), quietRun());
}

test('counted by hand: no cell or one may differ, whichever column it is in', async () => {
  const { findings, details, note } = await measured(
    ['x 1.5 y z w', 'p 2.5 q r s', 'k ? k k k'],
    ['x 1.5 y z W', 'x 1.5 y Z W'],
    [
      'x 1.5 y z w', // equal
      'X 1.5 y z w', // first column differs
      'p 9.5 q r s', // the number differs
      'p 2.5 q r S', // last column differs
      'k 7.5 k k k', // a value in the place of a missing one
      'x 2.5 y z W', // two differ
      'k ? K K k', // two differ
      'x 2.5 q r s', // one of the second row
    ],
  );
  expect(details).toEqual({
    found: { successes: 6, trials: 8 },
    control: { successes: 1, trials: 2 },
  });
  expect(findings.nearCopies).toMatchObject({ value: 6 / 8, reference: 1 / 2, better: 'reference' });
  expect(note).toBeNull();
});

test('rows of one column have nothing left', async () => {
  const one = tableFrom('real', [['a', ['x', 'y']]]);
  const made = tableFrom('synthetic', [['a', ['x']]]);
  const { findings } = await nearCopies.measure(
    align({ train: one, holdout: one, synthetic: made, seed: 1 }),
    quietRun(),
  );
  expect(findings.nearCopies).toHaveProperty('unmeasured', expect.stringContaining('one column'));
});

test('without a holdout there is no reference', async () => {
  const train = tableFrom('real', cells(['x 1 y z w']), kinds);
  const synthetic = tableFrom('synthetic', cells(['x 1 y z v']), kinds);
  const { findings } = await nearCopies.measure(
    align({ train, holdout: null, synthetic, seed: 1 }),
    quietRun(),
  );
  expect(findings.nearCopies).toMatchObject({ value: 1, reference: null });
});
