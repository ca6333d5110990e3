/** `understudy verify`: whether a released folder is what was released. */
import { tableFile } from '../../models/release/manifest.ts';
import { verify as check } from '../../models/release/verify.ts';
import { releaseReader, sha256 } from '../files/releaseFolder.ts';
import type { Talk } from './talk.ts';
import { onlyFile, type Typed } from './usage.ts';

export async function verify(typed: Typed, talk: Talk): Promise<number> {
  const { manifest, others } = await check(releaseReader(onlyFile(typed, 'folder')), sha256);
  if (typed.values['json'] === true) process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
  const { reviewer, purpose } = manifest.decision;
  talk.say(`All ${manifest.files.length + 1} files are as released on ${manifest.releasedAt}.`);
  talk.say(`${manifest.rows} rows in ${manifest.table?.name ?? tableFile('csv')}.`);
  talk.say(`Reviewed by ${reviewer} for: ${purpose}.`);
  if (others.length > 0) talk.say(`Not part of the release: ${others.join(', ')}.`);
  return 0;
}
