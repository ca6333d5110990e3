/**
 * Risk of an attack beyond what it achieves on people the model never saw. Equations of anonymeter 1.1.0,
 * `stats/confidence.py`: a rate is the centre of its Wilson interval; risk = (attack - control) / (1 - control); the error
 * is propagated, sqrt((e_a / (1 - c))^2 + (e_c (1 - a) / (1 - c)^2)^2); all is cut to [0, 1].
 */
import { percent } from '../../num/percent.ts';
import type { Finding } from '../evaluation.ts';
import type { Rate } from '../excess.ts';
import { wilson } from '../interval.ts';
import { unmeasured } from '../metric.ts';

/** An attack with what it is held against. */
export interface Attack {
  readonly name: string;
  /** What the attacker was given: column names. */
  readonly known: readonly string[];
  /** The column that was guessed; null where no column is. */
  readonly secret: string | null;
  readonly risk: Finding;
  /** Shares of attacks that succeeded; null when the attack could not be made. */
  readonly rates: Rates | null;
}

export interface Rates {
  readonly attacks: number;
  /** On training rows. */
  readonly attack: number;
  /** On holdout rows. */
  readonly control: number;
  /** By guessing without looking at the person. */
  readonly baseline: number;
}

/** Fewer attacks say nothing. Ours: the interval would be wider than 0.3. */
const leastAttacks = 40;

/** The risk, or why there is no conclusion: too few attacks, or guessing does as well as attacking. */
export function riskOf(attack: Rate, control: Rate, baseline: Rate): Finding {
  if (attack.trials < leastAttacks || control.trials < leastAttacks) {
    return unmeasured(
      `Only ${Math.min(attack.trials, control.trials)} attacks could be made, and ${leastAttacks} are needed to judge.`,
    );
  }
  const guessed = baseline.trials === 0 ? 0 : baseline.successes / baseline.trials;
  const reached = attack.successes / attack.trials;
  if (guessed >= reached) {
    return unmeasured(
      `No conclusion: guessing blindly succeeds as often (${percent(guessed)}) as the attack (${percent(reached)}), so the attack was too weak to show a leak.`,
    );
  }
  const [a, ea] = rateOf(attack);
  const [c, ec] = rateOf(control);
  const value = (a - c) / (1 - c);
  const error = Math.hypot(ea / (1 - c), (ec * (1 - a)) / (1 - c) ** 2);
  const cut = (share: number): number => Math.min(1, Math.max(0, share));
  return {
    value: cut(value),
    interval: [cut(value - error), cut(value + error)],
    reference: 0,
    better: 'lower',
  };
}

/** The shares themselves. */
export function ratesOf(attack: Rate, control: Rate, baseline: Rate): Rates {
  const share = ({ successes, trials }: Rate): number => (trials === 0 ? 0 : successes / trials);
  return {
    attacks: attack.trials,
    attack: share(attack),
    control: share(control),
    baseline: share(baseline),
  };
}

function rateOf({ successes, trials }: Rate): readonly [centre: number, half: number] {
  const [low, high] = wilson(successes, trials);
  return [(low + high) / 2, (high - low) / 2];
}
