/** What evaluation finds, as data: the fixed part of `report.json`, and what `evaluate --json` prints. */

import type { GroupFinding } from './drift/groups.ts';
import type { Utility, WiderFidelity } from './fidelity/wider.ts';
import type { Leakage } from './privacy/leakage.ts';

/** A measured number with what it is to be held against. */
export interface Measure {
  readonly value: number;
  /** 95 % interval; null when none is known. */
  readonly interval: readonly [low: number, high: number] | null;
  /** The ceiling (two real samples) or the control (rows the model never saw); null only when there is no holdout. */
  readonly reference: number | null;
  /** `reference`: neither more nor less than the reference is wanted. */
  readonly better: 'higher' | 'lower' | 'reference';
}

/** A measure that could not be taken; counts as not passed. */
export interface Unmeasured {
  readonly unmeasured: string;
}

export type Finding = Measure | Unmeasured;

export function isMeasured(finding: Finding): finding is Measure {
  return !('unmeasured' in finding);
}

export interface ColumnFinding {
  readonly name: string;
  readonly kind: string;
  /** SDMetrics KSComplement or TVComplement. */
  readonly shape: Finding;
  /** mostlyai-qa univariate accuracy. */
  readonly accuracy: Finding;
  /** Real and synthetic shares over the same bins, for the chart; counts below a floor are merged into "other". */
  readonly chart: ColumnChart | null;
}

export interface ColumnChart {
  readonly form: 'bars' | 'histogram';
  /** Category labels, or bin edges (one more than shares) for a histogram. */
  readonly labels: readonly string[];
  readonly edges: readonly number[] | null;
  readonly real: readonly number[];
  readonly synthetic: readonly number[];
  readonly holdout: readonly number[] | null;
  readonly missing: { readonly real: number; readonly synthetic: number };
}

export interface PairFinding {
  readonly columns: readonly [string, string];
  /** mostlyai-qa bivariate accuracy. */
  readonly accuracy: Finding;
  /** SDMetrics CorrelationSimilarity or ContingencySimilarity. */
  readonly trend: Finding;
}

export type CheckStatus = 'pass' | 'warn' | 'fail' | 'unmeasured';

export interface Check {
  readonly id: string;
  readonly status: CheckStatus;
  /** Path of the measure it reads, e.g. `privacy.dcrShare`. */
  readonly measure: string;
  /** What would pass, as text with the numbers and their source, e.g. `<= 0.57 (...)`. */
  readonly threshold: string;
  /** One sentence for a person: finding first, then what it means. */
  readonly says: string;
  /** The column that the attack behind the check guessed; absent where nothing was guessed. */
  readonly secret?: string;
}

export interface Evaluation {
  readonly fidelity: WiderFidelity & {
    readonly accuracy: {
      readonly univariate: Finding;
      readonly bivariate: Finding;
      readonly trivariate: Finding;
      readonly overall: Finding;
    };
    /**
     * The same against training and holdout rows together, as mostlyai-qa prints it when it is given a holdout; its
     * reference is what that package calls the maximum.
     */
    readonly accuracyPooled: {
      readonly univariate: Finding;
      readonly bivariate: Finding;
      readonly trivariate: Finding;
      readonly overall: Finding;
    };
    /** SDMetrics Column Shapes. */
    readonly shapes: Finding;
    /** SDMetrics Column Pair Trends, all pairs. */
    readonly trends: Finding;
    /** The same over the pairs that depend on each other in the training rows, which is QualityReport's default. */
    readonly trendsDependent: Finding;
    /** Worst first. */
    readonly columns: readonly ColumnFinding[];
    readonly pairs: readonly PairFinding[];
  };
  readonly utility: Utility;
  readonly privacy: Leakage;
  /** Bias per group: amplified first. */
  readonly groups: readonly GroupFinding[];
  readonly checks: readonly Check[];
  /** Rows that were compared, and the fact that a sample was taken if one was. */
  readonly compared: {
    readonly train: number;
    readonly holdout: number;
    readonly synthetic: number;
    readonly note: string | null;
  };
}
