/** Numbers, sizes and times as people read them; English throughout, since the texts are. */

const counts = new Intl.NumberFormat('en');

/** `20640` -> `20,640`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `1 row`, `20,640 rows`; `plural` defaults to the word with an s. */
export function formatCounted(count: number, word: string, plural = `${word}s`): string {
  return `${formatCount(count)} ${count === 1 ? word : plural}`;
}

/** Decimal units, as file managers show them: `3.9 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power - 1]}`;
}

/** Share 0 .. 1 as percent; what is not nothing never shows as `0 %`, what is not all never as `100 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  if (share < 1 && share > 0.999) return '> 99.9 %';
  const percent = share * 100;
  return `${percent !== 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent * 10) / 10} %`;
}

/** A range of milliseconds as a rough time: `about 10 to 20 s`, `less than a second`. */
export function formatRemaining([lowMs, highMs]: readonly [number, number]): string {
  if (highMs < 1000) return 'less than a second';
  const inMinutes = highMs >= 120_000;
  const unitMs = inMinutes ? 60_000 : 1000;
  const low = Math.floor(lowMs / unitMs);
  const high = Math.ceil(highMs / unitMs);
  const unit = inMinutes ? 'min' : 's';
  return low === high ? `about ${high} ${unit}` : `${low} to ${high} ${unit}`;
}
