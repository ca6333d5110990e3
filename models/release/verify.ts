/** Holds a released folder against its manifest. */
import { Refused } from '../run/run.ts';
import { type Manifest, manifestFile, readManifest, releasedFiles } from './manifest.ts';
import type { ReleaseReader, Sha256 } from './writer.ts';

export interface Verified {
  readonly manifest: Manifest;
  /** Files of the folder that are not part of the release. */
  readonly others: readonly string[];
}

/**
 * @throws Refused `not-a-release` without a manifest, `manifest-damaged`, `files-differ` naming every file that is
 * missing or changed.
 */
export async function verify(reader: ReleaseReader, sha256: Sha256): Promise<Verified> {
  const names = await reader.list();
  if (!names.includes(manifestFile)) {
    throw new Refused('not-a-release', `There is no ${manifestFile} in this folder, so it is not a release.`);
  }
  const manifest = readManifest(await reader.read(manifestFile), sha256);
  const faults: string[] = [];
  const released = releasedFiles(manifest);
  for (const name of released) {
    const expected = manifest.files.find((file) => file.name === name);
    if (expected === undefined) faults.push(`${name} is not in the manifest`);
    else if (!names.includes(name)) faults.push(`${name} is missing`);
    else {
      const seen = await reader.digest(name);
      if (seen.sha256 !== expected.sha256 || seen.bytes !== expected.bytes)
        faults.push(`${name} was changed`);
    }
  }
  if (faults.length > 0) {
    throw new Refused(
      'files-differ',
      `This folder is not what was released: ${faults.join('; ')}. Get the release again from where it came.`,
    );
  }
  const known: readonly string[] = [...released, manifestFile];
  return { manifest, others: names.filter((name) => !known.includes(name)) };
}
