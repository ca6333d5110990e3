/**
 * What the strongest of several attacks reaches by luck: the scores stay, and who counts as a member is drawn anew. Each
 * drawing keeps its largest success over all attacks, so what is held against these already allows for choosing the
 * strongest (single-step maxT, Westfall & Young, Resampling-Based Multiple Testing, 1993, chapter 2).
 * Right as far as training and holdout rows are exchangeable when nothing leaks, which a random split makes them; a
 * holdout file of other people (another year, another place) counts as a leak here.
 */
import { randomStream } from '../../num/random.ts';
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { falseAlarms } from './auc.ts';

/** Drawings. Ours: at an error rate of 0.0005 about five of them lie beyond the limit. */
export const drawings = 9999;
/** Drawings a task. Part of the result: each task has a random stream of its own. */
const perTask = 1250;

/** Scores of several attacks as ranks, over shared memory. */
export interface Ranked {
  readonly attacks: number;
  readonly targets: number;
  /** Attack by attack, in it target by target: twice the mid-rank of the score, 2 (lowest) to 2 x targets. */
  readonly ranks: Int32Array;
  /** Attack by attack: its targets, highest score first. */
  readonly order: Int32Array;
}

/** Attack -> target -> score, as ranks. Cost: one sort an attack. */
export function rankScores(scores: readonly Float64Array[]): Ranked {
  const attacks = scores.length;
  const targets = scores[0]?.length ?? 0;
  const ranks = new Int32Array(new SharedArrayBuffer(attacks * targets * 4));
  const order = new Int32Array(new SharedArrayBuffer(attacks * targets * 4));
  for (const [attack, score] of scores.entries()) {
    const own = order.subarray(attack * targets, (attack + 1) * targets);
    for (let target = 0; target < targets; target++) own[target] = target;
    own.sort((a, b) => score[b] - score[a]);
    for (let first = 0; first < targets;) {
      let next = first + 1;
      while (next < targets && score[own[next]] === score[own[first]]) next++;
      // Places first .. next - 1 from the top are ranks targets - next + 1 .. targets - first from below.
      for (let place = first; place < next; place++)
        ranks[attack * targets + own[place]] = 2 * targets - next - first + 1;
      first = next;
    }
  }
  return { attacks, targets, ranks, order };
}

/** The largest success of all attacks in each drawing. */
export interface Luck {
  /** Largest AUC, ascending after `luckOf`. */
  readonly aucs: Float64Array;
  /** Largest share of members found at 1 % false alarms, ascending after `luckOf`. */
  readonly hits: Float64Array;
}

interface DrawPayload {
  readonly ranked: Ranked;
  /** 1 to targets - 1. */
  readonly members: number;
  readonly key: readonly (string | number)[];
  readonly count: number;
}

/** `count` drawings of `members` of the targets, in the order of drawing. Cost: count x targets x attacks additions. */
export const drawLabels: Task<DrawPayload, Luck> = {
  name: 'evaluate.drawLabels',
  work: ({ ranked, members, key, count }, cancel) => {
    const { attacks, targets, ranks } = ranked;
    const random = randomStream(key);
    // The smaller side is drawn; the other one is what is left.
    const fewer = Math.min(members, targets - members);
    const areMembers = fewer === members;
    const places = Int32Array.from({ length: targets }, (_, target) => target);
    const isMember = new Uint8Array(targets).fill(areMembers ? 0 : 1);
    const sums = new Float64Array(attacks);
    const drawn = places.subarray(0, fewer);
    const luck = { aucs: new Float64Array(count), hits: new Float64Array(count) };
    for (let drawing = 0; drawing < count; drawing++) {
      if (drawing % 16 === 0) checkCancel(cancel);
      for (let index = 0; index < fewer; index++) {
        const other = index + random.below(targets - index);
        const target = places[other];
        places[other] = places[index];
        places[index] = target;
        isMember[target] = areMembers ? 1 : 0;
      }
      for (let attack = 0; attack < attacks; attack++)
        sums[attack] = sumOf(ranks.subarray(attack * targets, (attack + 1) * targets), drawn);
      const wins = (areMembers ? largest(sums) : smallest(sums)) - fewer * (fewer + 1);
      const auc = wins / 2 / (fewer * (targets - fewer));
      luck.aucs[drawing] = areMembers ? auc : 1 - auc;
      luck.hits[drawing] = mostHits(ranked, isMember, members);
      for (let index = 0; index < fewer; index++) isMember[places[index]] = areMembers ? 0 : 1;
    }
    return luck;
  },
};

function sumOf(ranks: Int32Array, drawn: Int32Array): number {
  let sum = 0;
  for (let index = 0; index < drawn.length; index++) sum += ranks[drawn[index]];
  return sum;
}

function largest(values: Float64Array): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}

function smallest(values: Float64Array): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

/** Largest share of members that an attack finds at 1 % false alarms, interpolated between ties as `separation` does. */
function mostHits({ attacks, targets, ranks, order }: Ranked, isMember: Uint8Array, members: number): number {
  const allowed = falseAlarms * (targets - members);
  let most = 0;
  for (let attack = 0; attack < attacks; attack++) {
    const start = attack * targets;
    let inside = 0;
    let outside = 0;
    let place = 0;
    while (place < targets && outside <= allowed) {
      const rank = ranks[start + order[start + place]];
      const first = place;
      let tiedInside = 0;
      for (; place < targets && ranks[start + order[start + place]] === rank; place++)
        tiedInside += isMember[order[start + place]];
      const tiedOutside = place - first - tiedInside;
      const part = outside + tiedOutside <= allowed ? 1 : (allowed - outside) / tiedOutside;
      most = Math.max(most, inside + part * tiedInside);
      inside += tiedInside;
      outside += tiedOutside;
    }
  }
  return most / members;
}

/**
 * What luck reaches when `members` of the targets are members. Needs at least one member and one other.
 * The same at any number of threads.
 */
export async function luckOf(
  scores: readonly Float64Array[],
  members: number,
  key: readonly (string | number)[],
  run: Run,
): Promise<Luck> {
  const ranked = rankScores(scores);
  const parts: Promise<Luck>[] = [];
  for (let first = 0; first < drawings; first += perTask) {
    const count = Math.min(perTask, drawings - first);
    parts.push(run.pool.run(drawLabels, { ranked, members, key: [...key, 'labels', first], count }));
  }
  const done = await Promise.all(parts);
  const joined = (of: (luck: Luck) => Float64Array): Float64Array =>
    Float64Array.from(done.flatMap((luck) => [...of(luck)])).sort();
  return { aucs: joined(({ aucs }) => aucs), hits: joined(({ hits }) => hits) };
}
