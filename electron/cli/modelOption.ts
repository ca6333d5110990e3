/** `--model FILE` of `synthesize`: saves the fitted model beside the release, never in it. */
import { isAbsolute, relative, resolve } from 'node:path';
import { writeModelFile } from '../../models/io/model/files.ts';
import { saveModel } from '../../models/modelFile/modelFile.ts';
import type { Synthesis } from '../../models/pipeline.ts';
import type { Releasable } from '../../models/release/release.ts';
import { sha256 } from '../files/releaseFolder.ts';
import type { Talk } from './talk.ts';
import { textOption, type Typed, Usage } from './usage.ts';

/** Where the model goes; undefined when it is not to be saved. @throws Usage for a place inside the release's folder. */
export function modelPath(typed: Typed, out: string): string | undefined {
  const path = textOption(typed, 'model');
  if (path === undefined) return undefined;
  const inside = relative(resolve(out), resolve(path));
  if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside)))
    throw new Usage('--model names a file outside --out: a model never leaves with the table.');
  return path;
}

/** Writes the model and returns what is to be released with its digest; without a path, the synthesis as it is. */
export async function withModel(
  synthesis: Synthesis,
  path: string | undefined,
  talk: Talk,
): Promise<Releasable> {
  if (path === undefined) return synthesis;
  const bytes = saveModel(synthesis, sha256);
  await writeModelFile(path, bytes);
  talk.say(
    `The model is in ${path}. It holds statistics of the data and is as sensitive as they are: keep it where they are kept.`,
  );
  const allRows = synthesis.report.table.syntheticRows;
  return { ...synthesis, model: { sha256: sha256(bytes), rowStart: 0, allRows } };
}
