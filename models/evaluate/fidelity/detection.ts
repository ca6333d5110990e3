/**
 * Classifier two-sample test: how well a gradient-boosted classifier tells synthetic rows from training rows it has not
 * seen, as AUC (Lopez-Paz & Oquab, ICLR 2017). As many rows of each, at most 10,000; five folds, each side dealt out by
 * itself; the mean of the folds' AUC. 0.5: it cannot tell. Below 0.5: rows stand in both tables, so that what it learnt
 * on one side misleads it on the other, which is a sign of copies. Numbers are compared as numbers, so a way of writing
 * them gives nothing away. The same classifier on holdout rows in place of the synthetic ones gives the reference.
 */
import { randomStream } from '../../num/random.ts';
import { checkCancel, type Run } from '../../run/run.ts';
import { type Aligned, lengthOf, type Span } from '../align.ts';
import { type Measured, type Metric, finding, nothingToCompare, unmeasured } from '../metric.ts';
import { sampleRows } from '../privacy/sample.ts';
import { type Feature, featureOf } from '../utility/boosting.ts';
import { boostRows } from '../utility/boostRows.ts';
import { aucOf, normalInterval, standardError } from '../utility/score.ts';

/** Rows a side; reference/mostlyai-qa `_similarity.py` takes as many. */
const mostRows = 10_000;

/** Rows a side below which five folds say nothing; ours: six rows of each in a fold. */
const leastRows = 30;

export const foldCount = 5;

export interface DetectionDetails {
  /** Column index and its share of what the classifier goes by, most first; empty when unmeasured. */
  readonly givesAway: readonly { readonly column: number; readonly share: number }[];
}

export const detection: Metric<'detection', DetectionDetails> = {
  name: 'detection',
  range: [0, 1],
  better: 'lower',
  source: 'Lopez-Paz & Oquab 2017; settings of scikit-learn 1.9 HistGradientBoostingClassifier',
  measure: measureDetection,
};

async function measureDetection(
  aligned: Aligned,
  run: Run,
): Promise<Measured<'detection', DetectionDetails>> {
  const { train, holdout, synthetic } = aligned;
  const rows = Math.min(lengthOf(train), lengthOf(synthetic), mostRows);
  checkCancel(run.cancel);
  const nothing = nothingToCompare(aligned) ?? (rows < leastRows ? tooFew : null);
  if (nothing !== null) {
    return { findings: { detection: unmeasured(nothing) }, details: { givesAway: [] }, note: null };
  }
  const features = aligned.columns.map(featureOf);
  const held = Math.min(lengthOf(train), lengthOf(holdout), mostRows);
  const [told, reference] = await Promise.all([
    tellApart(aligned, features, train, synthetic, rows, run),
    held < leastRows ? null : tellApart(aligned, features, train, holdout, held, run),
  ]);
  return {
    findings: {
      detection: finding(
        {
          value: told.value,
          interval: normalInterval(told.value, told.error, [0, 1]),
          reference: reference?.value ?? null,
          better: 'lower',
        },
        tooFew,
      ),
    },
    details: {
      givesAway: Array.from(told.gains, (share, column) => ({ column, share })).sort(
        (a, b) => b.share - a.share || a.column - b.column,
      ),
    },
    note:
      rows < Math.max(lengthOf(train), lengthOf(synthetic))
        ? `Detection compared ${rows.toLocaleString('en')} rows of each table, drawn at random.`
        : null,
  };
}

const tooFew = `There are fewer than ${leastRows} rows in one of the tables.`;

interface Told {
  readonly value: number;
  readonly error: number;
  readonly gains: Float64Array;
}

/** Folds of both sides and the classifier's AUC over them; `rows` of each side. */
async function tellApart(
  { rowCount, seed }: Aligned,
  features: readonly Feature[],
  real: Span,
  other: Span,
  rows: number,
  run: Run,
): Promise<Told> {
  const sides = [real, other].map((span) =>
    sampleRows(span, rows, [seed, 'evaluate', 'detection', span.start]),
  );
  const target = new Uint8Array(new SharedArrayBuffer(rowCount));
  for (const row of sides[1]) target[row] = 1;
  const dealt = sides.map((side, index) => foldsOf(side.length, seed, index));
  const inFold = (fold: number, wanted: boolean): Int32Array =>
    Int32Array.from(
      sides.flatMap((side, index) =>
        Array.from(side.filter((_, at) => (dealt[index][at] === fold) === wanted)),
      ),
    );
  const folds = await Promise.all(
    Array.from({ length: foldCount }, async (_, fold) => {
      const predicted = inFold(fold, true);
      const { predictions, gains } = await run.pool.run(boostRows, {
        features,
        outcome: { form: 'classes', classes: 2 },
        target,
        rows: inFold(fold, false),
        predicted,
        seed,
      });
      const score = aucOf(
        predictions,
        predicted.map((row) => target[row]),
      );
      return { value: score.value, error: standardError(score.influence), gains };
    }),
  );
  return {
    value: folds.reduce((sum, { value }) => sum + value, 0) / foldCount,
    // The folds' test rows do not overlap, so the variances add up.
    error: Math.sqrt(folds.reduce((sum, { error }) => sum + error * error, 0)) / foldCount,
    gains: folds[0].gains.map(
      (_, feature) => folds.reduce((sum, { gains }) => sum + gains[feature], 0) / foldCount,
    ),
  };
}

/** Position -> fold, in folds whose sizes differ by at most one. */
function foldsOf(length: number, seed: number, side: number): Uint8Array {
  const folds = Uint8Array.from({ length }, (_, index) => index % foldCount);
  const random = randomStream([seed, 'evaluate', 'folds', side]);
  for (let index = 0; index < length - 1; index++) {
    const other = index + random.below(length - index);
    [folds[index], folds[other]] = [folds[other], folds[index]];
  }
  return folds;
}
