/** One table for each trap that other packages fall into; named after the trap. */
import { describe, expect, test } from 'vitest';
import { align, type Aligned } from '../../../../models/evaluate/align.ts';
import { evaluate } from '../../../../models/evaluate/evaluate.ts';
import { isMeasured } from '../../../../models/evaluate/evaluation.ts';
import { groups } from '../../../../models/evaluate/drift/groups.ts';
import { separation } from '../../../../models/evaluate/privacy/auc.ts';
import { dcr } from '../../../../models/evaluate/privacy/dcr.ts';
import { gowerSpace, nearestRow } from '../../../../models/evaluate/privacy/gower.ts';
import { inference, isRight } from '../../../../models/evaluate/privacy/inference.ts';
import { leakage } from '../../../../models/evaluate/privacy/leakage.ts';
import { halvesOf, linkability } from '../../../../models/evaluate/privacy/linkability.ts';
import { plant, pointsOf } from '../../../../models/evaluate/privacy/neighbours.ts';
import { countUpTo, orderRows } from '../../../../models/evaluate/privacy/predicate.ts';
import { riskOf } from '../../../../models/evaluate/privacy/risk.ts';
import { rolesOf } from '../../../../models/evaluate/privacy/roles.ts';
import { singlingOut } from '../../../../models/evaluate/privacy/singlingOut.ts';
import { randomStream } from '../../../../models/num/random.ts';
import { createCancel, quietRun } from '../../../../models/run/createRun.ts';
import { type Kinds, tableFrom } from '../../../support/loadTable.ts';

type Cells = readonly (readonly [name: string, cells: readonly string[]])[];

function alignedOf(train: Cells, holdout: Cells, synthetic: Cells, kinds: Kinds = {}, seed = 1): Aligned {
  return align({
    train: tableFrom('real', train, kinds),
    holdout: tableFrom('real', holdout, kinds),
    synthetic: tableFrom('synthetic', synthetic, kinds),
    seed,
  });
}

const none = { known: [], secrets: [], keys: [], given: { known: false, secrets: false } };

/** `count` rows of two categories, a number and a date. */
function people(count: number, key: string): Cells {
  const random = randomStream(['traps', key]);
  const each = Array.from({ length: count }, () => ({
    job: `j${random.below(4)}`,
    town: `t${random.below(5)}`,
    balance: String(Math.round(2000 * (random.uniform() - 0.5))),
    day: new Date(Date.UTC(2015, 0, 1 + random.below(3000))).toISOString().slice(0, 10),
  }));
  return (['job', 'town', 'balance', 'day'] as const).map(
    (name) => [name, each.map((row) => row[name])] as const,
  );
}
const peopleKinds: Kinds = { balance: 'integer', day: 'date' };

test('ties: equally near rows count half, in distances and in scores', async () => {
  const same = (count: number): Cells => [['a', new Array<string>(count).fill('x')]];
  const { findings } = await dcr.measure(alignedOf(same(40), same(40), same(40)), quietRun());
  expect(findings.dcrShare).toMatchObject({ value: 0.5 });
  expect(findings.nndr).toMatchObject({ value: 0.5 });
  expect(findings.lookalikes).toMatchObject({ value: 0, reference: 0 });
  expect(separation(new Float64Array(9).fill(1), new Float64Array(5).fill(1)).auc).toBe(0.5);
});

test('unequal sizes: a training table four times as long draws no closer', async () => {
  const tables = alignedOf(people(2000, 'a'), people(500, 'b'), people(1000, 'c'), peopleKinds);
  const { findings } = await dcr.measure(tables, quietRun());
  // Half-width of the interval at 1,000 rows is 0.031; fresh rows know nothing of either table.
  expect(isMeasured(findings.dcrShare) && Math.abs(findings.dcrShare.value - 0.5)).toBeLessThan(0.05);
});

test('unseeded baselines: two evaluations with one seed are equal to the last digit', async () => {
  const [train, holdout, synthetic] = ['a', 'b', 'c'].map((key) => people(200, key));
  const all = async (): Promise<unknown> => {
    const input = {
      train: tableFrom('real', train, peopleKinds),
      holdout: tableFrom('real', holdout, peopleKinds),
      synthetic: tableFrom('synthetic', synthetic, peopleKinds),
      seed: 7,
    };
    const aligned = align(input);
    const roles = rolesOf(
      aligned,
      input.train.columns.map(({ schema }) => schema),
    );
    return (await leakage(input, aligned, roles, quietRun())).leakage;
  };
  expect(await all()).toEqual(await all());
});

test('negative numbers: a guess of the wrong size is no hit, one within 5 % of the true size is', () => {
  const [column] = alignedOf([['a', ['-100', '5']]], [['a', ['1']]], [['a', ['-104', '-900']]], {
    a: 'integer',
  }).columns;
  const right = isRight(column, 3);
  expect(right(3, 0)).toBe(true);
  expect(right(4, 0)).toBe(false);
  expect(right(4, 1)).toBe(false);
});

test('empty query for dates: a date is a condition like any other, and no condition at all is refused', () => {
  const { columns, train } = alignedOf(
    [['day', ['2020-01-01', '2020-01-02', '2020-01-02', '']]],
    [['day', ['2020-01-01']]],
    [['day', ['2020-01-01']]],
    { day: 'date' },
  );
  const cancel = createCancel();
  const rows = Int32Array.from({ length: train.end }, (_, row) => row);
  const ordered = orderRows.work({ columns, rows }, cancel);
  if (ordered instanceof Promise) throw new Error('orderRows works at once');
  const first = Date.parse('2020-01-01') / 86_400_000;
  expect(countUpTo(ordered, [{ column: 0, is: 'equal', value: first }], 9)).toBe(1);
  expect(countUpTo(ordered, [{ column: 0, is: 'atLeast', value: first }], 9)).toBe(3);
  expect(countUpTo(ordered, [{ column: 0, is: 'other', value: first }], 9)).toBe(2);
  expect(countUpTo(ordered, [{ column: 0, is: 'missing', value: 0 }], 9)).toBe(1);
  expect(() => countUpTo(ordered, [], 9)).toThrow(RangeError);
});

test('missing and missing are equal in the search as they are in the guess', () => {
  const tables = alignedOf(
    [
      ['a', ['', '1']],
      ['b', ['x', 'x']],
    ],
    [
      ['a', ['0', '10']],
      ['b', ['x', 'x']],
    ],
    [
      ['a', ['5', '']],
      ['b', ['x', 'x']],
    ],
    { a: 'integer' },
  );
  const space = gowerSpace(tables, [0, 1]);
  const tree = plant(space, Int32Array.of(4, 5), createCancel());
  // Row 0 has no "a": nearest is synthetic row 5, which has none either; row 1 has 1: nearest is row 4 (5), not the missing one.
  expect(nearestRow(tree, pointsOf(space, Int32Array.of(0)), 0)).toBe(5);
  expect(nearestRow(tree, pointsOf(space, Int32Array.of(1)), 0)).toBe(4);
  expect(isRight(tables.columns[0], 4)(5, 0)).toBe(true);
});

test('distance scaled inside a run: the synthetic rows do not set the scale', () => {
  const near = alignedOf([['a', ['0', '10']]], [['a', ['5']]], [['a', ['2', '3']]], { a: 'integer' });
  const wide = alignedOf([['a', ['0', '10']]], [['a', ['5']]], [['a', ['2', '30000']]], { a: 'integer' });
  expect(gowerSpace(near, [0]).ranks[0][3]).toBe(gowerSpace(wide, [0]).ranks[0][3]);
});

test('exact match for continuous secrets: a close guess of a continuous secret is a hit', async () => {
  const random = randomStream(['secrets']);
  const make = (count: number, noise: number): Cells => {
    const x = Array.from({ length: count }, () => 1 + random.uniform());
    return [
      ['x', x.map((value) => value.toFixed(6))],
      ['y', x.map((value) => (100 * value * (1 + noise * (random.uniform() - 0.5))).toFixed(6))],
    ];
  };
  const tables = alignedOf(make(300, 0.01), make(300, 0.01), make(300, 0.01), { x: 'decimal', y: 'decimal' });
  const [attack] = await inference(tables, { ...none, known: [0], secrets: [1] }, quietRun());
  expect(attack.rates?.attack).toBeGreaterThan(0.9);
  // The relation holds for everybody, so it is no leak about the training rows.
  expect(attack.rates?.control).toBeGreaterThan(0.9);
});

describe('options dropped on the way', () => {
  test('the columns a person marked are the columns of the attack', async () => {
    const tables = alignedOf(people(120, 'a'), people(120, 'b'), people(120, 'c'), peopleKinds);
    const [attack] = await inference(tables, { ...none, known: [0, 3], secrets: [2] }, quietRun());
    expect(attack).toMatchObject({ known: ['job', 'day'], secret: 'balance' });
    expect(halvesOf(tables, { ...none, known: [1] })).toEqual([[1], [0, 2, 3]]);
    const linked = await linkability(tables, [[0, 1], [2]], quietRun());
    expect(linked.known).toEqual(['job, town', 'balance']);
  });

  test('what a person chose to predict, group by and regress reaches the measures', async () => {
    const input = {
      train: tableFrom('real', people(300, 'a'), peopleKinds),
      holdout: tableFrom('real', people(300, 'b'), peopleKinds),
      synthetic: tableFrom('synthetic', people(300, 'c'), peopleKinds),
      seed: 1,
    };
    const chosen = {
      target: 'town',
      groupBy: 'job',
      formula: { target: 'balance', predictors: ['day'] },
    };
    const found = await evaluate(input, quietRun(), chosen);
    const proposed = await evaluate(input, quietRun());
    expect(found.utility).toMatchObject({ target: 'town', why: 'It was chosen.' });
    expect(found.utility.regression.target).toBe('balance');
    expect(found.utility.regression.coefficients.map(({ term }) => term)).toEqual(['day']);
    expect(found.fidelity.kMarginal).not.toEqual(proposed.fidelity.kMarginal);
  });

  test('another seed draws other people', async () => {
    const of = async (seed: number): Promise<unknown> => {
      const tables = alignedOf(people(900, 'a'), people(300, 'b'), people(900, 'c'), peopleKinds, seed);
      return (await singlingOut(tables, quietRun()))[1].rates;
    };
    expect(await of(1)).not.toEqual(await of(2));
  });
});

test('a metric that returns nothing: every finding is a number with a direction or a sentence', async () => {
  const findings: object[] = [];
  const walk = (part: unknown, path: string): void => {
    expect(part, path).not.toBeUndefined();
    if (typeof part === 'number') expect(Number.isFinite(part), path).toBe(true);
    if (typeof part !== 'object' || part === null) return;
    if ('unmeasured' in part) expect(String(part.unmeasured), path).toMatch(/^[A-Z].{20,}\.$/);
    if ('better' in part) expect(part, path).toMatchObject({ value: expect.any(Number) });
    if ('unmeasured' in part || 'better' in part) findings.push(part);
    else for (const [name, each] of Object.entries(part)) walk(each, `${path}.${name}`);
  };
  for (const rows of [200, 3]) {
    const input = {
      train: tableFrom('real', people(rows, 'a'), peopleKinds),
      holdout: tableFrom('real', people(rows, 'b'), peopleKinds),
      synthetic: tableFrom('synthetic', people(rows, 'c'), peopleKinds),
      seed: 1,
    };
    const { fidelity, utility, privacy } = await evaluate(input, quietRun());
    walk({ fidelity, utility, privacy }, String(rows));
  }
  // 8 of accuracy, 3 of shapes and trends, 20 and more of the wider measures, 20 and more of leakage, twice.
  expect(findings.length).toBeGreaterThan(100);
});

test('a baseline that wins is no conclusion when nothing shows what the attack can do, not a risk of 0', () => {
  const rate = (successes: number) => ({ successes, trials: 100 });
  expect(riskOf(rate(10), rate(8), rate(10))).toHaveProperty(
    'unmeasured',
    expect.stringMatching(/^No conclusion/),
  );
  expect(riskOf({ successes: 5, trials: 5 }, rate(0), rate(0))).toHaveProperty('unmeasured');
  // anonymeter's own numbers: centres of Wilson intervals (s + z^2/2) / (n + z^2) = 0.8889 and 0.1111.
  const found = riskOf(rate(90), rate(10), rate(0));
  expect(isMeasured(found) && found.value).toBeCloseTo((0.885202 - 0.114798) / (1 - 0.114798), 4);
});

test('means hiding the worst group: a gap that turns in one small group is the first line', () => {
  const rows = 2000;
  const cells = (flipped: boolean): Cells => [
    ['group', Array.from({ length: rows }, (_, row) => (row % 10 === 0 ? 'few' : 'many'))],
    [
      'outcome',
      Array.from({ length: rows }, (_, row) =>
        row % 10 === 0 ? (((row / 10) % 4 === 0) !== flipped ? 'yes' : 'no') : row % 3 === 0 ? 'yes' : 'no',
      ),
    ],
  ];
  const tables = alignedOf(cells(false), cells(false), cells(true));
  const [first] = groups(tables, { ...none, secrets: [1] });
  expect(first).toMatchObject({ column: 'group', verdict: 'amplified' });
  expect(
    groups(alignedOf(cells(false), cells(false), cells(false)), { ...none, secrets: [1] })[0].verdict,
  ).toBe('kept');
});

test('k-anonymity on clusters is not offered', async () => {
  const input = {
    train: tableFrom('real', people(150, 'a'), peopleKinds),
    holdout: tableFrom('real', people(150, 'b'), peopleKinds),
    synthetic: tableFrom('synthetic', people(150, 'c'), peopleKinds),
    seed: 1,
  };
  const aligned = align(input);
  const { leakage: found } = await leakage(
    input,
    aligned,
    rolesOf(
      aligned,
      input.train.columns.map(({ schema }) => schema),
    ),
    quietRun(),
  );
  expect(Object.keys(found).join(' ')).not.toMatch(/anonymity|diversity|score/i);
});
