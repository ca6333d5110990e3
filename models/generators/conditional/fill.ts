/**
 * Synthetic rows without missing cells in chosen columns: a row is drawn as the model has it, and where a chosen cell came out
 * missing it is drawn given the others. The other cells keep their law; the chosen column has, where it was missing, the law
 * that the model gives it there, which is that of like rows that have a cell (missing at random, Rubin 1976).
 */
import type { Codec, Sampled } from '../../codec/codec.ts';
import type { Random } from '../../num/random.ts';
import type { Recipe } from '../../recipe.ts';
import { checkCancel, Refused } from '../../run/run.ts';
import type { RealTable } from '../../table/table.ts';
import type { AnyModel } from '../index.ts';
import { chainOf } from './chain.ts';
import { completerOf, present, wanted } from './complete.ts';
import { headerHint } from './spelling.ts';
import { cellsOf } from './wanted.ts';

/** Rows between two looks at the cancel flag. */
const rowsBetweenLooks = 256;

/**
 * The codecs of the columns to fill, those left out that have no missing cell in what is sampled anyway.
 * @param where conditions that the rows meet as well. @throws Refused as `fillable` says.
 */
export function fillOf(
  codecs: readonly Codec[],
  columns: readonly string[],
  where: Recipe['where'] = {},
): number[] {
  return fillable(codecs, columns, where).filter((at) => {
    const { form, parts } = codecs[at];
    return form !== 'numeric' || parts.length > 1;
  });
}

/**
 * The codecs of the columns, in their order.
 * @param where conditions that the rows meet as well.
 * @throws Refused `unknown-column`, `fill-column` when the column is not modelled or a condition asks for missing cells in it,
 * `no-support` when it has no value at all.
 */
export function fillable(
  codecs: readonly Codec[],
  columns: readonly string[],
  where: Recipe['where'] = {},
): number[] {
  return columns.map((name) => {
    if (Object.hasOwn(where, name) && (cellsOf(where[name].is)?.includes(null) ?? false))
      throw new Refused(
        'fill-column',
        `The column "${name}" is to have no missing cells, and a condition asks for missing cells in it. Keep one of the two.`,
      );
    const at = codecs.findIndex(({ schema }) => schema.name === name);
    if (at < 0)
      throw new Refused(
        'unknown-column',
        `The column "${name}" is to have no missing cells, but the table does not have it. ${headerHint(
          name,
          codecs.map(({ schema }) => schema.name),
        )}`,
      );
    const codec = codecs[at];
    if (codec.form !== 'category' && codec.form !== 'numeric')
      throw new Refused(
        'fill-column',
        `The column "${name}" is not modelled, so its missing cells cannot be filled. Leave it out, or set its treatment to "model".`,
      );
    if (codec.form === 'category' ? codec.levels === 0 : codec.values.length === 0)
      throw new Refused(
        'no-support',
        `The column "${name}" has no value that occurs often enough to be learnt, so its missing cells cannot be filled. Leave it out.`,
      );
    return at;
  });
}

/** The rows with the missing cells of the columns `fill` (indexes of codecs) drawn. @throws Cancelled. */
export function fillSampled(
  model: AnyModel,
  codecs: readonly Codec[],
  fill: readonly number[],
  sampled: Sampled,
  random: Random,
  cancel: Int32Array,
): Sampled {
  const chain = chainOf(model);
  const completer = completerOf(chain, codecs);
  const chosen = fill.map((at) => codecs[at]);
  const parts = sampled.parts.map((part) => part.slice());
  const cells = new Float64Array(chain.parts.length).fill(wanted);
  for (let row = 0; row < sampled.rowCount; row++) {
    if (row % rowsBetweenLooks === 0) checkCancel(cancel);
    const empty = chosen.filter((codec) => isMissing(codec, parts, row));
    if (empty.length === 0) continue;
    parts.forEach((part, index) => (cells[index] = part[row]));
    for (const codec of empty) {
      if (codec.parts.length > 1) cells[codec.parts[0]] = present;
      cells[codec.parts[codec.parts.length - 1]] = wanted;
    }
    const drawn = completer.draw(cells, random);
    for (const codec of empty) for (const part of codec.parts) parts[part][row] = drawn[part];
  }
  return { rowCount: sampled.rowCount, parts };
}

function isMissing(codec: Codec, parts: readonly Float64Array[], row: number): boolean {
  if (codec.parts.length > 1) return parts[codec.parts[0]][row] === 1;
  const code = parts[codec.parts[0]][row];
  return codec.form === 'category' && (code < 0 || code >= codec.levels);
}

/** Sentences for the report: what was filled, and what the numbers were measured on. */
export function fillNotes(columns: readonly string[], train: RealTable): string[] {
  if (columns.length === 0) return [];
  const parts = columns.map((name) => {
    const column = train.columns.find(({ schema }) => schema.name === name);
    let missing = 0;
    column?.codes.forEach((entry) => (missing += column.missing[entry]));
    return `"${name}" (${((100 * missing) / Math.max(1, train.rowCount)).toFixed(1)} % missing in the training rows)`;
  });
  return [
    `The synthetic table has no missing cells in ${parts.join(', ')}: those that the model left empty were drawn given the row's other cells. That the share of missing cells differs there is on purpose.`,
    'Fidelity and usefulness were measured on the same rows before their empty cells were filled, because no real cell can be held against a filled one. Leakage was measured on the rows as they are written.',
  ];
}
