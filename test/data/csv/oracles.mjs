/**
 * Compares what is expected of the corpus with what DuckDB (saved in `test/golden/csv/duckdb.json`) and Papa Parse (asked
 * here) read, and writes `DIFFERENCES.md`. Run `node test/data/csv/oracles.mjs` after the corpus or a reason changed.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Papa from 'papaparse';
import { reasons } from './reasons.mjs';

const casesFolder = new URL('cases/', import.meta.url);
const golden = new URL('../../golden/csv/duckdb.json', import.meta.url);

/** @typedef {'same' | 'refuses' | 'other table' | 'other table, says so' | 'reads a table'} Outcome */

/** @typedef {{ names?: string[], sha256?: string, rowCount?: number, refusal?: string, hand?: object }} Expected */

/** @param {unknown} path */
const readJson = (path) => JSON.parse(readFileSync(/** @type {URL} */ (path), 'utf8'));

/** @param {Expected} expected @param {{ refused: boolean, sha256: string | null, errors: number }} seen @returns {Outcome} */
function outcome(expected, { refused, sha256, errors }) {
  if (expected.refusal !== undefined) return refused ? 'same' : 'reads a table';
  if (refused) return 'refuses';
  if (sha256 === expected.sha256) return 'same';
  return errors > 0 ? 'other table, says so' : 'other table';
}

/** @param {string} name */
function papaRead(name) {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(new URL(`${name}.csv`, casesFolder)));
  const { data, errors } = Papa.parse(text, { skipEmptyLines: true });
  if (data.length < 2) return { refused: true, sha256: null, errors: errors.length };
  return { refused: false, sha256: createHash('sha256').update(JSON.stringify(data)).digest('hex'), errors: errors.length };
}

/** The outcome of each case that nobody gave settings for, by oracle. */
export function outcomes() {
  const { cases } = readJson(golden);
  const names = readdirSync(casesFolder).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5)).sort();
  return names.flatMap((name) => {
    const expected = /** @type {Expected} */ (readJson(new URL(`${name}.json`, casesFolder)));
    if (expected.hand !== undefined) return [];
    const { error, sha256 = null } = cases[name];
    const duckdb = outcome(expected, { refused: error !== undefined, sha256, errors: 0 });
    return [{ name, duckdb, papa: outcome(expected, papaRead(name)) }];
  });
}

/** The text of `DIFFERENCES.md`. @throws Error when a difference has no reason, or a reason no difference. */
export function differences() {
  const all = outcomes();
  const differing = all.filter(({ duckdb, papa }) => duckdb !== 'same' || papa !== 'same');
  const explained = new Map(reasons.flatMap(({ why, cases }) => cases.map((name) => [name, why])));
  const open = differing.filter(({ name }) => !explained.has(name)).map(({ name }) => name);
  const idle = [...explained.keys()].filter((name) => !differing.some((case_) => case_.name === name));
  if (open.length + idle.length > 0) throw new Error(`Without a reason: ${open.join(', ')}. Without a difference: ${idle.join(', ')}.`);
  const { duckdb: version } = readJson(golden);
  const count = (/** @type {'duckdb' | 'papa'} */ key) => all.filter((case_) => case_[key] === 'same').length;
  return `# Where other readers read another table

Made by \`node test/data/csv/oracles.mjs\`; do not edit. DuckDB ${version} (\`read_csv\`, every column as text) and Papa Parse
${papaVersion()} (\`skipEmptyLines: true\`) on the ${all.length} files of \`cases/\` that need no setting by hand. DuckDB reads ${count('duckdb')}
of them as expected here, Papa Parse ${count('papa')}. "Says so": errors are listed beside the table.
${reasons.map((reason) => section(reason, differing)).join('')}`;
}

function section({ title, why, cases }, differing) {
  const lines = differing.filter(({ name }) => cases.includes(name)).map(({ name, duckdb, papa }) => `| ${name} | ${duckdb} | ${papa} |`);
  return `\n## ${title}\n\n${why}\n\n| case | DuckDB | Papa Parse |\n|---|---|---|\n${lines.join('\n')}\n`;
}

function papaVersion() {
  return readJson(new URL('../../../node_modules/papaparse/package.json', import.meta.url)).version;
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(new URL('DIFFERENCES.md', import.meta.url), differences());
