/** What to say when conditions cannot be met: column names and counts, never a value. */
import { Refused } from '../../run/run.ts';

/**
 * No row of the model meets the condition on one column.
 * @param rows training rows that meet it; null when the training table is not at hand. @param hint a sentence, or empty.
 */
export function noSupport(name: string, rows: number | null, hint = ''): Refused {
  const why =
    rows === null
      ? 'too few rows of the training table, or none, have what is asked for'
      : rows === 0
        ? 'no row of the training table has what is asked for'
        : `only ${counted(rows)} of the training table ${rows === 1 ? 'has' : 'have'} what is asked for, too few for the model to keep`;
  const mend = hint === '' ? 'Widen the condition or drop it.' : hint;
  return new Refused(
    'no-support',
    `The model has nothing that meets the condition on "${name}": ${why}. ${mend}`,
  );
}

/** Conditions that can be met without any one of them, and not together. @param rows as in `noSupport`, for all together. */
export function noneTogether(names: readonly string[], rows: number | null, attempts: number): Refused {
  if (names.length === 1) return noSupport(names[0], rows);
  const columns = `${names.slice(0, -1).map(quoted).join(', ')} and ${quoted(names[names.length - 1])}`;
  const real =
    rows === null
      ? ''
      : `${rows === 0 ? 'no row' : `only ${counted(rows)}`} of the training table ${rows > 1 ? 'meet' : 'meets'} them all, and `;
  return new Refused(
    'no-support',
    `The conditions on ${columns} cannot be met together: ${real}the model draws none in ${attempts.toLocaleString('en-US')} attempts. Widen or drop one of them.`,
  );
}

function counted(rows: number): string {
  return `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
