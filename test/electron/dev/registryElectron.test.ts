import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity, registryElectron, unzip } from '../../../electron/dev/registryElectron.mjs';

/** Windows has no permission bits, and makes symbolic links for administrators only. */
const onWindows = process.platform === 'win32';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'understudy-unzip-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('checkIntegrity', () => {
  it('takes the file whose sha512 is the expected one and no other', async () => {
    const file = join(folder, 'package.tgz');
    writeFileSync(file, 'content');
    const expected = `sha512-${createHash('sha512').update('content').digest('base64')}`;
    await expect(checkIntegrity(file, expected)).resolves.toBeUndefined();
    writeFileSync(file, 'Content');
    await expect(checkIntegrity(file, expected)).rejects.toThrow(/expected was sha512-.*It is not used/);
  });

  it('has a whole sha512 to compare with', () => {
    const [algorithm, digest] = registryElectron.integrity.split(/-(.*)/s);
    expect(algorithm).toBe('sha512');
    expect(Buffer.from(digest ?? '', 'base64')).toHaveLength(64);
  });
});

describe('unzip', () => {
  const regular = 0o100000;
  const entries: readonly Entry[] = [
    { name: 'App/', mode: 0o040755, content: '' },
    { name: 'App/binary', mode: regular | 0o755, content: 'run me'.repeat(1000) },
    { name: 'App/deep/text.txt', mode: regular | 0o644, content: 'read me' },
    ...(onWindows ? [] : [{ name: 'App/link', mode: 0o120777, content: 'deep/text.txt' }]),
    { name: 'Other/no.txt', mode: regular | 0o644, content: 'outside the prefix' },
  ];

  it('unpacks what lies under the prefix, with modes and links', async () => {
    const to = join(folder, 'out');
    writeFileSync(join(folder, 'a.zip'), zipOf(entries));
    await unzip(join(folder, 'a.zip'), 'App/', to);
    expect(readFileSync(join(to, 'binary'), 'utf8')).toBe('run me'.repeat(1000));
    expect(readFileSync(join(to, 'deep', 'text.txt'), 'utf8')).toBe('read me');
    expect(kindsIn(to)).toEqual(
      onWindows
        ? { binary: 'file', deep: 'folder' }
        : { binary: 'program', deep: 'folder', link: 'link to deep/text.txt' },
    );
  });

  it('refuses a path that leaves the folder', async () => {
    writeFileSync(
      join(folder, 'b.zip'),
      zipOf([{ name: 'App/../../evil', mode: regular | 0o644, content: 'x' }]),
    );
    await expect(unzip(join(folder, 'b.zip'), 'App/', join(folder, 'out'))).rejects.toThrow(/relative path/);
  });

  it('refuses a file cut short', async () => {
    const whole = zipOf(entries);
    writeFileSync(join(folder, 'c.zip'), whole.subarray(0, whole.length - 30));
    await expect(unzip(join(folder, 'c.zip'), 'App/', join(folder, 'out'))).rejects.toThrow(
      /end of central directory/i,
    );
  });
});

function kindsIn(path: string): Record<string, string> {
  const kindOf = (file: string): string => {
    const stats = lstatSync(file);
    if (stats.isSymbolicLink()) return `link to ${readlinkSync(file)}`;
    if (stats.isDirectory()) return 'folder';
    return (stats.mode & 0o111) === 0o111 ? 'program' : 'file';
  };
  return Object.fromEntries(readdirSync(path).map((name) => [name, kindOf(join(path, name))]));
}

interface Entry {
  readonly name: string;
  readonly mode: number;
  readonly content: string;
}

/** A zip file as in PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16: local parts, central directory, its end. */
function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, mode, content } of entries) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(plain.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), shared, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}

/** The CRC-32 of zip files, bit by bit: polynomial 0xEDB88320, reflected. */
function crc32(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return (crc ^ -1) >>> 0;
}
