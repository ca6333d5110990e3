/** The trade between fidelity and leakage on a table at hand, measured by a few quick fits: data for a small chart. */
import { codeTable } from '../codec/codeTable.ts';
import { align } from '../evaluate/align.ts';
import type { Finding } from '../evaluate/evaluation.ts';
import { accuracy } from '../evaluate/fidelity/accuracy.ts';
import { membership } from '../evaluate/privacy/membership.ts';
import { randomStream } from '../num/random.ts';
import type { Recipe } from '../recipe.ts';
import type { Run } from '../run/run.ts';
import { type RealTable, takeRows } from '../table/table.ts';
import { fit } from './fit.ts';
import { sampleTable } from './sampleRows.ts';

/** One position of the slider. */
export interface FrontierPoint {
  /** 0: as `balanced`; 1: as `private`. */
  readonly strength: number;
  /** Overall accuracy (mostlyai-qa definition); its reference is the ceiling. */
  readonly accuracy: Finding;
  /** AUC of the strongest of six membership attacks; its reference is what the strongest of six reaches by chance, on average. */
  readonly worstAttack: Finding;
}

export interface Frontier {
  /** By rising strength. */
  readonly points: readonly FrontierPoint[];
  readonly trainRows: number;
  readonly holdoutRows: number;
  /** True when the fits used a part of the rows; leakage of the whole table is then mostly lower than shown. */
  readonly sampled: boolean;
}

/** What of a recipe decides the fits beside the position; no sequence: columns in the generator's own order. */
export type FrontierRecipe = Pick<Recipe, 'seed'> & Partial<Pick<Recipe, 'visitSequence'>>;

/** Positions of the slider that are measured. Ours. */
export const strengths = [0, 0.25, 0.5, 0.75, 1] as const;
/** Most rows a side; bounds the time of all fits together to about that of one full evaluation. Ours. */
const mostRows = 6000;

/**
 * Only `trees` has strengths, so the fits are trees in the recipe's order whatever its generator is.
 * @throws Refused as `visitSequenceOf` says. @throws Cancelled.
 */
export async function measureFrontier(
  table: { readonly train: RealTable; readonly holdout: RealTable | null },
  { seed, visitSequence = [] }: FrontierRecipe,
  run: Run,
): Promise<Frontier> {
  const train = part(table.train, [seed, 'frontier', 'train']);
  const holdout = table.holdout === null ? null : part(table.holdout, [seed, 'frontier', 'holdout']);
  const { codecs, coded } = await codeTable(train, { seed }, run);
  const points: FrontierPoint[] = [];
  for (const strength of strengths) {
    run.report('fit', points.length / strengths.length, `strength ${strength}`);
    const settings = { generator: 'trees', preset: 'balanced', seed, strength, visitSequence } as const;
    const fitted = await fit(coded, codecs, settings, train, run);
    const synthetic = await sampleTable(fitted, 0, train.rowCount, run);
    const aligned = align({ train, holdout, synthetic, seed });
    points.push({
      strength,
      accuracy: (await accuracy.measure(aligned, run)).findings.overall,
      worstAttack: (await membership.measure(aligned, run)).findings.max,
    });
  }
  return {
    points,
    trainRows: train.rowCount,
    holdoutRows: holdout?.rowCount ?? 0,
    sampled: train.rowCount < table.train.rowCount,
  };
}

/** At most `mostRows` rows without replacement, in the file's order: Knuth TAOCP vol. 2, 3rd ed., 3.4.2 algorithm S. */
function part(table: RealTable, key: readonly (string | number)[]): RealTable {
  if (table.rowCount <= mostRows) return table;
  const random = randomStream(key);
  const rows = new Int32Array(mostRows);
  let chosen = 0;
  for (let row = 0; row < table.rowCount && chosen < mostRows; row++)
    if (random.uniform() * (table.rowCount - row) < mostRows - chosen) rows[chosen++] = row;
  return takeRows(table, rows);
}
