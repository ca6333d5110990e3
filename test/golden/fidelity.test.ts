/** Fidelity against the reference packages' own code, on the values that `make.py` wrote. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Finding, isMeasured } from '../../models/evaluate/evaluation.ts';
import { align } from '../../models/evaluate/align.ts';
import { type Core, measureCore } from '../../models/evaluate/fidelity/core.ts';
import { quietRun } from '../../models/run/createRun.ts';
import { type Kinds, loadTable } from '../support/loadTable.ts';

const folder = new URL('./fidelity/', import.meta.url);
const shared = new URL('../../../shared/data/', import.meta.url);

interface Levels {
  readonly univariate: number;
  readonly bivariate: number;
  readonly trivariate: number;
}

interface Golden {
  readonly kinds: Kinds;
  readonly sdmetrics: {
    readonly shapes: number;
    readonly columns: Readonly<Record<string, number | null>>;
    readonly trends: number;
    readonly trendsDependent: number;
    readonly pairs: Readonly<Record<string, number | null>>;
  };
  readonly accuracy: Levels & { readonly expected: Levels };
  readonly accuracyPooled: Levels & { readonly expected: Levels };
}

/** The three files that a golden document is about. */
function filesOf(name: string): readonly [train: URL, holdout: URL, synthetic: URL] {
  if (name === 'small') {
    return [new URL('small_trn.csv', folder), new URL('small_hol.csv', folder), new URL('small_syn.csv', folder)];
  }
  const oracle = name.startsWith('census2k');
  const real = oracle ? 'oracles/census2k-' : `${name.split('_')[0]}_`;
  return [
    new URL(`${real}trn.csv.gz`, shared),
    new URL(`${real}hol.csv.gz`, shared),
    new URL(`${oracle ? 'oracles' : 'peers'}/${name}.csv.gz`, shared),
  ];
}

/** Both packages print rounded values (mostlyai-qa 5 digits a marginal, `make.py` 6), so equal means within 1e-5. */
const rounding = 1e-5;

/**
 * mostlyai-qa takes ten categories by count; where counts tie at the tenth place, which one it keeps depends on the order
 * in which pandas happens to sort, and ours is the first to appear.
 */
const ties = 3e-4;

function valueOf(finding: Finding): number | null {
  return isMeasured(finding) ? finding.value : null;
}

function expectNear(finding: Finding, golden: number | null, tolerance: number, what: string): void {
  const value = valueOf(finding);
  if (golden === null || value === null) expect(value, what).toBe(golden);
  else expect(Math.abs(value - golden), `${what}: ${value} against ${golden}`).toBeLessThanOrEqual(tolerance);
}

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

describe.each(names)('%s', (name) => {
  const [train, holdout, synthetic] = filesOf(name);
  describe.runIf(existsSync(synthetic))('beside the reference packages', () => {
    const golden = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Golden;
    let fidelity: Core['fidelity'];

    beforeAll(async () => {
      const tables = {
        train: loadTable<'real'>(train.pathname, 'real', golden.kinds),
        holdout: loadTable<'real'>(holdout.pathname, 'real', golden.kinds),
        synthetic: loadTable<'synthetic'>(synthetic.pathname, 'synthetic', golden.kinds),
      };
      ({ fidelity } = await measureCore(align({ ...tables, seed: 1 }), quietRun()));
    }, 120_000);

    test('shapes: SDMetrics ColumnShapes', () => {
      expectNear(fidelity.shapes, golden.sdmetrics.shapes, rounding, 'shapes');
      for (const column of fidelity.columns) {
        expectNear(column.shape, golden.sdmetrics.columns[column.name], rounding, column.name);
      }
    });

    test('trends: SDMetrics ColumnPairTrends over all pairs, and as QualityReport picks pairs', () => {
      expectNear(fidelity.trends, golden.sdmetrics.trends, rounding, 'trends');
      expectNear(fidelity.trendsDependent, golden.sdmetrics.trendsDependent, rounding, 'trendsDependent');
      for (const { columns, trend } of fidelity.pairs) {
        expectNear(trend, golden.sdmetrics.pairs[columns.join('|')], rounding, columns.join('|'));
      }
    });

    test.each(['univariate', 'bivariate', 'trivariate'] as const)('%s accuracy: mostlyai-qa', (level) => {
      expectNear(fidelity.accuracy[level], golden.accuracy[level], ties, `training, ${level}`);
      expectNear(fidelity.accuracyPooled[level], golden.accuracyPooled[level], ties, `pooled, ${level}`);
      const reference = isMeasured(fidelity.accuracyPooled[level]) ? fidelity.accuracyPooled[level].reference : null;
      expect(Math.abs((reference ?? 0) - golden.accuracyPooled.expected[level])).toBeLessThanOrEqual(ties);
    });
  });
});

test('the made-up table is always there to be compared', () => {
  expect(names).toContain('small');
});
