/** Round numbers for axes, and values as text. */
import type { Kind } from '../../table/schema.ts';

const secondsADay = 86_400;

/** Steps that clocks have, in seconds. */
const clockSteps = [
  1,
  2,
  5,
  10,
  15,
  30,
  60,
  120,
  300,
  600,
  900,
  1800,
  3600,
  7200,
  10800,
  21600,
  43200,
  secondsADay,
];

/** The smallest round step of at least `least`: 1, 2 or 5 times a power of ten; whole for integers, a clock's for times. */
export function niceStep(least: number, kind: Kind): number {
  const clock = kind === 'time' || kind === 'datetime' || kind === 'duration';
  if (clock && least <= secondsADay) return clockSteps.find((step) => step >= least) ?? secondsADay;
  const unit = clock ? secondsADay : 1;
  const whole = kind === 'integer' || kind === 'date' || clock;
  const wanted = Math.max(least / unit, whole ? 1 : Number.MIN_VALUE * 1e20);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= wanted * (1 - 1e-9)) ?? 10;
  return step * power * unit;
}

/** A value as people read it: dates as YYYY-MM-DD, times as HH:mm, numbers with at most six significant digits. */
export function formatValue(value: number, kind: Kind): string {
  if (kind === 'date') return isoText(value * secondsADay).slice(0, 10);
  if (kind === 'datetime') return isoText(value).slice(0, 16).replace('T', ' ');
  if (kind === 'time') return isoText(value).slice(11, 16);
  const digits = Math.abs(value) >= 1e6 ? Math.round(value) : Number(value.toPrecision(6));
  return digits.toLocaleString('en', { maximumFractionDigits: 6 });
}

function isoText(seconds: number): string {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
