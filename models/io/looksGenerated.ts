/** Whether a table that is opened is model output already: a model of a model says little about people. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { QualityFinding } from '../table/quality.ts';

const manifestName = 'manifest.json';
/** Words of file names that say so; told as a note, since names prove nothing. */
const namedSynthetic = /(^|[^a-z])(synthetic|synth|synthetisch|synthetique|generated|faked?)([^a-z]|$)/i;

/**
 * A finding when a manifest beside the file marks it as generated (`warn`), or when its name says so (`note`); null
 * otherwise. Reads nothing but the manifest and refuses nothing.
 */
export async function looksGenerated(path: string): Promise<QualityFinding | null> {
  const name = basename(path);
  if (await isListed(join(dirname(path), manifestName), name)) {
    return found(
      'warn',
      `A manifest beside ${name} says that it is model output. A model learnt from it copies the first one's errors and says ` +
        'nothing about the people behind it. Open the real table instead, or go on if that is what you want.',
    );
  }
  if (!namedSynthetic.test(name)) return null;
  return found(
    'note',
    `The name ${name} says that the table may be model output. Make sure that this is the real table.`,
  );
}

function found(severity: QualityFinding['severity'], says: string): QualityFinding {
  return { id: 'generated', columns: [], severity, count: 1, says };
}

async function isListed(manifestPath: string, name: string): Promise<boolean> {
  const text = await readFile(manifestPath, 'utf8').catch(() => null);
  if (text === null) return false;
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest !== 'object' || manifest === null || !('generation' in manifest)) return false;
    if (!('files' in manifest) || !Array.isArray(manifest.files)) return manifest.generation === 'synthetic';
    const files: readonly unknown[] = manifest.files;
    return files.some(
      (file) =>
        file === name || (typeof file === 'object' && file !== null && 'name' in file && file.name === name),
    );
  } catch {
    return false;
  }
}
