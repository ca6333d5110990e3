/** All attacks and counts on one screen: what an evaluation says about leakage, each with its control. */
import type { Run } from '../../run/run.ts';
import type { Aligned, Evaluated } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { subsetOf } from '../fidelity/subset.ts';
import { sideBySide } from '../sideBySide.ts';
import { copies, type CopiesDetails } from './copies.ts';
import { dcr, type DcrDetails } from './dcr.ts';
import { type Disclosure, disclosure } from './disclosure.ts';
import { identifiers, type Identifiers } from './identifiers.ts';
import { inference } from './inference.ts';
import { inflatedShare, type RarePattern, rarity, type Rarity } from './ledger.ts';
import { halvesOf, linkability } from './linkability.ts';
import { membership, type MembershipAttack, type MembershipTests } from './membership.ts';
import { nearCopies, type NearCopiesDetails } from './nearCopies.ts';
import type { Attack } from './risk.ts';
import type { Roles } from './roles.ts';
import { singlingOut, worstOf } from './singlingOut.ts';

/** The part `privacy` of an evaluation. */
export interface Leakage {
  /** Share of synthetic rows that equal a training row on all modelled columns; reference: the holdout's. */
  readonly copies: Finding;
  /** The same on all modelled columns but at most one. */
  readonly nearCopies: Finding;
  /** Share of synthetic rows that lie at one training row as hardly any two people do; reference: at a holdout row. */
  readonly lookalikes: Finding;
  /** Share of synthetic rows nearer to training than to holdout rows, ties half; reference 0.5. */
  readonly dcrShare: Finding;
  /** The same for the ratio of nearest to second-nearest distance. */
  readonly nndr: Finding;
  readonly membership: {
    /**
     * Largest AUC of the six attacks, with an interval that allows for the choice; reference: what the largest of six
     * reaches on average when none tells anything.
     */
    readonly max: Finding;
    /** Largest share of members found at 1 % false alarms; reference as for `max`. */
    readonly hits: Finding;
    /** Largest AUC among the 5 % most isolated; reference as for `max`. */
    readonly outliers: Finding;
    readonly attacks: readonly MembershipAttack[];
    /** The three findings held against luck, on which the checks rest. */
    readonly tests: MembershipTests;
  };
  /** The worse of the two attacks. */
  readonly singlingOut: Finding;
  readonly singlingOutAttacks: readonly Attack[];
  readonly linkability: Finding;
  readonly linkabilityAttack: Attack;
  /** One attack a secret. */
  readonly inference: readonly Attack[];
  readonly disclosure: Disclosure;
  readonly rareValues: Finding;
  readonly rarePairs: Finding;
  readonly extremes: Finding;
  readonly exactNumbers: Finding;
  /**
   * Share of the synthetic rows that carry one rare category that no holdout row carries, the most surprising over all
   * columns; reference: its share of the training and holdout rows. Absent when there is no such category, or no holdout.
   */
  readonly inflatedCategory?: Finding;
  readonly rarePatterns: readonly RarePattern[];
  readonly identifiers: Finding;
  /** Which columns the attacks used, and whether a person or a default chose them. */
  readonly roles: {
    readonly known: readonly string[];
    readonly secrets: readonly string[];
    readonly keys: readonly string[];
    readonly given: Roles['given'];
  };
}

/** What the checks need beyond the findings: counts behind shares. */
export interface LeakageCounts {
  readonly copies: CopiesDetails;
  readonly nearCopies: NearCopiesDetails;
  readonly distances: DcrDetails;
  readonly rare: Pick<Rarity, 'survival' | 'categories' | 'inflated'>;
  readonly identifiers: Identifiers;
}

export interface Leaks {
  readonly leakage: Leakage;
  readonly counts: LeakageCounts;
  /** Sampling, as sentences. */
  readonly notes: readonly (string | null)[];
}

/**
 * Rows of each table that the attacks draw theirs from. Ours: more than any of them uses, so that what is prepared for all
 * rows (ranks, ranges) costs no more in a table of a million rows than in one of a hundred thousand.
 */
const mostAttackRows = 100_000;

/** Shares of the time, measured on adult; only the progress depends on them. */
const weights = {
  copies: 3,
  'nearest records': 5,
  'membership attacks': 9,
  'attacks by outsiders': 12,
  'rare values': 6,
};

/** Takes every measure of leakage, side by side. Same findings at any number of threads. */
export async function leakage(input: Evaluated, aligned: Aligned, roles: Roles, run: Run): Promise<Leaks> {
  const part = subsetOf(aligned, mostAttackRows, 'attacks').aligned;
  const follow = sideBySide(run, [0.6, 0.98], weights);
  // Started first: its tasks wait for one another.
  const outside = Promise.all([
    singlingOut(part, run),
    linkability(part, halvesOf(part, roles), run),
    inference(part, roles, run),
  ]);
  const [[copied, near], distances, members, [single, linked, inferred], [disclosed, rare]] =
    await Promise.all([
      follow('copies', Promise.all([copies.measure(aligned, run), nearCopies.measure(aligned, run)])),
      follow('nearest records', dcr.measure(part, run)),
      follow('membership attacks', membership.measure(part, run)),
      follow('attacks by outsiders', outside),
      follow('rare values', Promise.all([disclosure(aligned, roles, run), rarity(aligned, run)])),
    ]);
  const marked = identifiers(input.train, input.holdout, input.synthetic);
  const names = (indexes: readonly number[]): readonly string[] =>
    indexes.map((index) => aligned.columns[index].name);
  return {
    leakage: {
      ...copied.findings,
      ...near.findings,
      ...distances.findings,
      membership: { ...members.findings, ...members.details },
      singlingOut: worstOf(single).risk,
      singlingOutAttacks: single,
      linkability: linked.risk,
      linkabilityAttack: linked,
      inference: inferred,
      disclosure: disclosed,
      rareValues: rare.rareValues,
      rarePairs: rare.rarePairs,
      extremes: rare.extremes,
      exactNumbers: rare.exactNumbers,
      ...(rare.inflated === null ? {} : { inflatedCategory: inflatedShare(rare.inflated) }),
      rarePatterns: rare.ledger,
      identifiers: marked.finding,
      roles: {
        known: names(roles.known),
        secrets: names(roles.secrets),
        keys: names(roles.keys),
        given: roles.given,
      },
    },
    counts: {
      copies: copied.details,
      nearCopies: near.details,
      distances: distances.details,
      rare,
      identifiers: marked,
    },
    notes: [copied.note, near.note, distances.note, members.note, rare.note],
  };
}
