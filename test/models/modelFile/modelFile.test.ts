import { beforeAll, describe, expect, it } from 'vitest';
import { constrain } from '../../../models/generators/constrain.ts';
import { sampleTable } from '../../../models/generators/sampleRows.ts';
import { pack, unpack } from '../../../models/modelFile/container.ts';
import { loadModel, saveModel, type SavedModel } from '../../../models/modelFile/modelFile.ts';
import { randomStream } from '../../../models/num/random.ts';
import { defaultRecipe } from '../../../models/recipe.ts';
import type { Report } from '../../../models/report/report.ts';
import { cellText, type Table } from '../../../models/table/table.ts';
import { sha256 } from '../../support/memoryRelease.ts';
import { peopleModel } from '../../support/peopleTable.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { reportFixture } from '../../support/reportFixture.ts';
import { plainDialect as dialect } from '../../../models/io/rawColumns.ts';

const report: Report = reportFixture;

async function savedModel(generator: 'trees' | 'independent'): Promise<SavedModel> {
  const { fitted, coded, table } = await peopleModel(1500, generator);
  const recipe = {
    ...defaultRecipe,
    generator,
    where: { age: { is: { low: 30 } } },
    fill: ['smoker'],
    rules: [
      { rule: 'sum', total: 'total', of: ['part1', 'part2'] },
      { rule: 'range', column: 'part1', low: 0 },
      { rule: 'combination', columns: ['city', 'region'] },
    ],
  } as const;
  const bound = await constrain(fitted, coded, recipe, table, quietRun());
  return { fitted: bound.fitted, recipe, dialect, report };
}

const cells = (table: Table): string[][] =>
  table.columns.map((column) => Array.from({ length: table.rowCount }, (_, row) => cellText(column, row)));

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return 'loaded';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

/** The same container with another value in it, sealed anew: what a person who means harm would make. */
function resealed(bytes: Uint8Array, change: (value: Record<string, never>) => void): Uint8Array {
  const value = unpack(bytes, sha256) as Record<string, never>;
  change(value);
  return pack(value, sha256);
}

describe.each(['trees', 'independent'] as const)('a model file of %s', (generator) => {
  let saved: SavedModel;
  let bytes: Uint8Array;
  beforeAll(async () => {
    saved = await savedModel(generator);
    bytes = saveModel(saved, sha256);
  });

  it('gives the same rows as the model that was saved', async () => {
    const loaded = loadModel(bytes, sha256);
    const [before, after] = [
      await sampleTable(saved.fitted, 0, 3000, quietRun()),
      await sampleTable(loaded.fitted, 0, 3000, quietRun()),
    ];
    expect(cells(after)).toEqual(cells(before));
    expect(loaded.recipe).toEqual(saved.recipe);
    expect(loaded.dialect).toEqual(dialect);
  });

  it('is the same bytes when saved again', () => {
    expect(sha256(saveModel(loadModel(bytes, sha256), sha256))).toBe(sha256(bytes));
  });

  it('is refused when any byte was changed or the end is cut off', () => {
    const random = randomStream(['model file', generator]);
    for (let trial = 0; trial < 150; trial++) {
      const changed = bytes.slice();
      const at = trial < 60 ? trial : random.below(bytes.length);
      changed[at] ^= 1 << random.below(8);
      expect(['model-damaged', 'model-foreign', 'model-newer']).toContain(
        codeOf(() => loadModel(changed, sha256)),
      );
    }
    for (const length of [0, 10, 55, 60, 300, bytes.length - 1])
      expect(['model-damaged', 'model-foreign']).toContain(
        codeOf(() => loadModel(bytes.slice(0, length), sha256)),
      );
  });

  it('holds its arrays in shared memory, so that workers do not copy them', () => {
    const { fitted } = loadModel(bytes, sha256);
    const numeric = fitted.codecs.find(({ form }) => form === 'numeric');
    expect(numeric?.form === 'numeric' && numeric.values.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});

describe('a model file that is whole but not right', () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = saveModel(await savedModel('trees'), sha256);
  });
  // The value is plain data here, whatever its shape; each change would make a sampler read past an end or loop.
  // oxlint-disable-next-line typescript/no-explicit-any -- tampered data has no type
  const changes: readonly [string, (value: any) => void][] = [
    ['a field that is not known', (value) => (value.extra = 1)],
    ['no report', (value) => delete value.report],
    ['a check without a status', (value) => delete value.report.checks[0].status],
    ['a generator that is not known', (value) => (value.fitted.model.generator = 'network')],
    ['a part that is drawn twice', (value) => (value.fitted.model.order[1] = value.fitted.model.order[0])],
    ['a child before its parent', (value) => inner(value, (tree, node) => (tree.left[node] = 0))],
    ['a child past the end', (value) => inner(value, (tree, node) => (tree.left[node] = 1e9))],
    ['a predictor that is drawn later', (value) => inner(value, (tree, node) => (tree.feature[node] = 1e6))],
    ['a donor that is no code', (value) => (value.fitted.model.parts[0].tree.donors[0] = 1e6)],
    ['a leaf past the donors', (value) => value.fitted.model.parts[0].tree.end.fill(1e9)],
    ['a column of a part that is not there', (value) => (value.fitted.codecs[1].parts[0] = 999)],
    ['texts out of order', (value) => (value.fitted.codecs[1].dictionary.offsets[1] = 1e6)],
    ['numbers out of order', (value) => value.fitted.codecs[4].values.reverse()],
    [
      'a condition on a part that is not there',
      (value) => (value.fitted.demand.strata[0].limits[0].part = 99),
    ],
    ['a column to fill that is not there', (value) => (value.fitted.fill = [99])],
    ['a column to fill that is not modelled', (value) => (value.fitted.fill = [0])],
    ['a rule on a column that is not there', (value) => (value.fitted.rules.sums[0].total = 99)],
    ['an array in the place of another type', (value) => (value.fitted.codecs[4].values = new Uint8Array(4))],
    ['an array that is not in the file', (value) => (value.fitted.codecs[4].values = { $array: 1e6 })],
  ];
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  function inner(value: any, change: (tree: any, node: number) => void): void {
    for (const { tree } of value.fitted.model.parts) {
      const node = tree.feature.findIndex((part: number) => part >= 0);
      if (node >= 0) change(tree, node);
    }
  }

  it.each(changes)('%s: refused', (_, change) => {
    expect(codeOf(() => loadModel(resealed(bytes, change), sha256))).toBe('model-damaged');
  });

  it('other files, and files of a later version, are told apart', () => {
    expect(codeOf(() => loadModel(new TextEncoder().encode('a,b\n'.repeat(100)), sha256))).toBe(
      'model-foreign',
    );
    const later = bytes.slice();
    later[16] = 2;
    expect(codeOf(() => loadModel(later, sha256))).toBe('model-newer');
  });
});
