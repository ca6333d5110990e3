/** Plans a conditional or balanced table: the limits, how much support they have, and what to say about it. */
import type { Codec } from '../../codec/codec.ts';
import { randomStream } from '../../num/random.ts';
import type { Balance, Recipe } from '../../recipe.ts';
import { Refused, type Run } from '../../run/run.ts';
import type { Table } from '../../table/table.ts';
import type { Fitted } from '../fit.ts';
import type { AnyModel } from '../index.ts';
import { type Chain, chainOf } from './chain.ts';
import type { Demand, Limit, Stratum } from './demand.ts';
import { attempts } from './drawRow.ts';
import { guideOf } from './guide.ts';
import { limitsOf } from './limits.ts';
import { noneTogether } from './refusals.ts';
import { headerHint } from './spelling.ts';
import { rowsThat } from './wanted.ts';

/** What is known about the support of a stratum. */
export interface Support {
  /** Share of attempts that gave a row; its inverse is the cost of a row in attempts. */
  readonly accepted: number;
  /** Estimated chance that a row of the unconditional model meets the condition. */
  readonly probability: number;
  /** Training rows that meet it; null when the training table is not at hand. */
  readonly trainRows: number | null;
  /** True when fewer than `supportRows` training rows meet it: the rows are what the model makes of their neighbourhood. */
  readonly extrapolated: boolean;
}

export interface Plan {
  readonly demand: Demand;
  /** One a stratum. */
  readonly support: readonly Support[];
}

/** Training rows below which a condition counts as extrapolated. Ours: the lowest threshold of value protection. */
export const supportRows = 5;
/** Attempts after which a condition without a row counts as unsupported; bounds the cost of a row. Ours. */
const pilotAttempts = 400_000;
const pilotRows = 400;

/** True when the recipe asks for a table whose law differs from the model's own. */
export function isConditional({ where, balance }: Pick<Recipe, 'where' | 'balance'>): boolean {
  return Object.keys(where).length > 0 || balance !== null;
}

/**
 * @param train the training table, for the support; null when it is not at hand.
 * @throws Refused `unknown-column`, `where-column`, `where-value`, `no-support`. @throws Cancelled.
 */
export async function planDemand(
  fitted: Pick<Fitted, 'model' | 'codecs' | 'seed'>,
  recipe: Pick<Recipe, 'where' | 'balance'>,
  train: Table | null,
  run: Run,
): Promise<Plan> {
  const chain = chainOf(fitted.model as AnyModel);
  const requests = requestsOf(recipe);
  const strata = requests.map(({ share, where }) => ({
    share,
    limits: limitsFor(fitted.codecs, where, train),
  }));
  const support = strata.map((stratum, index) => {
    run.report('sample', 0, 'support of the conditions');
    const { where } = requests[index];
    const { accepted, probability } = pilot(chain, stratum, fitted.seed, index);
    if (accepted === 0) {
      const names = excluding(chain, fitted, where, train, run);
      const rows = train === null ? null : rowsThat(train, only(where, names)).length;
      throw noneTogether(names, rows, pilotAttempts);
    }
    const trainRows = train === null ? null : rowsThat(train, where).length;
    return { accepted, probability, trainRows, extrapolated: trainRows !== null && trainRows < supportRows };
  });
  return { demand: { strata }, support };
}

/** The conditions of each stratum; levels with a share of 0 have none. */
export function requestsOf({
  where,
  balance,
}: Pick<Recipe, 'where' | 'balance'>): { readonly share: number; readonly where: Recipe['where'] }[] {
  if (balance === null) return [{ share: 1, where }];
  if (Object.hasOwn(where, balance.column)) {
    throw new Refused(
      'where-column',
      `The column "${balance.column}" is both balanced and given a condition. Keep one of the two.`,
    );
  }
  return sharesOf(balance).map(([text, share]) => ({
    share,
    where: { ...where, [balance.column]: { is: text } },
  }));
}

function sharesOf({ shares }: Balance): [string, number][] {
  return Object.entries(shares).filter(([, share]) => share > 0);
}

function limitsFor(codecs: readonly Codec[], where: Recipe['where'], train: Table | null): Limit[] {
  return Object.entries(where).flatMap(([name, wanted]) => {
    const codec = codecs.find(({ schema }) => schema.name === name);
    if (codec !== undefined)
      return limitsOf(codec, wanted, train === null ? null : rowsThat(train, { [name]: wanted }).length);
    const names = codecs.map(({ schema }) => schema.name);
    throw new Refused(
      'unknown-column',
      `A condition names the column "${name}", which the table does not have. ${headerHint(name, names)}`,
    );
  });
}

function only(where: Recipe['where'], names: readonly string[]): Recipe['where'] {
  return Object.fromEntries(Object.entries(where).filter(([name]) => names.includes(name)));
}

/** The columns of conditions that exclude each other: without any one of them, the others give rows. */
function excluding(
  chain: Chain,
  { codecs, seed }: Pick<Fitted, 'codecs' | 'seed'>,
  where: Recipe['where'],
  train: Table | null,
  run: Run,
): readonly string[] {
  return Object.keys(where).reduce((kept: readonly string[], name) => {
    run.report('sample', 0, 'support of the conditions');
    const others = kept.filter((other) => other !== name);
    if (others.length === 0) return kept;
    const limits = limitsFor(codecs, only(where, others), train);
    return pilot(chain, { share: 1, limits }, seed, 0).accepted === 0 ? others : kept;
  }, Object.keys(where));
}

/** Tries until enough rows are found to tell the acceptance to 5 %, or `pilotAttempts` are spent. */
function pilot(
  chain: Chain,
  stratum: Stratum,
  seed: number,
  index: number,
): Pick<Support, 'accepted' | 'probability'> {
  const guide = guideOf(chain, stratum);
  const attempt = attempts(chain, guide);
  const random = randomStream([seed, 'where', 'pilot', index]);
  const row = new Float64Array(chain.parts.length);
  let [tries, rows] = [0, 0];
  while (rows < pilotRows && tries < pilotAttempts) {
    tries++;
    if (attempt(row, random)) rows++;
  }
  const accepted = rows / tries;
  return { accepted, probability: accepted * guide.first.reduce((product, bound) => product * bound, 1) };
}
