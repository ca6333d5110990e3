/** `understudy synthesize`: from a CSV to a reviewed release, or to a report that waits for a review. */
import { notesOf, openLike, synthesize as run, understand } from '../../models/pipeline.ts';
import { renderReport } from '../../renderer/report/index.ts';
import { openReleaseWriter, sha256 } from '../files/releaseFolder.ts';
import { version } from '../version.ts';
import { finish } from './finish.ts';
import { modelPath, withModel } from './modelOption.ts';
import { openWith } from './openWith.ts';
import { recipeOf } from './recipeOption.ts';
import { acceptancesOf, decide, sayChecks } from './review.ts';
import type { Talk } from './talk.ts';
import { onlyFile, textOption, type Typed, Usage, wholeOption } from './usage.ts';
import { withRun } from './work.ts';

export async function synthesize(typed: Typed, talk: Talk): Promise<number> {
  const file = onlyFile(typed, 'file');
  const out = textOption(typed, 'out');
  if (out === undefined) throw new Usage('--out DIR is needed: the folder to write into.');
  const asked = await recipeOf(typed);
  const holdoutFile = textOption(typed, 'holdout');
  const threads = wholeOption(typed, 'threads', 1, 64);
  const model = modelPath(typed, out);
  acceptancesOf(typed);

  const stages = ['read', 'prepare', 'fit', 'sample', 'evaluate', 'write'] as const;
  return withRun({ threads, talk, stages }, async (work) => {
    // Opened first: a folder that cannot be used is better known before the work than after it.
    const writer = await openReleaseWriter(out);
    const { opened, recipe } = await openWith(file, asked, typed, work, talk);
    const table = understand(opened, recipe.columns);
    const holdout = holdoutFile === undefined ? null : await openLike(holdoutFile, table, recipe, work);
    const input = { table, holdout, notes: notesOf(opened.raw), dialect: opened.raw.dialect };
    const synthesis = await run(input, recipe, version, work);
    sayChecks(synthesis.report, talk);
    const item = await withModel(synthesis, model, talk);
    const tools = { writer, sha256, renderHtml: renderReport, now: new Date().toISOString() };
    return finish(typed, item, () => decide(typed, item.report, talk), tools, talk);
  });
}
