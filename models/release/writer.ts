/** What the gate needs of the disk. The only implementation that writes is `electron/files/releaseFolder.ts`. */

export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hexadecimal SHA-256 of the content. */
  readonly sha256: string;
}

/** One release in the making: nothing is visible in the target folder before `commit`, everything after. */
export interface ReleaseWriter {
  /** Base name of the target folder. */
  readonly folder: string;
  /** @throws Refused with what to do when the disk is full or the folder cannot be written. */
  write(name: string, content: AsyncIterable<Uint8Array>): Promise<WrittenFile>;
  /** Makes all written files visible at once; replaces an earlier release in the folder. */
  commit(): Promise<void>;
  /** Removes everything written so far; safe to call at any time, also after a failed `commit`. */
  abort(): Promise<void>;
}

/** Lower-case hexadecimal SHA-256; passed in because the engine has no host functions. */
export type Sha256 = (bytes: Uint8Array) => string;

/** What `verify` needs to see of a folder. */
export interface ReleaseReader {
  /** Names of all files in the folder. */
  list(): Promise<readonly string[]>;
  /** Size and digest of one file, read as a stream. */
  digest(name: string): Promise<WrittenFile>;
  /** Whole content; only called for `manifest.json`. */
  read(name: string): Promise<Uint8Array>;
}
