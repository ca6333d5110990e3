/** `understudy synthesize`: from a CSV to a reviewed release, or to a report that waits for a review. */
import {
  notesOf,
  openLike,
  openTable,
  synthesize as run,
  type Synthesis,
  understand,
} from '../../models/pipeline.ts';
import { release, type ReleaseTools, saveReport } from '../../models/release/release.ts';
import { Refused } from '../../models/run/run.ts';
import { renderReport } from '../../renderer/report/index.ts';
import { openReleaseWriter, sha256 } from '../files/releaseFolder.ts';
import { version } from '../version.ts';
import { recipeOf } from './recipeOption.ts';
import { acceptancesOf, decide, sayChecks } from './review.ts';
import type { Talk } from './talk.ts';
import { onlyFile, textOption, type Typed, Usage, wholeOption } from './usage.ts';
import { withRun } from './work.ts';

export async function synthesize(typed: Typed, talk: Talk): Promise<number> {
  const file = onlyFile(typed, 'file');
  const out = textOption(typed, 'out');
  if (out === undefined) throw new Usage('--out DIR is needed: the folder to write into.');
  const recipe = await recipeOf(typed);
  const holdoutFile = textOption(typed, 'holdout');
  const threads = wholeOption(typed, 'threads', 1, 64);
  acceptancesOf(typed);

  const stages = ['read', 'prepare', 'fit', 'sample', 'evaluate', 'write'] as const;
  return withRun({ threads, talk, stages }, async (work) => {
    // Opened first: a folder that cannot be used is better known before the work than after it.
    const writer = await openReleaseWriter(out);
    const opened = await openTable(file, recipe, work);
    const table = understand(opened, recipe.columns);
    const holdout = holdoutFile === undefined ? null : await openLike(holdoutFile, table, recipe, work);
    const input = { table, holdout, notes: notesOf(opened.raw), dialect: opened.raw.dialect };
    const synthesis = await run(input, recipe, version, work);
    sayChecks(synthesis.report, talk);
    return finish(
      typed,
      synthesis,
      { writer, sha256, renderHtml: renderReport, now: new Date().toISOString() },
      talk,
    );
  });
}

/** Releases when the gate is met; otherwise writes the report alone and says what is missing. */
async function finish(typed: Typed, synthesis: Synthesis, tools: ReleaseTools, talk: Talk): Promise<number> {
  const { report } = synthesis;
  const print = (): void => {
    if (typed.values['json'] === true) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  };
  const decision = await decide(typed, report, talk);
  try {
    if (decision === null) {
      const says =
        'nobody has reviewed it. Give --reviewer NAME and --purpose TEXT, or run this on a terminal.';
      throw new Refused('gate-not-met', `The table is not released: ${says}`);
    }
    const manifest = await release(synthesis, decision, tools);
    print();
    talk.say(
      `Released ${manifest.rows} rows, reviewed by ${manifest.decision.reviewer}, into ${tools.writer.folder}.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'gate-not-met') throw error;
    await saveReport(report, tools);
    print();
    talk.clear();
    process.stderr.write(`${error.message} The report is in ${tools.writer.folder}.\n`);
    return 4;
  }
}
