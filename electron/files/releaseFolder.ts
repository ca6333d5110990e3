/** Writes a release as one step and reads one back; the only place where a synthetic table reaches the disk. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { knownFiles, manifestFile } from '../../models/release/manifest.ts';
import type { ReleaseReader, ReleaseWriter, Sha256, WrittenFile } from '../../models/release/writer.ts';
import { Refused } from '../../models/run/run.ts';
import { type Disk, nodeDisk, syncFolder, systemCode } from './disk.ts';
import { makeStaging, putBack, removeLeftovers, type Staging } from './staging.ts';

/** Lower-case hexadecimal SHA-256. */
export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** What a folder holds, as far as a release into it is concerned. */
export type Occupied = 'absent' | 'empty' | 'ours' | 'other';

/** `ours`: only file names of a release, with a manifest or report that says it is one. */
export async function occupiedBy(directory: string, disk: Disk = nodeDisk): Promise<Occupied> {
  let names: string[];
  try {
    names = await disk.list(directory);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'absent';
    throw error;
  }
  if (names.length === 0) return 'empty';
  if (names.some((name) => !knownFiles.includes(name))) return 'other';
  const marked = names.find((name) => name === manifestFile) ?? names.find((name) => name === 'report.json');
  if (marked === undefined) return 'other';
  return isOurDocument(await disk.read(join(directory, marked))) ? 'ours' : 'other';
}

/**
 * Opens `directory` as the target of a release. Nothing is made on the disk before the first `write`; an absent target
 * is made, its parent must exist or can be made.
 * @throws Refused `folder-not-empty`, `not-a-folder`, `folder-not-writable`.
 */
export async function openReleaseWriter(directory: string, disk: Disk = nodeDisk): Promise<ReleaseWriter> {
  const target = resolve(directory);
  const parent = dirname(target);
  const folder = basename(target);
  await plainly(folder, async () => requireFree(target, folder, disk));
  let staging: Staging | null = null;

  const stagingFolder = async (): Promise<Staging> => {
    if (staging === null) {
      await makeParents(disk, parent);
      await removeLeftovers(parent, disk);
      staging = await makeStaging(disk, parent, folder);
    }
    return staging;
  };
  const abort = async (): Promise<void> => {
    if (staging === null) return;
    const { folder: made } = staging;
    await putBack(disk, staging, target);
    staging = null;
    await disk.remove(made);
  };

  return {
    folder,
    abort,
    write: (name, content) =>
      plainly(folder, async () => {
        if (!knownFiles.includes(name)) throw new Error(`A release has no file called ${name}.`);
        return writeFile(disk, join((await stagingFolder()).fresh, name), name, content);
      }),
    commit: () =>
      plainly(folder, async () => {
        if (staging === null) throw new Error('Nothing was written that could be committed.');
        await swap(disk, staging, target, folder);
        const { folder: done } = staging;
        staging = null;
        // The new release is in place: what cannot be tidied now is removed at the next start of a write.
        await disk.remove(done).catch(() => {});
      }),
  };
}

/** Two renames at most; a crash between them leaves the earlier release whole in `staging.old`. */
async function swap(disk: Disk, staging: Staging, target: string, folder: string): Promise<void> {
  await syncFolder(disk, staging.fresh);
  const occupied = await requireFree(target, folder, disk);
  if (occupied === 'empty') await disk.rmdir(target);
  if (occupied === 'ours') await disk.rename(target, staging.old);
  try {
    await disk.rename(staging.fresh, target);
  } catch (error) {
    await putBack(disk, staging, target);
    throw error;
  }
  await syncFolder(disk, dirname(target));
}

async function requireFree(target: string, folder: string, disk: Disk): Promise<Occupied> {
  const occupied = await occupiedBy(target, disk);
  if (occupied === 'other') {
    throw new Refused(
      'folder-not-empty',
      `The folder "${folder}" holds other files, so nothing was written into it. Choose an empty folder, a new name, or ` +
        'the folder of an earlier release.',
    );
  }
  return occupied;
}

async function makeParents(disk: Disk, parent: string): Promise<void> {
  try {
    await disk.mkdir(parent);
  } catch (error) {
    if (systemCode(error) === 'EEXIST' || systemCode(error) === 'EISDIR') return;
    if (systemCode(error) !== 'ENOENT' || dirname(parent) === parent) {
      if (
        await disk.list(parent).then(
          () => true,
          () => false,
        )
      )
        return;
      throw error;
    }
    await makeParents(disk, dirname(parent));
    await disk.mkdir(parent);
  }
}

async function writeFile(
  disk: Disk,
  path: string,
  name: string,
  content: AsyncIterable<Uint8Array>,
): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await disk.open(path, 'wx');
  try {
    for await (const chunk of content) {
      for (let start = 0; start < chunk.length;) {
        start += (await file.write(chunk, start, chunk.length - start)).bytesWritten;
      }
      hash.update(chunk);
      bytes += chunk.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { name, bytes, sha256: hash.digest('hex') };
}

/** Turns the system's failures into sentences; everything else passes as it is. */
async function plainly<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    switch (systemCode(cause)) {
      case 'ENOSPC':
      case 'EDQUOT':
        throw new Refused(
          'disk-full',
          `The disk is full, so "${folder}" was not saved and nothing of it is left behind. Free some space or choose ` +
            'another disk, then save again.',
          { cause },
        );
      case 'EACCES':
      case 'EPERM':
      case 'EROFS':
        throw new Refused(
          'folder-not-writable',
          `There is no permission to write "${folder}" here. Choose another folder, then save again.`,
          { cause },
        );
      case 'ENOTDIR':
      case 'EEXIST':
        throw new Refused('not-a-folder', `"${folder}" is not a folder. Choose a folder, then save again.`, {
          cause,
        });
      case 'ENOENT':
        throw new Refused(
          'no-folder',
          `The place for "${folder}" is gone. Choose another folder, then save again.`,
          {
            cause,
          },
        );
      default:
        throw cause;
    }
  }
}

function isOurDocument(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value !== 'object' || value === null || !('format' in value)) return false;
    return value.format === 'understudy-manifest' || value.format === 'understudy-report';
  } catch {
    return false;
  }
}

/** Reads a released folder for `verify`. @throws Refused `no-folder`, `not-a-folder`, `no-permission` from `list`. */
export function releaseReader(directory: string): ReleaseReader {
  const folder = basename(resolve(directory));
  return {
    list: async () => {
      try {
        return await readdir(directory);
      } catch (cause) {
        const code = { ENOENT: 'no-folder', ENOTDIR: 'not-a-folder', EACCES: 'no-permission' }[
          systemCode(cause)
        ];
        if (code === undefined) throw cause;
        throw new Refused(code, `"${folder}" cannot be read as a folder. Name the folder of a release.`, {
          cause,
        });
      }
    },
    read: (name) => readFile(join(directory, name)),
    digest: async (name) => {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of createReadStream(join(directory, name)) as AsyncIterable<Uint8Array>) {
        hash.update(chunk);
        bytes += chunk.length;
      }
      return { name, bytes, sha256: hash.digest('hex') };
    },
  };
}
