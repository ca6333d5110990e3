/** Distances beside mostlyai-qa 1.10.11's own arithmetic on the same points, on the values that `dcr.py` wrote. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { align, type Aligned } from '../../../models/evaluate/align.ts';
import { type Finding, isMeasured } from '../../../models/evaluate/evaluation.ts';
import { copies } from '../../../models/evaluate/privacy/copies.ts';
import { dcr } from '../../../models/evaluate/privacy/dcr.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { type Origin, type Table, takeRows } from '../../../models/table/table.ts';
import { type Kinds, loadTable } from '../../support/loadTable.ts';

interface Golden {
  readonly dcrShare: number;
  readonly nndrShare: number;
  readonly ims: number;
  readonly imsHoldout: number;
}

interface Document {
  readonly rows: number;
  readonly tables: Readonly<Record<string, Golden>>;
}

const { rows, tables } = JSON.parse(readFileSync(new URL('./dcr.json', import.meta.url), 'utf8')) as Document;
const shared = new URL('../../../../shared/data/', import.meta.url);
const adult = ['age', 'fnlwgt', 'education-num', 'capital-gain', 'capital-loss', 'hours-per-week'];
const months = [1, 2, 3, 4, 5, 6];
const numbers = [
  ...adult,
  ...adult.map((name) => name.replaceAll('-', '_')),
  'LIMIT_BAL',
  'AGE',
  ...months.flatMap((month) => [`BILL_AMT${month}`, `PAY_AMT${month}`]),
];
const kinds: Kinds = Object.fromEntries(numbers.map((name) => [name, 'integer'] as const));

function first<From extends Origin>(table: Table<From>): Table<From> {
  const most = Math.min(rows, table.rowCount);
  return takeRows(
    table,
    Int32Array.from({ length: most }, (_, row) => row),
  );
}

/** The files of a golden table: training, holdout, synthetic. */
function filesOf(name: string): readonly [URL, URL, URL] {
  const oracle = name.startsWith('census2k');
  const real = oracle ? 'oracles/census2k-' : `${name.split('_')[0]}_`;
  const made = `${oracle ? 'oracles' : 'peers'}/${name}.csv.gz`;
  return [new URL(`${real}trn.csv.gz`, shared), new URL(`${real}hol.csv.gz`, shared), new URL(made, shared)];
}

function valueOf(finding: Finding): number {
  return isMeasured(finding) ? finding.value : NaN;
}

/**
 * The issue asks for .01. The package's search takes |a - b|^2 as |a|^2 - 2ab + |b|^2, which loses equal distances to
 * rounding: a tie then counts 0 or 1 instead of one half, for the few rows that are as near to a row of either table.
 */
const tolerance = 0.002;

describe.each(Object.entries(tables))('%s', (name, golden) => {
  const [train, holdout, synthetic] = filesOf(name);
  test.runIf(existsSync(synthetic))('DCR share, NNDR share and identical matches: mostlyai-qa', async () => {
    const aligned: Aligned = align({
      train: first(loadTable<'real'>(train.pathname, 'real', kinds)),
      holdout: first(loadTable<'real'>(holdout.pathname, 'real', kinds)),
      synthetic: first(loadTable<'synthetic'>(synthetic.pathname, 'synthetic', kinds)),
      seed: 1,
    });
    const { findings } = await dcr.measure(aligned, quietRun());
    const copied = await copies.measure(aligned, quietRun());
    const near = (found: number, expected: number, what: string): void =>
      expect(Math.abs(found - expected), `${what}: ${found} beside ${expected}`).toBeLessThanOrEqual(tolerance);
    near(valueOf(findings.dcrShare), golden.dcrShare, 'DCR share');
    near(valueOf(findings.nndr), golden.nndrShare, 'NNDR share');
    near(valueOf(copied.findings.copies), golden.ims, 'identical matches');
  });
});

test('there are values to compare with', () => expect(Object.keys(tables).length).toBeGreaterThanOrEqual(14));
