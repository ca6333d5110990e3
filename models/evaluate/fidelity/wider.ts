/** The measures beyond accuracy, shapes and trends, in the order in which they are taken. */
import type { Run } from '../../run/run.ts';
import type { Aligned } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { type Formula, type RegressionDetails, regressionOf } from '../utility/regression.ts';
import { type UtilityDetails, utilityOf } from '../utility/utility.ts';
import { correlations, type CorrelationsDetails } from './correlations.ts';
import { detection } from './detection.ts';
import { type ColumnDistances, distances } from './distances.ts';
import { marginalsBy } from './marginals.ts';
import { propensity } from './propensity.ts';
import { type SliceFinding, slices } from './slices.ts';
import { support } from './support.ts';

/** What a person may choose; null: the measure proposes. */
export interface Chosen {
  /** Column that models are trained to predict. */
  readonly target: string | null;
  /** Column inside whose groups the k-marginal score is taken; null: none. */
  readonly groupBy: string | null;
  readonly formula: Formula;
}

export const nothingChosen: Chosen = {
  target: null,
  groupBy: null,
  formula: { target: null, predictors: null },
};

/** The part of `Evaluation.fidelity` that these measures fill. */
export interface WiderFidelity {
  /** C2ST: mean AUC of five folds; 0.5 when a classifier cannot tell synthetic from training rows. */
  readonly detection: Finding;
  /** What the classifier goes by, most first: shares of the gain of its splits. */
  readonly detectionBy: readonly { readonly column: string; readonly share: number }[];
  /** synthpop's S_pMSE (logistic regression on bins; mean of two-way tables) and SPECKS. */
  readonly pmse: { readonly ratio: Finding; readonly pairs: Finding; readonly specks: Finding };
  /** SDNist, 0 to 1000. */
  readonly kMarginal: Finding;
  /** Share of the real cells of pairs that synthetic rows have, and of synthetic cells that no real row has. */
  readonly coverage: Finding;
  readonly invented: Finding;
  /** Means over columns, and each column, largest distance first. */
  readonly distances: ColumnDistances & {
    readonly columns: readonly (ColumnDistances & { readonly name: string })[];
  };
  readonly alphaPrecision: Finding;
  readonly betaRecall: Finding;
  /** Share of synthetic rows farther from any training row than 99 % of training rows are from each other. */
  readonly outliers: Finding;
  readonly correlations: CorrelationsDetails & { readonly difference: Finding };
  /** Worst first; those found worse, then the others. */
  readonly slices: readonly SliceFinding[];
  /** Share of the slices that are large enough to say which are worse; how many were tested, and how many were too small. */
  readonly slicesFound: { readonly worse: Finding; readonly tested: number; readonly tooSmall: number };
}

/** `Evaluation.utility`. */
export interface Utility extends UtilityDetails {
  readonly trainReal: Finding;
  /** Its reference is `trainReal`. */
  readonly trainSynthetic: Finding;
  /** `trainSynthetic` less `trainReal`, with the interval of a difference on the same rows. */
  readonly gap: Finding;
  /** Coefficients of one regression in both tables. */
  readonly regression: RegressionDetails & { readonly overlap: Finding };
}

/** Takes all of them; `report` is told the share that is done, 0 to 1, before each. */
export async function measureWider(
  aligned: Aligned,
  chosen: Chosen,
  run: Run,
  report: (share: number, detail: string) => void,
): Promise<{
  readonly fidelity: WiderFidelity;
  readonly utility: Utility;
  readonly notes: readonly (string | null)[];
}> {
  const nameOf = (column: number): string => aligned.columns[column].name;
  report(0, 'detection');
  const told = await detection.measure(aligned, run);
  report(0.3, 'utility');
  const useful = await utilityOf(chosen.target).measure(aligned, run);
  report(0.5, 'propensity scores');
  const scored = await propensity.measure(aligned, run);
  report(0.6, 'two-way tables');
  const tables = await marginalsBy(chosen.groupBy).measure(aligned, run);
  report(0.7, 'distances');
  const apart = await distances.measure(aligned, run);
  const supported = await support.measure(aligned, run);
  report(0.8, 'slices');
  const sliced = await slices.measure(aligned, run);
  report(0.9, 'regression');
  const related = await correlations.measure(aligned, run);
  const regressed = await regressionOf(chosen.formula).measure(aligned, run);
  const columns = apart.details.columns.map((column, index) => ({ name: nameOf(index), ...column }));
  return {
    fidelity: {
      detection: told.findings.detection,
      detectionBy: told.details.givesAway.map(({ column, share }) => ({ column: nameOf(column), share })),
      pmse: {
        ratio: scored.findings.pmseRatio,
        pairs: scored.findings.pmsePairs,
        specks: scored.findings.specks,
      },
      kMarginal: tables.findings.kMarginal,
      coverage: tables.findings.coverage,
      invented: tables.findings.invented,
      distances: {
        ...apart.findings,
        columns: columns.sort((a, b) => excess(b.distance) - excess(a.distance)),
      },
      alphaPrecision: supported.findings.alphaPrecision,
      betaRecall: supported.findings.betaRecall,
      outliers: supported.findings.outliers,
      correlations: { ...related.details, difference: related.findings.correlations },
      slices: sliced.details.slices,
      slicesFound: {
        worse: sliced.findings.worseSlices,
        tested: sliced.details.tested,
        tooSmall: sliced.details.tooSmall,
      },
    },
    utility: {
      ...useful.details,
      ...useful.findings,
      regression: { ...regressed.details, overlap: regressed.findings.overlap },
    },
    notes: [told, useful, scored, tables, apart, supported, sliced, related, regressed].map(
      ({ note }) => note,
    ),
  };
}

/** How far a distance lies above its reference; unmeasured ones come first. */
function excess(finding: Finding): number {
  return 'unmeasured' in finding ? Infinity : finding.value - (finding.reference ?? 0);
}
