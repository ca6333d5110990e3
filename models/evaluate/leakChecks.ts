/**
 * What the findings on leakage mean. A check fails when the finding is above its limit and surely above its control: the
 * error rate of each is `checkErrorRate`, so that all of them together raise a false alarm in at most one table of a
 * hundred. It warns when the finding is above the limit but the rows are too few to be sure.
 */
import { type Answer, answered, type Question, statusOf, worseBy } from './answer.ts';
import { chanceOfMore, chanceOfPairs, checkErrorRate, type Rate, sureZ } from './excess.ts';
import { type Check, isMeasured, type Finding, type Measure } from './evaluation.ts';
import { membershipCheck, outliersCheck } from './membershipChecks.ts';
import { counted, percent } from '../num/percent.ts';
import type { Leakage, LeakageCounts } from './privacy/leakage.ts';
import { type Attack, mostRisk, type Rates } from './privacy/risk.ts';
import { worstOf } from './privacy/singlingOut.ts';

/** The checks on leakage, in the order in which a report lists them. */
export function leakChecks(found: Leakage, counts: LeakageCounts): readonly Check[] {
  const single = riskQuestion('singling-out', 'privacy.singlingOut', found.singlingOut);
  const link = riskQuestion('linkability', 'privacy.linkability', found.linkability);
  return [
    copiesCheck(found.copies, counts.copies),
    nearCopiesCheck(found, counts),
    dcrCheck(found.dcrShare),
    membershipCheck(found.membership),
    outliersCheck(found.membership),
    riskCheck(single, singleSays, singleRates(found)),
    riskCheck(link, linkSays, found.linkabilityAttack.rates),
    inferenceCheck(found.inference),
    disclosureCheck(found.disclosure),
    rareCheck(found.rareValues, counts.rare),
    ...(counts.identifiers.column === null ? [] : [identifierCheck(found.identifiers, counts.identifiers)]),
  ];
}

/** Two-sided 95 % point of the standard normal. */
const z = 1.959963984540054;

/** Is the finding surely above `limit`, at `checkErrorRate`? Its interval reaches `points` standard errors and is widened to 3.09. */
function surelyAbove({ value, interval }: Measure, limit: number, points = z): boolean {
  return interval !== null && value - (sureZ / points) * (value - interval[0]) > limit;
}

const noHoldout = { unmeasured: 'There is no holdout to say what chance explains.' } as const;

/** How far above the holdout's rate exact copies may lie. Ours: 0.1 points, what smoothed trees and neural models keep. */
const copiesSlack = 0.001;

function copiesCheck(found: Finding, { copied, chance }: LeakageCounts['copies']): Check {
  const question: Question = {
    id: 'copies',
    threshold: `at most ${percent(copiesSlack)} above the holdout's rate (ours)`,
    reads: [['privacy.copies', found]],
  };
  return answered(question, ({ value, reference }) => {
    if (reference === null) {
      return {
        unmeasured: `${percent(value)} of the synthetic rows equal a training row; without a holdout nobody can say how many would by chance.`,
      };
    }
    const rows = Math.round(copied / (value || 1));
    const isSure = chanceOfMore({ successes: copied, trials: rows }, chance) < checkErrorRate;
    return {
      status: statusOf(value > reference + copiesSlack, isSure),
      found: `${percent(value)} of the synthetic rows equal a training row; of rows the model never saw ${percent(reference)} do`,
      meaning: {
        pass: 'no more than chance explains',
        warn: 'perhaps more than chance explains, but too few rows to be sure',
        fail: 'more than chance explains, so rows of real people stand in the synthetic table',
      },
    };
  });
}

/**
 * Ours: as for exact copies, a little more because two people differ in one cell more often than in none; and where many
 * people do, three tenths of that rate, since a model that draws typical rows meets them more often than a sample does
 * (MOSTLY AI 2024 on adult: 16.6 % beside 14.4 %; synthpop: 19.6 %).
 */
const nearSlack = 0.002;
const nearShare = 0.3;

function nearLimit({ reference }: Measure): number {
  return (reference ?? 0) + Math.max(nearSlack, nearShare * (reference ?? 0));
}

function nearCopiesCheck(
  { nearCopies, lookalikes }: Leakage,
  { nearCopies: near, distances }: LeakageCounts,
): Check {
  const question: Question = {
    id: 'near-copies',
    threshold: `both at most ${percent(nearSlack)} above the holdout's rate, or ${percent(nearShare)} of that rate where it is more (ours)`,
    reads: [
      ['privacy.nearCopies', nearCopies],
      ['privacy.lookalikes', lookalikes],
    ],
  };
  return answered(question, (one, other) => {
    if (one.reference === null || other.reference === null) return noHoldout;
    // Two tests in one check: each has half of its error rate.
    const isSureByCell = chanceOfMore(near.found, near.control) < checkErrorRate / 2;
    const isSureByDistance = chanceOfPairs(...distances.alike) < checkErrorRate / 2;
    const byCell = statusOf(one.value > nearLimit(one), isSureByCell);
    const byDistance = statusOf(other.value > nearLimit(other), isSureByDistance);
    const isByDistance = worseBy(byDistance, byCell) > 0;
    return {
      status: isByDistance ? byDistance : byCell,
      measure: isByDistance ? 'privacy.lookalikes' : 'privacy.nearCopies',
      found: isByDistance
        ? `${percent(other.value)} of the synthetic rows lie closer to one training row than two people usually do (${percent(other.reference)} to one unseen row)`
        : `${percent(one.value)} of the synthetic rows equal a training row in all columns but at most one (${percent(one.reference)} of unseen rows do)`,
      meaning: {
        pass: 'no more than chance explains',
        warn: 'perhaps more than chance explains, but too few rows to be sure',
        fail: 'more than chance explains, so slightly changed rows of real people stand in the synthetic table',
      },
    };
  });
}

/** Ours: a table of a leaky system (synthpop with leaf 5) has 59 %, of careful ones 50 to 56 %, on adult. */
const mostDcrShare = 0.57;

function dcrCheck(found: Finding): Check {
  const question: Question = {
    id: 'dcr-share',
    threshold: `at most ${percent(mostDcrShare)} (ours; ${percent(0.5)} is no preference)`,
    reads: [['privacy.dcrShare', found]],
  };
  return answered(question, (share) => ({
    status: statusOf(share.value > mostDcrShare, surelyAbove(share, 0.5)),
    found: `${percent(share.value)} of the synthetic rows are nearer to a training row than to an unseen one (${percent(0.5)} is no preference)`,
    meaning: {
      pass: 'this test found no strong pull towards the rows the model was made from; it cannot see every leak',
      warn: 'perhaps too near to the rows the model was made from, but too few rows to be sure',
      fail: 'the synthetic rows lie too near to the rows the model was made from',
    },
  }));
}

/** How often an attack succeeds on training rows and on unseen ones, in half a sentence. */
type Says = (attack: string, control: string) => string;
const singleSays: Says = (attack, control) =>
  `A description that fits one synthetic row alone fits one training row alone in ${attack} of the tries, and one unseen row alone in ${control}`;
const linkSays: Says = (attack, control) =>
  `Two partial records of one person are joined through the synthetic table for ${attack} of training rows and ${control} of unseen ones`;

/** Rates of the attack that decides; null when none was made. */
function singleRates({ singlingOutAttacks }: Leakage): Rates | null {
  return singlingOutAttacks.length === 0 ? null : worstOf(singlingOutAttacks).rates;
}

function riskQuestion(id: string, measure: string, risk: Finding): Question {
  return {
    id,
    threshold: `at most ${percent(mostRisk)} beyond the control (ours)`,
    reads: [[measure, risk]],
  };
}

function riskCheck(question: Question, says: Says, rates: Rates | null): Check {
  return answered(question, (found) => {
    const half = rates === null ? 'The attack was made' : says(percent(rates.attack), percent(rates.control));
    const gained = `${percent(found.value)} of what could still be gained`;
    return {
      status: statusOf(found.value > mostRisk, surelyAbove(found, 0)),
      found: half,
      meaning: {
        pass: `${gained}, within the limit`,
        warn: `${gained}, above the limit, but too few attacks to be sure`,
        fail: `${gained}, above the limit, so the table gives away something about the people it was made from`,
      },
      after: rates?.copied === undefined ? null : guessing(rates, rates.copied),
    };
  });
}

function guessing({ attack, baseline }: Rates, copied: number): string {
  return `The attack did no better than guessing (${percent(attack)} beside ${percent(baseline)}); on a plain copy of the training rows it succeeds in ${percent(copied)}.`;
}

/** The worst secret decides; a secret without conclusion does when no other was above the limit. */
function inferenceCheck(attacks: readonly Attack[]): Check {
  const ask = (risk: Finding): Question => riskQuestion('inference', 'privacy.inference', risk);
  if (attacks.length === 0) {
    const none = { unmeasured: 'No column could serve as a secret; mark one as sensitive.' };
    return answered(ask(none), () => none);
  }
  const judged = attacks.map(({ risk, secret, rates }) => {
    const says: Says = (attack, control) =>
      `"${secret ?? ''}" is guessed right for ${attack} of training rows and ${control} of unseen ones`;
    const check = riskCheck(ask(risk), says, rates);
    return {
      check: secret === null ? check : { ...check, secret },
      value: isMeasured(risk) ? risk.value : 0,
    };
  });
  const worst = judged.reduce((a, b) => {
    const worse = worseBy(b.check.status, a.check.status);
    return worse > 0 || (worse === 0 && b.value > a.value) ? b : a;
  });
  return worst.check;
}

/** Ours: two rows in a hundred beyond what the holdout discloses in its place; at 2,000 rows one in a hundred is chance. */
const disclosureSlack = 0.02;

function disclosureCheck({ repU, DiSCO, keys, targets }: Leakage['disclosure']): Check {
  // A target flagged by synthpop's one-way check shows a strong general relation: worth a look, not a leak about persons.
  const plain = targets.find(({ checkOneWay }) => !checkOneWay);
  const question: Question = {
    id: 'disclosure',
    threshold: `both at most ${percent(disclosureSlack)} above the holdout's share (ours)`,
    reads: [
      ['privacy.disclosure.repU', repU],
      ['privacy.disclosure.DiSCO', DiSCO],
      ['privacy.disclosure.DiSCO', plain?.disco ?? DiSCO],
    ],
  };
  const excess = ({ value, reference }: Measure): number => value - (reference ?? 0);
  return answered(question, (unique, _, target) => {
    const isUnique = plain === undefined || excess(unique) > excess(target);
    const worse = isUnique ? unique : target;
    const control = worse.reference ?? 0;
    const secret = plain === undefined ? 'a secret' : `"${plain.target}"`;
    const what = isUnique ? 'are unique in both tables' : `would have ${secret} read off correctly`;
    return {
      // Ours: twice the error of the count, since two tables are drawn and one copied key moves several rows.
      status: statusOf(worse.value > control + disclosureSlack, surelyAbove(worse, control, z / 2)),
      measure: isUnique ? 'privacy.disclosure.repU' : 'privacy.disclosure.DiSCO',
      found: `By ${keys.join(', ')}, ${percent(worse.value)} of the training rows ${what} (${percent(control)} with unseen rows instead)`,
      meaning: {
        pass: 'no more than unseen people would disclose',
        warn: 'perhaps more than unseen people would disclose',
        fail: 'more than unseen people would disclose',
      },
    };
  });
}

/** Ours: a tenth of what is rare may survive beyond chance before it counts as copying of values. */
const rareSlack = 0.1;

function rareCheck(found: Finding, rare: LeakageCounts['rare']): Check {
  const question: Question = {
    id: 'rare-values',
    threshold: `at most ${percent(rareSlack)} above the holdout's share; no rare category that only the synthetic table shares with the training table, and none far more frequent than in the real rows (ours)`,
    reads: [['privacy.rareValues', found]],
  };
  return answered(question, (measure) => inflatedAnswer(rare) ?? rareAnswer(measure, rare));
}

/** Two tests in one check: each has half of its error rate. */
const rareErrorRate = checkErrorRate / 2;

/** What a category of few training rows in many synthetic rows comes to; null when there is none. */
function inflatedAnswer({ inflated }: LeakageCounts['rare']): Answer | null {
  if (inflated === null || inflated.chance >= rareErrorRate) return null;
  const share = ({ successes, trials }: Rate): string =>
    `${counted(successes)} of ${counted(trials)} (${percent(successes / trials)})`;
  return {
    status: 'fail',
    measure: 'privacy.inflatedCategory',
    found: `One category of "${inflated.column}" that at most five training rows and no unseen row carry stands in ${share(inflated.synthetic)} synthetic rows, but in ${share(inflated.real)} real ones`,
    meaning: always('far more than chance explains, so look whether it leads to a person'),
  };
}

function rareAnswer({ value, reference }: Measure, { survival, categories }: LeakageCounts['rare']): Answer {
  const isSure = chanceOfPairs(survival.onlySynthetic, survival.onlyHoldout) < rareErrorRate;
  const status = statusOf(value > (reference ?? 0) + rareSlack, isSure);
  if (status === 'pass' && categories[0] > categories[1]) {
    return {
      status: 'warn',
      found: `${counted(categories[0])} rare categories stand in the training and the synthetic table but in no unseen row, ${counted(categories[1])} in unseen rows but not in the synthetic table`,
      meaning: always('too few to tell copying from chance, so look at the list of rare patterns'),
    };
  }
  return {
    status,
    found:
      survival.values === 0
        ? 'No value of the training rows is rare'
        : `${percent(value)} of the ${counted(survival.values)} values that at most five training rows carry stand in the synthetic table (${percent(reference ?? 0)} in unseen rows)`,
    meaning: {
      pass: survival.values === 0 ? 'none can be carried over' : 'no more than a fresh sample has',
      warn: 'more than a fresh sample has, but too few values to be sure, so look at the list of rare patterns',
      fail: 'more than a fresh sample has, so values of few people were carried over',
    },
  };
}

function always(meaning: string): Answer['meaning'] {
  return { pass: meaning, warn: meaning, fail: meaning };
}

function identifierCheck(found: Finding, { column }: LeakageCounts['identifiers']): Check {
  const question: Question = {
    id: 'identifiers',
    threshold: `at most ${percent(copiesSlack)} above the holdout's share (ours)`,
    reads: [['privacy.identifiers', found]],
  };
  return answered(question, (share) => {
    const control = share.reference ?? 0;
    return {
      status: statusOf(share.value > control + copiesSlack, surelyAbove(share, control)),
      found: `${percent(share.value)} of the cells of "${column ?? ''}" equal one of the training table`,
      meaning: {
        pass: 'they lead to nobody',
        warn: 'some may lead to a person, but too few rows to be sure',
        fail: 'they tie synthetic rows to real people',
      },
    };
  });
}
