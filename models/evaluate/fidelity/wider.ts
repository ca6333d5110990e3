/** The measures beyond accuracy, shapes and trends, in the order in which they are taken. */
import type { Run } from '../../run/run.ts';
import type { Aligned } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { sideBySide } from '../sideBySide.ts';
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

/** Shares of the time, measured on adult; only the progress depends on them. */
const weights = {
  detection: 20,
  utility: 20,
  'propensity scores': 10,
  'two-way tables': 5,
  distances: 5,
  'where rows lie': 6,
  slices: 16,
  correlations: 3,
  regression: 9,
};

/** Takes all of them side by side. */
export async function measureWider(
  aligned: Aligned,
  chosen: Chosen,
  run: Run,
): Promise<{
  readonly fidelity: WiderFidelity;
  readonly utility: Utility;
  readonly notes: readonly (string | null)[];
}> {
  const nameOf = (column: number): string => aligned.columns[column].name;
  const follow = sideBySide(run, [0.2, 0.6], weights);
  const all = await Promise.all([
    follow('detection', detection.measure(aligned, run)),
    follow('utility', utilityOf(chosen.target).measure(aligned, run)),
    follow('propensity scores', propensity.measure(aligned, run)),
    follow('two-way tables', marginalsBy(chosen.groupBy).measure(aligned, run)),
    follow('distances', distances.measure(aligned, run)),
    follow('where rows lie', support.measure(aligned, run)),
    follow('slices', slices.measure(aligned, run)),
    follow('correlations', correlations.measure(aligned, run)),
    follow('regression', regressionOf(chosen.formula).measure(aligned, run)),
  ]);
  const [told, useful, scored, tables, apart, supported, sliced, related, regressed] = all;
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
    notes: all.map(({ note }) => note),
  };
}

/** How far a distance lies above its reference; unmeasured ones come first. */
function excess(finding: Finding): number {
  return 'unmeasured' in finding ? Infinity : finding.value - (finding.reference ?? 0);
}
