/** Which parts of a row have to be drawn together when some are wanted, and which can wait until a candidate is taken. */
import type { Chain } from './chain.ts';

/** For rows that lack the same parts; all lists in drawing order. */
export interface WantedPlan {
  /** Parts to draw. */
  readonly wanted: readonly number[];
  /** Known parts whose chance depends on a wanted one. */
  readonly weighing: ReadonlySet<number>;
  /** Wanted parts on which that chance depends, be it through other wanted parts. */
  readonly influential: readonly number[];
  /** Weighing and influential parts. */
  readonly trial: readonly number[];
  /** Weighing and wanted parts. */
  readonly all: readonly number[];
  /** Wanted parts that are not influential. */
  readonly after: readonly number[];
}

/** Part -> the parts that its tree or its copy asks. */
export function askedBy({ parts }: Chain): readonly ReadonlySet<number>[] {
  return parts.map(({ tree, copy, missingPart }) => {
    const asked = new Set(tree.feature.filter((part) => part >= 0));
    if (copy !== null) asked.add(copy.from);
    if (missingPart >= 0) asked.add(missingPart);
    return asked;
  });
}

/** @param isKnown whether a part that is not wanted holds a cell that can weigh. */
export function planWanted(
  order: readonly number[],
  asked: readonly ReadonlySet<number>[],
  isWanted: (part: number) => boolean,
  isKnown: (part: number) => boolean,
): WantedPlan {
  const wanted = order.filter(isWanted);
  const asksOne = (part: number, of: readonly number[]): boolean => of.some((one) => asked[part].has(one));
  const weighing = new Set(order.filter((part) => isKnown(part) && asksOne(part, wanted)));
  const influence = new Set<number>();
  // Parts ask earlier ones only, so one pass from the last to the first finds what influences through others.
  for (const part of order.toReversed()) {
    const matters = weighing.has(part) || influence.has(part);
    if (matters) for (const one of asked[part]) if (isWanted(one)) influence.add(one);
  }
  return {
    wanted,
    weighing,
    influential: wanted.filter((part) => influence.has(part)),
    trial: order.filter((part) => weighing.has(part) || influence.has(part)),
    all: order.filter((part) => weighing.has(part) || isWanted(part)),
    after: wanted.filter((part) => !influence.has(part)),
  };
}
