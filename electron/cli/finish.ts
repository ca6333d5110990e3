/** The end of a command that makes a table: released when the gate is met, otherwise the report alone. */
import type { Decision } from '../../models/release/decision.ts';
import { type Releasable, release, type ReleaseTools, saveReport } from '../../models/release/release.ts';
import { Refused } from '../../models/run/run.ts';
import type { Talk } from './talk.ts';
import type { Typed } from './usage.ts';

/** @param decide may refuse `gate-not-met` or give null: nobody has reviewed. Returns the exit code. */
export async function finish(
  typed: Typed,
  item: Releasable,
  decide: () => Promise<Decision | null>,
  tools: ReleaseTools,
  talk: Talk,
): Promise<number> {
  const { report } = item;
  const print = (): void => {
    if (typed.values['json'] === true) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  };
  try {
    const decision = await decide();
    if (decision === null) {
      const says =
        'nobody has reviewed it. Give --reviewer NAME and --purpose TEXT, or run this on a terminal.';
      throw new Refused('gate-not-met', `The table is not released: ${says}`);
    }
    const manifest = await release(item, decision, tools);
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
