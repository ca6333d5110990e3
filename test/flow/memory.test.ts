/** Memory must not grow with the number of rows that are written. */
import { createReadStream, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptAll } from '../support/acceptAll.ts';
import { freshFolder, understudy } from '../support/cli.ts';
import { madeUpCsv } from '../support/madeUpTable.ts';

async function linesIn(path: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const byte of chunk) if (byte === 10) lines++;
  }
  return lines;
}

describe('sampling 1,000,000 rows', () => {
  it('fits into a heap that could not hold them', async () => {
    const folder = freshFolder();
    const file = join(folder, 'people.csv');
    const out = join(folder, 'out');
    writeFileSync(file, madeUpCsv(3000, 1));
    const first = join(folder, 'first');
    await understudy(['synthesize', file, '--out', first, '--quiet']);
    const accept = acceptAll(join(first, 'report.json'));
    const args = ['synthesize', file, '--out', out, '--rows', '1000000', '--reviewer', 'r', '--purpose', 'p'];
    // The rows alone are about 50 MB as text and several times that as JavaScript strings.
    const { code, stderr } = await understudy([...args, ...accept, '--quiet'], {
      nodeOptions: '--max-old-space-size=64',
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(await linesIn(join(out, 'synthetic.csv'))).toBe(1_000_001);
    expect(statSync(join(out, 'synthetic.csv')).size).toBeGreaterThan(40_000_000);
  });
});
