/** The spine of an evaluation: align, measure fidelity and leakage, check, put the worst first. */
import type { Run } from '../run/run.ts';
import { type Aligned, align, type Evaluated, lengthOf } from './align.ts';
import { checksOf } from './checks.ts';
import type { Evaluation } from './evaluation.ts';
import { groups } from './drift/groups.ts';
import { measureCore } from './fidelity/core.ts';
import { type Chosen, measureWider, nothingChosen } from './fidelity/wider.ts';
import { leakage } from './privacy/leakage.ts';
import { rolesOf } from './privacy/roles.ts';

/**
 * Measures `input.synthetic` against the training table and, where there is one, the holdout. Equal inputs and seed
 * give equal results whatever the number of threads. Columns that are not modelled take no part. `chosen` says what to
 * predict, group by and regress; what is null there is proposed.
 * @throws Refused `columns-differ` when the tables do not have the same modelled columns.
 */
export async function evaluate(
  input: Evaluated,
  run: Run,
  chosen: Chosen = nothingChosen,
): Promise<Evaluation> {
  run.report('evaluate', 0);
  const aligned = align(input);
  const { fidelity, ceiling, notes } = await measureCore(aligned, run);
  const wider = await measureWider(aligned, chosen, run);
  const roles = rolesOf(
    aligned,
    input.train.columns.map(({ schema }) => schema),
  );
  const leaks = await leakage(input, aligned, roles, run);
  run.report('evaluate', 0.98, 'groups');
  const grouped = groups(aligned, roles);
  run.report('evaluate', 1);

  return {
    fidelity: { ...fidelity, ...wider.fidelity },
    utility: wider.utility,
    privacy: leaks.leakage,
    groups: grouped,
    checks: checksOf({
      accuracy: fidelity.accuracy.overall,
      shapes: fidelity.shapes,
      trends: fidelity.trends,
      privacy: leaks.leakage,
      counts: leaks.counts,
      rows: { train: lengthOf(aligned.train), synthetic: lengthOf(aligned.synthetic) },
    }),
    compared: {
      train: lengthOf(aligned.train),
      holdout: lengthOf(aligned.holdout),
      synthetic: lengthOf(aligned.synthetic),
      note: noteOf([ceilingNote(aligned, ceiling), ...notes, ...wider.notes, ...leaks.notes]),
    },
  };
}

function ceilingNote(aligned: Aligned, ceiling: 'holdout' | 'expected'): string | null {
  if (aligned.columns.length === 0) return null;
  return ceiling === 'holdout'
    ? 'The ceiling of accuracy is the accuracy of the holdout, which has about as many rows as the synthetic table.'
    : 'The ceiling of accuracy is the expectation for two real samples of these sizes (multinomial sampling).';
}

function noteOf(parts: readonly (string | null)[]): string | null {
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? null : said.join(' ');
}
