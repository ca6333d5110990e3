/**
 * The manifest of a release: which files, which bytes, made by what, decided by whom. It seals itself: `sha256` is the
 * digest of its own canonical text without that field, so that a changed byte in the manifest shows too. This is
 * integrity, not authenticity: whoever rewrites all files can rewrite the manifest.
 */
import { type OutputFormat, outputFormats } from '../recipe.ts';
import { Refused } from '../run/run.ts';
import type { Decision } from './decision.ts';
import type { Sha256, WrittenFile } from './writer.ts';

/** Name of the synthetic table's file in a format. */
export function tableFile(format: OutputFormat): string {
  return `synthetic.${format}`;
}

/** Names of the files that are released with the table, in the order in which they are written after it. */
export const otherFiles = ['report.html', 'report.json', 'recipe.json'] as const;
export const manifestFile = 'manifest.json';

/** Every name that a file of some release can have. */
export const knownFiles: readonly string[] = [...outputFormats.map(tableFile), ...otherFiles, manifestFile];

export interface Manifest {
  readonly format: 'understudy-manifest';
  readonly version: 1;
  /** A mark for readers of the table: this is model output. */
  readonly generation: 'synthetic';
  readonly software: { readonly name: 'understudy'; readonly version: string };
  readonly seed: number;
  readonly generator: string;
  readonly rows: number;
  /** The synthetic table's file; absent in releases of versions that wrote CSV only. */
  readonly table?: { readonly name: string; readonly format: OutputFormat };
  /** UTC, ISO 8601. */
  readonly releasedAt: string;
  /** The model the rows were drawn from, when it was saved; absent when it was not. */
  readonly model?: {
    /** Lower-case hexadecimal SHA-256 of the model file. */
    readonly sha256: string;
    /** Global index of the first row of this table; 0 but for later shards. */
    readonly rowStart: number;
    /** Rows of all shards together. */
    readonly allRows: number;
  };
  readonly decision: Decision;
  readonly files: readonly WrittenFile[];
}

/** The released files in the order in which they were written, the table first. */
export function releasedFiles({ table }: Pick<Manifest, 'table'>): readonly string[] {
  return [table?.name ?? tableFile('csv'), ...otherFiles];
}

/** The bytes of `manifest.json`. */
export function writeManifest(manifest: Manifest, sha256: Sha256): Uint8Array {
  const seal = sha256(new TextEncoder().encode(canonical(manifest)));
  return new TextEncoder().encode(canonical({ ...manifest, sha256: seal }));
}

/** @throws Refused `manifest-damaged` when the bytes are not exactly what `writeManifest` wrote. */
export function readManifest(bytes: Uint8Array, sha256: Sha256): Manifest {
  const damaged = (cause?: unknown): Refused =>
    new Refused(
      'manifest-damaged',
      `${manifestFile} is not what was written at the release: it was changed or damaged. Get the release again from ` +
        'where it came.',
      { cause },
    );
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw damaged(cause);
  }
  if (typeof parsed !== 'object' || parsed === null || !('sha256' in parsed) || !('format' in parsed))
    throw damaged();
  const { sha256: seal, ...rest } = parsed;
  const manifest = rest as Manifest;
  const same =
    manifest.format === 'understudy-manifest' &&
    seal === sha256(new TextEncoder().encode(canonical(manifest))) &&
    canonical(parsed) === new TextDecoder().decode(bytes);
  if (!same) throw damaged();
  return manifest;
}

function canonical(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
