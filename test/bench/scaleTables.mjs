/** Writes the tables on which size in one direction is measured: many columns, many levels, hardly any cell filled. Deterministic. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** A small generator of its own, since the benchmark must not depend on what it measures. @param {number} seed */
function lehmer(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** @param {string} path @param {string} header @param {number} rows @param {() => string} line */
async function writeLines(path, header, rows, line) {
  const file = createWriteStream(path);
  let lines = [header];
  for (let row = 0; row < rows; row++) {
    lines.push(line());
    if (lines.length >= 2000) {
      if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
      lines = [];
    }
  }
  file.end(lines.length > 0 ? `${lines.join('\n')}\n` : '');
  await once(file, 'finish');
}

/** @param {string} prefix @param {number} columns */
function names(prefix, columns) {
  return Array.from({ length: columns }, (_, column) => `${prefix}${column}`).join(',');
}

/** Columns in groups of ten that share a hidden number, numbers and categories in turn. @param {string} path @param {number} rows @param {number} columns */
export function writeWideTable(path, rows, columns) {
  const uniform = lehmer(99);
  return writeLines(path, names('c', columns), rows, () => {
    let hidden = 0;
    const cells = [];
    for (let column = 0; column < columns; column++) {
      if (column % 10 === 0) hidden = uniform();
      const value = 0.7 * hidden + 0.3 * uniform();
      cells.push(column % 2 === 0 ? Math.round(1000 * value) : 'abcdefgh'[Math.floor(8 * value)]);
    }
    return cells.join(',');
  });
}

/** Two categories of 10,000 levels, one of them decided by the other up to noise, and a number. @param {string} path @param {number} rows */
export function writeLevelsTable(path, rows) {
  const uniform = lehmer(7);
  return writeLines(path, 'town,shop,amount', rows, () => {
    const town = Math.floor(10_000 * uniform() * uniform());
    const shop = uniform() < 0.8 ? (town * 37) % 10_000 : Math.floor(10_000 * uniform());
    return `T${town},S${shop},${Math.round(50 + (town % 40) + 20 * uniform())}`;
  });
}

/** Numbers of which one cell in a thousand is filled. @param {string} path @param {number} rows @param {number} columns */
export function writeSparseTable(path, rows, columns) {
  const uniform = lehmer(31);
  return writeLines(path, names('s', columns), rows, () => {
    const cells = [];
    for (let column = 0; column < columns; column++)
      cells.push(uniform() < 0.001 ? String(Math.floor(100 * uniform())) : '');
    return cells.join(',');
  });
}
