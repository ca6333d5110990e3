/** The few calls to the file system that a release needs, so that tests can let each of them fail. */
import { mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';

export interface Disk {
  readonly mkdir: (path: string) => Promise<unknown>;
  readonly open: typeof open;
  /** Names only. */
  readonly list: (path: string) => Promise<string[]>;
  readonly read: (path: string) => Promise<Uint8Array>;
  readonly rename: typeof rename;
  /** Removes an empty folder. */
  readonly rmdir: (path: string) => Promise<void>;
  /** Removes whatever is there, folders with their content; no error when nothing is. */
  readonly remove: (path: string) => Promise<void>;
}

/** The real file system. */
export const nodeDisk: Disk = {
  mkdir: (path) => mkdir(path),
  open,
  list: (path) => readdir(path),
  read: (path) => readFile(path),
  rename,
  rmdir: (path) => rmdir(path),
  remove: (path) => rm(path, { recursive: true, force: true }),
};

/** The system's word for what went wrong, e.g. `ENOSPC`; empty for errors that are not the system's. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Puts a folder's entries on the disk for good; Windows has no such call and needs none. */
export async function syncFolder(disk: Disk, path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await disk.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
