/** Replaces a small text file as a whole: a reader sees the old text or the new one, never a part. */
import { open, rename, rm } from 'node:fs/promises';

/** The folder must exist; the file is readable by its owner only. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const aside = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(aside, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
