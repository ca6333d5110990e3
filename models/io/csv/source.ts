/** The bytes of a file on disk: checks before and after, gzip, and the way to UTF-8. Nothing here knows about cells. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { Refused } from '../../run/run.ts';

/** A file as it stood when it was opened; plain data, so that workers can open it again. */
export interface Source {
  readonly path: string;
  /** Base name without `.gz`, `.csv`, `.tsv`, `.txt`. */
  readonly name: string;
  /** Size on disk. */
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly gzip: boolean;
}

/** Which bytes to read: of the decompressed content, `end` exclusive, null for all that follow `start`. */
export interface Stretch {
  readonly start: number;
  readonly end: number | null;
}

/** 1 MiB: scanned in about 10 ms, so that a cancel between two chunks is noticed soon. */
export const chunkBytes = 1 << 20;

/** @throws Refused no-file, directory, no-permission, empty-file. */
export async function openSource(path: string): Promise<Source> {
  const name = basename(path);
  const found = await stat(path).catch((error: unknown) => refuseAccess(error, name));
  if (found.isDirectory()) {
    throw new Refused('directory', `${name} is a folder. Choose one CSV file inside it.`);
  }
  if (found.isFile() && found.size === 0) {
    throw new Refused(
      'empty-file',
      `${name} is empty. Expected a table with a header line and at least one row.`,
    );
  }
  const head = new Uint8Array(2);
  const handle = await open(path, 'r').catch((error: unknown) => refuseAccess(error, name));
  try {
    await handle.read(head, 0, 2, 0);
  } finally {
    await handle.close();
  }
  return {
    path,
    name: name.replace(/(\.(csv|tsv|tab|txt|psv))?(\.gz)?$/i, '') || name,
    bytes: found.size,
    mtimeMs: found.mtimeMs,
    gzip: head[0] === 0x1f && head[1] === 0x8b,
  };
}

/** @throws Refused changed when size or time of the file are not those of `source` any more. */
export async function checkUnchanged(source: Source): Promise<void> {
  const now = await stat(source.path).catch(() => null);
  if (now === null || now.size !== source.bytes || now.mtimeMs !== source.mtimeMs) {
    refuseChanged(basename(source.path));
  }
}

/**
 * The decompressed bytes of `stretch` in chunks; a chunk is overwritten by the next one.
 * @param passed told the position in the file on disk after each chunk, before the chunk is given.
 */
export async function* readBytes(
  source: Source,
  stretch: Stretch,
  passed: (diskBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  if (source.gzip) yield* readGzip(source, stretch, passed);
  else yield* readPlain(source, stretch, passed);
}

async function* readPlain(
  source: Source,
  { start, end }: Stretch,
  passed: (diskBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const handle = await open(source.path, 'r').catch((error: unknown) =>
    refuseGone(error, basename(source.path)),
  );
  try {
    const last = Math.min(end ?? source.bytes, source.bytes);
    const buffer = new Uint8Array(Math.max(1, Math.min(chunkBytes, last - start)));
    for (let position = start; position < last;) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, last - position), position);
      if (bytesRead === 0) return; // The file shrank; checkUnchanged says so.
      position += bytesRead;
      passed(position);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function* readGzip(
  source: Source,
  { start, end }: Stretch,
  passed: (diskBytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(source.path, { highWaterMark: chunkBytes / 4 });
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  file.on('error', (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  let position = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Uint8Array>) {
      const from = Math.max(0, start - position);
      const to = Math.min(piece.length, (end ?? Infinity) - position);
      position += piece.length;
      passed(file.bytesRead);
      if (from < to) yield piece.subarray(from, to);
      if (end !== null && position >= end) return;
    }
  } catch (error) {
    if (isSystemError(error) && error.code.startsWith('Z_')) {
      throw new Refused(
        'broken-gzip',
        `${basename(source.path)} starts like a gzip file but cannot be decompressed: it is damaged or cut off after about ` +
          `${position.toLocaleString('en')} decompressed bytes. Get the file again from where it came from.`,
        { cause: error },
      );
    }
    throw error;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** The file was there when it was opened first. */
/** @throws Refused changed when the error says that the file is gone; the error itself otherwise. */
export function refuseGone(error: unknown, name: string): never {
  if (isSystemError(error) && error.code === 'ENOENT') refuseChanged(name);
  refuseAccess(error, name);
}

function refuseChanged(name: string): never {
  throw new Refused(
    'changed',
    `${name} changed while it was read. Wait until the program that writes it is done, then open it again.`,
  );
}

function refuseAccess(error: unknown, name: string): never {
  const code = isSystemError(error) ? error.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    throw new Refused('no-file', `There is no file ${name} at this place. Check the name and the folder.`);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    throw new Refused(
      'no-permission',
      `${name} may not be read by this user. Ask its owner for read permission, or copy it.`,
    );
  }
  throw error;
}
