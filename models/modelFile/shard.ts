/** Draws rows, or one shard of them, from a saved model, and says what a decision has to cover. */
import type { Codec } from '../codec/codec.ts';
import { unmeasure } from '../generators/conditional/compare.ts';
import type { Fitted } from '../generators/fit.ts';
import { blockRows } from '../generators/generator.ts';
import { requireShardable } from '../io/outputLimits.ts';
import { writeRows } from '../io/writeRows.ts';
import type { Manifest } from '../release/manifest.ts';
import type { Releasable } from '../release/release.ts';
import type { Report } from '../report/report.ts';
import { Refused, type Run } from '../run/run.ts';
import type { SavedModel } from './modelFile.ts';

/** One of `count` parts of a table, `index` from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What is to be drawn. */
export interface Draw {
  /** Rows of all shards together. */
  readonly rows: number;
  readonly seed: number;
  readonly shard: Shard;
}

/** The rows of a shard, end exclusive; starts at a multiple of `blockRows`, shares whole blocks out evenly. */
export function rowsOf({ rows, shard: { index, count } }: Draw): {
  readonly start: number;
  readonly end: number;
} {
  const blocks = Math.ceil(rows / blockRows);
  const at = (place: number): number => Math.min(rows, Math.floor((place * blocks) / count) * blockRows);
  return { start: at(index - 1), end: at(index) };
}

/**
 * A shard that waits for its decision. The report is the model's own; under another seed than the model's nothing that was
 * measured speaks of these rows, so every check is unmeasured.
 */
export function drawShard(saved: SavedModel, modelSha256: string, draw: Draw, run: Run): Releasable {
  const rows = rowsOf(draw);
  const fitted = withSeed(saved.fitted, draw.seed);
  const recipe = { ...saved.recipe, seed: draw.seed, rows: draw.rows };
  return {
    report: reportOf(saved, draw, rows.end - rows.start),
    recipe,
    model: { sha256: modelSha256, rowStart: rows.start, allRows: draw.rows },
    table: (output) => {
      if (draw.shard.count > 1) requireShardable(output.format);
      const toWrite = { ...rows, header: draw.shard.index === 1 };
      return writeRows(fitted, toWrite, { dialect: saved.dialect, output }, run);
    },
  };
}

/** @throws Refused `gate-not-met` unless the decision of `manifest` was on rows of this model that include those asked for. */
export function requireCovered(manifest: Manifest, modelSha256: string, { rows, seed }: Draw): void {
  const wrong =
    manifest.model?.sha256 !== modelSha256
      ? 'the release was not made from this model file'
      : manifest.seed !== seed
        ? `the release was drawn with seed ${manifest.seed}, not ${seed}`
        : manifest.model.allRows < rows
          ? `the release was decided for ${manifest.model.allRows} rows, not ${rows}`
          : null;
  if (wrong === null) return;
  throw new Refused(
    'gate-not-met',
    `The table is not released: the decision does not cover it, because ${wrong}. Ask for what was decided, or give --reviewer and --purpose for a decision of its own.`,
  );
}

function withSeed(fitted: Fitted, seed: number): Fitted {
  if (seed === fitted.seed) return fitted;
  const codecs = fitted.codecs.map((codec): Codec =>
    codec.form === 'identifier' ? { ...codec, seed } : codec,
  );
  return { ...fitted, codecs, seed };
}

function reportOf({ report, fitted }: SavedModel, { rows, seed, shard }: Draw, shardRows: number): Report {
  const made = report.made === null ? null : { ...report.made, seed };
  const drawn = `Drawn from a saved model, seed ${seed}${shard.count === 1 ? '' : `, shard ${shard.index} of ${shard.count} of ${rows} rows`}.`;
  const own = {
    ...report,
    made,
    table: { ...report.table, syntheticRows: shardRows },
    notes: [...report.notes, drawn],
  };
  if (seed === fitted.seed) return own;
  const why = `The model was measured on rows drawn with seed ${fitted.seed}; these rows are others and were not measured.`;
  return { ...own, ...unmeasure(own, ['fidelity', 'utility', 'privacy'], why) };
}
