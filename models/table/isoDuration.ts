/**
 * ISO 8601 durations (`P1DT2H30M`). Their patterns are written like a duration with `n` for a number, from the largest
 * to the finest unit: `PTnHnMnS`, `PnDTnHnM`, `PTnHnMn.SSSS` for milliseconds. All forms are read under any pattern but
 * those with years or months, which have no fixed length.
 */

const syntax = /^(-?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?)?$/;

/** True for the patterns of this file. */
export function isIsoDuration(pattern: string): boolean {
  return /^P(nD)?(T|$)/.test(pattern);
}

/** Seconds; NaN when `text` is no duration of weeks, days, hours, minutes and seconds. */
export function parseIsoDuration(text: string): number {
  const match = syntax.exec(text);
  if (match === null || text.endsWith('P') || text.endsWith('T')) return NaN;
  const [, sign, weeks = '0', days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const whole = Number(weeks) * 604800 + Number(days) * 86400 + Number(hours) * 3600 + Number(minutes) * 60;
  const total = whole + Number(`${seconds}.${fraction}`);
  return sign === '-' ? -total : total;
}

/** `seconds` in the units of `pattern`, rounded to its finest one; zero is `PT0S` (or the finest unit). */
export function formatIsoDuration(seconds: number, pattern: string): string {
  const decimals = /\.(S+)S$/.exec(pattern)?.[1].length ?? 0;
  const finest = pattern.endsWith('S') ? 1 / 10 ** decimals : pattern.endsWith('M') ? 60 : 3600;
  const perUnit = finest < 1 ? 10 ** decimals : 1;
  const ticks =
    finest < 1 ? Math.round(Math.abs(seconds) * perUnit) : Math.round(Math.abs(seconds) / finest) * finest;
  const whole = Math.floor(ticks / perUnit);
  const fraction = ticks - whole * perUnit;
  const days = pattern.startsWith('PnD') ? Math.floor(whole / 86400) : 0;
  const hours = Math.floor((whole - days * 86400) / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60) + (fraction === 0 ? '' : `.${String(fraction).padStart(decimals, '0')}`);
  const time =
    (hours === 0 ? '' : `${hours}H`) +
    (minutes === 0 ? '' : `${minutes}M`) +
    (rest === '0' ? '' : `${rest}S`);
  const text = (days === 0 ? '' : `${days}D`) + (time === '' ? '' : `T${time}`);
  const zero = pattern.endsWith('S') ? 'T0S' : `T0${pattern.at(-1)}`;
  return (seconds < 0 && text !== '' ? '-P' : 'P') + (text === '' ? zero : text);
}

/** The pattern that writes what was seen: days when some text has them, and the finest unit of all texts. */
export function isoDurationPattern(texts: readonly string[]): string {
  const days = texts.some((text) => /\d[DW]/.test(text));
  const decimals = texts.reduce((most, text) => Math.max(most, /[.,](\d+)S$/.exec(text)?.[1].length ?? 0), 0);
  const start = days ? 'PnDT' : 'PT';
  if (decimals > 0) return `${start}nHnMn.${'S'.repeat(decimals)}S`;
  if (texts.some((text) => text.endsWith('S'))) return `${start}nHnMnS`;
  return texts.some((text) => text.endsWith('M')) ? `${start}nHnM` : `${start}nH`;
}
