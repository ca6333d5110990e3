import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gzipped } from '../../../models/io/gzip.ts';
import { bytesOf } from './blocks.ts';

async function* pieces(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

test('a file in pieces is the file, and its halves one after the other are it too', async () => {
  const whole = await bytesOf(gzipped(pieces('a,b\n', '', '1,2\n', '3,4\n')));
  expect(gunzipSync(whole).toString()).toBe('a,b\n1,2\n3,4\n');
  const halves = [await bytesOf(gzipped(pieces('a,b\n', '1,2\n'))), await bytesOf(gzipped(pieces('3,4\n')))];
  expect(Buffer.concat(halves).equals(whole)).toBe(true);
});

test('the header holds no time and no operating system', async () => {
  const bytes = await bytesOf(gzipped(pieces('x')));
  // RFC 1952, 2.3: magic, deflate, no flags, four bytes of time, extra flags, system 255 (unknown).
  expect([...bytes.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, bytes[8], 255]);
});
