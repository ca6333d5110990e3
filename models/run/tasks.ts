/** Every task a worker can do, by name. */
import { cutWindow } from '../io/csv/cutWindow.ts';
import { internColumns } from '../io/csv/internColumns.ts';
import { wakeThread } from '../io/csv/wakeThreads.ts';
import { overlapTuples } from '../evaluate/fidelity/tuples.ts';
import { binColumn } from '../evaluate/fidelity/bins.ts';
import { chartOfColumn } from '../evaluate/fidelity/charts.ts';
import { shapeOfColumn } from '../evaluate/fidelity/shapes.ts';
import { trendsOfPairs } from '../evaluate/fidelity/trends.ts';
import { correlationMatrix } from '../evaluate/fidelity/correlations.ts';
import { distancesOfColumn } from '../evaluate/fidelity/distances.ts';
import { marginalTables } from '../evaluate/fidelity/marginals.ts';
import { propensities } from '../evaluate/fidelity/propensity.ts';
import { sliceColumns } from '../evaluate/fidelity/slices.ts';
import { supportOf } from '../evaluate/fidelity/support.ts';
import { regressionTask } from '../evaluate/utility/regression.ts';
import { boostRows } from '../evaluate/utility/boostRows.ts';
import { countMatches } from '../evaluate/privacy/copies.ts';
import { countNearer, plantTree } from '../evaluate/privacy/dcr.ts';
import { scoreByClassifier } from '../evaluate/privacy/classifierAttack.ts';
import { discloseTask } from '../evaluate/privacy/disclosure.ts';
import { nearestGower } from '../evaluate/privacy/gower.ts';
import { countCrowd, nearestTwenty } from '../evaluate/privacy/membershipScores.ts';
import { matchButOne } from '../evaluate/privacy/nearCopies.ts';
import { drawLabels } from '../evaluate/privacy/permuteLabels.ts';
import { surviveColumn, survivePair } from '../evaluate/privacy/rare.ts';
import { orderRows } from '../evaluate/privacy/predicate.ts';
import { copiesOfIsolated, nearestFew } from '../evaluate/privacy/rowSearch.ts';
import { singleOut } from '../evaluate/privacy/singlingOut.ts';
import { codeColumnTask } from '../codec/codeTable.ts';
import { codePlacesTask } from '../codec/place.ts';
import { imputeRowsTask } from '../generators/conditional/impute.ts';
import { sampleBlockTask } from '../generators/sampleRows.ts';
import { binPartTask, growTreeTask } from '../generators/trees/fit.ts';
import { choosePredictorsTask } from '../generators/trees/predictors.ts';
import { proposeRulesTask } from '../rules/propose.ts';
import { inferColumnTask } from '../table/infer.ts';
import { associateTask, associationVectorTask } from '../table/associations.ts';
import { orderTask } from '../table/chronology.ts';
import { columnQualityTask } from '../table/columnQuality.ts';
import { determinesTask } from '../table/dependencies.ts';
import { duplicateRowsTask } from '../table/duplicateRows.ts';
import { structuralTask } from '../table/structural.ts';
import type { Task } from './task.ts';

const all: readonly Task<never, unknown>[] = [
  wakeThread,
  cutWindow,
  internColumns,
  inferColumnTask,
  structuralTask,
  associationVectorTask,
  associateTask,
  orderTask,
  columnQualityTask,
  determinesTask,
  duplicateRowsTask,
  binColumn,
  overlapTuples,
  shapeOfColumn,
  trendsOfPairs,
  chartOfColumn,
  boostRows,
  correlationMatrix,
  distancesOfColumn,
  marginalTables,
  propensities,
  regressionTask,
  sliceColumns,
  supportOf,
  countMatches,
  plantTree,
  countNearer,
  nearestTwenty,
  countCrowd,
  scoreByClassifier,
  drawLabels,
  nearestGower,
  orderRows,
  singleOut,
  copiesOfIsolated,
  nearestFew,
  matchButOne,
  surviveColumn,
  survivePair,
  discloseTask,
  codeColumnTask,
  codePlacesTask,
  binPartTask,
  growTreeTask,
  choosePredictorsTask,
  sampleBlockTask,
  proposeRulesTask,
  imputeRowsTask,
];

export const tasks: ReadonlyMap<string, (payload: unknown, cancel: Int32Array) => unknown> = new Map(
  all.map((task) => [task.name, task.work as (payload: unknown, cancel: Int32Array) => unknown]),
);
