/** Detection and utility against scikit-learn's HistGradientBoosting on the same rows and folds; values by `utility/make.py`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { align, type Aligned } from '../../models/evaluate/align.ts';
import { type Finding, isMeasured } from '../../models/evaluate/evaluation.ts';
import { detection } from '../../models/evaluate/fidelity/detection.ts';
import { utilityOf } from '../../models/evaluate/utility/utility.ts';
import { quietRun } from '../../models/run/createRun.ts';
import type { Kind } from '../../models/table/schema.ts';
import { loadTable } from '../support/loadTable.ts';

const folder = new URL('./utility/', import.meta.url);
const made = new URL('./fidelity/', import.meta.url);
const shared = new URL('../../../shared/data/', import.meta.url);

interface Golden {
  readonly numbers: readonly string[];
  readonly detection: number;
  readonly detectionReference: number;
  readonly utility: Readonly<Record<string, { readonly trainReal: number; readonly trainSynthetic: number }>>;
}

function filesOf(name: string): readonly URL[] {
  if (name === 'small') return ['trn', 'hol', 'syn'].map((part) => new URL(`small_${part}.csv`, made));
  const table = name.split('_')[0];
  const real = ['trn', 'hol'].map((part) => new URL(`${table}_${part}.csv.gz`, shared));
  return [...real, new URL(`peers/${name}.csv.gz`, shared)];
}

/** The acceptance bound; what differs is which tenth of the rows stops the boosting early, and float32 in scikit-learn. */
const bound = 0.02;

function expectNear(finding: Finding, golden: number, what: string): void {
  const value = isMeasured(finding) ? finding.value : NaN;
  expect(Math.abs(value - golden), `${what}: ${value} against ${golden}`).toBeLessThan(bound);
}

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

describe.each(names)('%s', (name) => {
  const files = filesOf(name);
  describe.runIf(files.every((file) => existsSync(file)))('beside scikit-learn', () => {
    const golden = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Golden;
    let aligned: Aligned;

    beforeAll(() => {
      const kindOf = (column: string): Kind => (column === 'day' ? 'date' : 'decimal');
      const kinds = Object.fromEntries(golden.numbers.map((column) => [column, kindOf(column)]));
      const [train, holdout] = files.map((file) => loadTable<'real'>(file.pathname, 'real', kinds));
      const synthetic = loadTable<'synthetic'>(files[2].pathname, 'synthetic', kinds);
      aligned = align({ train, holdout, synthetic, seed: 1 });
    }, 60_000);

    test('detection: mean AUC of five folds, and the same for the holdout', async () => {
      const { findings } = await detection.measure(aligned, quietRun());
      expectNear(findings.detection, golden.detection, 'synthetic');
      const reference = isMeasured(findings.detection) ? (findings.detection.reference ?? NaN) : NaN;
      expect(Math.abs(reference - golden.detectionReference)).toBeLessThan(bound);
    });

    test.each(Object.keys(golden.utility))('utility with target %s', async (target) => {
      const { findings } = await utilityOf(target).measure(aligned, quietRun());
      expectNear(findings.trainReal, golden.utility[target].trainReal, 'fitted on training rows');
      expectNear(findings.trainSynthetic, golden.utility[target].trainSynthetic, 'fitted on synthetic rows');
    });
  });
});

test('the made-up table is always there to be compared', () => {
  expect(names).toContain('small');
});
