/** All attacks and counts on one screen: what an evaluation says about leakage, each with its control. */
import type { Run } from '../../run/run.ts';
import type { Aligned, Evaluated } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { copies, type CopiesDetails } from './copies.ts';
import { dcr, type DcrDetails } from './dcr.ts';
import { type Disclosure, disclosure } from './disclosure.ts';
import { identifiers, type Identifiers } from './identifiers.ts';
import { inference } from './inference.ts';
import { type RarePattern, rarity, type Rarity } from './ledger.ts';
import { halvesOf, linkability } from './linkability.ts';
import { membership, type MembershipAttack } from './membership.ts';
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
    /** Largest AUC of the six attacks, with an interval that allows for the choice. */
    readonly max: Finding;
    /** Largest share of members found at 1 % false alarms. */
    readonly hits: Finding;
    /** Largest AUC among the 5 % most isolated. */
    readonly outliers: Finding;
    readonly attacks: readonly MembershipAttack[];
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

/** Takes every measure of leakage. Same findings at any number of threads. */
export async function leakage(input: Evaluated, aligned: Aligned, roles: Roles, run: Run): Promise<Leaks> {
  run.report('evaluate', 0.7, 'copies');
  const copied = await copies.measure(aligned, run);
  const near = await nearCopies.measure(aligned, run);
  const distances = await dcr.measure(aligned, run);
  run.report('evaluate', 0.8, 'membership attacks');
  const members = await membership.measure(aligned, run);
  run.report('evaluate', 0.85, 'attacks by outsiders');
  const single = await singlingOut(aligned, run);
  const linked = await linkability(aligned, halvesOf(aligned, roles), run);
  const inferred = await inference(aligned, roles, run);
  run.report('evaluate', 0.9, 'rare values');
  const disclosed = await disclosure(aligned, roles, run);
  const rare = await rarity(aligned, run);
  const marked = identifiers(input.train, input.holdout, input.synthetic);
  const names = (indexes: readonly number[]): readonly string[] =>
    indexes.map((index) => aligned.columns[index].name);
  return {
    leakage: {
      ...copied.findings,
      ...near.findings,
      ...distances.findings,
      membership: { ...members.findings, attacks: members.details.attacks },
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
