/** A release folder in memory, for tests of the gate and of verification. */
import { createHash } from 'node:crypto';
import type { ReleaseReader, ReleaseWriter, Sha256 } from '../../models/release/writer.ts';

export const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

export interface MemoryRelease {
  readonly files: Map<string, Uint8Array>;
  readonly writer: ReleaseWriter;
  readonly reader: ReleaseReader;
  readonly events: string[];
}

/** @param failOn name of a file whose writing fails. */
export function memoryRelease(failOn?: string): MemoryRelease {
  const files = new Map<string, Uint8Array>();
  const staged = new Map<string, Uint8Array>();
  const events: string[] = [];
  const described = (name: string, bytes: Uint8Array) => ({
    name,
    bytes: bytes.length,
    sha256: sha256(bytes),
  });
  const bytesOf = (name: string): Uint8Array => files.get(name) ?? new Uint8Array();
  return {
    files,
    events,
    writer: {
      folder: 'memory',
      write: async (name, content) => {
        const parts: Uint8Array[] = [];
        for await (const part of content) parts.push(part);
        if (name === failOn) throw new Error('disk full');
        const bytes = new Uint8Array(Buffer.concat(parts));
        staged.set(name, bytes);
        events.push(`write ${name}`);
        return described(name, bytes);
      },
      commit: async () => {
        for (const [name, bytes] of staged) files.set(name, bytes);
        events.push('commit');
      },
      abort: async () => {
        staged.clear();
        events.push('abort');
      },
    },
    reader: {
      list: async () => [...files.keys()],
      digest: async (name) => described(name, bytesOf(name)),
      read: async (name) => bytesOf(name),
    },
  };
}
