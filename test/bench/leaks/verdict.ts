/** What the checks on leakage say of one table. */
import { align } from '../../../models/evaluate/align.ts';
import type { Check } from '../../../models/evaluate/evaluation.ts';
import { leakChecks } from '../../../models/evaluate/leakChecks.ts';
import { leakage } from '../../../models/evaluate/privacy/leakage.ts';
import { rolesOf } from '../../../models/evaluate/privacy/roles.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import type { RealTable, SyntheticTable } from '../../../models/table/table.ts';
import { type Case, madeWith } from './plants.ts';
import { madeUp, type Population } from './population.ts';

export interface Verdict {
  readonly failed: readonly string[];
  readonly warned: readonly string[];
  readonly unmeasured: readonly string[];
}

/** Runs every measure and check on leakage. */
export async function verdictOf(
  tables: { readonly train: RealTable; readonly holdout: RealTable; readonly synthetic: SyntheticTable },
  seed: number,
): Promise<Verdict> {
  const input = { ...tables, seed };
  const aligned = align(input);
  const roles = rolesOf(
    aligned,
    input.train.columns.map(({ schema }) => schema),
  );
  const found = await leakage(input, aligned, roles, quietRun());
  const checks = leakChecks(found.leakage, found.counts);
  const named = (status: Check['status']): readonly string[] =>
    checks.filter((check) => check.status === status).map(({ id }) => id);
  return { failed: named('fail'), warned: named('warn'), unmeasured: named('unmeasured') };
}

/** The verdict on one case. */
export async function tried(
  { make }: Case,
  seed: number,
  rows: number,
  of: Population = madeUp,
): Promise<Verdict> {
  const made = madeWith(seed, rows, of);
  return verdictOf(
    {
      train: of.table('real', made.train),
      holdout: of.table('real', made.holdout),
      synthetic: await make(made),
    },
    seed,
  );
}
