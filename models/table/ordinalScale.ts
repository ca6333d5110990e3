/** Texts that carry an order: numbered levels, bands of numbers, and the words of usual scales. */
import type { Seen } from './seen.ts';

export interface ScaleFinding {
  /** From lowest to highest. */
  readonly levels: readonly string[];
  readonly evidence: string;
  readonly confidence: number;
}

/** Words from lowest to highest; alternatives of one level are separated by `|`. Ours, from questionnaires in use. */
const scales: readonly (readonly (readonly string[])[])[] = [
  'very low|very small, low|small, medium|moderate|mid|average, high|large, very high|very large',
  'sehr niedrig|sehr gering, niedrig|gering, mittel, hoch, sehr hoch',
  'très faible, faible, moyen|moyenne, élevé|élevée|fort|forte, très élevé|très élevée',
  'muy bajo|muy baja, bajo|baja, medio|media, alto|alta, muy alto|muy alta',
  'xxs, xs|extra small, s|small, m|medium, l|large, xl|extra large, xxl, xxxl|3xl, 4xl',
  'klein, mittel, groß|gross',
  'petit|petite, moyen|moyenne, grand|grande',
  'strongly disagree, disagree, somewhat disagree, neutral|neither agree nor disagree|undecided, somewhat agree, agree, strongly agree',
  'stimme gar nicht zu|stimme überhaupt nicht zu, stimme nicht zu|stimme eher nicht zu, teils teils|teils/teils|neutral, stimme zu|stimme eher zu, stimme voll zu|stimme voll und ganz zu',
  'very dissatisfied, dissatisfied|somewhat dissatisfied, neutral, satisfied|somewhat satisfied, very satisfied',
  'very unlikely, unlikely, neutral, likely, very likely',
  'never, rarely|seldom, sometimes|occasionally, often|frequently, always',
  'nie, selten, manchmal, oft|häufig, immer',
  'very poor|very bad, poor|bad, fair|average, good, very good, excellent',
  'none, minor|mild|slight|light, moderate|medium, substantial|major|severe|serious|heavy, critical|destroyed',
  'low, normal, elevated, high, critical',
  'cold, cool, mild, warm, hot',
  'freshman, sophomore, junior, senior',
  'bronze, silver, gold, platinum, diamond',
  'no schooling|none, primary|primary school|elementary, secondary|secondary school|high school, vocational|associate|associate degree, bachelor|bachelors|undergraduate, master|masters|graduate|postgraduate, doctorate|phd|doctoral',
  'quarter 1|q1, quarter 2|q2, quarter 3|q3, quarter 4|q4',
  'monday|mon, tuesday|tue, wednesday|wed, thursday|thu, friday|fri, saturday|sat, sunday|sun',
  'montag|mo, dienstag|di, mittwoch|mi, donnerstag|do, freitag|fr, samstag|sa, sonntag|so',
  'january|jan, february|feb, march|mar, april|apr, may, june|jun, july|jul, august|aug, september|sep, october|oct, november|nov, december|dec',
].map((scale) => scale.split(', ').map((level) => level.split('|')));

const mostLevels = 40;

/** The order that the texts of a column show; null when they show none. */
export function findScale(column: Seen): ScaleFinding | null {
  if (column.distinct < 3 || column.distinct > mostLevels || column.texts.length !== column.distinct)
    return null;
  return numbered(column.texts) ?? banded(column.texts) ?? worded(column.texts);
}

function ordered(texts: readonly string[], place: (text: string) => number): readonly string[] | null {
  const places = texts.map(place);
  if (places.some(Number.isNaN) || new Set(places).size !== texts.length) return null;
  return texts
    .map((text, index) => [text, places[index]] as const)
    .sort(([, one], [, other]) => one - other)
    .map(([text]) => text);
}

/** `1 - low`, `(2) mid`. */
function numbered(texts: readonly string[]): ScaleFinding | null {
  const levels = ordered(texts, (text) =>
    Number(/^\(?(\d{1,2})\)?\s?[-.:)=]\s*\p{L}/u.exec(text)?.[1] ?? NaN),
  );
  return levels && { levels, confidence: 0.95, evidence: 'Each value starts with its own number.' };
}

const open = { below: /^(?:<=?|under|below|up to|less than|unter|bis|moins de|menos de) ?/i };
const above =
  /(?:\+|\band (?:over|above|older|more)|\bor (?:over|older|more)|\bund (?:älter|mehr)|\bet plus|\by más)$/i;
const aboveStart = /^(?:>=?|over|above|more than|über|ab|plus de|más de) ?/i;

/** Age and income bands: `0-17`, `18 to 24`, `65+`, `< 18`, `50k-100k`, with units around them. */
function banded(texts: readonly string[]): ScaleFinding | null {
  let bands = 0;
  const place = (text: string): number => {
    const plain = text
      .trim()
      .replace(/[$€£]/g, '')
      .replace(/(\d)[, '](?=\d{3}\b)/g, '$1');
    const numbers = [...plain.matchAll(/(\d+(?:\.\d+)?)\s?([kKmM]\b)?/g)].map(
      ([, digits, unit]) =>
        Number(digits) * (unit === undefined ? 1 : unit.toLowerCase() === 'k' ? 1e3 : 1e6),
    );
    if (numbers.length === 0 || numbers.length > 2 || plain.length > 40) return NaN;
    if (numbers.length === 2) {
      const between =
        /^\D{0,12}?[\d.]+\s?[kKmM]?\s?(?:-|–|—|to|bis|à|a|\.\.|,)\s?[\d.]+\s?[kKmM]?\)?\]?\s?\D{0,12}$/i;
      if (!between.test(plain) || numbers[0] > numbers[1]) return NaN;
      bands++;
      return numbers[0];
    }
    if (open.below.test(plain)) return (bands++, numbers[0] - 1e-9 - numbers[0] * 1e-12 - 0.25);
    if (above.test(plain) || aboveStart.test(plain)) return (bands++, numbers[0] + 0.25);
    return /^\d+(\.\d+)?$/.test(plain) ? numbers[0] : NaN;
  };
  const levels = ordered(texts, place);
  if (levels === null || bands < Math.max(2, texts.length - 2)) return null;
  return { levels, confidence: 0.9, evidence: 'The values are bands of numbers.' };
}

function worded(texts: readonly string[]): ScaleFinding | null {
  const words = new Map(
    texts.map((text) => [
      text,
      text
        .trim()
        .toLowerCase()
        .replace(/['’]s\b/g, '')
        .replace(/[_-]+/g, ' '),
    ]),
  );
  for (const scale of scales) {
    const place = (text: string): number => {
      const at = scale.findIndex((level) => level.includes(words.get(text) ?? ''));
      return at < 0 ? NaN : at;
    };
    const levels = ordered(texts, place);
    if (levels !== null)
      return { levels, confidence: 0.85, evidence: 'The values are the words of a usual scale.' };
  }
  return null;
}
