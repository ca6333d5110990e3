/** The three attacks beside anonymeter 1.1.0 with the same attack columns, on the values that `make.py` wrote. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { align, type Aligned } from '../../../models/evaluate/align.ts';
import { type Finding, isMeasured } from '../../../models/evaluate/evaluation.ts';
import { inference } from '../../../models/evaluate/privacy/inference.ts';
import { linkability } from '../../../models/evaluate/privacy/linkability.ts';
import { singlingOut } from '../../../models/evaluate/privacy/singlingOut.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { type Kinds, loadTable } from '../../support/loadTable.ts';

interface Golden {
  readonly risk: number;
  readonly interval: readonly [number, number];
  readonly attack: number;
  readonly baseline: number;
}

interface Document {
  readonly halves: readonly [readonly string[], readonly string[]];
  readonly known: readonly string[];
  readonly tables: Readonly<Record<string, Readonly<Record<string, Golden>>>>;
}

const { halves, known, tables } = JSON.parse(
  readFileSync(new URL('./anonymeter.json', import.meta.url), 'utf8'),
) as Document;
const shared = new URL('../../../../shared/data/', import.meta.url);
const numbers = ['age', 'fnlwgt', 'education-num', 'capital-gain', 'capital-loss', 'hours-per-week'];
const kinds: Kinds = Object.fromEntries(numbers.map((name) => [name, 'integer'] as const));

/** Both draw their own people, so two estimates of one risk differ by chance: their 95 % intervals must overlap. */
function expectSame(found: Finding, golden: Golden, what: string): void {
  if (!isMeasured(found)) {
    // Ours says "no conclusion" where guessing wins; then the package's attack does not clearly beat guessing either.
    expect(golden.attack - golden.baseline, what).toBeLessThan(0.05);
    return;
  }
  const [low, high] = found.interval ?? [0, 1];
  const seen = `${what}: ${found.value} in ${low} .. ${high} beside ${golden.risk} in ${golden.interval.join(' .. ')}`;
  expect(low, seen).toBeLessThanOrEqual(golden.interval[1]);
  expect(high, seen).toBeGreaterThanOrEqual(golden.interval[0]);
}

describe.each(Object.keys(tables))('%s', (name) => {
  const file = new URL(`peers/${name}.csv.gz`, shared);
  describe.runIf(existsSync(file))('beside anonymeter', () => {
    const load = (): Aligned =>
      align({
        train: loadTable<'real'>(new URL('adult_trn.csv.gz', shared).pathname, 'real', kinds),
        holdout: loadTable<'real'>(new URL('adult_hol.csv.gz', shared).pathname, 'real', kinds),
        synthetic: loadTable<'synthetic'>(file.pathname, 'synthetic', kinds),
        seed: 1,
      });
    const golden = tables[name];

    test('singling out', async () => {
      const [one, several] = await singlingOut(load(), quietRun());
      expectSame(one.risk, golden.univariate, 'univariate');
      expectSame(several.risk, golden.multivariate, 'multivariate');
    });

    test('linkability and inference', async () => {
      const aligned = load();
      const at = (names: readonly string[]): number[] =>
        names.map((column) => aligned.columns.findIndex((each) => each.name === column));
      const linked = await linkability(aligned, [at(halves[0]), at(halves[1])], quietRun());
      expectSame(linked.risk, golden.linkability, 'linkability');
      const roles = { known: at(known), secrets: at(['income', 'race']), keys: [], given: { known: true, secrets: true } };
      for (const { secret, risk } of await inference(aligned, roles, quietRun())) {
        expectSame(risk, golden[`inference of ${secret}`], `inference of ${secret}`);
      }
    });
  });
});

test('there are values to compare with', () => expect(Object.keys(tables).length).toBeGreaterThanOrEqual(1));
