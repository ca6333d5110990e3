/** Where a release goes when a person has pointed at a folder. */
import { join } from 'node:path';
import { Refused } from '../../models/run/run.ts';
import { occupiedBy } from './releaseFolder.ts';

export interface Target {
  readonly directory: string;
  /** True when an earlier release stands there and would be replaced. */
  readonly replaces: boolean;
}

/** Most names that are tried beside each other before the person is asked for another folder. */
const mostNames = 1000;

/**
 * The chosen folder itself when it is empty or holds an earlier release; otherwise a new folder inside it, `name`,
 * `name-2`, `name-3`, ... so that pointing at "Documents" works and nothing there is touched.
 */
export async function releaseTarget(chosen: string, name: string): Promise<Target> {
  const occupied = await occupiedBy(chosen);
  if (occupied !== 'other') return { directory: chosen, replaces: occupied === 'ours' };
  for (let number = 1; number <= mostNames; number++) {
    const directory = join(chosen, number === 1 ? name : `${name}-${number}`);
    const inside = await occupiedBy(directory).catch(() => 'other' as const);
    if (inside === 'absent' || inside === 'empty') return { directory, replaces: false };
  }
  throw new Refused(
    'folder-not-empty',
    `There are too many folders called "${name}" here. Choose another folder.`,
  );
}

/** A folder name out of a table's name: letters, digits, dot, dash and underscore, 1 to 80 characters. */
export function folderName(tableName: string, ending: string): string {
  const plain = tableName.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  return `${plain.slice(0, 60) || 'table'}-${ending}`;
}
