/** Every task a worker can do, by name. */
import { joinColumn, scanStretch } from '../io/csv/stretch.ts';
import { overlapTuples } from '../evaluate/fidelity/tuples.ts';
import { binColumn } from '../evaluate/fidelity/bins.ts';
import { chartOfColumn } from '../evaluate/fidelity/charts.ts';
import { shapeOfColumn } from '../evaluate/fidelity/shapes.ts';
import { trendsOfPairs } from '../evaluate/fidelity/trends.ts';
import { countMatches } from '../evaluate/privacy/copies.ts';
import { countNearer, plantTree } from '../evaluate/privacy/dcr.ts';
import { codeColumnTask } from '../codec/codeTable.ts';
import { sampleBlockTask } from '../generators/sampleRows.ts';
import { binPartTask, growTreeTask } from '../generators/trees/fit.ts';
import { choosePredictorsTask } from '../generators/trees/predictors.ts';
import type { Task } from './task.ts';

const all: readonly Task<never, unknown>[] = [
  scanStretch,
  joinColumn,
  binColumn,
  overlapTuples,
  shapeOfColumn,
  trendsOfPairs,
  chartOfColumn,
  countMatches,
  plantTree,
  countNearer,
  codeColumnTask,
  binPartTask,
  growTreeTask,
  choosePredictorsTask,
  sampleBlockTask,
];

export const tasks: ReadonlyMap<string, (payload: unknown, cancel: Int32Array) => unknown> = new Map(
  all.map((task) => [task.name, task.work as (payload: unknown, cancel: Int32Array) => unknown]),
);
