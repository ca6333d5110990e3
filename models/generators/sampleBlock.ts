/** One block of the synthetic table: drawn, made to obey the rules, decoded. */
import type { Sampled } from '../codec/codec.ts';
import { decodeTable } from '../codec/decode.ts';
import { drawPlaces } from '../codec/place.ts';
import { hashKey, type Random, randomStream } from '../num/random.ts';
import { enforce } from '../rules/enforce.ts';
import { rewrite } from '../rules/rewrite.ts';
import type { SyntheticTable } from '../table/table.ts';
import { isFixed, meets, stratumOf } from './conditional/demand.ts';
import { fillSampled } from './conditional/fill.ts';
import { sampleDemand } from './conditional/sample.ts';
import type { Fitted } from './fit.ts';
import { type Block, blockRows } from './generator.ts';
import { type AnyModel, sampleModel } from './index.ts';

/** A pure function of `fitted` and `block`; with rules, all rows obey them. @throws Cancelled, Refused `rules-unreachable`. */
export function sampleBlock(fitted: Fitted, block: Block, cancel: Int32Array): SyntheticTable {
  const { codecs, demand, rules, seed, tableName } = fitted;
  const rowCount = block.rowEnd - block.rowStart;
  const rows = Int32Array.from({ length: rowCount }, (_, index) => block.rowStart + index);
  const drawn = draw(fitted, seed, block, rows, cancel);
  if (rules === null) return decodeTable(codecs, drawn, block.rowStart, seed, tableName);

  const redraw = (round: number, broken: Int32Array): Sampled => {
    const again = hashKey([seed, 'rules', round], 0);
    const fresh = { rowStart: block.rowStart, rowEnd: block.rowStart + broken.length };
    const globalRows = broken.map((row) => block.rowStart + row);
    return draw(fitted, again, fresh, globalRows, cancel);
  };
  const alike = (stand: number, row: number): boolean =>
    demand === null || stratumOf(demand, block.rowStart + stand) === stratumOf(demand, block.rowStart + row);
  const fixed = (codec: number, row: number): boolean =>
    demand !== null && isFixed(demand, block.rowStart + row, codecs[codec].parts.at(-1) ?? -1);
  const { sampled, written } = enforce(codecs, rules, drawn, { redraw, alike, fixed });
  const table = decodeTable(codecs, sampled, block.rowStart, seed, tableName);
  if (written.size === 0) return table;
  const kept = codecs.flatMap((codec, index) => (codec.form === 'dropped' ? [] : [index]));
  const columns = table.columns.map((column, index) => {
    const values = written.get(kept[index]);
    return values === undefined ? column : rewrite(column, values);
  });
  return { ...table, columns };
}

function draw(fitted: Fitted, seed: number, block: Block, rows: Int32Array, cancel: Int32Array): Sampled {
  const { model, demand, codecs } = fitted;
  const index = Math.floor(block.rowStart / blockRows);
  const random = randomStream([seed, 'place', index]);
  const drawn =
    demand === null
      ? sampleModel(model, seed, block)
      : sampleDemand(model as AnyModel, demand, [seed, 'sample', index], rows, cancel);
  const whole = withoutGaps(fitted, drawn, randomStream([seed, 'fill', index]), cancel);
  if (demand === null) return drawPlaces(codecs, whole, random, () => true);
  return drawPlaces(codecs, whole, random, (part, row, position) => meets(demand, rows[row], part, position));
}

function withoutGaps(
  { model, codecs, fill }: Fitted,
  drawn: Sampled,
  random: Random,
  cancel: Int32Array,
): Sampled {
  return fill === undefined ? drawn : fillSampled(model as AnyModel, codecs, fill, drawn, random, cancel);
}
