/**
 * The hidden folder in which a release is made, beside its target, and what is done about one that a crash left behind.
 *
 *   .understudy-<token>/owner.json   who writes, and the target's base name
 *   .understudy-<token>/new/         the release in the making
 *   .understudy-<token>/old/         the earlier release, between the two renames of a commit
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Disk, nodeDisk, syncFolder, systemCode } from './disk.ts';

export const stagingPrefix = '.understudy-';

/** A folder of another machine (on a shared disk) counts as left behind after this time; ours: no release takes a day. */
const foreignAgeMs = 24 * 60 * 60 * 1000;

export interface Staging {
  readonly folder: string;
  readonly fresh: string;
  readonly old: string;
}

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly startedMs: number;
  readonly target: string;
}

/** Where the parts of a staging folder are. */
export function stagingAt(folder: string): Staging {
  return { folder, fresh: join(folder, 'new'), old: join(folder, 'old') };
}

/** Makes a staging folder in `parent` for the target with base name `target`. */
export async function makeStaging(disk: Disk, parent: string, target: string): Promise<Staging> {
  const owner: Owner = { pid: process.pid, host: hostname(), startedMs: Date.now(), target };
  const staging = stagingAt(join(parent, `${stagingPrefix}${randomUUID()}`));
  await disk.mkdir(staging.folder);
  const file = await disk.open(join(staging.folder, 'owner.json'), 'wx');
  try {
    await file.writeFile(JSON.stringify(owner));
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.mkdir(staging.fresh);
  return staging;
}

/**
 * Removes staging folders in `parent` whose process is gone. One that was between the two renames of its commit gets its
 * earlier release put back first: nobody was told that the new one had been saved.
 */
export async function removeLeftovers(parent: string, disk: Disk = nodeDisk): Promise<void> {
  const names = await disk.list(parent);
  for (const name of names.filter((each) => each.startsWith(stagingPrefix))) {
    const staging = stagingAt(join(parent, name));
    const owner = await ownerOf(disk, staging);
    if (owner === 'alive') continue;
    if (owner !== null) await putBack(disk, staging, join(parent, owner.target));
    await disk.remove(staging.folder);
  }
}

/** Moves the earlier release back when the target is absent; does nothing otherwise. */
export async function putBack(disk: Disk, staging: Staging, target: string): Promise<void> {
  if (!(await isThere(disk, staging.old)) || (await isThere(disk, target))) return;
  await disk.rename(staging.old, target);
  await syncFolder(disk, join(target, '..'));
}

async function ownerOf(disk: Disk, { folder }: Staging): Promise<Owner | 'alive' | null> {
  let owner: Owner;
  try {
    owner = JSON.parse(new TextDecoder().decode(await disk.read(join(folder, 'owner.json')))) as Owner;
  } catch {
    return null; // it was cut off before anything was written into it
  }
  const { pid, host, startedMs, target } = owner;
  if (typeof target !== 'string' || target === '' || /[/\\]/.test(target)) return null;
  if (host !== hostname()) return Date.now() - startedMs < foreignAgeMs ? 'alive' : owner;
  // Equal ids with an older start: this process got the id of one that is gone.
  if (pid === process.pid) return startedMs < Math.floor(performance.timeOrigin) ? owner : 'alive';
  return isRunning(pid) ? 'alive' : owner;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

async function isThere(disk: Disk, folder: string): Promise<boolean> {
  try {
    await disk.list(folder);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
