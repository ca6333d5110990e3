/** Opaque names for the files a person chose: the window sees a handle, main alone knows the path. */
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { Refused } from '../../models/run/run.ts';
import type { FileHandle } from '../ipc/contract.ts';

export interface FileHandles {
  /** A new handle for `path`; the same path has as many handles as it was chosen. */
  give(path: string): FileHandle;
  /** @throws Refused `unknown-file` for a handle that was never given. */
  pathOf(handle: FileHandle): string;
}

export function fileHandles(): FileHandles {
  const paths = new Map<string, string>();
  return {
    give: (path) => {
      const handle: FileHandle = { id: randomUUID(), name: basename(path), bytes: bytesOf(path) };
      paths.set(handle.id, path);
      return handle;
    },
    pathOf: ({ id }) => {
      const path = paths.get(id);
      if (path === undefined) {
        throw new Refused(
          'unknown-file',
          'This file was not chosen in this window. Choose it with "Open a table…".',
        );
      }
      return path;
    },
  };
}

/** Null when the file cannot be looked at; whoever reads it says why. */
function bytesOf(path: string): number | null {
  try {
    const found = statSync(path);
    return found.isFile() ? found.size : null;
  } catch {
    return null;
  }
}
