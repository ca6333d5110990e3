/** `understudy sample`: more rows, or a shard of them, from a saved model, behind the same gate as any table. */
import { requireOutput, requireShardable } from '../../models/io/outputLimits.ts';
import { readModelFile } from '../../models/io/model/files.ts';
import { damaged } from '../../models/modelFile/container.ts';
import { loadModel } from '../../models/modelFile/modelFile.ts';
import { drawShard, requireCovered, rowsOf, type Shard } from '../../models/modelFile/shard.ts';
import { manifestFile, readManifest } from '../../models/release/manifest.ts';
import { writtenAs } from '../../models/release/release.ts';
import type { Report } from '../../models/report/report.ts';
import { Refused } from '../../models/run/run.ts';
import { renderReport } from '../../renderer/report/index.ts';
import { openReleaseWriter, releaseReader, sha256 } from '../files/releaseFolder.ts';
import { finish } from './finish.ts';
import { outputOption } from './recipeOption.ts';
import { acceptancesOf, decide, sayChecks } from './review.ts';
import type { Talk } from './talk.ts';
import { onlyFile, textOption, type Typed, Usage, wholeOption } from './usage.ts';
import { withRun } from './work.ts';

export async function sample(typed: Typed, talk: Talk): Promise<number> {
  const file = onlyFile(typed, 'model');
  const out = textOption(typed, 'out');
  if (out === undefined) throw new Usage('--out DIR is needed: the folder to write into.');
  const shard = shardOption(typed, process.env['JOB_COMPLETION_INDEX']);
  const asked = wholeOption(typed, 'rows', 1, 1_000_000_000);
  const seedTyped = wholeOption(typed, 'seed', 0, 4294967295);
  const threads = wholeOption(typed, 'threads', 1, 64);
  const decided = textOption(typed, 'release');
  acceptancesOf(typed);
  if (decided !== undefined && textOption(typed, 'reviewer') !== undefined)
    throw new Usage('Give --release, for a decision already made, or --reviewer, for a new one, not both.');

  return withRun({ threads, talk, stages: ['sample', 'write'] }, async (work) => {
    const writer = await openReleaseWriter(out);
    const bytes = await readModelFile(file);
    const saved = loadModel(bytes, sha256);
    const modelSha256 = sha256(bytes);
    const draw = {
      rows: asked ?? saved.report.table.syntheticRows,
      seed: seedTyped ?? saved.fitted.seed,
      shard,
    };
    const output = outputOption(typed, saved.recipe.output);
    if (shard.count > 1) requireShardable(output.format);
    const { start, end } = rowsOf(draw);
    requireOutput(output.format, { rows: end - start, columns: saved.fitted.codecs.length });
    const item = writtenAs(drawShard(saved, modelSha256, draw, work), output);
    sayChecks(item.report, talk);
    const decision = async () => {
      if (decided === undefined) return decide(typed, item.report, talk);
      const manifest = await manifestIn(decided);
      requireCovered(manifest, modelSha256, draw);
      return manifest.decision;
    };
    const tools = { writer, sha256, renderHtml: drawnReport, now: new Date().toISOString() };
    return finish(typed, item, decision, tools, talk);
  });
}

/** The report comes out of the model file, which checks what the gate reads of it: what cannot be drawn is no report of ours. */
function drawnReport(report: Report): string {
  try {
    return renderReport(report);
  } catch (cause) {
    throw damaged(cause);
  }
}

/**
 * `i/n`, i from 1; `n` alone takes i from the completion index of an indexed job, which counts from 0. Default 1/1.
 * @throws Usage.
 */
export function shardOption(typed: Typed, completionIndex: string | undefined): Shard {
  const text = textOption(typed, 'shard');
  if (text === undefined) return { index: 1, count: 1 };
  const parts = /^(?:(\d{1,6})\/)?(\d{1,6})$/.exec(text);
  const count = Number(parts?.[2] ?? 0);
  const fromJob = /^\d{1,6}$/.test(completionIndex ?? '') ? Number(completionIndex) + 1 : 0;
  const index = parts?.[1] === undefined ? fromJob : Number(parts[1]);
  if (index >= 1 && index <= count) return { index, count };
  throw new Usage(
    '--shard takes I/N with I from 1 to N, for example 2/8; N alone takes I from JOB_COMPLETION_INDEX, counted from 0.',
  );
}

async function manifestIn(folder: string) {
  const reader = releaseReader(folder);
  if (!(await reader.list()).includes(manifestFile)) {
    throw new Refused(
      'not-a-release',
      `There is no ${manifestFile} in ${folder}, so it is not a release. Name the folder of the release whose decision covers these rows.`,
    );
  }
  return readManifest(await reader.read(manifestFile), sha256);
}
