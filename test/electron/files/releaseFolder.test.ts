import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import type { PathLike } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Disk, nodeDisk } from '../../../electron/files/disk.ts';
import {
  occupiedBy,
  openReleaseWriter,
  releaseReader,
  sha256,
} from '../../../electron/files/releaseFolder.ts';
import { removeLeftovers, stagingPrefix } from '../../../electron/files/staging.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'understudy-release-'));
});
afterEach(async () => rm(parent, { recursive: true, force: true }));

async function* chunks(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code });
}

/** A disk whose `call`-th use of `name` fails with `code`. */
function failing(name: keyof Disk, code: string, call = 1): Disk {
  let calls = 0;
  const original = nodeDisk[name] as (...args: unknown[]) => unknown;
  return {
    ...nodeDisk,
    [name]: async (...args: unknown[]) => {
      if (++calls === call) throw failure(code);
      return original(...args);
    },
  };
}

/** A disk whose files take `bytes` bytes before they are full. */
function small(bytes: number): Disk {
  const open = (async (...args: Parameters<typeof nodeDisk.open>) => {
    const file = await nodeDisk.open(...args);
    const write = file.write.bind(file) as (
      buffer: Uint8Array,
      offset: number,
      length: number,
    ) => Promise<unknown>;
    let left = bytes;
    return Object.assign(file, {
      write: async (buffer: Uint8Array, offset: number, length: number) => {
        left -= length;
        if (left < 0) throw failure('ENOSPC');
        return write(buffer, offset, length);
      },
    });
  }) as typeof nodeDisk.open;
  return { ...nodeDisk, open };
}

/** A disk that stands still for ever at the `call`-th rename: the process is gone at that moment. */
function dyingAt(call: number): { disk: Disk; died: Promise<void> } {
  let calls = 0;
  let died = (): void => {};
  const moment = new Promise<void>((resolve) => (died = resolve));
  const disk: Disk = {
    ...nodeDisk,
    rename: async (from: PathLike, to: PathLike) => {
      if (++calls < call) return nodeDisk.rename(from, to);
      died();
      return new Promise<void>(() => {});
    },
  };
  return { disk, died: moment };
}

const manifest = (mark: string): string => JSON.stringify({ format: 'understudy-manifest', mark });

async function releaseInto(folder: string, mark: string, disk?: Disk): Promise<void> {
  const writer = await openReleaseWriter(folder, disk);
  await writer.write('synthetic.csv', chunks('a\n', `${mark}\n`));
  await writer.write('manifest.json', chunks(manifest(mark)));
  await writer.commit();
}

/** Lets every staging folder here belong to a process that is gone (ids above the kernel's greatest do not exist). */
async function orphan(): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(stagingPrefix)) continue;
    const path = join(parent, name, 'owner.json');
    const owner = JSON.parse(await readFile(path, 'utf8')) as object;
    await writeFile(path, JSON.stringify({ ...owner, pid: 2 ** 22 + 1 }));
  }
}

describe('a release', () => {
  test('appears as a whole at commit, with sizes and digests, and nothing beside it', async () => {
    const target = join(parent, 'out');
    const writer = await openReleaseWriter(target);
    expect(writer.folder).toBe('out');
    const written = await writer.write('synthetic.csv', chunks('a,b\n', '1,2\n'));
    // printf 'a,b\n1,2\n' | sha256sum
    expect(written).toEqual({
      name: 'synthetic.csv',
      bytes: 8,
      sha256: sha256(new TextEncoder().encode('a,b\n1,2\n')),
    });
    expect(await occupiedBy(target)).toBe('absent');
    await writer.commit();
    expect(await readdir(parent)).toEqual(['out']);
    expect(await readFile(join(target, 'synthetic.csv'), 'utf8')).toBe('a,b\n1,2\n');
    expect(await releaseReader(target).digest('synthetic.csv')).toEqual(written);
  });

  test('makes nothing on the disk before its first write', async () => {
    await openReleaseWriter(join(parent, 'deep', 'out'));
    expect(await readdir(parent)).toEqual([]);
  });

  test('makes missing parents', async () => {
    await releaseInto(join(parent, 'a', 'b', 'out'), 'one');
    expect(await occupiedBy(join(parent, 'a', 'b', 'out'))).toBe('ours');
  });

  test('takes an empty folder and replaces an earlier release', async () => {
    const target = join(parent, 'out');
    await mkdir(target);
    await releaseInto(target, 'one');
    await writeFile(join(target, 'report.html'), 'old');
    await releaseInto(target, 'two');
    expect((await readdir(target)).sort()).toEqual(['manifest.json', 'synthetic.csv']);
    expect(await readFile(join(target, 'synthetic.csv'), 'utf8')).toBe('a\ntwo\n');
    expect(await readdir(parent)).toEqual(['out']);
  });

  test('abort leaves nothing, at any time', async () => {
    const writer = await openReleaseWriter(join(parent, 'out'));
    await writer.abort();
    await writer.write('synthetic.csv', chunks('x'));
    await writer.abort();
    await writer.abort();
    expect(await readdir(parent)).toEqual([]);
  });

  test('sha256 is that of FIPS 180-4, "abc"', () => {
    expect(sha256(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('refusals', () => {
  test.each([
    ['another file', async (target: string) => writeFile(join(target, 'notes.txt'), 'mine')],
    [
      'a file of a known name that is not ours',
      async (target: string) => writeFile(join(target, 'report.html'), 'mine'),
    ],
    [
      'a manifest of another program',
      async (target: string) => writeFile(join(target, 'manifest.json'), '{"format":"x"}'),
    ],
    ['a folder', async (target: string) => mkdir(join(target, 'synthetic.csv'))],
  ])('a folder that holds %s', async (_what, put) => {
    const target = join(parent, 'out');
    await mkdir(target);
    await put(target);
    await expect(openReleaseWriter(target)).rejects.toMatchObject({ code: 'folder-not-empty' });
  });

  test('a folder that another program filled while the release was made', async () => {
    const target = join(parent, 'out');
    const writer = await openReleaseWriter(target);
    await writer.write('synthetic.csv', chunks('x'));
    await mkdir(target);
    await writeFile(join(target, 'notes.txt'), 'mine');
    await expect(writer.commit()).rejects.toMatchObject({ code: 'folder-not-empty' });
    await writer.abort();
    expect(await readdir(parent)).toEqual(['out']);
    expect(await readdir(target)).toEqual(['notes.txt']);
  });

  test('a file where the folder should be', async () => {
    await writeFile(join(parent, 'out'), '');
    await expect(openReleaseWriter(join(parent, 'out'))).rejects.toMatchObject({ code: 'not-a-folder' });
  });

  test('a file name that no release has', async () => {
    const writer = await openReleaseWriter(join(parent, 'out'));
    await expect(writer.write('../x', chunks('x'))).rejects.toThrow('no file called');
    expect(await readdir(parent)).toEqual([]);
  });

  test.each([
    ['EACCES', 'folder-not-writable'],
    ['EROFS', 'folder-not-writable'],
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
  ])('%s when the staging folder is made', async (system, code) => {
    const writer = await openReleaseWriter(join(parent, 'out'), failing('mkdir', system, 2));
    await expect(writer.write('synthetic.csv', chunks('x'))).rejects.toMatchObject({ code });
    await writer.abort();
    expect(await readdir(parent)).toEqual([]);
  });

  test('a disk that fills up in the middle of a file leaves nothing and the earlier release as it was', async () => {
    const target = join(parent, 'out');
    await releaseInto(target, 'one');
    const writer = await openReleaseWriter(target, small(10));
    await expect(writer.write('synthetic.csv', chunks('12345678', '12345678'))).rejects.toMatchObject({
      code: 'disk-full',
    });
    await writer.abort();
    expect(await readdir(parent)).toEqual(['out']);
    expect(await readFile(join(target, 'synthetic.csv'), 'utf8')).toBe('a\none\n');
  });

  test('a second rename that fails puts the earlier release back', async () => {
    const target = join(parent, 'out');
    await releaseInto(target, 'one');
    await expect(releaseInto(target, 'two', failing('rename', 'EIO', 2))).rejects.toThrow('EIO');
    expect(await readFile(join(target, 'synthetic.csv'), 'utf8')).toBe('a\none\n');
  });

  test('reading a folder that is not there, or is a file', async () => {
    await expect(releaseReader(join(parent, 'none')).list()).rejects.toMatchObject({ code: 'no-folder' });
    await writeFile(join(parent, 'file'), '');
    await expect(releaseReader(join(parent, 'file')).list()).rejects.toMatchObject({ code: 'not-a-folder' });
  });
});

describe('a crash', () => {
  test.each([1, 2])('at rename %i leaves the earlier release whole after the next start', async (call) => {
    const target = join(parent, 'out');
    await releaseInto(target, 'one');
    const { disk, died } = dyingAt(call);
    void releaseInto(target, 'two', disk);
    await died;
    await orphan();
    await removeLeftovers(parent);
    expect(await readdir(parent)).toEqual(['out']);
    expect(await readFile(join(target, 'synthetic.csv'), 'utf8')).toBe('a\none\n');
    expect(await readFile(join(target, 'manifest.json'), 'utf8')).toBe(manifest('one'));
  });

  test('after the second rename leaves the new release', async () => {
    const target = join(parent, 'out');
    await releaseInto(target, 'one');
    const disk: Disk = { ...nodeDisk, remove: async () => new Promise<void>(() => {}) };
    void releaseInto(target, 'two', disk);
    await expect
      .poll(async () => readFile(join(target, 'synthetic.csv'), 'utf8').catch(() => ''))
      .toBe('a\ntwo\n');
    await orphan();
    await removeLeftovers(parent);
    expect(await readdir(parent)).toEqual(['out']);
  });

  test('leftovers go when the next write starts; those of a living process stay', async () => {
    const first = await openReleaseWriter(join(parent, 'one'));
    await first.write('synthetic.csv', chunks('x'));
    const [mine] = await readdir(parent);
    await mkdir(join(parent, `${stagingPrefix}cut-off`));
    const second = await openReleaseWriter(join(parent, 'two'));
    await second.write('synthetic.csv', chunks('x'));
    const names = await readdir(parent);
    expect(names).toContain(mine);
    expect(names).not.toContain(`${stagingPrefix}cut-off`);
    await first.commit();
    await second.commit();
    expect((await readdir(parent)).sort()).toEqual(['one', 'two']);
  });

  test('a leftover cannot name a target outside its folder', async () => {
    const folder = join(parent, `${stagingPrefix}evil`);
    await mkdir(join(folder, 'old'), { recursive: true });
    await writeFile(
      join(folder, 'owner.json'),
      JSON.stringify({ pid: 2 ** 22 + 1, host: 'x', startedMs: 0, target: '../taken' }),
    );
    await removeLeftovers(parent);
    expect(await readdir(parent)).toEqual([]);
  });

  test('a link in place of a leftover is removed, not followed', async () => {
    await mkdir(join(parent, 'kept'));
    await writeFile(join(parent, 'kept', 'file'), 'x');
    await symlink(join(parent, 'kept'), join(parent, `${stagingPrefix}link`), 'junction');
    await removeLeftovers(parent);
    expect(await readdir(parent)).toEqual(['kept']);
    expect(await readdir(join(parent, 'kept'))).toEqual(['file']);
  });
});
