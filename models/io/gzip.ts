/** Bytes as a gzip file, piece by piece. */
import { promisify } from 'node:util';
import { gzip as compress } from 'node:zlib';

const gzip = promisify(compress);

/** Where a member's header names the operating system, and the number for "unknown": RFC 1952, 2.3.1. */
const systemAt = 9;
const unknownSystem = 255;

/**
 * One member a piece, which readers take as one file (RFC 1952, 2.2), so that files put one after the other are the file of
 * the whole. Headers hold no time and no operating system.
 */
export async function* gzipped(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const piece of pieces) {
    if (piece.length === 0) continue;
    const member = await gzip(piece);
    member[systemAt] = unknownSystem;
    yield member;
  }
}
