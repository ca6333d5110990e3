/** The column that the other columns tell most about. */
import { evenlySpaced } from '../../num/evenlySpaced.ts';
import type { Part } from '../../codec/codec.ts';
import type { Copy } from './model.ts';
import { informationIn, type Sketch } from './predictors.ts';

/** Most codes of an outcome. Ours: what is predicted from a whole table mostly has two classes, or three. */
const mostCodes = 3;
/** Most other parts looked at, evenly spaced; bounds the cost of a wide table. */
const mostOthers = 60;

/**
 * The column of two or three codes with the most mutual information with the others, summed over them; null when there is
 * none, or none that shares more than chance does.
 *
 * It is drawn before the others (`order.ts`): drawn last, its law hangs on one tree that has to put together what all the
 * others say of it, as a classifier does; drawn first, each of their trees keeps its own share of that. Ours, and measured
 * (`README.md`).
 */
export function outcomeOf(
  parts: readonly Part[],
  copies: readonly (Copy | null)[],
  sketch: Sketch,
): number | null {
  let most = 0;
  let outcome: number | null = null;
  parts.forEach(({ role, size, column }, part) => {
    if (role !== 'value' || size < 2 || size > mostCodes || copies[part] !== null) return;
    const others = parts.flatMap((other, index) => (other.column === column ? [] : [index]));
    const shared = evenlySpaced(others.length, mostOthers).reduce(
      (sum, place) => sum + informationIn(sketch, part, others[place]),
      0,
    );
    if (shared <= most) return;
    most = shared;
    outcome = column;
  });
  return outcome;
}
