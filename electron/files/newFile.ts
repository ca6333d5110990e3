/** Writes a file that was not there before. */
import { open, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { Refused } from '../../models/run/run.ts';
import { systemCode } from './disk.ts';

/** What to say for the system's words. */
const reasons: Readonly<Record<string, readonly [code: string, says: string]>> = {
  EEXIST: ['file-exists', 'is there already and was not touched. Give another name, or remove it first.'],
  EISDIR: ['file-exists', 'is a folder. Give the name of a file.'],
  ENOENT: ['no-folder', 'cannot be written: its folder is not there. Make the folder first.'],
  ENOTDIR: ['no-folder', 'cannot be written: its folder is not there. Make the folder first.'],
  EACCES: ['folder-not-writable', 'cannot be written: there is no permission. Choose another folder.'],
  EPERM: ['folder-not-writable', 'cannot be written: there is no permission. Choose another folder.'],
  EROFS: ['folder-not-writable', 'cannot be written: there is no permission. Choose another folder.'],
  ENOSPC: ['disk-full', 'was not written: the disk is full. Free some space, then try again.'],
};

/** A file that waits for its content; nobody else can have made it. */
export interface NewFile {
  /** For its owner only. */
  write(content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Removes it; for when the content never came. */
  abandon(): Promise<void>;
}

/** Makes the file at once, so that a name that is taken is known before the work. @throws Refused as `reasons` says. */
export async function newFile(path: string): Promise<NewFile> {
  const plainly = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (cause) {
      const reason = reasons[systemCode(cause)];
      if (reason === undefined) throw cause;
      throw new Refused(reason[0], `"${basename(path)}" ${reason[1]}`, { cause });
    }
  };
  const file = await plainly(() => open(path, 'wx', 0o600));
  return {
    write: (content) =>
      plainly(async () => {
        for await (const piece of content) await file.writeFile(piece);
        await file.sync();
        await file.close();
      }),
    abandon: async () => {
      await file.close().catch(() => {});
      await rm(path, { force: true });
    },
  };
}
