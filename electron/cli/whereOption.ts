/** `--where` and `--balance`: conditions and shares as they are typed. */
import type { Balance, Recipe, Wanted, WantedCell } from '../../models/recipe.ts';
import { textOption, type Typed, Usage } from './usage.ts';

/**
 * `COLUMN=VALUE`, `COLUMN=LOW..HIGH` (both inclusive, either may be left out), `COLUMN=` for a missing cell. A column
 * named several times may have any of its values. Undefined when the option was not given. @throws Usage.
 */
export function whereOption({ values }: Typed): Recipe['where'] | undefined {
  const given = values['where'];
  if (!Array.isArray(given)) return undefined;
  const where = new Map<string, Wanted>();
  for (const text of given as readonly string[]) {
    const cut = text.indexOf('=');
    if (cut < 1)
      throw new Usage('--where takes COLUMN=VALUE or COLUMN=LOW..HIGH, for example --where age=60..70.');
    const column = text.slice(0, cut);
    const before = where.get(column);
    where.set(
      column,
      before === undefined ? wantedOf(text.slice(cut + 1)) : both(before, text.slice(cut + 1)),
    );
  }
  return Object.fromEntries(where);
}

function wantedOf(text: string): Wanted {
  if (text === '') return { is: null };
  const range = /^(.*?)\.\.(.*)$/.exec(text);
  if (range === null || (range[1] === '' && range[2] === '')) return { is: text };
  const [, low, high] = range;
  return { is: { ...(low === '' ? {} : { low }), ...(high === '' ? {} : { high }) } };
}

function both(before: Wanted, text: string): Wanted {
  const cells = (wanted: Wanted): readonly WantedCell[] => {
    const { is } = wanted;
    if (is === null || typeof is !== 'object') return [is];
    if (Array.isArray(is)) return is as readonly WantedCell[];
    throw new Usage('--where takes one range a column, and no values besides it.');
  };
  return { is: [...cells(before), ...cells(wantedOf(text))] };
}

/** `COLUMN:LEVEL=SHARE,LEVEL=SHARE`, the shares summing to 1. Undefined when the option was not given. @throws Usage. */
export function balanceOption(typed: Typed): Balance | undefined {
  const text = textOption(typed, 'balance');
  if (text === undefined) return undefined;
  const cut = text.indexOf(':');
  const pairs = text
    .slice(cut + 1)
    .split(',')
    .map((pair) => {
      const equals = pair.lastIndexOf('=');
      return [pair.slice(0, equals), equals < 1 ? NaN : Number(pair.slice(equals + 1))] as const;
    });
  const sum = pairs.reduce((total, [, share]) => total + share, 0);
  if (cut < 1 || pairs.some(([, share]) => !(share >= 0)) || !(Math.abs(sum - 1) < 1e-6)) {
    throw new Usage(
      '--balance takes COLUMN:LEVEL=SHARE,LEVEL=SHARE with shares that sum to 1, for example --balance smoker:yes=0.5,no=0.5.',
    );
  }
  return { column: text.slice(0, cut), shares: Object.fromEntries(pairs) };
}
