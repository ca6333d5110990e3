/**
 * Writes the corpus of ugly files beside it: `cases/<name>.csv` (gzipped where the case says so) and `cases/<name>.json`
 * with what has to be read. Run `node test/data/csv/make.mjs` after a change, then `python test/golden/csv/oracles.py`.
 * All content is made up; Apache-2.0 like the rest.
 *
 * A case: name, content (text in UTF-8, or bytes), what is expected: names, rows, parts of the dialect, the parts that are
 * marked as guesses, problem lines (under policy `pad`), settings given by hand, or the code of a refusal (under policy
 * `stop`). Long tables are kept as a row count, the last row and a sha256 of `JSON.stringify([names, ...rows])`.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basics } from './themes/basics.mjs';
import { cuts } from './themes/cuts.mjs';
import { encodings } from './themes/encodings.mjs';
import { refusals, rows } from './themes/rows.mjs';
import { tops } from './themes/tops.mjs';

const folder = new URL('cases/', import.meta.url);
const cases = [...basics, ...encodings, ...cuts, ...tops, ...rows, ...refusals];
const longestJson = 20_000;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const names = new Set();
for (const [name, content, expected] of cases) {
  if (names.has(name)) throw new Error(`Two cases are called ${name}.`);
  names.add(name);
  writeFileSync(new URL(`${name}.csv`, folder), content);
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(shortened(expected))}\n`);
}

function shortened(expected) {
  if (expected.rows === undefined) return expected;
  const table = JSON.stringify([expected.names, ...expected.rows]);
  const { rows: all, ...rest } = expected;
  const sha256 = createHash('sha256').update(table).digest('hex');
  if (table.length <= longestJson) return { ...rest, rows: all, sha256 };
  return { ...rest, rowCount: all.length, lastRow: all.at(-1), sha256 };
}
