/** The table's text as UTF-8 without mark, whatever the file's encoding and packing, as it is asked for. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { readBytes, refuseGone, type Source } from './source.ts';
import { isUtf8Label, transcoder } from './transcode.ts';

export interface Text {
  /** Writes what follows to `target` until that is full or the text ends. @returns bytes written. */
  fill(target: Uint8Array): Promise<number>;
  /** Share of the file on disk that was read, 0 to 1. */
  share(): number;
  close(): Promise<void>;
}

/** @param start bytes of the text, without mark, that are left out. @throws Refused changed. */
export function openText(source: Source, encoding: string, start: number): Promise<Text> {
  return !source.gzip && isUtf8Label(encoding)
    ? openPlain(source, start)
    : Promise.resolve(openCoded(source, encoding, start));
}

const mark = [0xef, 0xbb, 0xbf];

/** Reads straight to where the text is needed. Nothing beyond the size that the file had when it was opened is read. */
async function openPlain(source: Source, start: number): Promise<Text> {
  const handle = await open(source.path, 'r').catch((error: unknown) =>
    refuseGone(error, basename(source.path)),
  );
  const first = new Uint8Array(3);
  await handle.read(first, 0, 3, 0);
  let position = start + (mark.every((byte, index) => byte === first[index]) ? 3 : 0);
  return {
    fill: async (target) => {
      let filled = 0;
      while (filled < target.length && position < source.bytes) {
        const most = Math.min(target.length - filled, source.bytes - position);
        const { bytesRead } = await handle.read(target, filled, most, position);
        if (bytesRead === 0) break; // The file shrank; checkUnchanged says so.
        filled += bytesRead;
        position += bytesRead;
      }
      return filled;
    },
    share: () => Math.min(1, position / source.bytes),
    close: () => handle.close(),
  };
}

function openCoded(source: Source, encoding: string, start: number): Text {
  const coder = transcoder(encoding);
  let share = 0;
  const chunks = readBytes(source, { start: 0, end: null }, (diskBytes) => {
    share = Math.min(1, diskBytes / source.bytes);
  });
  let skip = start;
  let ended = false;
  let waiting: Uint8Array = new Uint8Array(0);
  const more = async (): Promise<void> => {
    const { value, done } = await chunks.next();
    ended = done === true;
    const text = ended ? coder.end() : coder.push(value as Uint8Array);
    const from = Math.min(skip, text.length);
    skip -= from;
    waiting = text.subarray(from);
  };
  return {
    fill: async (target) => {
      let filled = 0;
      while (filled < target.length) {
        if (waiting.length === 0) {
          if (ended) break;
          await more();
        }
        const part = waiting.subarray(0, target.length - filled);
        target.set(part, filled);
        waiting = waiting.subarray(part.length);
        filled += part.length;
      }
      return filled;
    },
    share: () => share,
    close: async () => void (await chunks.return(undefined)),
  };
}
