/** Progress of measures that are taken side by side, so that no thread waits for the slowest task of one of them. */
import type { Run } from '../run/run.ts';

/** Reports a measure as done when it is; the same promise otherwise. */
export type Follow<Name extends string> = <Result>(name: Name, measured: Promise<Result>) => Promise<Result>;

/**
 * Follows the measures named in `weights` (their shares of the time, in any unit) through the part `[from, to]` of the
 * evaluation. What is named to the person is the first that is not done, in the order of `weights`.
 * @throws Cancelled from each measure that ends after a cancel.
 */
export function sideBySide<Name extends string>(
  run: Run,
  [from, to]: readonly [from: number, to: number],
  weights: Readonly<Record<Name, number>>,
): Follow<Name> {
  const open = new Map<string, number>(Object.entries(weights));
  const sum = (): number => [...open.values()].reduce((total, weight) => total + weight, 0);
  const all = sum();
  const report = (): void => {
    const [next] = open.keys();
    run.report('evaluate', to - ((to - from) * sum()) / all, next);
  };
  report();
  return async (name, measured) => {
    const result = await measured;
    open.delete(name);
    if (open.size > 0) report();
    return result;
  };
}
