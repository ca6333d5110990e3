import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ColumnChart as Shares, ColumnFinding, Measure } from '../../../models/evaluate/evaluation.ts';
import { CheckBadge } from '../../../renderer/charts/CheckBadge.tsx';
import { ColumnChart } from '../../../renderer/charts/ColumnChart.tsx';
import {
  allBins,
  chartSummary,
  evenlySpaced,
  maxBars,
  shownBars,
} from '../../../renderer/charts/columnBins.ts';
import { shortfall, standing } from '../../../renderer/charts/finding.ts';
import { heatStep } from '../../../renderer/charts/heat.ts';
import { domainOf } from '../../../renderer/charts/domain.ts';
import { matrixColumns, PairMatrix } from '../../../renderer/charts/PairMatrix.tsx';
import { SmallChart } from '../../../renderer/charts/SmallChart.tsx';
import { TrackTable } from '../../../renderer/charts/TrackTable.tsx';
import { reportFixture } from '../../support/reportFixture.ts';

const measure = (value: number, reference: number | null, interval: Measure['interval'] = null): Measure => ({
  value,
  interval,
  reference,
  better: 'higher',
});

function bars(real: readonly number[], synthetic: readonly number[] = real): Shares {
  const labels = real.map((_, index) => `value ${index}`);
  return {
    form: 'bars',
    labels,
    edges: null,
    real,
    synthetic,
    holdout: null,
    missing: { real: 0, synthetic: 0 },
  };
}

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('bins of a column', () => {
  it('adds small categories up without losing a row', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(shares, (real) => {
        const shown = shownBars(bars(real));
        expect(shown.length).toBeLessThanOrEqual(maxBars);
        const total = (list: readonly number[]) => list.reduce((sum, share) => sum + share, 0);
        // Sums of at most 60 shares in another order differ by rounding alone.
        expect(total(shown.map((bin) => bin.real))).toBeCloseTo(total(real), 9);
      }),
    );
  });

  it('keeps the order of the categories it shows', () => {
    // 23 categories of which the first and the third are the rarest.
    const chart = bars(Array.from({ length: 23 }, (_, index) => (index === 0 || index === 2 ? 0.001 : 0.04)));
    const names = shownBars(chart).map((bin) => bin.name);
    expect(names).toHaveLength(maxBars);
    expect(names.slice(0, 2)).toEqual(['value 1', 'value 3']);
    expect(names.slice(-2)).toEqual(['value 21', '3 more values']);
  });

  it('names the bins of a histogram by both edges', () => {
    const chart: Shares = {
      ...bars([0.5, 0.5]),
      form: 'histogram',
      labels: ['0', '10', '20'],
      edges: [0, 10, 20],
    };
    expect(allBins(chart).map((bin) => bin.name)).toEqual(['0 to 10', '10 to 20']);
  });

  it('says where real and synthetic differ most', () => {
    const text = plain(chartSummary(bars([0.5, 0.3, 0.2], [0.45, 0.3, 0.25])));
    expect(text).toContain('value 0, 50.0% of the real rows and 45.0% of the synthetic rows (5.0 points)');
  });

  it('tells equally wide bins from others', () => {
    expect(evenlySpaced([0, 1, 2, 3])).toBe(true);
    expect(evenlySpaced([0, 1, 2, 9])).toBe(false);
    expect(evenlySpaced([5, 5])).toBe(false);
    expect(evenlySpaced([])).toBe(false);
  });
});

describe('findings in words', () => {
  it('says below, above or in line', () => {
    expect(plain(standing(measure(0.97, 0.98), 'ceiling'))).toBe('1.0 points below two real samples (98.0%)');
    expect(plain(standing(measure(0.6, 0.5), 'even'))).toBe('10.0 points above an even split (50.0%)');
    expect(plain(standing(measure(0.97, 0.98, [0.96, 0.99]), 'ceiling'))).toBe(
      'in line with two real samples (98.0%)',
    );
    expect(standing(measure(0.97, null), 'ceiling')).toContain('no holdout');
    expect(standing(measure(0.541, 0.5), 'guessing', 'decimal')).toBe('0.041 above guessing (0.500)');
    // A test of its own decides what is chance: the interval must not say otherwise.
    expect(plain(standing(measure(0.57, 0.55, [0.5, 0.64]), 'chance'))).toBe(
      '2.0 points above the average by chance (55.0%)',
    );
    expect(plain(standing(measure(0.55, 0.55, [0.5, 0.6]), 'chance'))).toBe(
      'in line with the average by chance (55.0%)',
    );
    // A risk is a share of what could still be gained, so points would say too much.
    expect(standing(measure(0.103, 0), 'nothing')).toBe('beyond the control');
    expect(standing(measure(0.103, 0, [0, 0.2]), 'nothing')).toBe('in line with the control');
  });

  it('counts only what is missing to the ceiling', () => {
    expect(shortfall(measure(0.99, 0.98))).toBe(0);
    expect(shortfall(measure(0.9, null))).toBeCloseTo(0.1, 12);
    expect(shortfall({ unmeasured: 'too few rows' })).toBeNull();
  });

  it('shades by steps whose ends belong to the lighter side', () => {
    expect([0, 0.005, 0.0051, 0.08, 0.081].map(heatStep)).toEqual([0, 0, 1, 4, 5]);
    expect(heatStep(null)).toBe('none');
  });
});

describe('measures on an axis', () => {
  it('shows value, interval, reference and direction', () => {
    const html = plain(
      renderToStaticMarkup(
        <TrackTable
          of="Measure"
          number="Value"
          unit="share"
          domain={[0.9, 1]}
          rows={[{ name: 'Shapes', finding: measure(0.97, 0.98, [0.965, 0.975]), reference: 'ceiling' }]}
        />,
      ),
    );
    expect(html).toContain('97.0%');
    expect(html).toContain('96.5 to 97.5%');
    expect(html).toContain('1.0 points below two real samples (98.0%)');
    expect(html).toContain('Higher is better');
  });

  it('shows why a measure is missing and no number', () => {
    const html = renderToStaticMarkup(
      <TrackTable
        of="Measure"
        number="Value"
        unit="share"
        domain={[0, 1]}
        rows={[{ name: 'Shapes', finding: { unmeasured: 'no holdout' }, reference: 'ceiling' }]}
      />,
    );
    expect(html).toContain('Not measured');
    expect(html).toContain('no holdout');
    expect(html).not.toContain('measure-point');
  });

  it('takes a domain that holds everything it is given', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, (value, low, reference) => {
        const [start, end] = domainOf([measure(value, reference, [Math.min(low, value), value])]);
        expect(start).toBeLessThan(end);
        // The ends are rounded to six digits.
        expect(start).toBeLessThanOrEqual(Math.min(value, low, reference) + 1e-6);
        expect(end).toBeGreaterThanOrEqual(Math.max(value, reference) - 1e-6);
      }),
    );
    expect(domainOf([{ unmeasured: 'x' }])).toEqual([0, 1]);
  });

  it('keeps the numbers it is asked to show, and ends of other scales', () => {
    const [low, high] = domainOf([measure(0.51, 0.5)], [0.45, 0.7]);
    expect(low).toBeLessThanOrEqual(0.45);
    expect(high).toBeGreaterThanOrEqual(0.7);
    expect(domainOf([measure(962, 979)], [900], [0, 1000])[1]).toBeLessThanOrEqual(1000);
    expect(domainOf([measure(Infinity, 1)], [0, 5], [0, Infinity])).toEqual(
      domainOf([], [0, 5], [0, Infinity]),
    );
  });
});

describe('drawings', () => {
  const empty: ColumnFinding = {
    name: 'id',
    kind: 'identifier',
    shape: { unmeasured: 'regenerated' },
    accuracy: { unmeasured: 'regenerated' },
    chart: null,
  };

  it('says why a column has no chart', () => {
    expect(renderToStaticMarkup(<ColumnChart column={empty} />)).toContain('No chart');
  });

  it.each([
    ['no bins', bars([])],
    ['nothing but zeros', bars([0, 0])],
    ['one bin', { ...bars([1]), form: 'histogram' as const, labels: ['3', '3'], edges: [3, 3] }],
    ['an empty histogram', { ...bars([]), form: 'histogram' as const, edges: [] }],
  ])('draws %s without a broken coordinate', (_, chart) => {
    const html = renderToStaticMarkup(<ColumnChart column={{ ...empty, chart }} />);
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('draws every pair once and leaves the unmeasured open', () => {
    const { pairs } = reportFixture.fidelity;
    const html = renderToStaticMarkup(<PairMatrix pairs={pairs} measure="trend" />);
    const cells =
      html.match(/<rect class="heat-[0-5a-z]+" x="[\d.]+" y="[\d.]+" width="21"[^>]*><title>/g) ?? [];
    expect(cells).toHaveLength(105);
    expect(html).toContain('native-country and capital-loss: not measured');
    expect(renderToStaticMarkup(<PairMatrix pairs={[]} measure="trend" />)).not.toContain('NaN');
  });

  it('lets Tab reach one cell of a live matrix, the selected one', () => {
    const { pairs } = reportFixture.fidelity;
    const html = renderToStaticMarkup(
      <PairMatrix pairs={pairs} measure="accuracy" selected={pairs[7].columns} onSelect={() => undefined} />,
    );
    expect(html.match(/role="gridcell"/g)).toHaveLength(105);
    expect(html.match(/tabindex="0"/g)).toHaveLength(1);
    const [reached] = /<rect[^>]*tabindex="0"[^>]*>/.exec(html) ?? [''];
    for (const name of pairs[7].columns) expect(reached).toContain(name);
    expect(reached).toContain('aria-selected="true"');
  });

  it('draws pairs without the chosen column faint', () => {
    const { pairs } = reportFixture.fidelity;
    const html = renderToStaticMarkup(<PairMatrix pairs={pairs} measure="accuracy" column="sex" />);
    // 15 columns: 14 pairs with one of them, 91 without.
    expect(html.match(/heat-column/g)).toHaveLength(14);
    expect(html.match(/heat-faint/g)).toHaveLength(91);
  });

  it('puts the column whose pairs fall short most first', () => {
    const pair = (a: string, b: string, value: number) => ({
      columns: [a, b] as const,
      accuracy: measure(value, 1),
      trend: measure(value, 1),
    });
    expect(
      matrixColumns([pair('a', 'b', 0.99), pair('a', 'c', 0.7), pair('b', 'c', 0.8)], 'accuracy'),
    ).toEqual(['c', 'a', 'b']);
  });

  it('writes status as word and shape', () => {
    const shapes = (['pass', 'warn', 'fail', 'unmeasured'] as const).map((status) =>
      renderToStaticMarkup(<CheckBadge status={status} />),
    );
    expect(shapes[3]).toContain('Not measured');
    expect(new Set(shapes.map((html) => /<svg.*<\/svg>/.exec(html)?.[0])).size).toBe(4);
  });

  it('draws a small chart whose tallest bar fills the height', () => {
    const chart = { form: 'bars' as const, labels: ['a', 'b'], shares: [0.25, 0.5] };
    const html = plain(
      renderToStaticMarkup(<SmallChart chart={chart} label="sex" width={100} height={21} />),
    );
    expect(html).toContain('2 values; the largest is b with 50.0%.');
    expect([...html.matchAll(/<rect[^>]* height="([\d.]+)"><title>/g)].map((match) => match[1])).toEqual([
      '10',
      '20',
    ]);
  });
});
