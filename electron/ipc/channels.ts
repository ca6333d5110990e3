/** The contract's names as values, for preload, which must not carry a schema library. */
import type { Channel, EventName } from './contract.ts';

export const channels = [
  'app.start',
  'file.choose',
  'table.openSample',
  'table.open',
  'table.reread',
  'table.rows',
  'table.correct',
  'table.study',
  'table.applySchema',
  'table.support',
  'table.rules',
  'table.frontier',
  'generate.start',
  'work.cancel',
  'results.rows',
  'results.closestRows',
  'review.opened',
  'release.save',
  'report.save',
  'release.show',
] as const satisfies readonly Channel[];

export const eventNames = [
  'progress',
  'refused',
  'engine.died',
  'file.offered',
  'command',
] as const satisfies readonly EventName[];

/** The name under which preload hands main the path of a dropped file. */
export const dropChannel = 'file.dropped';

/** The name under which preload tells main of a request that the page's own policy refused. */
export const refusedChannel = 'page.refused';

type Missing = Exclude<Channel, (typeof channels)[number]> | Exclude<EventName, (typeof eventNames)[number]>;

/** Compiles only while the lists above name everything in the contract. */
export const complete: [Missing] extends [never] ? true : Missing = true;
