/**
 * Draws cells that a row lacks, given the cells that it has.
 *
 * Sequential importance sampling along the chain: cells that are there are taken as they are and weigh a candidate by their
 * chance in the leaf they reach; cells that are wanted are drawn; one of `trials` candidates is taken by weight (sampling
 * importance resampling, Rubin 1988). The law is that of the model given the cells up to an error of order 1 / trials.
 * Cells whose chance is the same in all candidates are not asked, and what no such chance depends on is drawn once, for the
 * candidate that is taken.
 */
import type { Codec } from '../../codec/codec.ts';
import type { Random } from '../../num/random.ts';
import type { Chain } from './chain.ts';
import { applies, begin, chanceOf, drawPart, isOpen, partialRowOf, put } from './partialRow.ts';
import { askedBy, planWanted, type WantedPlan } from './wantedPlan.ts';

/** Marks a part that is to be drawn; other parts hold a code, a position, or -1 where they do not apply. */
export const wanted = -2;
/** Marks a missingness that is decided and says nothing: the cell will be there. */
export const present = -3;

/** Rows drawn for each row to be completed. Ours: leaves an error of a few per cent of the distance to the marginal law. */
const trials = 64;
/** Products of chances go over to logarithms below this, far from the least number that there is. */
const smallest = 1e-200;

/** One of the rows that were drawn for a row. */
export interface Candidate {
  /** One number a part, -1 where a part does not apply. */
  readonly row: Float64Array;
  /** Above 0; the largest of a row is 1. */
  readonly weight: number;
}

export interface Completer {
  /** One row by weight; valid until the next call. @param cells one a part, as `wanted` and `present` say. */
  draw(cells: ArrayLike<number>, random: Random): Float64Array;
  /** `trials` rows with their weights, all wanted parts drawn in each. */
  candidates(cells: ArrayLike<number>, random: Random): readonly Candidate[];
}

/** With its own scratch memory. */
export function completerOf(chain: Chain, codecs: readonly Codec[]): Completer {
  const coded = new Set(codecs.flatMap((codec) => codec.parts));
  const isCoin = (part: number): boolean => !coded.has(part);
  const state = partialRowOf(chain, codecs, isCoin);
  const plans = plansOf(chain, isCoin);
  const values = new Float64Array(trials * chain.parts.length);
  const logs = new Float64Array(trials);

  /** Puts the known cells in their places. */
  const load = (cells: ArrayLike<number>, random: Random): WantedPlan => {
    for (const part of chain.order) {
      const cell = cells[part];
      const { donors } = chain.parts[part].tree;
      if (isCoin(part)) put(state, part, donors.length === 0 ? -1 : donors[random.below(donors.length)]);
      else if (cell === wanted) [state.row[part], state.bins[part]] = [-1, -1];
      else put(state, part, !applies(state, part) ? -1 : cell === present ? 0 : cell);
    }
    const plan = plans(cells);
    for (const part of plan.all) begin(state, part);
    return plan;
  };

  /** Fills `values` (candidate by candidate, the parts of `kept`) and `logs`; returns the number of candidates. */
  const attempt = (plan: WantedPlan, all: boolean, random: Random): number => {
    const kept = all ? plan.wanted : plan.influential;
    const sequence = (all ? plan.all : plan.trial).filter(
      (part) => !plan.weighing.has(part) || isOpen(state, part),
    );
    const weighs = Uint8Array.from(sequence, (part) => (plan.weighing.has(part) ? 1 : 0));
    const count = all || sequence.length > kept.length ? trials : 1;
    for (let trial = 0; trial < count; trial++) {
      let [log, weight] = [0, 1];
      for (let index = 0; index < sequence.length; index++) {
        if (weighs[index] === 0) drawPart(state, sequence[index], random);
        else weight *= chanceOf(state, sequence[index]);
        if (weight < smallest) [log, weight] = [log + Math.log(weight), 1];
      }
      logs[trial] = log + Math.log(weight);
      for (let index = 0; index < kept.length; index++)
        values[trial * kept.length + index] = state.row[kept[index]];
    }
    return count;
  };

  return {
    draw: (cells, random) => {
      const plan = load(cells, random);
      const count = attempt(plan, false, random);
      const taken = count === 1 ? 0 : chosen(weightsOf(logs.subarray(0, count)), random);
      const { influential, after } = plan;
      influential.forEach((part, index) => put(state, part, values[taken * influential.length + index]));
      for (const part of after) drawPart(state, part, random);
      return state.row;
    },
    candidates: (cells, random) => {
      const plan = load(cells, random);
      const weights = weightsOf(logs.subarray(0, attempt(plan, true, random)));
      return Array.from(weights, (weight, trial) => {
        plan.wanted.forEach((part, index) => put(state, part, values[trial * plan.wanted.length + index]));
        return { row: state.row.slice(), weight };
      });
    },
  };
}

/** The plan of a row, made once for all rows that lack the same cells. */
function plansOf(chain: Chain, isCoin: (part: number) => boolean): (cells: ArrayLike<number>) => WantedPlan {
  const asked = askedBy(chain);
  const kept = new Map<string, WantedPlan>();
  return (cells) => {
    let key = '';
    for (const part of chain.order) {
      if (cells[part] === wanted) key += `${part},`;
      else if (cells[part] === present) key += `+${part},`;
    }
    const known = kept.get(key);
    if (known !== undefined) return known;
    const isWanted = (part: number): boolean => cells[part] === wanted && !isCoin(part);
    const isKnown = (part: number): boolean => cells[part] !== present && !isWanted(part) && !isCoin(part);
    const plan = planWanted(chain.order, asked, isWanted, isKnown);
    kept.set(key, plan);
    return plan;
  };
}

/** Weights from their logarithms, the largest 1. */
function weightsOf(logs: Float64Array): Float64Array {
  let most = -Infinity;
  for (let index = 0; index < logs.length; index++) most = Math.max(most, logs[index]);
  return logs.map((log) => Math.exp(log - most));
}

function chosen(weights: Float64Array, random: Random): number {
  let total = 0;
  for (let index = 0; index < weights.length; index++) total += weights[index];
  let rest = random.uniform() * total;
  for (let index = 0; index < weights.length - 1; index++) {
    rest -= weights[index];
    if (rest < 0) return index;
  }
  return weights.length - 1;
}
