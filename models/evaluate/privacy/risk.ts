/**
 * Risk of an attack beyond what it achieves on people the model never saw. Equations of anonymeter 1.1.0,
 * `stats/confidence.py`: a rate is the centre of its Wilson interval; risk = (attack - control) / (1 - control); the error
 * is propagated, sqrt((e_a / (1 - c))^2 + (e_c (1 - a) / (1 - c)^2)^2); all is cut to [0, 1].
 *
 * anonymeter warns that an attack which guessing equals says nothing. That is true of an attack that could not have
 * succeeded; of one that could, it says that this table gave it nothing. Ours: such an attack is made once more on a plain
 * copy of the training rows (a positive control, as ICH E10, section 1.5, asks of a trial that finds no difference). When it
 * beats guessing there, and its gain on the synthetic table is bounded below `mostBound`, the risk stands with its interval;
 * otherwise there is no conclusion.
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
  /** On training rows, had the synthetic table been a copy of them; present when guessing does as well as the attack. */
  readonly copied?: number;
}

/** Risk up to which a check passes. Ours: 10 % of the people beyond what a table without them allows; anonymeter sets no limit. */
export const mostRisk = 0.1;

/**
 * Upper end of the interval up to which an attack that equals guessing is a finding. Ours: twice the limit, which 2,000 attacks
 * keep where four of five people can be guessed anyway, and 8,000 where nine of ten can.
 */
const mostBound = 2 * mostRisk;

/** Fewer attacks say nothing. Ours: the interval would be wider than 0.3. */
const leastAttacks = 40;

/** Does guessing do as well as the attack? Then `riskOf` wants to know what the attack reaches on a copy. */
export function isGuessing(attack: Rate, baseline: Rate): boolean {
  return shareOf(baseline) >= shareOf(attack);
}

/**
 * The risk, or why there is no conclusion: too few attacks, or guessing does as well as an attack that did not show what it
 * can do. @param copied the attack on a copy of the training rows; null when it was not made
 */
export function riskOf(attack: Rate, control: Rate, baseline: Rate, copied: Rate | null = null): Finding {
  if (attack.trials < leastAttacks || control.trials < leastAttacks) {
    return unmeasured(
      `Only ${Math.min(attack.trials, control.trials)} attacks could be made, and ${leastAttacks} are needed to judge.`,
    );
  }
  const guessing = `No conclusion: guessing blindly succeeds as often (${percent(shareOf(baseline))}) as the attack (${percent(shareOf(attack))})`;
  if (isGuessing(attack, baseline) && !isAble(copied, baseline)) {
    return unmeasured(
      `${guessing}, and the attack is too weak to see even a plain copy of the training rows.`,
    );
  }
  const { value, low, high } = gainOf(attack, control);
  if (isGuessing(attack, baseline) && high > mostBound) {
    return unmeasured(`${guessing}, and so few attacks cannot rule out a gain of up to ${percent(high)}.`);
  }
  return { value, interval: [low, high], reference: 0, better: 'lower' };
}

/** Would more attacks of the same kind come to a conclusion where these, no better than guessing, leave a large gain possible? */
export function isTooFew(attack: Rate, control: Rate, baseline: Rate): boolean {
  return isGuessing(attack, baseline) && gainOf(attack, control).high > mostBound;
}

/** The risk and its 95 % interval, all cut to [0, 1]. */
function gainOf(attack: Rate, control: Rate): { value: number; low: number; high: number } {
  const [a, ea] = rateOf(attack);
  const [c, ec] = rateOf(control);
  const value = (a - c) / (1 - c);
  const error = Math.hypot(ea / (1 - c), (ec * (1 - a)) / (1 - c) ** 2);
  const cut = (share: number): number => Math.min(1, Math.max(0, share));
  return { value: cut(value), low: cut(value - error), high: cut(value + error) };
}

/** Surely better than guessing on a copy: the lower end of its 95 % interval. */
function isAble(copied: Rate | null, baseline: Rate): boolean {
  return copied !== null && wilson(copied.successes, copied.trials)[0] > shareOf(baseline);
}

/** The shares themselves. */
export function ratesOf(attack: Rate, control: Rate, baseline: Rate, copied: Rate | null = null): Rates {
  return {
    attacks: attack.trials,
    attack: shareOf(attack),
    control: shareOf(control),
    baseline: shareOf(baseline),
    ...(copied === null ? {} : { copied: shareOf(copied) }),
  };
}

function shareOf({ successes, trials }: Rate): number {
  return trials === 0 ? 0 : successes / trials;
}

function rateOf({ successes, trials }: Rate): readonly [centre: number, half: number] {
  const [low, high] = wilson(successes, trials);
  return [(low + high) / 2, (high - low) / 2];
}
