/** One contract for all measures, on the tables that break them. */
import { describe, expect, test } from 'vitest';
import { align, type Aligned } from '../../../models/evaluate/align.ts';
import { type Finding, isMeasured } from '../../../models/evaluate/evaluation.ts';
import { accuracy } from '../../../models/evaluate/fidelity/accuracy.ts';
import { correlations } from '../../../models/evaluate/fidelity/correlations.ts';
import { detection } from '../../../models/evaluate/fidelity/detection.ts';
import { distances } from '../../../models/evaluate/fidelity/distances.ts';
import { marginals } from '../../../models/evaluate/fidelity/marginals.ts';
import { propensity } from '../../../models/evaluate/fidelity/propensity.ts';
import { shapes } from '../../../models/evaluate/fidelity/shapes.ts';
import { slices } from '../../../models/evaluate/fidelity/slices.ts';
import { support } from '../../../models/evaluate/fidelity/support.ts';
import { trends } from '../../../models/evaluate/fidelity/trends.ts';
import type { Metric } from '../../../models/evaluate/metric.ts';
import { copies } from '../../../models/evaluate/privacy/copies.ts';
import { dcr } from '../../../models/evaluate/privacy/dcr.ts';
import { membership } from '../../../models/evaluate/privacy/membership.ts';
import { nearCopies } from '../../../models/evaluate/privacy/nearCopies.ts';
import { regression } from '../../../models/evaluate/utility/regression.ts';
import { utility } from '../../../models/evaluate/utility/utility.ts';
import { createCancel, createRun, quietRun } from '../../../models/run/createRun.ts';
import { inlinePool } from '../../../models/run/pool.ts';
import { Cancelled } from '../../../models/run/run.ts';
import type { RealTable, SyntheticTable } from '../../../models/table/table.ts';
import { tableFrom } from '../../support/loadTable.ts';

const metrics: readonly Metric<string, unknown>[] = [
  correlations,
  detection,
  distances,
  marginals,
  propensity,
  regression,
  slices,
  support,
  utility,
  accuracy,
  shapes,
  trends,
  copies,
  nearCopies,
  dcr,
  membership,
];

type Cells = readonly (readonly [name: string, cells: readonly string[]])[];

const kinds = { size: 'integer', share: 'decimal' } as const;

function rows(count: number, from = 0): Cells {
  const each = Array.from({ length: count }, (_, index) => index + from);
  return [
    ['colour', each.map((index) => ['red', 'green', 'blue'][index % 3])],
    ['size', each.map((index) => String((index * 7) % 31))],
    ['share', each.map((index) => String(((index * 13) % 17) / 4))],
  ];
}

function filled(count: number, cell: string): Cells {
  return ['colour', 'size', 'share'].map((name) => [name, new Array<string>(count).fill(cell)] as const);
}

function aligned(train: Cells, holdout: Cells | null, synthetic: Cells): Aligned {
  const real = (cells: Cells): RealTable => tableFrom('real', cells, kinds);
  const made: SyntheticTable = tableFrom('synthetic', synthetic, kinds);
  return align({ train: real(train), holdout: holdout && real(holdout), synthetic: made, seed: 3 });
}

const awkward: Readonly<Record<string, Aligned>> = {
  'no rows at all': aligned(rows(0), rows(0), rows(0)),
  'no synthetic rows': aligned(rows(30), rows(30), rows(0)),
  'one row each': aligned(rows(1), rows(1), rows(1)),
  'constant columns': aligned(filled(40, '7'), filled(40, '7'), filled(40, '7')),
  'everything missing': aligned(filled(40, ''), filled(40, ''), filled(40, '')),
  'synthetic all missing': aligned(rows(40), rows(40, 9), filled(40, '')),
  'identical tables': aligned(rows(60), rows(60), rows(60)),
  'disjoint tables': aligned(rows(60), rows(60, 5), filled(60, '999')),
  'no holdout': aligned(rows(60), null, rows(60, 4)),
  'a tiny holdout': aligned(rows(60), rows(2), rows(60, 4)),
  'no columns': aligned([], [], []),
  'one column': aligned(rows(50).slice(0, 1), rows(50).slice(0, 1), rows(50, 1).slice(0, 1)),
};

describe.each(metrics)('$name', (metric) => {
  test.each(Object.keys(awkward))('gives measures in range or a reason: %s', async (name) => {
    const { findings, note } = await metric.measure(awkward[name], quietRun());
    expect(Object.keys(findings).length).toBeGreaterThan(0);
    for (const found of Object.values(findings)) expectSound(found, metric, awkward[name]);
    expect(note === null || note.endsWith('.')).toBe(true);
  });

  test('gives the same findings twice', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => metric.measure(awkward['disjoint tables'], quietRun())),
    );
    expect(second).toEqual(first);
  });

  test('stops when asked to', async () => {
    const cancel = createCancel();
    Atomics.store(cancel, 0, 1);
    const run = createRun({ pool: inlinePool(cancel), cancel });
    await expect(metric.measure(awkward['identical tables'], run)).rejects.toBeInstanceOf(Cancelled);
  });

  test('states where it comes from', () => {
    expect(metric.source).not.toBe('');
    expect(metric.range[0]).toBeLessThan(metric.range[1]);
  });
});

function expectSound(found: Finding, metric: Metric<string, unknown>, tables: Aligned): void {
  if (!isMeasured(found)) {
    expect(found.unmeasured).toMatch(/^[A-Z].*\.$/);
    return;
  }
  const [low, high] = metric.range;
  expect(found.value).toBeGreaterThanOrEqual(low);
  expect(found.value).toBeLessThanOrEqual(high);
  if (found.interval !== null) {
    expect(found.interval[0]).toBeLessThanOrEqual(found.value + 1e-12);
    expect(found.interval[1]).toBeGreaterThanOrEqual(found.value - 1e-12);
  }
  if (found.reference === null)
    expect(tables.holdout.end === tables.holdout.start || (metric !== copies && metric !== nearCopies)).toBe(
      true,
    );
  else expect(Number.isFinite(found.reference)).toBe(true);
}

describe('known answers', () => {
  const value = async (metric: Metric<string, unknown>, tables: Aligned, name: string): Promise<number> => {
    const found = (await metric.measure(tables, quietRun())).findings[name];
    return isMeasured(found) ? found.value : NaN;
  };

  test('identical tables: fidelity 1, every row a copy, no preference between two equal references', async () => {
    const same = awkward['identical tables'];
    expect(await value(accuracy, same, 'overall')).toBeCloseTo(1, 12);
    expect(await value(shapes, same, 'shapes')).toBeCloseTo(1, 12);
    expect(await value(trends, same, 'trends')).toBeCloseTo(1, 12);
    expect(await value(copies, same, 'copies')).toBe(1);
    expect(await value(dcr, same, 'dcrShare')).toBe(0.5);
  });

  test('disjoint tables: no shape in common, no copy', async () => {
    const apart = awkward['disjoint tables'];
    expect(await value(shapes, apart, 'shapes')).toBe(0);
    expect(await value(copies, apart, 'copies')).toBe(0);
  });

  test('without a holdout, distances are unmeasured and copies have no reference', async () => {
    const alone = awkward['no holdout'];
    expect(isMeasured((await dcr.measure(alone, quietRun())).findings.dcrShare)).toBe(false);
    expect((await copies.measure(alone, quietRun())).findings.copies).toMatchObject({ reference: null });
  });
});
