/**
 * What the findings on leakage mean. A check fails when the finding is above its limit and surely above its control: the
 * error rate of each is `checkErrorRate`, so that all of them together raise a false alarm in at most one table of a
 * hundred. It warns when the finding is above the limit but the rows are too few to be sure.
 */
import { chanceOfMore, chanceOfPairs, checkErrorRate, type Rate, sureZ } from './excess.ts';
import { type Check, type CheckStatus, type Finding, isMeasured, type Measure } from './evaluation.ts';
import { counted, percent } from '../num/percent.ts';
import type { Leakage, LeakageCounts } from './privacy/leakage.ts';
import { type Attack, mostRisk, type Rates } from './privacy/risk.ts';
import { worstOf } from './privacy/singlingOut.ts';

/** The checks on leakage, in the order in which a report lists them. */
export function leakChecks(found: Leakage, counts: LeakageCounts): readonly Check[] {
  return [
    copiesCheck(found.copies, counts.copies),
    nearCopiesCheck(found, counts),
    dcrCheck(found.dcrShare),
    membershipCheck(found.membership.max, found.membership.hits),
    outliersCheck(found.membership.outliers),
    riskCheck('singling-out', 'privacy.singlingOut', found.singlingOut, singleSays, singleRates(found)),
    riskCheck(
      'linkability',
      'privacy.linkability',
      found.linkability,
      linkSays,
      found.linkabilityAttack.rates,
    ),
    inferenceCheck(found.inference),
    disclosureCheck(found.disclosure),
    rareCheck(found.rareValues, counts.rare),
    ...(counts.identifiers.column === null ? [] : [identifierCheck(found.identifiers, counts.identifiers)]),
  ];
}

/** Says that a finding could not be taken; null when it was. */
export function notMeasured(id: string, measure: string, found: Finding, threshold: string): Check | null {
  if (isMeasured(found)) return null;
  return {
    id,
    status: 'unmeasured',
    measure,
    threshold,
    says: `Not measured, which counts as not passed. ${found.unmeasured}`,
  };
}

function statusOf(above: boolean, sure: boolean): CheckStatus {
  return !above ? 'pass' : sure ? 'fail' : 'warn';
}

/** Two-sided 95 % point of the standard normal. */
const z = 1.959963984540054;

/** Is the finding surely above `limit`, at `checkErrorRate`? Its interval reaches `points` standard errors and is widened to 3.09. */
function surelyAbove({ value, interval }: Measure, limit: number, points = z): boolean {
  return interval !== null && value - (sureZ / points) * (value - interval[0]) > limit;
}

/** How far above the holdout's rate exact copies may lie. Ours: 0.1 points, what smoothed trees and neural models keep. */
const copiesSlack = 0.001;

function copiesCheck(found: Finding, { copied, chance }: LeakageCounts['copies']): Check {
  const id = 'copies';
  const measure = 'privacy.copies';
  const threshold = `at most ${percent(copiesSlack)} above the holdout's rate (ours)`;
  const missing = notMeasured(id, measure, found, threshold);
  if (missing !== null) return missing;
  const { value, reference } = found as Measure;
  if (reference === null) {
    const says = `${percent(value)} of the synthetic rows equal a training row; without a holdout nobody can say how many would by chance.`;
    return { id, status: 'unmeasured', measure, threshold, says };
  }
  const rows = Math.round(copied / (value || 1));
  const sure = chanceOfMore({ successes: copied, trials: rows }, chance) < checkErrorRate;
  const status = statusOf(value > reference + copiesSlack, sure);
  const meaning = {
    pass: 'no more than chance explains',
    warn: 'perhaps more than chance explains, but too few rows to be sure',
    fail: 'more than chance explains, so rows of real people stand in the synthetic table',
    unmeasured: '',
  }[status];
  const says = `${percent(value)} of the synthetic rows equal a training row; of rows the model never saw ${percent(reference)} do: ${meaning}.`;
  return { id, status, measure, threshold, says };
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
  const id = 'near-copies';
  const threshold = `both at most ${percent(nearSlack)} above the holdout's rate, or ${percent(nearShare)} of that rate where it is more (ours)`;
  const missing =
    notMeasured(id, 'privacy.nearCopies', nearCopies, threshold) ??
    notMeasured(id, 'privacy.lookalikes', lookalikes, threshold);
  if (missing !== null) return missing;
  const [one, other] = [nearCopies as Measure, lookalikes as Measure];
  if (one.reference === null || other.reference === null) {
    const says = 'Not measured, which counts as not passed. There is no holdout to say what chance explains.';
    return { id, status: 'unmeasured', measure: 'privacy.nearCopies', threshold, says };
  }
  // Two tests in one check: each has half of its error rate.
  const byCell = statusOf(
    one.value > nearLimit(one),
    chanceOfMore(near.found, near.control) < checkErrorRate / 2,
  );
  const byDistance = statusOf(
    other.value > nearLimit(other),
    chanceOfPairs(...distances.alike) < checkErrorRate / 2,
  );
  const rank = { fail: 2, warn: 1, pass: 0, unmeasured: 0 };
  const distanceIsWorse = rank[byDistance] > rank[byCell];
  const status = distanceIsWorse ? byDistance : byCell;
  const said = distanceIsWorse
    ? `${percent(other.value)} of the synthetic rows lie closer to one training row than two people usually do (${percent(other.reference)} to one unseen row)`
    : `${percent(one.value)} of the synthetic rows equal a training row in all columns but at most one (${percent(one.reference)} of unseen rows do)`;
  const meaning = {
    pass: 'no more than chance explains',
    warn: 'perhaps more than chance explains, but too few rows to be sure',
    fail: 'more than chance explains, so slightly changed rows of real people stand in the synthetic table',
    unmeasured: '',
  }[status];
  const measure = distanceIsWorse ? 'privacy.lookalikes' : 'privacy.nearCopies';
  return { id, status, measure, threshold, says: `${said}: ${meaning}.` };
}

/** Ours: a table of a leaky system (synthpop with leaf 5) has 59 %, of careful ones 50 to 56 %, on adult. */
const mostDcrShare = 0.57;

function dcrCheck(found: Finding): Check {
  const id = 'dcr-share';
  const measure = 'privacy.dcrShare';
  const threshold = `at most ${percent(mostDcrShare)} (ours; ${percent(0.5)} is no preference)`;
  const missing = notMeasured(id, measure, found, threshold);
  if (missing !== null) return missing;
  const { value } = found as Measure;
  const status = statusOf(value > mostDcrShare, surelyAbove(found as Measure, 0.5));
  const meaning = {
    pass: 'this test found no strong pull towards the rows the model was made from; it cannot see every leak',
    warn: 'perhaps too near to the rows the model was made from, but too few rows to be sure',
    fail: 'the synthetic rows lie too near to the rows the model was made from',
    unmeasured: '',
  }[status];
  const says = `${percent(value)} of the synthetic rows are nearer to a training row than to an unseen one (${percent(0.5)} is no preference): ${meaning}.`;
  return { id, status, measure, threshold, says };
}

/** Ours, H5 of the goals: careful systems reach 50 to 53 % on four tables, synthpop 55.6 % on adult. */
const mostMembership = 0.55;
/** Ours: five times what guessing finds; on adult synthpop reaches 5.5 %, the Bayesian network 13.2 %, MOSTLY AI 2.0 %. */
const mostHits = 0.05;
function membershipCheck(found: Finding, hits: Finding): Check {
  const id = 'membership';
  const measure = 'privacy.membership.max';
  const threshold = `at most ${percent(mostMembership)}, and at most ${percent(mostHits)} of the members found at 1% false alarms (ours; ${percent(0.5)} is guessing)`;
  const missing = notMeasured(id, measure, found, threshold);
  if (missing !== null) return missing;
  const [{ value }, share] = [found as Measure, isMeasured(hits) ? hits.value : 0];
  const byHits = isMeasured(hits) && share > mostHits;
  const sure = surelyAbove(found as Measure, 0.5) || (byHits && surelyAbove(hits, 0.02));
  const status = statusOf(value > mostMembership || byHits, sure);
  const meaning = {
    pass: 'close to guessing',
    warn: 'perhaps better than guessing, but too few rows to be sure',
    fail: 'better than guessing, so somebody who knows a person can tell whether the person was in the data',
    unmeasured: '',
  }[status];
  const says = `The strongest of six attacks tells a training row from an unseen one in ${percent(value)} of the pairs (${percent(0.5)} is guessing) and finds ${percent(share)} of the training rows at 1% false alarms: ${meaning}.`;
  return { id, status, measure, threshold, says };
}

/** Ours: twice the distance from guessing that is allowed for everybody, since few rows make the measure coarse. */
const mostOutliers = 0.6;

function outliersCheck(found: Finding): Check {
  const id = 'membership-outliers';
  const measure = 'privacy.membership.outliers';
  const threshold = `at most ${percent(mostOutliers)} (ours; ${percent(0.5)} is guessing)`;
  const missing = notMeasured(id, measure, found, threshold);
  if (missing !== null) return missing;
  const status = statusOf((found as Measure).value > mostOutliers, surelyAbove(found as Measure, 0.5));
  const meaning = {
    pass: 'they are not told apart more often than is usual for so few',
    warn: 'perhaps better than guessing, but too few rows to be sure',
    fail: 'unusual people are recognised as members of the data',
    unmeasured: '',
  }[status];
  const says = `Among the 5% most isolated rows the strongest attack is right in ${percent((found as Measure).value)} of the pairs: ${meaning}.`;
  return { id, status, measure, threshold, says };
}

const riskThreshold = `at most ${percent(mostRisk)} beyond the control (ours)`;

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

function riskCheck(id: string, measure: string, risk: Finding, says: Says, rates: Rates | null): Check {
  const missing = notMeasured(id, measure, risk, riskThreshold);
  if (missing !== null) return missing;
  const { value } = risk as Measure;
  const status = statusOf(value > mostRisk, surelyAbove(risk as Measure, 0));
  const meaning = {
    pass: 'within the limit',
    warn: 'above the limit, but too few attacks to be sure',
    fail: 'above the limit, so the table gives away something about the people it was made from',
    unmeasured: '',
  }[status];
  const found = rates === null ? 'The attack was made' : says(percent(rates.attack), percent(rates.control));
  const guessing =
    rates?.copied === undefined
      ? ''
      : ` The attack did no better than guessing (${percent(rates.attack)} beside ${percent(rates.baseline)}); on a plain copy of the training rows it succeeds in ${percent(rates.copied)}.`;
  return {
    id,
    status,
    measure,
    threshold: riskThreshold,
    says: `${found}: ${percent(value)} of what could still be gained, ${meaning}.${guessing}`,
  };
}

/** The worst secret decides; a secret without conclusion does when no other was above the limit. */
function inferenceCheck(attacks: readonly Attack[]): Check {
  const id = 'inference';
  const measure = 'privacy.inference';
  if (attacks.length === 0) {
    const none: Finding = { unmeasured: 'No column could serve as a secret; mark one as sensitive.' };
    return notMeasured(id, measure, none, riskThreshold) as Check;
  }
  const checks = attacks.map(({ risk, secret, rates }) => {
    const says: Says = (attack, control) =>
      `"${secret ?? ''}" is guessed right for ${attack} of training rows and ${control} of unseen ones`;
    const check = riskCheck(id, measure, risk, says, rates);
    return secret === null ? check : { ...check, secret };
  });
  const rank: Record<CheckStatus, number> = { fail: 3, warn: 2, unmeasured: 1, pass: 0 };
  const valueAt = (index: number): number => {
    const { risk } = attacks[index];
    return isMeasured(risk) ? risk.value : 0;
  };
  const places = checks.map((_, index) => index);
  const worst = places.reduce((a, b) =>
    rank[checks[b].status] > rank[checks[a].status] ||
    (rank[checks[b].status] === rank[checks[a].status] && valueAt(b) > valueAt(a))
      ? b
      : a,
  );
  return checks[worst];
}

/** Ours: two rows in a hundred beyond what the holdout discloses in its place; at 2,000 rows one in a hundred is chance. */
const disclosureSlack = 0.02;

function disclosureCheck({ repU, DiSCO, keys, targets }: Leakage['disclosure']): Check {
  const id = 'disclosure';
  const threshold = `both at most ${percent(disclosureSlack)} above the holdout's share (ours)`;
  const missing =
    notMeasured(id, 'privacy.disclosure.repU', repU, threshold) ??
    notMeasured(id, 'privacy.disclosure.DiSCO', DiSCO, threshold);
  if (missing !== null) return missing;
  const excess = ({ value, reference }: Measure): number => value - (reference ?? 0);
  // A target flagged by synthpop's one-way check shows a strong general relation: worth a look, not a leak about persons.
  const plain = targets.find(({ checkOneWay }) => !checkOneWay);
  const worstTarget = (plain?.disco ?? DiSCO) as Measure;
  const isUnique = plain === undefined || excess(repU as Measure) > excess(worstTarget);
  const worse = isUnique ? (repU as Measure) : worstTarget;
  const control = worse.reference ?? 0;
  // Ours: twice the error of the count, since two tables are drawn and one copied key moves several rows.
  const status = statusOf(worse.value > control + disclosureSlack, surelyAbove(worse, control, z / 2));
  const secret = plain === undefined ? 'a secret' : `"${plain.target}"`;
  const what = isUnique ? 'are unique in both tables' : `would have ${secret} read off correctly`;
  const meaning = {
    pass: 'no more than unseen people would disclose',
    warn: 'perhaps more than unseen people would disclose',
    fail: 'more than unseen people would disclose',
    unmeasured: '',
  }[status];
  const says = `By ${keys.join(', ')}, ${percent(worse.value)} of the training rows ${what} (${percent(control)} with unseen rows instead): ${meaning}.`;
  const measure = isUnique ? 'privacy.disclosure.repU' : 'privacy.disclosure.DiSCO';
  return { id, status, measure, threshold, says };
}

/** Ours: a tenth of what is rare may survive beyond chance before it counts as copying of values. */
const rareSlack = 0.1;

function rareCheck(found: Finding, { survival, categories, inflated }: LeakageCounts['rare']): Check {
  const id = 'rare-values';
  const measure = 'privacy.rareValues';
  const threshold = `at most ${percent(rareSlack)} above the holdout's share; no rare category that only the synthetic table shares with the training table, and none far more frequent than in the real rows (ours)`;
  const missing = notMeasured(id, measure, found, threshold);
  if (missing !== null) return missing;
  const { value, reference } = found as Measure;
  const rate = checkErrorRate / 2;
  if (inflated !== null && inflated.chance < rate) {
    const share = ({ successes, trials }: Rate): string =>
      `${counted(successes)} of ${counted(trials)} (${percent(successes / trials)})`;
    const says = `One category of "${inflated.column}" that at most five training rows and no unseen row carry stands in ${share(inflated.synthetic)} synthetic rows, but in ${share(inflated.real)} real ones: far more than chance explains, so look whether it leads to a person.`;
    return { id, status: 'fail', measure: 'privacy.inflatedCategory', threshold, says };
  }
  const sure = chanceOfPairs(survival.onlySynthetic, survival.onlyHoldout) < rate;
  const status = statusOf(value > (reference ?? 0) + rareSlack, sure);
  if (status === 'pass' && categories[0] > categories[1]) {
    const says = `${counted(categories[0])} rare categories stand in the training and the synthetic table but in no unseen row, ${counted(categories[1])} in unseen rows but not in the synthetic table: too few to tell copying from chance, so look at the list of rare patterns.`;
    return { id, status: 'warn', measure, threshold, says };
  }
  const meaning = {
    pass: 'no more than a fresh sample has',
    warn: 'more than a fresh sample has, but too few values to be sure, so look at the list of rare patterns',
    fail: 'more than a fresh sample has, so values of few people were carried over',
    unmeasured: '',
  }[status];
  const says =
    survival.values === 0
      ? 'No value of the training rows is rare, so none can be carried over.'
      : `${percent(value)} of the ${counted(survival.values)} values that at most five training rows carry stand in the synthetic table (${percent(reference ?? 0)} in unseen rows): ${meaning}.`;
  return { id, status, measure, threshold, says };
}

function identifierCheck(found: Finding, { column }: LeakageCounts['identifiers']): Check {
  const id = 'identifiers';
  const measure = 'privacy.identifiers';
  const threshold = `at most ${percent(copiesSlack)} above the holdout's share (ours)`;
  const missing = notMeasured(id, measure, found, threshold);
  if (missing !== null) return missing;
  const { value, reference } = found as Measure;
  const status = statusOf(
    value > (reference ?? 0) + copiesSlack,
    surelyAbove(found as Measure, reference ?? 0),
  );
  const meaning = {
    pass: 'they lead to nobody',
    warn: 'some may lead to a person, but too few rows to be sure',
    fail: 'they tie synthetic rows to real people',
    unmeasured: '',
  }[status];
  const says = `${percent(value)} of the cells of "${column ?? ''}" equal one of the training table: ${meaning}.`;
  return { id, status, measure, threshold, says };
}
