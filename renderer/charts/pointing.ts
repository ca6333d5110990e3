/** Pointing at a bin of a column chart: shared by both drawings and by who reads the bin out. */
import type { ColumnChart } from '../../models/evaluate/evaluation.ts';
import { allBins, type Bin, shownBars } from './columnBins.ts';
import { percent } from './format.ts';

/** Which bin is pointed at; without it a drawing is a picture. */
export interface Pointing {
  /** Index among the drawn bins; null when none is. */
  readonly pointed: number | null;
  readonly onPoint: (index: number) => void;
}

/** What both drawings take. */
export interface DrawingProps {
  readonly name: string;
  readonly chart: ColumnChart;
  readonly pointing?: Pointing | undefined;
}

/** The bins as they are drawn, left to right or top to bottom. */
export function drawnBins(chart: ColumnChart): readonly Bin[] {
  return chart.form === 'bars' ? shownBars(chart) : allBins(chart);
}

/** `17 to 22: real 9.1%, synthetic 8.8%, kept out of training 9.0%`. */
export function binWords({ name, real, synthetic, holdout }: Bin): string {
  const kept = holdout === null ? '' : `, kept out of training ${percent(holdout)}`;
  return `${name}: real ${percent(real)}, synthetic ${percent(synthetic)}${kept}`;
}
