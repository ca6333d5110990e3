/** Rows of a conditional table, a block at a time. */
import type { Sampled } from '../../codec/codec.ts';
import { randomStream } from '../../num/random.ts';
import { checkCancel, Refused } from '../../run/run.ts';
import type { AnyModel } from '../index.ts';
import { chainOf } from './chain.ts';
import { type Demand, stratumOf } from './demand.ts';
import { attempts } from './drawRow.ts';
import { guideOf } from './guide.ts';

/** A row is given up after this many attempts: a hundred times what `planDemand` lets pass on average. Ours. */
const mostAttempts = 4e7;

/**
 * The rows with the global indexes `rows`, which decide their strata. One stream serves them all in order, so the first
 * rows of a block do not depend on how many follow.
 * @param key names the stream, together with the stage.
 * @throws Cancelled; Refused `no-support` when a row cannot be drawn.
 */
export function sampleDemand(
  model: AnyModel,
  demand: Demand,
  key: readonly (number | string)[],
  rows: Int32Array,
  cancel: Int32Array,
): Sampled {
  const chain = chainOf(model);
  const strata = demand.strata.map((stratum) => {
    const guide = guideOf(chain, stratum);
    if (guide.first.includes(0)) throw giveUp();
    return attempts(chain, guide);
  });
  const random = randomStream([...key, 'where']);
  const parts = chain.parts.map(() => new Float64Array(rows.length));
  const row = new Float64Array(chain.parts.length);
  for (let index = 0; index < rows.length; index++) {
    const attempt = strata[stratumOf(demand, rows[index])];
    let tries = 1;
    while (!attempt(row, random)) {
      if (tries % 1024 === 0) checkCancel(cancel);
      if (++tries > mostAttempts) throw giveUp();
    }
    for (let part = 0; part < row.length; part++) parts[part][index] = row[part];
  }
  return { rowCount: rows.length, parts };
}

function giveUp(): Refused {
  return new Refused(
    'no-support',
    'No row that meets the conditions was found. Widen a condition or drop one.',
  );
}
