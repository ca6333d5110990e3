/**
 * The scores of six attacks that tell training rows (members) from holdout rows (others) by how they lie to the synthetic
 * rows and to other holdout rows (the reference, what an attacker knows of the population).
 * Sources: Chen et al., GAN-Leaks, CCS 2020, section 4 (distance, with calibration); van Breugel et al., DOMIAS, arXiv
 * 2302.12580, eq. 1 (density ratio); Ward, Wang & Cheng, arXiv 2406.13012 (data plagiarism index); Hilprecht et al., PoPETs
 * 2019(4), p. 232 (Monte Carlo); Hayes et al., LOGAN, PoPETs 2019(1), p. 133 (classifier).
 */
import { evenlySpaced } from '../../num/evenlySpaced.ts';
import { checkCancel, type Run } from '../../run/run.ts';
import type { Task } from '../../run/task.ts';
import { type Aligned, lengthOf } from '../align.ts';
import { plantTree } from './dcr.ts';
import { scoreByClassifier } from './classifierAttack.ts';
import { countWithin, nearest, pointsOf, type Tree } from './neighbours.ts';
import { sampleRows } from './sample.ts';
import { spaceOf } from './space.ts';

/** Most members, and most others. Ours: the standard error of an AUC is then 0.009. */
const mostTargets = 2000;
/** Rows a tree is built over. Ours: bounds time and memory at any table size. */
const mostSearched = 50_000;
/** Rows a side from which the classifier learns. Ours. */
const mostLearnt = 5000;
/** Neighbours of the plagiarism index. */
const neighbours = 20;
/** Neighbour whose distance stands for the density, and for how isolated a row is. */
const fifth = 4;

/** Names of the attacks and what they score. */
export const attackNames = [
  ['distance', 'how near the nearest synthetic row is'],
  ['calibrated distance', 'how much nearer the nearest synthetic row is than the nearest unseen real row'],
  ['density ratio', 'how much denser the synthetic rows lie around it than unseen real rows'],
  ['plagiarism index', 'the share of synthetic rows among its 20 nearest'],
  ['crowd', 'how many synthetic rows lie within the usual nearest distance'],
  ['classifier', 'how synthetic a classifier finds it, taught on synthetic and unseen real rows'],
] as const;

/** How many rows the attacks run on. */
export interface Targets {
  readonly members: number;
  readonly others: number;
}

/**
 * Every training row is a member up to `mostTargets`, half of the holdout rows are others and the other half is the
 * reference. There may be more members than others: an AUC does not depend on the mix, and its error shrinks with both.
 */
export function targetsOf({ train, holdout }: Aligned): Targets {
  return {
    members: Math.min(mostTargets, lengthOf(train)),
    others: Math.min(mostTargets, Math.floor(lengthOf(holdout) / 2)),
  };
}

export interface MembershipScores {
  /** Attack -> target -> score, higher for a likelier member, in the order of `attackNames`; members stand first. */
  readonly scores: readonly Float64Array[];
  /** Target -> distance to its fifth-nearest reference row. */
  readonly isolation: Float64Array;
  /** Rows a side that the classifier learnt from, reference rows, synthetic rows. */
  readonly used: { readonly learnt: number; readonly reference: number; readonly synthetic: number };
}

/** Runs the six attacks. Same scores at any number of threads. */
export async function membershipScores(
  aligned: Aligned,
  { members: memberCount, others: otherCount }: Targets,
  run: Run,
): Promise<MembershipScores> {
  const { train, holdout, synthetic, seed } = aligned;
  const key = [seed, 'evaluate', 'membership'];
  const members = sampleRows(train, memberCount, [...key, 'members']);
  const others = sampleRows(holdout, otherCount, [...key, 'others']);
  const drawn = new Set(others);
  const rest = sampleRows(holdout, lengthOf(holdout), key).filter((row) => !drawn.has(row));
  const reference = evenlySpaced(rest.length, mostSearched).map((place) => rest[place]);
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
      reference: evenlySpaced(reference.length, learnt).map((place) => reference[place]),
      asked,
      seed,
    }),
  ]);
  const crowd = await crowdOf(toSynthetic, points, near.synthetic[0], run);
  return {
    scores: scoresOf(near, crowd, classified),
    isolation: near.reference[fifth],
    used: { learnt, reference: reference.length, synthetic: searched.length },
  };
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
