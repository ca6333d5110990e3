/** The measures of wider.ts on made-up tables whose faults are known. */
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align, type Aligned } from '../../../../models/evaluate/align.ts';
import { type Finding, isMeasured } from '../../../../models/evaluate/evaluation.ts';
import { correlations } from '../../../../models/evaluate/fidelity/correlations.ts';
import { detection } from '../../../../models/evaluate/fidelity/detection.ts';
import { distances, wasserstein } from '../../../../models/evaluate/fidelity/distances.ts';
import { marginals, marginalsBy } from '../../../../models/evaluate/fidelity/marginals.ts';
import { inOrder } from '../../../../models/evaluate/fidelity/order.ts';
import { propensity } from '../../../../models/evaluate/fidelity/propensity.ts';
import { falseDiscovery, slices } from '../../../../models/evaluate/fidelity/slices.ts';
import { subsetOf } from '../../../../models/evaluate/fidelity/subset.ts';
import { support } from '../../../../models/evaluate/fidelity/support.ts';
import { sampleRows } from '../../../../models/evaluate/privacy/sample.ts';
import { randomStream } from '../../../../models/num/random.ts';
import { quietRun } from '../../../../models/run/createRun.ts';
import { type RealTable, takeRows } from '../../../../models/table/table.ts';
import { loadTable, tableFrom } from '../../../support/loadTable.ts';

type Cells = readonly (readonly [name: string, cells: readonly string[]])[];

const kinds = { size: 'integer', pay: 'decimal' } as const;

/** Colours and sizes at random; pay follows size, but for rows of `broken` colour, where it is at random. */
function cells(rows: number, seed: number, broken = ''): Cells {
  const random = randomStream([seed, 'wider']);
  const each = Array.from({ length: rows }, () => {
    const colour = ['red', 'green', 'blue', 'grey'][random.below(4)];
    const size = random.below(40);
    const pay = (colour === broken ? random.below(40) : size) * 2 + random.below(5);
    return [colour, size, pay, random.below(2) === 0 ? 'yes' : 'no'] as const;
  });
  return ['colour', 'size', 'pay', 'member'].map(
    (name, at) => [name, each.map((row) => String(row[at]))] as const,
  );
}

function tables(train: Cells, holdout: Cells | null, synthetic: Cells): Aligned {
  return align({
    train: tableFrom('real', train, kinds),
    holdout: holdout && tableFrom('real', holdout, kinds),
    synthetic: tableFrom('synthetic', synthetic, kinds),
    seed: 1,
  });
}

function valueOf(finding: Finding): number {
  return isMeasured(finding) ? finding.value : NaN;
}

const fair = tables(cells(2000, 1), cells(2000, 2), cells(2000, 3));
const broken = tables(cells(2000, 1), cells(2000, 2), cells(2000, 3, 'grey'));

describe('slices', () => {
  test('a group whose dependence is broken comes first, and what differs there is named', async () => {
    const { details } = await slices.measure(broken, quietRun());
    const [worst] = details.slices;
    expect(worst.verdict).toBe('worse');
    expect(worst.parts).toContain('grey');
    expect(worst.columns).toHaveLength(2);
    expect(['size', 'pay']).toContain(worst.worstColumn);
    expect(
      details.slices.filter(({ verdict }) => verdict === 'worse').every(({ q }) => (q ?? 1) <= 0.05),
    ).toBe(true);
  });

  test('columns that repeat each other give one slice, the one of fewer columns', async () => {
    const doubled = (rows: number, seed: number): Cells => {
      const [colour, ...rest] = cells(rows, seed);
      const code = colour[1].map((text) => `c${text.length}${text[0]}`);
      return [colour, ...rest, ['code', code] as const];
    };
    const { details } = await slices.measure(
      tables(doubled(1500, 1), doubled(1500, 2), doubled(1500, 3)),
      quietRun(),
    );
    const named = details.slices.map(({ columns }) => columns.join(' '));
    expect(named).toContain('colour');
    expect(named.filter((name) => name.includes('code'))).toEqual([]);
  });

  test('another sample of the same population has no worse slice', async () => {
    const { findings, details } = await slices.measure(fair, quietRun());
    // Among some 80 slices at a false discovery rate of 5 % and with no true one, any discovery has a chance of 5 %.
    expect(valueOf(findings.worseSlices)).toBe(0);
    expect(details.tested).toBeGreaterThan(50);
  });

  test('groups below 100 rows are too small to say, and below 10 not shown', async () => {
    const train = cells(2000, 1).map(
      ([name, texts]) =>
        [
          name,
          texts.map((text, row) =>
            name !== 'colour' ? text : row < 8 ? 'eight' : row < 60 ? 'fifty' : text,
          ),
        ] as const,
    );
    const { details } = await slices.measure(tables(train, cells(2000, 2), train), quietRun());
    const parts = details.slices.flatMap((slice) => slice.parts);
    expect(parts).not.toContain('eight');
    expect(details.tooSmall).toBeGreaterThan(0);
    const small = details.slices.filter(({ parts: names }) => names.includes('fifty'));
    expect(small.every(({ verdict, q }) => verdict === 'too small to say' && q === null)).toBe(true);
    expect(details.slices.every(({ realShare }) => realShare * 2000 >= 10)).toBe(true);
  });

  test('false discovery: scipy.stats.false_discovery_control', () => {
    const q = falseDiscovery([0.01, 0.04, 0.03, 0.005, 0.5]);
    [0.025, 0.05, 0.05, 0.025, 0.5].forEach((value, index) => expect(q[index]).toBeCloseTo(value, 12));
  });
});

describe('distances', () => {
  /** All slots of the distance between two samples, whose rows belong to groups 0, 1, .. 9, 0, .. in turn. */
  const apart = (a: readonly number[], b: readonly number[]): Float64Array => {
    const values = Float64Array.from([...a, ...b]);
    const rows = [
      { start: 0, end: a.length },
      { start: a.length, end: values.length },
    ].map((span) => inOrder(values, span));
    return wasserstein(
      values,
      rows[0],
      rows[1],
      Uint8Array.from(values, (_, row) => row % 10),
    );
  };

  test('zero-padded Wasserstein: two sizes are compared as they are (scipy.stats.wasserstein_distance)', () => {
    expect(apart([1, 2, 4], [0, 2, 2, 5, 7])[0]).toBeCloseTo(1.2666666666666666, 12);
    expect(apart([], [1])[0]).toBeNaN();
    // Twice the same values is the same distribution; padding the shorter sample with zeros would say 2.5.
    expect(apart([4, 6], [4, 6, 4, 6])[0]).toBe(0);
  });

  test('Wasserstein with a group of rows left out is that of the other rows', () => {
    const sample = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: 0, max: 9 }), (a, b, group) => {
        const kept = (part: readonly number[], from: number): number[] =>
          part.filter((_, index) => (from + index) % 10 !== group);
        const rest = [kept(a, 0), kept(b, a.length)];
        const found = apart(a, b)[group + 1];
        // Sums of at most 30 terms below 10: an error of rounding is below 1e-12.
        if (rest.some(({ length }) => length === 0)) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(apart(rest[0], rest[1])[0], 12);
      }),
    );
  });

  test('the scale is the training table’s: a far outlier among the synthetic values does not shrink the others', async () => {
    const shifted = (outlier: string): Cells =>
      cells(2000, 1).map(([name, texts]) => [
        name,
        texts.map((text, row) => (name !== 'size' ? text : row === 0 ? outlier : String(Number(text) + 4))),
      ]);
    const of = async (outlier: string): Promise<number> =>
      valueOf(
        (await distances.measure(tables(cells(2000, 1), null, shifted(outlier)), quietRun())).details
          .columns[1].distance,
      );
    expect(Math.abs((await of('99999')) - (await of('10')))).toBeLessThanOrEqual(1 / 2000);
  });

  test('missing cells, tails and a shift by hand', async () => {
    const train: Cells = [['size', Array.from({ length: 1000 }, (_, row) => String(row))]];
    const made: Cells = [
      ['size', Array.from({ length: 1000 }, (_, row) => (row < 100 ? '' : String(row + 50)))],
    ];
    const { findings } = await distances.measure(tables(train, null, made), quietRun());
    expect(valueOf(findings.missingness)).toBeCloseTo(0.1, 12);
    // Above rank 990 of 999, i.e. 990: synthetic 991 .. 1049 are 59 of 900.
    expect(valueOf(findings.tails)).toBeCloseTo(59 / 900, 12);
    expect(isMeasured(findings.wasserstein) && findings.wasserstein.interval).toBeTruthy();
  });
});

describe('two-way tables', () => {
  test('by hand: one pair, cells 2:2 against 2:1:1 gives 750, one invented cell of four, all cells covered', async () => {
    const pair = (a: string, b: string): Cells => [
      ['a', [...a]],
      ['b', [...b]],
    ];
    const { findings } = await marginals.measure(
      tables(pair('xxyy', 'ppqq'), null, pair('xxyz', 'ppqq')),
      quietRun(),
    );
    expect(valueOf(findings.kMarginal)).toBeCloseTo(750, 9);
    expect(valueOf(findings.invented)).toBeCloseTo(0.25, 12);
    expect(valueOf(findings.coverage)).toBe(1);
  });

  test('a grouping column that is not there is a reason, not a number', async () => {
    const { findings } = await marginalsBy('town').measure(fair, quietRun());
    expect(findings.kMarginal).toEqual({ unmeasured: 'There is no modelled column "town" to group by.' });
  });

  test('within groups: shares of each group, all groups alike, 500 for one that is gone (SDNist, _compute_score_grouped)', async () => {
    // Group g: 8 rows of which a = b = x in 6; h: 2 rows, x in 1. Synthetic g: 4 rows, x in 2; h: none.
    const table = (parts: readonly (readonly [group: string, cell: string, rows: number])[]): Cells => {
      const rows = parts.flatMap(([group, cell, count]) =>
        Array.from({ length: count }, () => [group, cell, cell]),
      );
      return ['group', 'a', 'b'].map((name, at) => [name, rows.map((row) => row[at])] as const);
    };
    const real = table([
      ['g', 'x', 6],
      ['g', 'y', 2],
      ['h', 'x', 1],
      ['h', 'y', 1],
    ]);
    const made = table([
      ['g', 'x', 2],
      ['g', 'y', 2],
    ]);
    const { findings } = await marginalsBy('group').measure(tables(real, null, made), quietRun());
    // g: 1000 (1 - (|6/8 - 2/4| + |2/8 - 2/4|) / 2) = 750; h: 500.
    expect(valueOf(findings.kMarginal)).toBeCloseTo((750 + 500) / 2, 9);
  });

  const national = new URL('../../../../../shared/data/nist_national2019.csv.gz', import.meta.url);
  test.runIf(existsSync(national))(
    'a 40 % sample of national2019 within PUMA scores 923 to 926',
    async () => {
      const names = ['AGEP', 'POVPIP', 'PINCP', 'PWGTP', 'WGTP', 'DENSITY'];
      const numbers = Object.fromEntries(names.map((name) => [name, 'decimal' as const]));
      const read = loadTable<'real'>(national.pathname, 'real', numbers);
      // "N" (not applicable) in a column of numbers is a missing value.
      const columns = read.columns.map((column) => ({
        ...column,
        missing: column.missing.map((flag, entry) => (Number.isNaN(column.numbers?.[entry]) ? 1 : flag)),
      }));
      const train: RealTable = { ...read, columns };
      const rows = sampleRows({ start: 0, end: train.rowCount }, Math.round(0.4 * train.rowCount), [1]);
      const synthetic = { ...takeRows(train, rows), origin: 'synthetic' } as const;
      const { findings } = await marginalsBy('PUMA').measure(
        align({ train, holdout: null, synthetic, seed: 1 }),
        quietRun(),
      );
      // Published scores of such samples; draws here have 923.9 to 924.2.
      expect(valueOf(findings.kMarginal)).toBeGreaterThan(923);
      expect(valueOf(findings.kMarginal)).toBeLessThan(926);
    },
  );
});

describe('propensity scores', () => {
  test('ratios of another sample are about 2, of a bootstrap of the training rows about 1', async () => {
    const random = randomStream([7]);
    const train = tableFrom('real', cells(4000, 1), kinds);
    const again = takeRows(
      train,
      Int32Array.from({ length: 4000 }, () => random.below(4000)),
    );
    const bootstrap = align({ train, holdout: null, synthetic: { ...again, origin: 'synthetic' }, seed: 1 });
    const other = await propensity.measure(fair, quietRun());
    const same = await propensity.measure(bootstrap, quietRun());
    // 24 degrees of freedom: the mean of chi-square / 24 has a standard deviation of 0.29, times the ratio; 4 of these.
    expect(Math.abs(valueOf(other.findings.pmseRatio) - 2)).toBeLessThan(4 * 0.58);
    expect(Math.abs(valueOf(same.findings.pmseRatio) - 1)).toBeLessThan(4 * 0.29);
    expect(valueOf(other.findings.specks)).toBeLessThan(0.1);
  });

  test('tables of two colours that are disjoint are told apart entirely', async () => {
    const only = (seed: number, colour: string): Cells =>
      cells(300, seed).map(([name, texts]) => [name, name === 'colour' ? texts.map(() => colour) : texts]);
    const { findings } = await propensity.measure(tables(only(1, 'red'), null, only(2, 'blue')), quietRun());
    expect(valueOf(findings.specks)).toBe(1);
    expect(valueOf(findings.pmsePairs)).toBeGreaterThan(20);
  });
});

describe('detection', () => {
  test('a broken dependence is told, the same population is not, and what gives it away is named', async () => {
    const told = await detection.measure(broken, quietRun());
    expect(valueOf(told.findings.detection)).toBeGreaterThan(0.6);
    expect(['size', 'pay', 'colour']).toContain(broken.columns[told.details.givesAway[0].column].name);
    const { findings } = await detection.measure(fair, quietRun());
    // The standard error of AUC at 2 x 2000 rows is 0.009.
    expect(Math.abs(valueOf(findings.detection) - 0.5)).toBeLessThan(4 * 0.009);
  });

  test('a copy of the training rows lies below one half', async () => {
    const copy = tables(cells(2000, 1), cells(2000, 2), cells(2000, 1));
    expect(valueOf((await detection.measure(copy, quietRun())).findings.detection)).toBeLessThan(0.47);
  });
});

describe('support', () => {
  test('another sample: precision near 1, recall and outliers as the holdout’s', async () => {
    const { findings } = await support.measure(fair, quietRun());
    expect(valueOf(findings.alphaPrecision)).toBeGreaterThan(0.94);
    for (const found of [findings.betaRecall, findings.outliers]) {
      const gap = isMeasured(found) ? Math.abs(found.value - (found.reference ?? NaN)) : NaN;
      // Four standard errors of a share at 2,000 rows are at most 0.045.
      expect(gap).toBeLessThan(0.045);
    }
  });

  test('one row repeated: nothing is recalled; rows far outside are outliers', async () => {
    const one = cells(2000, 1).map(([name, texts]) => [name, texts.map(() => texts[0])] as const);
    const mode = await support.measure(tables(cells(2000, 1), null, one), quietRun());
    expect(valueOf(mode.findings.betaRecall)).toBeLessThan(0.2);
    const strange = cells(2000, 1).map(
      ([name, texts]) => [name, texts.map(() => (name in kinds ? '9999' : 'odd'))] as const,
    );
    const far = await support.measure(tables(cells(2000, 1), null, strange), quietRun());
    expect(valueOf(far.findings.outliers)).toBe(1);
    expect(valueOf(far.findings.alphaPrecision)).toBeLessThan(0.1);
  });
});

test('correlations: size and pay go together, and less so where a quarter of the rows is broken', async () => {
  const { details, findings } = await correlations.measure(broken, quietRun());
  const at = (matrix: readonly (readonly (number | null)[])[]): number => matrix[1][2] ?? NaN;
  expect(at(details.real)).toBeGreaterThan(0.99);
  // One of four colours is independent, so the correlation is three quarters.
  expect(Math.abs(at(details.synthetic) - 0.75)).toBeLessThan(0.05);
  expect(details.real[1][1]).toBeNull();
  expect(valueOf(findings.correlations)).toBeGreaterThan(0.02);
});

test('a subset keeps rows together and takes as many of each table', () => {
  const { aligned, sampled } = subsetOf(fair, 100, 'test');
  expect([aligned.train.end, aligned.holdout.end, aligned.synthetic.end, sampled]).toEqual([
    100,
    200,
    300,
    true,
  ]);
  const [, size, pay] = aligned.columns;
  if (size.form !== 'number' || pay.form !== 'number') throw new Error('expected numbers');
  for (let row = 0; row < 300; row++) {
    const rest = pay.values[row] - 2 * size.values[row];
    expect(rest >= 0 && rest < 5).toBe(true);
  }
  expect(subsetOf(fair, 5000, 'test').aligned).toBe(fair);
});
