/** Names of the months as files write them, in four languages, read in any case and written in the case that was seen. */

/** A language and how its names are written: `en` lower case, `En` capitalised, `EN` capitals. */
export type MonthStyle = string;

interface Names {
  readonly long: readonly string[];
  /** Usual abbreviation without a point. */
  readonly short: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');

/** CLDR 45 month names, formatting style; the short ones without their points. */
const byLanguage: Readonly<Record<string, Names>> = {
  en: {
    long: words('january february march april may june july august september october november december'),
    short: words('jan feb mar apr may jun jul aug sep oct nov dec'),
  },
  de: {
    long: words('januar februar märz april mai juni juli august september oktober november dezember'),
    short: words('jan feb mär apr mai jun jul aug sep okt nov dez'),
  },
  fr: {
    long: words('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
    short: words('janv févr mars avr mai juin juil août sept oct nov déc'),
  },
  es: {
    long: words('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'),
    short: words('ene feb mar abr may jun jul ago sep oct nov dic'),
  },
};

/** In the order in which detection tries them; earlier ones win where the names seen do not tell. */
export const monthLanguages: readonly string[] = Object.keys(byLanguage);

/** The names of `style`'s language. @throws RangeError for a language that is not known. */
export function monthNames(style: MonthStyle, form: 'long' | 'short'): readonly string[] {
  const names = byLanguage[style.toLowerCase()]?.[form];
  if (names === undefined) throw new RangeError(`There are no month names for "${style}".`);
  return names;
}

/** Month 1 to 12 of a name in any case; NaN for no name. */
export function monthOf(name: string, style: MonthStyle, form: 'long' | 'short'): number {
  const place = monthNames(style, form).indexOf(name.toLowerCase());
  return place < 0 ? NaN : place + 1;
}

/** Name of `month` (1 to 12) in the case that `style` shows. */
export function writtenMonth(month: number, style: MonthStyle, form: 'long' | 'short'): string {
  const name = monthNames(style, form)[month - 1];
  if (style === style.toLowerCase()) return name;
  return style === style.toUpperCase() ? name.toUpperCase() : name[0].toUpperCase() + name.slice(1);
}
