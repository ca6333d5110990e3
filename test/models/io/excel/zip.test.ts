import { describe, expect, test } from 'vitest';
import { inflateRawSync } from 'node:zlib';
import { Refused } from '../../../../models/run/run.ts';
import { zipped } from '../../../../models/io/excel/zip.ts';
import { bytesOf } from '../blocks.ts';

async function* pieces(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

interface Listed {
  readonly name: string;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly at: number;
}

/** The central directory as APPNOTE 4.3.12 and 4.3.16 lay it out, read without the writer. */
function listed(bytes: Buffer): Listed[] {
  const end = bytes.length - 22;
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50);
  const files: Listed[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
    const length = bytes.readUInt16LE(at + 28);
    files.push({
      name: bytes.toString('ascii', at + 46, at + 46 + length),
      crc: bytes.readUInt32LE(at + 16),
      compressed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + length;
  }
  expect(at).toBe(end);
  return files;
}

describe('an archive', () => {
  const make = async (): Promise<Buffer> =>
    Buffer.from(
      await bytesOf(
        zipped([
          { name: 'a.txt', content: pieces('123', '456789') },
          { name: 'b/empty.txt', content: pieces() },
          { name: 'b/c.txt', content: pieces('x'.repeat(100_000), '', 'y') },
        ]),
      ),
    );

  test('lists its files, which are whole', async () => {
    const bytes = await make();
    const files = listed(bytes);
    expect(files.map(({ name, size }) => [name, size])).toEqual([
      ['a.txt', 9],
      ['b/empty.txt', 0],
      ['b/c.txt', 100_001],
    ]);
    // The check value of CRC-32 is that of "123456789": Ross Williams, "A painless guide to CRC error detection", 1993.
    expect(files[0].crc).toBe(0xcbf43926);
    const texts = files.map(({ name, at, compressed }) => {
      const start = at + 30 + name.length;
      return inflateRawSync(bytes.subarray(start, start + compressed)).toString();
    });
    expect(texts).toEqual(['123456789', '', `${'x'.repeat(100_000)}y`]);
  });

  test('has the same bytes at any time: the first that a zip can name', async () => {
    const bytes = await make();
    for (const { at } of listed(bytes))
      expect([bytes.readUInt16LE(at + 10), bytes.readUInt16LE(at + 12)]).toEqual([0, 0x21]);
    expect((await make()).equals(bytes)).toBe(true);
  });
});

test('what a content throws is thrown', async () => {
  const failing = async function* (): AsyncIterable<Uint8Array> {
    yield* pieces('begun');
    throw new Refused('too-long', 'A sentence.');
  };
  const making = bytesOf(zipped([{ name: 'a.txt', content: failing() }]));
  await expect(making).rejects.toThrow(new Refused('too-long', 'A sentence.'));
});

test('who takes no more pieces ends the contents', async () => {
  let ended = false;
  const endless = async function* (): AsyncIterable<Uint8Array> {
    try {
      for (let seed = 1; ; seed = (seed * 48_271) % 2_147_483_647)
        yield Uint8Array.from({ length: 4096 }, (_, index) => (seed * (index + 7)) >>> 11);
    } finally {
      ended = true;
    }
  };
  for await (const piece of zipped([{ name: 'a.txt', content: endless() }])) if (piece.length > 1000) break;
  await expect.poll(() => ended).toBe(true);
});
