/** Taught on synthetic against taught on real rows: the score of both models on rows that neither has seen. */
import type { Finding } from '../../models/evaluate/evaluation.ts';
import { BarTable } from './BarTable.tsx';
import { ChartFigure } from './ChartFigure.tsx';
import { domainOf } from './domain.ts';
import { measureOf } from './finding.ts';
import { visible } from './format.ts';
import { written, writtenDifference, writtenInterval } from './unit.ts';

export interface UtilityBarsProps {
  /** The column that was predicted. */
  readonly target: string;
  /** `AUC`, `macro AUC` or `R2`. */
  readonly score: string;
  readonly trainReal: Finding;
  readonly trainSynthetic: Finding;
}

function summaryOf(real: number | undefined, synthetic: number | undefined, target: string): string {
  if (real === undefined || synthetic === undefined) return 'One of the two models could not be scored.';
  const difference = writtenDifference(synthetic - real, 'decimal');
  const way = synthetic < real ? 'less than' : 'more than';
  return `A model of ${target} taught on synthetic rows scores ${difference} ${way} one taught on real rows.`;
}

/** Two bars from the score of guessing. */
export function UtilityBars({ target, score, trainReal, trainSynthetic }: UtilityBarsProps) {
  const guessing = score === 'R2' ? 0 : 0.5;
  const [real, synthetic] = [measureOf(trainReal), measureOf(trainSynthetic)];
  const top = domainOf([trainReal, trainSynthetic], [guessing], [-1, 1])[1];
  const row = (name: string, mark: 'real' | 'synthetic', finding: Finding) => {
    const measure = measureOf(finding);
    const says = measure === null ? 'not measured' : `${score} ${written(measure.value, 'decimal')}`;
    return {
      name,
      words: says,
      bars: measure === null ? [] : [{ mark, value: measure.value, interval: measure.interval }],
      cells: [
        measure === null ? 'not measured' : written(measure.value, 'decimal'),
        measure?.interval ? writtenInterval(measure.interval, 'decimal') : '',
      ],
    };
  };
  return (
    <ChartFigure
      title={`Predicting ${visible(target)} on rows kept out of training`}
      axis={`${score === 'R2' ? 'R²' : score}, bars start at guessing (${guessing})`}
      summary={summaryOf(real?.value, synthetic?.value, visible(target))}
    >
      <BarTable
        of="Model taught on"
        heads={[score === 'R2' ? 'R²' : score, '95% interval']}
        domain={[guessing, Math.max(top, guessing + 0.05)]}
        unit="decimal"
        rows={[
          row('real rows (TRTR)', 'real', trainReal),
          row('synthetic rows (TSTR)', 'synthetic', trainSynthetic),
        ]}
      />
    </ChartFigure>
  );
}
