/** The file a person named when starting the app. */
import { resolve } from 'node:path';

/**
 * The first argument that is no switch, as an absolute path; null when there is none.
 * @param argv as in `process.argv`: the program first, then, unless packaged, the app's folder
 */
export function fileArgument(argv: readonly string[], packaged: boolean, folder: string): string | null {
  const dashes = argv.indexOf('--');
  const before = argv.slice(1, dashes === -1 ? undefined : dashes).filter((text) => !text.startsWith('-'));
  const after = dashes === -1 ? [] : argv.slice(dashes + 1);
  const [file] = [...before.slice(packaged ? 0 : 1), ...after];
  return file === undefined || file === '' ? null : resolve(folder, file);
}
