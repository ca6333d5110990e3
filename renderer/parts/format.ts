/** Sizes and times as people read them; counts and shares are written by `charts/format.ts`. */

/** Decimal units, as file managers show them: `3.9 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power - 1]}`;
}

/** A range of milliseconds as a rough time: `about 10 to 20 s`, `less than a second`. */
export function formatRemaining([lowMs, highMs]: readonly [number, number]): string {
  if (highMs < 1000) return 'less than a second';
  const inMinutes = highMs >= 120_000;
  const unitMs = inMinutes ? 60_000 : 1000;
  const low = Math.floor(lowMs / unitMs);
  const high = Math.ceil(highMs / unitMs);
  const unit = inMinutes ? 'min' : 's';
  if (low === 0) return `up to ${high} ${unit}`;
  return low === high ? `about ${high} ${unit}` : `${low} to ${high} ${unit}`;
}
