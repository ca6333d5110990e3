/**
 * Identifiers that link: columns that are not modelled but written anew (record numbers, names, free text). One that equals
 * a training cell ties a synthetic row to a person, however well the other columns hide.
 */
import type { Table } from '../../table/table.ts';
import { entryCounts } from '../../table/table.ts';
import { textsOf } from '../../table/dictionary.ts';
import type { Finding } from '../evaluation.ts';
import type { Rate } from '../excess.ts';
import { wilson } from '../interval.ts';

export interface Identifiers {
  /** Of the cells that were to be new, the share that equals a training cell; 0 when no column is written anew. */
  readonly finding: Finding;
  /** The column with the largest share; null when there is none. */
  readonly column: string | null;
  readonly found: Rate;
}

/** Looks at columns with `treatment` "regenerate" that the synthetic table has. */
export function identifiers(train: Table, holdout: Table | null, synthetic: Table): Identifiers {
  const found = train.columns
    .filter(({ schema }) => schema.treatment === 'regenerate')
    .flatMap(({ schema }) => {
      const made = sharedCells(train, synthetic, schema.name);
      if (made === null) return [];
      const unseen = holdout === null ? null : sharedCells(train, holdout, schema.name);
      return [{ column: schema.name, made, unseen }];
    })
    .sort((a, b) => share(b.made) - share(a.made));
  if (found.length === 0) {
    const finding: Finding = { value: 0, interval: null, reference: 0, better: 'lower' };
    return { finding, column: null, found: { successes: 0, trials: 0 } };
  }
  const [{ column, made, unseen }] = found;
  return {
    finding: {
      value: share(made),
      interval: made.trials === 0 ? null : wilson(made.successes, made.trials),
      reference: unseen === null ? null : share(unseen),
      better: 'lower',
    },
    column,
    found: made,
  };
}

function share({ successes, trials }: Rate): number {
  return trials === 0 ? 0 : successes / trials;
}

/**
 * Cells of `table` that equal a training cell of that column; missing cells do not count. A text that stands in the
 * dictionary only, which a split shares with the holdout, is no training cell.
 */
function sharedCells(train: Table, table: Table, name: string): Rate | null {
  const [real, made] = [train, table].map(({ columns }) =>
    columns.find(({ schema }) => schema.name === name),
  );
  if (real === undefined || made === undefined) return null;
  const carried = entryCounts(real);
  const known = new Set(
    textsOf(real.dictionary).filter((_, entry) => carried[entry] > 0 && real.missing[entry] === 0),
  );
  const counts = entryCounts(made);
  const texts = textsOf(made.dictionary);
  let [successes, trials] = [0, 0];
  counts.forEach((count, entry) => {
    if (made.missing[entry] === 1) return;
    trials += count;
    if (known.has(texts[entry])) successes += count;
  });
  return { successes, trials };
}
