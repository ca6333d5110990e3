/**
 * Membership inference: six attacks that tell training rows (members) from holdout rows (non-members) by how they lie to
 * the synthetic rows and to other holdout rows (the reference, what an attacker knows of the population).
 * Sources: Chen et al., GAN-Leaks, CCS 2020, section 4 (distance, with calibration); van Breugel et al., DOMIAS, arXiv
 * 2302.12580, eq. 1 (density ratio); Ward, Wang & Cheng, arXiv 2406.13012 (data plagiarism index); Hilprecht et al., PoPETs
 * 2019(4), p. 232 (Monte Carlo); Hayes et al., LOGAN, PoPETs 2019(1), p. 133 (classifier).
 */
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, lengthOf } from '../align.ts';
import type { Finding } from '../evaluation.ts';
import { type Measured, type Metric, nothingToCompare, unmeasured } from '../metric.ts';
import { counted } from '../../num/percent.ts';
import { type Separation, separation } from './auc.ts';
import { plantTree } from './dcr.ts';
import { scoreByClassifier } from './classifierAttack.ts';
import { countWithin, nearest, pointsOf, type Tree } from './neighbours.ts';
import { sampleRows } from './sample.ts';
import { spaceOf } from './space.ts';

/** Members, and as many non-members. Ours: the standard error of an AUC is then 0.009. */
const mostTargets = 2000;
/** Fewer targets, or fewer holdout rows left as reference, say nothing. Ours. */
const leastTargets = 50;
/** Rows a tree is built over. Ours: bounds time and memory at any table size. */
const mostSearched = 50_000;
/** Rows a side from which the classifier learns. Ours. */
const mostLearnt = 5000;
/** Neighbours of the plagiarism index. */
const neighbours = 20;
/** Neighbour whose distance stands for the density, and for how isolated a row is. */
const fifth = 4;
/** Share of the targets that count as isolated. */
const isolatedShare = 0.05;
/** Two-sided 95 % point of the standard normal, and the same for the largest of six by Bonferroni. */
const z = 1.959963984540054;
const zOfSix = 2.638257273476751;

/** One attack's success. */
export interface MembershipAttack {
  readonly name: string;
  /** What it scores, for a person. */
  readonly by: string;
  readonly auc: Finding;
  /** Share of members found at 1 % false alarms; reference 0.01. */
  readonly hits: Finding;
  /** AUC among the 5 % most isolated of all targets. */
  readonly outliers: Finding;
}

export interface MembershipDetails {
  /** Strongest first. */
  readonly attacks: readonly MembershipAttack[];
  readonly members: number;
  /** Members among the isolated, and non-members. */
  readonly isolated: readonly [members: number, others: number];
}

/** Names of the attacks and what they score. */
const attackNames = [
  ['distance', 'how near the nearest synthetic row is'],
  ['calibrated distance', 'how much nearer the nearest synthetic row is than the nearest unseen real row'],
  ['density ratio', 'how much denser the synthetic rows lie around it than unseen real rows'],
  ['plagiarism index', 'the share of synthetic rows among its 20 nearest'],
  ['crowd', 'how many synthetic rows lie within the usual nearest distance'],
  ['classifier', 'how synthetic a classifier finds it, taught on synthetic and unseen real rows'],
] as const;

export const membership: Metric<'max' | 'hits' | 'outliers', MembershipDetails> = {
  name: 'membership',
  range: [0, 1],
  better: 'lower',
  source: 'six attacks, see the head of privacy/membership.ts; the largest AUC is what counts',
  measure: measureMembership,
};

async function measureMembership(
  aligned: Aligned,
  run: Run,
): Promise<Measured<'max' | 'hits' | 'outliers', MembershipDetails>> {
  checkCancel(run.cancel);
  const { train, holdout, synthetic, seed } = aligned;
  const targets = Math.min(mostTargets, lengthOf(train), Math.floor(lengthOf(holdout) / 2));
  const why = nothingToCompare(aligned) ?? tooFew(lengthOf(holdout), targets);
  if (why !== null) return notMeasured(why);
  const key = [seed, 'evaluate', 'membership'];
  const members = sampleRows(train, targets, [...key, 'members']);
  const others = sampleRows(holdout, targets, [...key, 'others']);
  const drawn = new Set(others);
  const rest = sampleRows(holdout, lengthOf(holdout), key).filter((row) => !drawn.has(row));
  const reference = rest.length <= mostSearched ? rest : evenly(rest, mostSearched);
  const searched = sampleRows(synthetic, mostSearched, [...key, 'synthetic']);
  const space = spaceOf(aligned);
  const asked = Int32Array.of(...members, ...others);
  const points = pointsOf(space, asked);
  const [toSynthetic, toReference] = await Promise.all(
    [searched, reference].map((rows) => run.pool.run(plantTree, { space, rows })),
  );
  const learnt = Math.min(mostLearnt, searched.length, reference.length);
  const [near, classified] = await Promise.all([
    surroundingsOf(toSynthetic, toReference, points, asked.length, run),
    run.pool.run(scoreByClassifier, {
      columns: aligned.columns,
      synthetic: sampleRows(synthetic, learnt, [...key, 'learnt']),
      reference: evenly(reference, learnt),
      asked,
      seed,
    }),
  ]);
  const crowd = await crowdOf(toSynthetic, points, near.synthetic[0], run);
  const scores = scoresOf(near, crowd, classified);
  return summary(scores, near.reference[fifth], targets, learnt, reference.length, searched.length);
}

function tooFew(holdoutRows: number, targets: number): string | null {
  if (holdoutRows === 0)
    return 'There is no holdout: without people the model never saw, membership cannot be judged.';
  return targets < leastTargets
    ? `Membership attacks need at least ${leastTargets} training and ${2 * leastTargets} holdout rows.`
    : null;
}

function notMeasured(why: string): Measured<'max' | 'hits' | 'outliers', MembershipDetails> {
  const none = unmeasured(why);
  return {
    findings: { max: none, hits: none, outliers: none },
    details: { attacks: [], members: 0, isolated: [0, 0] },
    note: null,
  };
}

function evenly(rows: Int32Array, most: number): Int32Array {
  return Int32Array.from({ length: most }, (_, index) => rows[Math.floor((index * rows.length) / most)]);
}

/** Neighbour -> target -> distance, ascending in the first index. */
interface Surroundings {
  readonly synthetic: readonly Float64Array[];
  readonly reference: readonly Float64Array[];
}

async function surroundingsOf(
  toSynthetic: Tree,
  toReference: Tree,
  points: Float32Array,
  count: number,
  run: Run,
): Promise<Surroundings> {
  const block = Math.ceil(count / 16);
  const empty = (): Float64Array[] => Array.from({ length: neighbours }, () => new Float64Array(count));
  const all = { synthetic: empty(), reference: empty() };
  const fill = async (tree: Tree, into: Float64Array[], start: number): Promise<void> => {
    const end = Math.min(count, start + block);
    const found = await run.pool.run(nearestTwenty, { tree, points, start, end });
    for (let index = start; index < end; index++) {
      for (let place = 0; place < neighbours; place++)
        into[place][index] = found[(index - start) * neighbours + place];
    }
  };
  const work: Promise<void>[] = [];
  for (let start = 0; start < count; start += block) {
    work.push(fill(toSynthetic, all.synthetic, start), fill(toReference, all.reference, start));
  }
  await Promise.all(work);
  return all;
}

interface TwentyPayload {
  readonly tree: Tree;
  readonly points: Float32Array;
  readonly start: number;
  readonly end: number;
}

/** Distances of the points `start .. end - 1` to their 20 nearest rows, ascending, point by point. */
export const nearestTwenty: Task<TwentyPayload, Float64Array> = {
  name: 'evaluate.twenty',
  work: ({ tree, points, start, end }, cancel) => {
    const found = new Float64Array((end - start) * neighbours);
    for (let query = start; query < end; query++) {
      if (query % 32 === 0) checkCancel(cancel);
      const best = found.subarray((query - start) * neighbours, (query - start + 1) * neighbours);
      nearest(tree, points, query * tree.width, best);
    }
    return found.map(Math.sqrt);
  },
};

interface CrowdPayload {
  readonly tree: Tree;
  readonly points: Float32Array;
  readonly radius: number;
  readonly start: number;
  readonly end: number;
}

/** Rows within `radius` of each of the points `start .. end - 1`. */
export const countCrowd: Task<CrowdPayload, Float64Array> = {
  name: 'evaluate.crowd',
  work: ({ tree, points, radius, start, end }, cancel) => {
    const counts = new Float64Array(end - start);
    for (let query = start; query < end; query++) {
      if (query % 32 === 0) checkCancel(cancel);
      counts[query - start] = countWithin(tree, points, query * tree.width, radius * radius);
    }
    return counts;
  },
};

/** Monte Carlo estimate of Hilprecht et al.: rows within the median nearest distance over all targets. */
async function crowdOf(
  tree: Tree,
  points: Float32Array,
  first: Float64Array,
  run: Run,
): Promise<Float64Array> {
  const radius = first.slice().sort()[first.length >> 1];
  const block = Math.ceil(first.length / 16);
  const parts: Promise<Float64Array>[] = [];
  for (let start = 0; start < first.length; start += block) {
    const end = Math.min(first.length, start + block);
    parts.push(run.pool.run(countCrowd, { tree, points, radius, start, end }));
  }
  return Float64Array.from((await Promise.all(parts)).flatMap((part) => [...part]));
}

/** Attack -> target -> score, higher for a likelier member; in the order of `attackNames`. */
function scoresOf(
  near: Surroundings,
  crowd: Float64Array,
  classified: Float64Array,
): readonly Float64Array[] {
  const [synthetic, reference] = [near.synthetic[0], near.reference[0]];
  // Keeps the logarithm finite where five rows are equal; below any distance that two different rows have.
  const least = 1e-9;
  return [
    synthetic.map((distance) => -distance),
    synthetic.map((distance, index) => reference[index] - distance),
    near.synthetic[fifth].map(
      (distance, index) => Math.log(near.reference[fifth][index] + least) - Math.log(distance + least),
    ),
    synthetic.map((_, index) => sharedPlaces(near, index)),
    crowd,
    classified,
  ];
}

/** Share of synthetic rows among the 20 nearest of both; ties half. */
function sharedPlaces({ synthetic, reference }: Surroundings, target: number): number {
  let [a, b, share] = [0, 0, 0];
  while (a + b < neighbours) {
    const [one, other] = [synthetic[a][target], reference[b][target]];
    if (one < other) {
      share++;
      a++;
    } else if (one > other) b++;
    else {
      share += 0.5;
      if ((a + b) % 2 === 0) a++;
      else b++;
    }
  }
  return share / neighbours;
}

function summary(
  scores: readonly Float64Array[],
  isolation: Float64Array,
  targets: number,
  learnt: number,
  references: number,
  searched: number,
): Measured<'max' | 'hits' | 'outliers', MembershipDetails> {
  const most = isolation.slice().sort()[Math.floor((1 - isolatedShare) * isolation.length)];
  const far = Array.from(isolation, (distance) => distance >= most);
  const farMembers = far.slice(0, targets).filter(Boolean).length;
  const farOthers = far.slice(targets).filter(Boolean).length;
  const attacks = scores.map((score, index) => {
    const [inside, outside] = [score.slice(0, targets), score.slice(targets)];
    const all = separation(inside, outside);
    const outliers =
      Math.min(farMembers, farOthers) < 10
        ? unmeasured('Too few isolated rows to judge them apart.')
        : aucFinding(
            separation(
              inside.filter((_, target) => far[target]),
              outside.filter((_, target) => far[targets + target]),
            ),
            z,
          );
    const [name, by] = attackNames[index];
    return { name, by, all, auc: aucFinding(all, z), hits: hitsFinding(all), outliers };
  });
  const best = attacks.reduce((a, b) => (b.all.auc > a.all.auc ? b : a));
  const hit = attacks.reduce((a, b) => (b.all.hits > a.all.hits ? b : a));
  const outlierAucs = attacks.map(({ outliers }) => outliers);
  return {
    findings: { max: aucFinding(best.all, zOfSix), hits: hit.hits, outliers: worstAuc(outlierAucs) },
    details: {
      attacks: attacks.sort((a, b) => b.all.auc - a.all.auc).map(({ all: _, ...attack }) => attack),
      members: targets,
      isolated: [farMembers, farOthers],
    },
    note: `Membership attacks: ${counted(targets)} training and as many holdout rows, ${counted(searched)} synthetic rows, ${counted(references)} holdout rows as reference (classifier: ${counted(learnt)} a side).`,
  };
}

function aucFinding({ auc, error }: Separation, points: number): Finding {
  return {
    value: auc,
    interval: [Math.max(0, auc - points * error), Math.min(1, auc + points * error)],
    reference: 0.5,
    better: 'lower',
  };
}

function hitsFinding({ hits, hitsInterval }: Separation): Finding {
  return { value: hits, interval: hitsInterval, reference: 0.01, better: 'lower' };
}

/** The largest, with the wider interval that choosing it needs. */
function worstAuc(found: readonly Finding[]): Finding {
  let worst = found[0];
  for (const each of found) {
    if ('unmeasured' in each || 'unmeasured' in worst) return 'unmeasured' in each ? each : worst;
    if (each.value > worst.value) worst = each;
  }
  if ('unmeasured' in worst || worst.interval === null) return worst;
  const wider = zOfSix / z;
  const { value, interval } = worst;
  const low = value - wider * (value - interval[0]);
  const high = value + wider * (interval[1] - value);
  return { ...worst, interval: [Math.max(0, low), Math.min(1, high)] };
}
