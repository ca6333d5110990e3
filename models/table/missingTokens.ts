/** Which texts of a column mean "no value". Decided per column: the same word is data elsewhere. */
import { cellsThat, type Seen, withoutTokens } from './seen.ts';

/** Written by programs for "no value"; hardly ever data. */
const program =
  /^(na|n\/a|#n\/a|#na|<na>|null|#null!|nan|-nan|nil|nat|\\n|\?|\.|-{1,3}|\*|missing|\(null\)|\[null\])$/i;
/** Words (and Stata's `.a` to `.z`, SAS's `._`) that mean "no value" only between numbers or dates; beside other words they are data. */
const betweenNumbers =
  /^(none|n|x|nd|n\.d\.|unknown|not available|not applicable|n\.a\.|k\.a\.|keine angabe|inf|-inf|\.[a-z_]|#div\/0!|#value!|#ref!)$/i;
/** Negative codes for "no value" in a column that has no other negative number. -1 is too often a value. */
const sentinel = /^-(9{1,5}|8{1,3}|7{2,3})(\.0+)?$/;

/** Longer texts are no tokens; saves most tests on long columns. */
const longestToken = 20;

const numberish = /^\s*[+-]?[\d.,' ]*\d[\d.,' ]*([eE][+-]?\d+)?\s*$/;
const dateish = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^\d{1,2}:\d{2}/;

/** Takes the missing tokens out of a column. */
export function withoutMissing(column: Seen): Seen {
  const blank = withoutTokens(
    column,
    (text) => text === '' || (text.charCodeAt(0) <= 32 && text.trim() === ''),
  );
  const isValue = (text: string): boolean => numberish.test(text) || dateish.test(text);
  const coded = looksLikeShortCodes(blank);
  const worded = withoutTokens(
    blank,
    (text) => text.length <= longestToken && program.test(text.trim()) && !(coded && /^na$/i.test(text)),
  );
  const isWord = (text: string): boolean => text.length <= longestToken && betweenNumbers.test(text.trim());
  const words = cellsThat(worded, isWord);
  const numeric =
    words > 0 && words < worded.cells && cellsThat(worded, isValue) + words >= 0.98 * worded.cells;
  const cleaned = numeric ? withoutTokens(worded, isWord) : worded;
  return withoutSentinels(cleaned);
}

/** Country and state codes: there `NA` is Namibia and not "no value". */
function looksLikeShortCodes(column: Seen): boolean {
  const short = column.texts.filter((text) => /^[A-Z]{2}$/.test(text) && text !== 'NA');
  return short.length >= 5 && short.length >= 0.9 * (column.texts.length - 1);
}

function withoutSentinels(column: Seen): Seen {
  const found = column.texts.filter((text) => text.charCodeAt(0) === 45 && sentinel.test(text));
  if (found.length === 0 || found.length > 2 || column.texts.length <= found.length + 1) return column;
  const others = column.texts.filter((text) => !sentinel.test(text));
  const sound = others.every((text) => numberish.test(text) && !text.trim().startsWith('-'));
  return sound ? withoutTokens(column, (text) => sentinel.test(text)) : column;
}

/** True when `N`, -9 and the like stand for "not applicable" rather than for something unknown. */
export function isStructural(token: string): boolean {
  return /^(n|not applicable)$/i.test(token.trim()) || sentinel.test(token);
}
