/** A zip archive written as a stream: each file is compressed as it comes and its size is told after it. */
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of the archive. */
export interface ZipEntry {
  /** With `/`. */
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** 1980-01-01 00:00, the first time a zip can hold, so that equal content gives equal bytes: APPNOTE 4.4.6. */
const mtime = new Date(1980, 0, 1);

/** What `content` throws is thrown; whoever stops taking pieces stops the contents too. */
export async function* zipped(entries: readonly ZipEntry[]): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  const contents = entries.map(({ name, content }) => {
    const stream = Readable.from(content, { objectMode: false });
    stream.on('error', (error) => output.destroy(error));
    zip.addReadStream(stream, name, { mtime, mode: 0o100644, forceDosTimestamp: true });
    return stream;
  });
  zip.end();
  try {
    yield* output;
  } finally {
    for (const content of contents) content.destroy();
  }
}
