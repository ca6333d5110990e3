/** Model files on the disk: readable by their owner only, whole or absent. */
import { open, readFile, rename, rm } from 'node:fs/promises';
import { Refused } from '../../run/run.ts';

/** @throws Refused `no-model` when the file cannot be read. */
export async function readModelFile(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new Refused('no-model', `The model ${path} cannot be read. Check the path and its permissions.`, {
      cause,
    });
  }
}

/** Replaces an earlier file. @throws Refused `model-not-written` when the disk refuses; nothing is left behind then. */
export async function writeModelFile(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(aside, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (cause) {
    await rm(aside, { force: true });
    throw new Refused(
      'model-not-written',
      `The model cannot be written to ${path}. Choose an existing folder with free space where you may write.`,
      { cause },
    );
  }
}
