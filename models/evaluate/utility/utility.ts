/**
 * Train on synthetic, test on real: a gradient-boosted model of one target column fitted on synthetic rows and one fitted
 * on as many training rows, both scored on the holdout (Esteban, Hyland & Rätsch, arXiv 1706.02633, section 4). AUC for
 * two classes, macro AUC for more, R2 for numbers.
 */
import { checkCancel, type Run } from '../../run/run.ts';
import { type Aligned, lengthOf, type Span } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { type Measured, type Metric, finding, nothingToCompare, unmeasured } from '../metric.ts';
import { sampleRows } from '../privacy/sample.ts';
import { boostRows } from './boostRows.ts';
import { aucOf, macroAucOf, normalInterval, r2Of, type Score, standardError } from './score.ts';
import { featuresFor, proposeTarget, type Target, targetOf, withTarget } from './target.ts';

type Name = 'trainReal' | 'trainSynthetic' | 'gap';

export interface UtilityDetails {
  /** The column that was predicted; null when there is none. */
  readonly target: string | null;
  /** Why this column. */
  readonly why: string | null;
  readonly score: 'AUC' | 'macro AUC' | 'R2' | null;
}

/** Rows fitted on at most, and rows scored at most; ours: a few seconds. */
const mostFitted = 50_000;
const mostScored = 50_000;

/** Rows below which a model is not worth fitting; ours, twice the rows of two leaves. */
const leastRows = 80;

/** R2 has no lower end; anything below this says no more than this does. */
const range = [-1, 1] as const;

/** The measure for a target column chosen by name; without one, `proposeTarget` chooses. */
export function utilityOf(targetName: string | null): Metric<Name, UtilityDetails> {
  return {
    name: 'utility',
    range,
    better: 'higher',
    source: 'Esteban et al. 2017 (TSTR); settings of scikit-learn 1.9 HistGradientBoosting',
    measure: (aligned, run) => measureUtility(aligned, targetName, run),
  };
}

export const utility = utilityOf(null);

async function measureUtility(
  aligned: Aligned,
  targetName: string | null,
  run: Run,
): Promise<Measured<Name, UtilityDetails>> {
  checkCancel(run.cancel);
  const nothing = nothingToCompare(aligned) ?? tooLittle(aligned);
  if (nothing !== null) return nothingMeasured(nothing, null);
  const target = await choose(aligned, targetName, run);
  if (target === null) {
    return nothingMeasured(
      targetName === null
        ? 'No column is fit to be predicted: none has two to ten classes or is a number that varies.'
        : `The column "${targetName}" is not a modelled column with two values or more.`,
      null,
    );
  }
  const names = { target: aligned.columns[target.column].name, why: target.why, score: scoreName(target) };
  const key = [aligned.seed, 'evaluate', 'utility'];
  const size = Math.min(lengthOf(aligned.train), lengthOf(aligned.synthetic), mostFitted);
  const scored = withTarget(target, sampleRows(aligned.holdout, mostScored, key));
  const [real, made] = [aligned.train, aligned.synthetic].map((span) => fitRows(target, span, size, key));
  if (made.length < leastRows) {
    return nothingMeasured(
      'Too few synthetic rows have a value of the target that the training rows have.',
      names,
    );
  }
  const [byReal, bySynthetic] = await Promise.all(
    [real, made].map((rows) => scoreOf(aligned, target, rows, scored, run)),
  );
  return {
    findings: findingsOf(byReal, bySynthetic, target),
    details: names,
    note:
      size < Math.max(lengthOf(aligned.train), lengthOf(aligned.synthetic))
        ? `Utility was measured with models fitted on ${size.toLocaleString('en')} rows of each table, drawn at random.`
        : null,
  };
}

function tooLittle({ columns, train, holdout, synthetic }: Aligned): string | null {
  if (columns.length < 2) return 'There is only one modelled column, so nothing to predict it from.';
  if (lengthOf(holdout) === 0) return 'There is no holdout to score predictions on.';
  return Math.min(lengthOf(train), lengthOf(holdout), lengthOf(synthetic)) < leastRows
    ? `One of the tables has fewer than ${leastRows} rows.`
    : null;
}

async function choose(aligned: Aligned, name: string | null, run: Run): Promise<Target | null> {
  if (name === null) return proposeTarget(aligned, run);
  const column = aligned.columns.findIndex((candidate) => candidate.name === name);
  return column < 0 ? null : targetOf(aligned, column, 'It was chosen.');
}

function scoreName({ outcome }: Target): UtilityDetails['score'] {
  if (outcome.form === 'number') return 'R2';
  return outcome.classes === 2 ? 'AUC' : 'macro AUC';
}

function fitRows(target: Target, span: Span, size: number, key: readonly (string | number)[]): Int32Array {
  return withTarget(target, sampleRows(span, size, [...key, span.start]));
}

async function scoreOf(
  aligned: Aligned,
  target: Target,
  rows: Int32Array,
  scored: Int32Array,
  run: Run,
): Promise<Score> {
  const { predictions } = await run.pool.run(boostRows, {
    features: featuresFor(aligned, target),
    outcome: target.outcome,
    target: target.values,
    rows,
    predicted: scored,
    seed: aligned.seed,
  });
  const truth = Float64Array.from(scored, (row) => target.values[row]);
  if (target.outcome.form === 'number') return r2Of(predictions, truth);
  const { classes } = target.outcome;
  return classes === 2 ? aucOf(predictions, truth) : macroAucOf(predictions, truth, classes);
}

function findingsOf(real: Score, made: Score, { outcome }: Target): Readonly<Record<Name, Finding>> {
  const why = 'The holdout has only one value of the target.';
  const guessing = outcome.form === 'number' ? 0 : 0.5;
  const clip = (value: number): number => Math.max(range[0], value);
  const of = ({ value, influence }: Score, reference: number): Finding =>
    finding(
      {
        value: clip(value),
        interval: normalInterval(clip(value), standardError(influence), range),
        reference,
        better: 'higher',
      },
      why,
    );
  const difference = {
    value: made.value - real.value,
    influence: made.influence.map((part, row) => part - real.influence[row]),
  };
  return {
    trainReal: of(real, guessing),
    trainSynthetic: of(made, real.value),
    gap: of(difference, 0),
  };
}

function nothingMeasured(why: string, details: UtilityDetails | null): Measured<Name, UtilityDetails> {
  const none = unmeasured(why);
  return {
    findings: { trainReal: none, trainSynthetic: none, gap: none },
    details: details ?? { target: null, why: null, score: null },
    note: null,
  };
}
