/** What a number is counted in, and how it is written: shares as percentages, the area under a curve as 0.512, ratios plain. */
import { percent, percentInterval, percentTick, points } from './format.ts';

/**
 * `share`: 0 to 1, written in percent. `decimal`: areas under ROC curves, R² and distances, three digits. `ratio`: 0 or more, at most
 * three digits. `thousand`: a score out of 1000, whole.
 */
export type Unit = 'share' | 'decimal' | 'ratio' | 'thousand';

const minus = '\u2212';

function plain(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return text.startsWith('-') ? `${minus}${text.slice(1)}` : text;
}

function ratioDigits(value: number): number {
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
}

/** A number with its unit where it has one, e.g. `97.5%`, `0.512`, `1.84`, `962`. */
export function written(value: number, unit: Unit): string {
  switch (unit) {
    case 'share':
      return percent(value);
    case 'decimal':
      return plain(value, 3);
    case 'ratio':
      return plain(value, ratioDigits(value));
    case 'thousand':
      return plain(value, 0);
    default:
      return unit satisfies never;
  }
}

/** Both ends of an interval with one unit, e.g. `97.4 to 97.6%`, `0.508 to 0.516`. */
export function writtenInterval(interval: readonly [low: number, high: number], unit: Unit): string {
  return unit === 'share'
    ? percentInterval(interval)
    : `${written(interval[0], unit)} to ${written(interval[1], unit)}`;
}

/** The size of a difference, without sign: `0.8 points` for shares, else the number. */
export function writtenDifference(difference: number, unit: Unit): string {
  return unit === 'share' ? points(difference) : written(Math.abs(difference), unit);
}

/** The text of an axis tick: as few digits as say it exactly. */
export function writtenTick(value: number, unit: Unit): string {
  if (unit === 'share') return percentTick(value);
  const text = String(Number(value.toFixed(3)));
  return text.startsWith('-') ? `${minus}${text.slice(1)}` : text;
}

/** Below this difference two numbers are written alike, so they count as equal. */
export function leastDifference(unit: Unit): number {
  switch (unit) {
    case 'share':
      return 0.00005;
    case 'decimal':
      return 0.0005;
    case 'ratio':
      return 0.005;
    case 'thousand':
      return 0.5;
    default:
      return unit satisfies never;
  }
}
