/**
 * Draws the missing cells of given rows from the model, given the cells that are there. The result holds real cells: it is
 * a real table, which no release takes.
 *
 * Sequential importance sampling along the chain: cells that are there are taken as they are and weigh a candidate by their
 * chance in the leaf they reach; cells that are missing are drawn; one of `candidates` rows is taken by weight (sampling
 * importance resampling, Rubin 1988). The law is that of the model given the cells up to an error of order 1 / candidates.
 */
import type { Codec, Sampled } from '../../codec/codec.ts';
import { decodeTable } from '../../codec/decode.ts';
import { randomStream, type Random } from '../../num/random.ts';
import type { Run } from '../../run/run.ts';
import { dictionaryOf, textOf, textsOf } from '../../table/dictionary.ts';
import type { Column, RealTable } from '../../table/table.ts';
import { drawCode } from '../draw.ts';
import type { Fitted } from '../fit.ts';
import type { AnyModel } from '../index.ts';
import { type Chain, chainOf } from './chain.ts';
import { descend } from './drawRow.ts';

/** Rows drawn for each row to be completed. Ours: leaves an error of a few per cent of the distance to the marginal law. */
const candidates = 64;
/** Chance, in rows, of a cell that no training row of the leaf has. Ours: rare, not impossible. */
const unseen = 0.5;

/** Bins, of 255, within which a number counts as like another: a leaf of 30 rows is too small for single bins. Ours. */
const nearBins = 8;
/** Draws of a category before a leaf of missing cells alone is given in to. Ours. */
const presentDraws = 64;

/** Marks a part that is to be drawn; other parts hold a code, or -1 where they do not apply. */
const wanted = -2;

/**
 * `table` (columns as the model was fitted on) with every missing cell of a modelled column drawn, but for columns the model
 * holds no values of. Rows without missing cells are as they were. @throws Cancelled.
 */
export async function impute(fitted: Fitted, table: RealTable, seed: number, run: Run): Promise<RealTable> {
  const chain = chainOf(fitted.model as AnyModel);
  const known = knownCodes(chain, fitted.codecs, table);
  const present = presentCodes(chain, fitted.codecs);
  const rows: number[] = [];
  for (let row = 0; row < table.rowCount; row++)
    if (known.some((codes) => codes[row] === wanted)) rows.push(row);
  const parts = chain.parts.map(() => new Float64Array(rows.length));
  rows.forEach((row, index) => {
    if (index % 256 === 0) run.report('sample', index / rows.length);
    const cells = known.map((codes) => codes[row]);
    const drawn = completeRow(chain, cells, present, randomStream([seed, 'impute', row]));
    drawn.forEach((position, part) => (parts[part][index] = position));
  });
  const sampled: Sampled = { rowCount: rows.length, parts };
  const columns = table.columns.map((column, at) => {
    const codec = fitted.codecs[at];
    if (codec.parts.length === 0) return column;
    const [decoded] = decodeTable([codec], sampled, 0, seed, '').columns;
    return filled(column, decoded, rows);
  });
  return { ...table, columns };
}

/** Codes by part and row: what the table holds, in the model's codes. */
function knownCodes(chain: Chain, codecs: readonly Codec[], table: RealTable): Float64Array[] {
  const known = chain.parts.map(() => new Float64Array(table.rowCount).fill(wanted));
  codecs.forEach((codec, at) => {
    const column = table.columns[at];
    const value = codec.parts.at(-1);
    if (value === undefined) return;
    const ofEntry = entryCodes(codec, column);
    column.codes.forEach((entry, row) => (known[value][row] = ofEntry[entry]));
    // Whether or not the cell was missing, the completed row has it.
    if (codec.parts.length > 1) known[codec.parts[0]].fill(0);
  });
  return known;
}

/** By part: codes from here on mean a missing cell. */
function presentCodes(chain: Chain, codecs: readonly Codec[]): number[] {
  const present = chain.parts.map(() => Infinity);
  for (const codec of codecs) {
    const value = codec.parts.at(-1);
    if (codec.form === 'category' && value !== undefined) present[value] = codec.levels;
  }
  return present;
}

function entryCodes(codec: Codec, { dictionary, missing, numbers }: Column): Float64Array {
  if (codec.form === 'category') {
    const codeOf = new Map<string, number>();
    for (let code = 0; code < codec.levels; code++) codeOf.set(textOf(codec.dictionary, code), code);
    return Float64Array.from(missing, (flag, entry) =>
      // A category that the model does not hold says nothing to it: another is drawn for the others' sake.
      flag === 1 ? wanted : (codeOf.get(textOf(dictionary, entry)) ?? wanted),
    );
  }
  if (codec.form !== 'numeric' || codec.values.length === 0) return new Float64Array(missing.length).fill(-1);
  const { values } = codec;
  return Float64Array.from(missing, (flag, entry) => {
    if (flag === 1) return wanted;
    const value = numbers?.[entry] ?? NaN;
    let [low, high] = [0, values.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (values[middle] <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  });
}

function completeRow(
  chain: Chain,
  cells: readonly number[],
  present: readonly number[],
  random: Random,
): Float64Array {
  let chosen = new Float64Array(cells.length);
  let total = 0;
  for (let trial = 0; trial < candidates; trial++) {
    const { row, weight } = candidate(chain, cells, present, random);
    total += weight;
    // Reservoir sampling by weight: Chao, Biometrika 69(3), 1982, p. 653.
    if (random.uniform() * total < weight || trial === 0) chosen = row;
  }
  return chosen;
}

function candidate(chain: Chain, cells: readonly number[], present: readonly number[], random: Random) {
  const row = new Float64Array(cells.length).fill(-1);
  const bins = new Int32Array(cells.length).fill(-1);
  let weight = 1;
  for (const part of chain.order) {
    const { tree, copy, smooth, missingPart, binOf } = chain.parts[part];
    const applies = (missingPart < 0 || row[missingPart] !== 1) && tree.donors.length > 0;
    if (applies) {
      const source = copy === null ? -1 : row[copy.from];
      const copied = copy === null ? -1 : source >= 0 ? copy.map[source] : copy.whereMissing;
      const leaf = descend(tree, bins, 0);
      const [start, end] = [tree.left[leaf], tree.end[leaf]];
      if (cells[part] === wanted) {
        row[part] = copied;
        for (let draw = 0; row[part] < 0 || (row[part] >= present[part] && draw < presentDraws); draw++)
          row[part] = drawCode(tree.donors, start, end, smooth, random);
      } else {
        row[part] = cells[part];
        const bin = binOf[cells[part] + 1];
        let alike = 0;
        const reach = smooth === null ? 0 : nearBins;
        for (let index = start; index < end; index++)
          if (Math.abs(binOf[tree.donors[index] + 1] - bin) <= reach) alike++;
        const agrees = copied < 0 || copied === cells[part];
        weight *= agrees ? (copied >= 0 ? 1 : (alike + unseen) / (end - start + unseen)) : 1e-6;
      }
    }
    bins[part] = binOf[Math.floor(row[part]) + 1];
  }
  return { row, weight };
}

/** The column with the decoded cells in its missing places. @param rows those that were drawn, ascending. */
function filled(column: Column, decoded: Column, rows: readonly number[]): Column {
  const texts = textsOf(column.dictionary);
  const numbers = column.numbers === null ? null : [...column.numbers];
  const missing = [...column.missing];
  const entryOf = new Map(texts.map((text, entry) => [text, entry]));
  const codes = new Int32Array(new SharedArrayBuffer(column.codes.length * 4));
  codes.set(column.codes);
  rows.forEach((row, index) => {
    if (column.missing[column.codes[row]] === 0) return;
    const from = decoded.codes[index];
    const text = textOf(decoded.dictionary, from);
    let entry = entryOf.get(text);
    if (entry === undefined) {
      entry = texts.push(text) - 1;
      entryOf.set(text, entry);
      missing.push(decoded.missing[from]);
      numbers?.push(decoded.numbers?.[from] ?? NaN);
    }
    codes[row] = entry;
  });
  const flags = new Uint8Array(new SharedArrayBuffer(missing.length));
  flags.set(missing);
  return {
    schema: column.schema,
    codes,
    dictionary: dictionaryOf(texts),
    missing: flags,
    numbers: numbers === null ? null : Float64Array.from(numbers),
  };
}
