import { describe, expect, test } from 'vitest';
import { align } from '../../../../models/evaluate/align.ts';
import type { ColumnChart } from '../../../../models/evaluate/evaluation.ts';
import { chartOfColumn, chartPayload } from '../../../../models/evaluate/fidelity/charts.ts';
import { createCancel } from '../../../../models/run/createRun.ts';
import type { Kind } from '../../../../models/table/schema.ts';
import { tableFrom } from '../../../support/loadTable.ts';

async function chartOf(kind: Kind, real: readonly string[], synthetic = real): Promise<ColumnChart | null> {
  const train = tableFrom('real', [['x', real]], { x: kind });
  const made = tableFrom('synthetic', [['x', synthetic]], { x: kind });
  const aligned = align({ train, holdout: null, synthetic: made, seed: 1 });
  return chartOfColumn.work(chartPayload(aligned, aligned.columns[0]), createCancel());
}

const repeat = (text: string, times: number): string[] => new Array<string>(times).fill(text);

/** Real rows behind each part of a chart. */
function realRows(chart: ColumnChart | null, rows: number): number[] {
  return (chart?.real ?? []).map((share) => Math.round(share * rows));
}

describe('categories', () => {
  test('rare ones are merged until their bar stands for ten rows', async () => {
    const cells = [...repeat('a', 50), ...repeat('b', 12), ...repeat('rare', 3), ...repeat('?', 35)];
    const chart = await chartOf('category', cells);
    expect(chart).toMatchObject({ form: 'bars', labels: ['a', 'other'], missing: { real: 0.35 } });
    expect(realRows(chart, 100)).toEqual([50, 15]);
  });

  test('more than twelve: the rest is one bar', async () => {
    const cells = Array.from({ length: 20 }, (_, index) => repeat(`c${index}`, 40 - index)).flat();
    const chart = await chartOf('category', cells);
    expect(chart?.labels).toHaveLength(13);
    expect(chart?.labels.at(-1)).toBe('other');
  });

  test('levels that only the synthetic rows have count as other', async () => {
    const chart = await chartOf('category', repeat('a', 40), [...repeat('a', 30), ...repeat('new', 10)]);
    expect(chart).toMatchObject({ labels: ['a', 'other'], real: [1, 0], synthetic: [0.75, 0.25] });
  });
});

describe('numbers', () => {
  test('few distinct ones have a bar each, in order of value', async () => {
    const chart = await chartOf('integer', [...repeat('3', 20), ...repeat('10', 30), ...repeat('-1', 50)]);
    expect(chart).toMatchObject({ form: 'bars', labels: ['-1', '3', '10'], real: [0.5, 0.2, 0.3] });
  });

  test('a histogram has round edges and shows no extreme value of one row', async () => {
    const cells = Array.from({ length: 2000 }, (_, index) => String(20 + (index % 61)));
    const chart = await chartOf('integer', [...cells, '987654']);
    expect(chart?.form).toBe('histogram');
    expect(chart?.edges?.length).toBe((chart?.real.length ?? 0) + 1);
    expect(chart?.edges?.length).toBeLessThanOrEqual(21);
    expect(JSON.stringify(chart)).not.toMatch(/987/);
    expect(chart?.real.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const rows of realRows(chart, 2001)) expect(rows === 0 || rows >= 10).toBe(true);
  });

  test('a value that many rows have is a bar of its own among the ranges of the rest', async () => {
    const cells = [
      ...repeat('0', 800),
      ...Array.from({ length: 200 }, (_, index) => String(1000 + index * 7)),
    ];
    const chart = await chartOf('integer', cells);
    expect(chart?.form).toBe('bars');
    expect(chart?.labels[0]).toBe('= 0');
    expect(chart?.real[0]).toBe(0.8);
    expect(chart?.real.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('dates are labelled as dates', async () => {
    const day = (index: number): string =>
      new Date(Date.UTC(2020, 0, 1 + (index % 300))).toISOString().slice(0, 10);
    const chart = await chartOf(
      'date',
      Array.from({ length: 900 }, (_, index) => day(index)),
    );
    expect(chart?.labels[1]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test('too few values: no chart', async () => {
    expect(await chartOf('integer', ['1', '2', '', ''])).toBeNull();
    expect(await chartOf('integer', repeat('', 50))).toBeNull();
  });
});
