/** The first set of fidelity measures: accuracy, shapes, trends, with every column and pair, the worst first. */
import type { Run } from '../../run/run.ts';
import type { Aligned } from '../align.ts';
import { type Evaluation, type Finding, isMeasured, type PairFinding } from '../evaluation.ts';
import { unmeasured } from '../metric.ts';
import { accuracy } from './accuracy.ts';
import { chartOfColumn, chartPayload } from './charts.ts';
import { shapes } from './shapes.ts';
import { trends } from './trends.ts';
import type { WiderFidelity } from './wider.ts';

/** What stands in the report, and what the method section says about how it was taken. */
export interface Core {
  readonly fidelity: Omit<Evaluation['fidelity'], keyof WiderFidelity>;
  readonly ceiling: 'holdout' | 'expected';
  readonly notes: readonly (string | null)[];
}

/** @throws Cancelled. */
export async function measureCore(aligned: Aligned, run: Run): Promise<Core> {
  const accurate = await accuracy.measure(aligned, run);
  run.report('evaluate', 0.12, 'shapes of columns');
  const shaped = await shapes.measure(aligned, run);
  run.report('evaluate', 0.15, 'trends of pairs');
  const trended = await trends.measure(aligned, run);
  run.report('evaluate', 0.18, 'charts');
  const charts = await Promise.all(
    aligned.columns.map((column) => run.pool.run(chartOfColumn, chartPayload(aligned, column))),
  );
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
    ceiling: accurate.details.ceiling,
    notes: [accurate.note, trended.note],
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
