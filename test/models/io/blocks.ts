import type { Table } from '../../../models/table/table.ts';

/** The tables one after the other. */
export async function* blocksOf(tables: readonly Table[]): AsyncIterable<Table> {
  yield* tables;
}

/** All pieces as one. */
export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
