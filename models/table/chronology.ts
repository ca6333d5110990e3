/** Pairs of columns that nearly always stand in one order, and the rows that contradict it. */
import { checkCancel, type Run } from '../run/run.ts';
import type { Task } from '../run/task.ts';
import { count } from './guessKind.ts';
import { wordsOf } from './nameHints.ts';
import type { QualityFinding } from './quality.ts';
import type { Column } from './table.ts';

/** An order is a rule when at most this share of the rows breaks it (ours); with names that say so, a tenth. */
const mostBroken = 0.02;
const mostBrokenNamed = 0.1;
/** Fewer rows with both values prove no rule. */
const fewestRows = 20;
/** More dated columns than this are not all paired. */
const mostDated = 24;

const earlier =
  /\b(start|begin|from|open|admission|admitted|birth|born|dob|hire|hired|order|min|minimum|low|lower|von|beginn|geburt|eintritt|debut|début|inicio|desde)\b/;
const later =
  /\b(end|finish|to|until|close|closed|discharge|discharged|death|died|exit|termination|delivery|shipped|max|maximum|high|upper|bis|ende|tod|austritt|fin|hasta)\b/;

interface Payload {
  readonly first: Column;
  readonly second: Column;
}

/** Rows where the first is later than the second, the other way round, and in all. */
export interface Order {
  readonly after: number;
  readonly before: number;
  readonly both: number;
}

export const orderTask: Task<Payload, Order> = {
  name: 'table.order',
  work: ({ first, second }, cancel) => {
    checkCancel(cancel);
    const one = inDays(first);
    const other = inDays(second);
    let [after, before, both] = [0, 0, 0];
    for (let row = 0; row < first.codes.length; row++) {
      const x = one[first.codes[row]];
      const y = other[second.codes[row]];
      if (Number.isNaN(x) || Number.isNaN(y)) continue;
      both++;
      if (x > y) after++;
      else if (x < y) before++;
    }
    return { after, before, both };
  },
};

/** Dates and date-times on one scale; a date beside a date-time is its midnight. */
function inDays({ schema, numbers }: Column): Float64Array {
  if (numbers === null) return new Float64Array(0);
  return schema.kind === 'datetime' ? numbers.map((seconds) => Math.floor(seconds / 86400)) : numbers;
}

/** `wrong-order` findings between date columns, and between numbers whose names are a lower and an upper bound. */
export async function findOrders(columns: readonly Column[], run: Run): Promise<readonly QualityFinding[]> {
  const dated = columns
    .filter(({ schema }) => schema.kind === 'date' || schema.kind === 'datetime')
    .slice(0, mostDated);
  const pairs = dated.flatMap((first, index) => dated.slice(index + 1).map((second) => ({ first, second })));
  const orders = await Promise.all(
    [...pairs, ...bounds(columns)].map(async (pair) => ({
      pair,
      order: await run.pool.run(orderTask, pair),
    })),
  );
  return orders.flatMap(({ pair: { first, second }, order }) => {
    const forward = order.before >= order.after;
    const [start, end] = forward ? [first, second] : [second, first];
    const broken = Math.min(order.before, order.after);
    const named = earlier.test(wordsOf(start.schema.name)) && later.test(wordsOf(end.schema.name));
    const limit = named ? mostBrokenNamed : mostBroken;
    if (broken === 0 || order.both < fewestRows || broken > limit * order.both) return [];
    const says =
      `In ${count(broken)} of ${count(order.both)} rows "${start.schema.name}" lies after "${end.schema.name}"; in the ` +
      'others it never does. Look at these rows: the model would learn the contradiction.';
    const columnNames = [start.schema.name, end.schema.name];
    return [
      {
        id: 'wrong-order',
        columns: columnNames,
        severity: 'warn',
        count: broken,
        says,
      } satisfies QualityFinding,
    ];
  });
}

/** Pairs such as `price_min` and `price_max`: equal names but for the word of the bound. */
function bounds(columns: readonly Column[]): Payload[] {
  const numeric = columns.filter(({ schema }) => schema.kind === 'integer' || schema.kind === 'decimal');
  const stems = new Map<string, Column>();
  for (const column of numeric) {
    const words = wordsOf(column.schema.name);
    if (earlier.test(words)) stems.set(words.replace(earlier, '*'), column);
  }
  return numeric.flatMap((second) => {
    const words = wordsOf(second.schema.name);
    const first = later.test(words) ? stems.get(words.replace(later, '*')) : undefined;
    return first === undefined || first === second ? [] : [{ first, second }];
  });
}
