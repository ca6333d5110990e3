import { beforeAll, describe, expect, it } from 'vitest';
import { constrain } from '../../../models/generators/constrain.ts';
import { sampleTable } from '../../../models/generators/sampleRows.ts';
import { pack, unpack } from '../../../models/modelFile/container.ts';
import { loadModel, saveModel, type SavedModel } from '../../../models/modelFile/modelFile.ts';
import { type Random, randomStream } from '../../../models/num/random.ts';
import { defaultRecipe } from '../../../models/recipe.ts';
import type { Report } from '../../../models/report/report.ts';
import { Refused } from '../../../models/run/run.ts';
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
    ['a node without donors', (value) => inner(value, (tree, node) => withoutDonors(tree, node))],
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
    ['a condition that no code meets', (value) => value.fitted.demand.strata[0].limits[0].allowed.fill(0)],
    ['no format of an identifier', (value) => delete maker(value).formats[0].shape],
    ['a letter too few', (value) => (maker(value).formats[0].shape.alphabets[1] = '')],
    ['an order that meets a text twice', (value) => (maker(value).formats[0].placing.multiplier = 0)],
    ['no text that is free', (value) => allTaken(maker(value).formats[0])],
    ['taken texts without their key', (value) => (maker(value).taken.key = [null])],
    ['digits that no number has', (value) => (value.fitted.codecs[5].schema.number.decimals = 400)],
    ['a decimal mark that is not there', (value) => delete value.fitted.codecs[5].schema.number.decimalMark],
    ['a value that is nested without end', (value) => (value.report.notes = nested(100))],
    ['an array in the place of another type', (value) => (value.fitted.codecs[4].values = new Uint8Array(4))],
    ['an array that is not in the file', (value) => (value.fitted.codecs[4].values = { $array: 1e6 })],
  ];
  /** All donors go to the right child, so that the left one has none. */
  const withoutDonors = (
    { left, from, end }: Record<'left' | 'from' | 'end', Int32Array>,
    node: number,
  ): void => {
    const child = left[node];
    end[child] = from[child];
    from[child + 1] = from[child];
  };
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  const maker = (value: any) => value.fitted.codecs[0].making;
  const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)]);
  const allTaken = (format: { capacity: number; blocked: Int32Array }): void => {
    format.blocked = Int32Array.from({ length: format.capacity }, (_, place) => place);
  };
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

describe('a saved model of which one thing was changed', () => {
  let base: unknown;
  beforeAll(async () => {
    base = unpack(saveModel(await savedModel('trees'), sha256), sha256);
  });

  it('is refused in a sentence or gives rows', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    const seen = { refused: 0, rows: 0 };
    for (let trial = 0; trial < 400; trial++) {
      const { value, what } = tampered(base, randomStream(['tampered', trial]));
      try {
        const { fitted } = loadModel(pack(value, sha256), sha256);
        await sampleTable(fitted, 0, 60, quietRun());
        seen.rows++;
      } catch (error) {
        if (error instanceof Refused) seen.refused++;
        else faults.push(`${what}: ${String(error)}`);
      }
    }
    expect(faults).toEqual([]);
    // Both happen, so neither the check nor the change is empty.
    expect(Math.min(seen.refused, seen.rows)).toBeGreaterThan(50);
  });
});

/** A copy with one thing under `fitted` changed: a field, an element of a list, a number in an array. */
function tampered(base: unknown, random: Random): { readonly value: unknown; readonly what: string } {
  const value = structuredClone(base) as Record<string, never>;
  const places: { readonly owner: Record<string, unknown>; readonly name: string; readonly path: string }[] =
    [];
  const walk = (owner: Record<string, unknown>, path: string): void => {
    for (const [name, inner] of Object.entries(owner)) {
      places.push({ owner, name, path: `${path}.${name}` });
      if (typeof inner === 'object' && inner !== null && !ArrayBuffer.isView(inner))
        walk(inner as Record<string, unknown>, `${path}.${name}`);
    }
  };
  walk(value['fitted'], 'fitted');
  const arrays = places.filter(({ owner, name }) => ArrayBuffer.isView(owner[name]));
  const chosen = random.below(2) === 0 ? arrays : places;
  const { owner, name, path } = chosen[random.below(chosen.length)];
  const before = owner[name];
  const odd = [-1, 0, 1, 7, 2 ** 31, 1e308, 0.5, NaN, '', 'x', null, [], {}, true];
  if (ArrayBuffer.isView(before) && !(before instanceof DataView)) {
    // A clone shares its memory, so the array is copied before it is changed.
    const array = (before as unknown as Float64Array).slice();
    owner[name] = array;
    const at = random.below(Math.max(1, array.length));
    if (random.below(5) === 0) owner[name] = array.slice(0, at);
    else array[at] = [-1, 0, array.length, 2147483647, NaN, Infinity, array[at] + 1][random.below(7)];
    return { value, what: `${path}[${at}]` };
  }
  if (random.below(6) === 0) Reflect.deleteProperty(owner, name);
  else owner[name] = odd[random.below(odd.length)];
  return { value, what: path };
}
