/** The spine of an evaluation: align, measure fidelity and leakage, check, put the worst first. */
import type { Run } from '../run/run.ts';
import { type Aligned, align, type Evaluated, lengthOf } from './align.ts';
import { checksOf } from './checks.ts';
import { type Evaluation, type Finding, isMeasured, type PairFinding } from './evaluation.ts';
import { accuracy } from './fidelity/accuracy.ts';
import { chartOfColumn, chartPayload } from './fidelity/charts.ts';
import { shapes } from './fidelity/shapes.ts';
import { trends } from './fidelity/trends.ts';
import { unmeasured } from './metric.ts';
import { copies } from './privacy/copies.ts';
import { dcr } from './privacy/dcr.ts';

/**
 * Measures `input.synthetic` against the training table and, where there is one, the holdout. Equal inputs and seed
 * give equal results whatever the number of threads. Columns that are not modelled take no part.
 * @throws Refused `columns-differ` when the tables do not have the same modelled columns.
 */
export async function evaluate(input: Evaluated, run: Run): Promise<Evaluation> {
  run.report('evaluate', 0);
  const aligned = align(input);
  const accurate = await accuracy.measure(aligned, run);
  const shaped = await shapes.measure(aligned, run);
  run.report('evaluate', 0.6, 'shapes of columns');
  const trended = await trends.measure(aligned, run);
  run.report('evaluate', 0.7, 'trends of pairs');
  const copied = await copies.measure(aligned, run);
  const near = await dcr.measure(aligned, run);
  run.report('evaluate', 0.95, 'charts');
  const charts = await Promise.all(
    aligned.columns.map((column) => run.pool.run(chartOfColumn, chartPayload(aligned, column))),
  );
  run.report('evaluate', 1);

  const columns = aligned.columns.map(({ name, kind }, index) => ({
    name,
    kind,
    shape: shaped.details.columns[index],
    accuracy: accurate.details.columns[index],
    chart: charts[index],
  }));
  const { univariate, bivariate, trivariate, overall, ...pooled } = accurate.findings;
  return {
    fidelity: {
      accuracy: { univariate, bivariate, trivariate, overall },
      accuracyPooled: {
        univariate: pooled.pooledUnivariate,
        bivariate: pooled.pooledBivariate,
        trivariate: pooled.pooledTrivariate,
        overall: pooled.pooledOverall,
      },
      shapes: shaped.findings.shapes,
      trends: trended.findings.trends,
      trendsDependent: trended.findings.trendsDependent,
      columns: columns.sort((a, b) => shortfall(b.accuracy) - shortfall(a.accuracy)),
      pairs: pairsOf(aligned, accurate.details.pairs, trended.details.pairs),
    },
    privacy: { copies: copied.findings.copies, dcrShare: near.findings.dcrShare },
    checks: checksOf({
      accuracy: overall,
      shapes: shaped.findings.shapes,
      trends: trended.findings.trends,
      copies: copied.findings.copies,
      dcrShare: near.findings.dcrShare,
      rows: { train: lengthOf(aligned.train), synthetic: lengthOf(aligned.synthetic) },
    }),
    compared: {
      train: lengthOf(aligned.train),
      holdout: lengthOf(aligned.holdout),
      synthetic: lengthOf(aligned.synthetic),
      note: noteOf([ceilingNote(aligned, accurate.details.ceiling), accurate.note, trended.note, near.note]),
    },
  };
}

/** What worst first goes by: how far a finding lies below its reference; unmeasured ones come first. */
function shortfall(finding: Finding): number {
  return isMeasured(finding) ? (finding.reference ?? 1) - finding.value : Infinity;
}

function pairsOf(
  { columns }: Aligned,
  accurate: readonly { readonly columns: readonly [number, number]; readonly accuracy: Finding }[],
  trended: readonly { readonly trend: Finding }[],
): readonly PairFinding[] {
  // Both measures choose the same pairs in the same order.
  return accurate
    .map((pair, index) => ({
      columns: [columns[pair.columns[0]].name, columns[pair.columns[1]].name] as const,
      accuracy: pair.accuracy,
      trend: trended[index]?.trend ?? unmeasured('The trend of this pair was not measured.'),
    }))
    .sort((a, b) => shortfall(b.accuracy) - shortfall(a.accuracy));
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
