/** What a cell looks like at first sight, for dialect detection only; kinds are decided in `models/table/infer.ts`. */

const number = /^[+-]?(\d{1,3}([.,' ]\d{3})+|\d+)([.,]\d+)?([eE][+-]?\d+)?\s?[%€$£]?$|^[+-]?[.,]\d+$/;
const date =
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$|^\d{1,2}:\d{2}(:\d{2})?$/;
const missing = /^(NA|N\/A|n\/a|null|NULL|nan|NaN|\?|-)?$/;

/** True for numbers, dates and times: what a column name seldom is. */
export function looksLikeValue(text: string): boolean {
  const trimmed = text.trim();
  return number.test(trimmed) || date.test(trimmed);
}

/** True for the empty text and the usual words for no value. */
export function isMissing(text: string): boolean {
  return missing.test(text);
}

/** How much a cell looks like one cell, 0 to 1. @param others delimiters that would speak for another cut. */
export function looksTyped(text: string, others: string): number {
  if (missing.test(text) || looksLikeValue(text)) return 1;
  for (const other of others) if (text.includes(other)) return 0.2;
  if (text.startsWith('"') || text.endsWith('"') || text.includes('\n')) return 0.6;
  if (text.startsWith("'") && text.endsWith("'")) return 0.6;
  return text.length > 100 ? 0.8 : 0.95;
}
