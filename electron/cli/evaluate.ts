/** `understudy evaluate`: measures a synthetic table that was made elsewhere. */
import { evaluateTable, openLike, understand } from '../../models/pipeline.ts';
import { saveReport } from '../../models/release/release.ts';
import { renderReport } from '../../renderer/report/index.ts';
import { openReleaseWriter } from '../files/releaseFolder.ts';
import { version } from '../version.ts';
import { openWith } from './openWith.ts';
import { recipeOf } from './recipeOption.ts';
import { sayChecks } from './review.ts';
import type { Talk } from './talk.ts';
import { textOption, type Typed, Usage, wholeOption } from './usage.ts';
import { withRun } from './work.ts';

export async function evaluate(typed: Typed, talk: Talk): Promise<number> {
  const [train, synthetic] = [textOption(typed, 'train'), textOption(typed, 'synthetic')];
  if (typed.files.length > 0)
    throw new Usage('evaluate takes its files by --train, --synthetic and --holdout.');
  if (train === undefined || synthetic === undefined)
    throw new Usage('--train FILE and --synthetic FILE are needed.');
  const holdout = textOption(typed, 'holdout');
  const out = textOption(typed, 'out');
  const asked = await recipeOf(typed);
  const threads = wholeOption(typed, 'threads', 1, 64);

  return withRun({ threads, talk, stages: ['read', 'evaluate'] }, async (run) => {
    const writer = out === undefined ? null : await openReleaseWriter(out);
    const { opened, recipe } = await openWith(train, asked, typed, run, talk);
    const table = understand(opened, recipe.columns);
    const tables = {
      train: table,
      holdout: holdout === undefined ? null : await openLike(holdout, table, recipe, run),
      synthetic: await openLike(synthetic, table, recipe, run),
    };
    const report = await evaluateTable(tables, recipe.seed, version, run);
    sayChecks(report, talk);
    if (writer !== null) await saveReport(report, { writer, renderHtml: renderReport });
    if (typed.values['json'] === true) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return 0;
  });
}
