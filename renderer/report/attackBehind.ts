/** The attack behind a risk that a check reads, and how it was chosen among those tried. */
import type { Attack } from '../../models/evaluate/privacy/risk.ts';
import type { Report } from '../../models/report/report.ts';
import { measureOf } from '../charts/finding.ts';
import { count, countOf, percent, visible } from '../charts/format.ts';

/** The attack tried at a path that decides. */
export interface Behind {
  readonly attack: Attack;
  /** What was attacked and out of how many it was chosen; a largest of several is larger than a single one by chance. */
  readonly chosen: string | null;
  /** Successes on training rows, on the control and by guessing, as a sentence; null when the attack was not made. */
  readonly rates: string | null;
}

function attacksAt({ privacy }: Report, path: string): readonly Attack[] {
  switch (path) {
    case 'privacy.singlingOut':
      return privacy.singlingOutAttacks;
    case 'privacy.linkability':
      return [privacy.linkabilityAttack];
    case 'privacy.inference':
      return privacy.inference;
    default:
      return [];
  }
}

function riskOf({ risk }: Pick<Attack, 'risk'>): number {
  return measureOf(risk)?.value ?? -1;
}

function chosenWords({ name, secret, risk }: Attack, tried: readonly Attack[]): string | null {
  if (tried.length === 1) return secret === null ? null : `“${visible(secret)}” was the one secret tried.`;
  const concluded = tried.filter((each) => measureOf(each.risk) !== null).length;
  if (concluded > 0 && measureOf(risk) === null)
    return openWords(secret ?? name, tried.length - concluded, tried.length);
  const what = secret === null ? 'attacks' : 'secrets';
  const open =
    concluded === tried.length
      ? ''
      : ` ${count(tried.length - concluded)} of ${count(tried.length)} ${what} tried gave no conclusion.`;
  if (concluded === 0) return open.trimStart();
  const which = secret === null ? name : `“${visible(secret)}”`;
  if (concluded === 1) return `Only ${which} gave a conclusion.${open}`;
  const isLargest = tried.every((other) => riskOf(other) <= riskOf({ risk }));
  return isLargest
    ? `Largest of ${count(concluded)} ${what}: ${which} (interval not widened for that).${open}`
    : `Surest of ${count(concluded)} ${what}: ${which} (a larger number is less sure; interval not widened).${open}`;
}

/** One that gave no conclusion decides, since none of the others is above its limit. */
function openWords(which: string, open: number, tried: number): string {
  return open === 1
    ? `“${visible(which)}” is the one of ${count(tried)} tried that gave no conclusion.`
    : `“${visible(which)}” and ${count(open - 1)} more of ${count(tried)} tried gave no conclusion.`;
}

/**
 * Null when no attack of this report stands behind the path.
 * @param secret of the check, whose choice it is; without one the largest risk decides
 */
export function attackBehind(report: Report, path: string, secret?: string): Behind | null {
  const tried = attacksAt(report, path);
  if (tried.length === 0) return null;
  const attack =
    tried.find((each) => secret !== undefined && each.secret === secret) ??
    tried.reduce((a, b) => (riskOf(b) > riskOf(a) ? b : a));
  const { rates } = attack;
  return {
    attack,
    chosen: chosenWords(attack, tried),
    rates:
      rates === null
        ? null
        : `${percent(rates.attack)} of ${countOf(rates.attacks, 'attack')} succeed, ${percent(rates.control)} on unseen rows, ${percent(rates.baseline)} by guessing.`,
  };
}
