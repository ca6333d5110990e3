import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constrain } from '../../../models/generators/constrain.ts';
import { blockRows } from '../../../models/generators/generator.ts';
import type { SavedModel } from '../../../models/modelFile/modelFile.ts';
import { drawShard, requireCovered, rowsOf } from '../../../models/modelFile/shard.ts';
import { defaultRecipe } from '../../../models/recipe.ts';
import type { Manifest } from '../../../models/release/manifest.ts';
import { peopleModel } from '../../support/peopleTable.ts';
import { reportFixture } from '../../support/reportFixture.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { plainDialect as dialect } from '../../../models/io/rawColumns.ts';

const text = async (parts: AsyncIterable<Uint8Array>): Promise<string> => {
  let all = '';
  for await (const part of parts) all += new TextDecoder().decode(part);
  return all;
};

async function saved(): Promise<SavedModel> {
  const { fitted } = await peopleModel(1500);
  return { fitted, recipe: defaultRecipe, dialect, report: reportFixture };
}

describe('shards', () => {
  it('cover the rows once, in order, from multiples of a block', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300_000 }), fc.integer({ min: 1, max: 60 }), (rows, count) => {
        let next = 0;
        for (let index = 1; index <= count; index++) {
          const { start, end } = rowsOf({ rows, seed: 1, shard: { index, count } });
          expect(start).toBe(next);
          expect(end).toBeGreaterThanOrEqual(start);
          if (end < rows) expect(end % blockRows).toBe(0);
          next = end;
        }
        expect(next).toBe(rows);
      }),
    );
  });

  it('one after the other are the whole table', async () => {
    const model = await saved();
    const draw = { rows: 3 * blockRows + 17, seed: 1 };
    const whole = await text(
      drawShard(model, '', { ...draw, shard: { index: 1, count: 1 } }, quietRun()).table(
        defaultRecipe.output,
      ),
    );
    expect(whole.split('\n')).toHaveLength(draw.rows + 2);
    for (const count of [2, 3, 7]) {
      const parts: string[] = [];
      for (let index = 1; index <= count; index++)
        parts.push(
          await text(
            drawShard(model, '', { ...draw, shard: { index, count } }, quietRun()).table(
              defaultRecipe.output,
            ),
          ),
        );
      expect(parts.join('')).toBe(whole);
    }
  });

  it.each(['csv', 'tsv', 'jsonl', 'csv.gz'] as const)(
    'as %s are the whole table too, conditional and under rules, and when there are more shards than rows',
    async (format) => {
      const { fitted, coded, table } = await peopleModel(1500);
      const recipe = {
        ...defaultRecipe,
        where: { age: { is: { low: 30 } } },
        fill: ['smoker'],
        rules: [{ rule: 'sum', total: 'total', of: ['part1', 'part2'] }],
      } as const;
      const bound = await constrain(fitted, coded, recipe, table, quietRun());
      const model = { fitted: bound.fitted, recipe, dialect, report: reportFixture };
      const output = { format, escapeFormulas: false };
      const bytesOf = async (rows: number, index: number, count: number): Promise<Buffer> => {
        const item = drawShard(model, '', { rows, seed: 1, shard: { index, count } }, quietRun());
        const pieces: Uint8Array[] = [];
        for await (const piece of item.table(output)) pieces.push(piece);
        return Buffer.concat(pieces);
      };
      const readable = (bytes: Buffer): string => String(format === 'csv.gz' ? gunzipSync(bytes) : bytes);
      for (const [rows, count] of [
        [2 * blockRows + 5, 3],
        [5, 9],
      ]) {
        const shards: Buffer[] = [];
        for (let index = 1; index <= count; index++) shards.push(await bytesOf(rows, index, count));
        const whole = readable(await bytesOf(rows, 1, 1));
        expect(readable(Buffer.concat(shards))).toBe(whole);
        expect(whole.trimEnd().split('\n')).toHaveLength(rows + (format === 'jsonl' ? 0 : 1));
      }
    },
  );

  it('under another seed are other rows, of which nothing is measured', async () => {
    const model = await saved();
    const shard = { index: 1, count: 1 };
    const [own, other] = [1, 2].map((seed) => drawShard(model, '', { rows: 500, seed, shard }, quietRun()));
    expect(await text(other.table(defaultRecipe.output))).not.toBe(
      await text(own.table(defaultRecipe.output)),
    );
    expect(own.report.checks).toEqual(reportFixture.checks);
    expect(other.report.checks.map(({ status }) => status)).toEqual(
      reportFixture.checks.map(() => 'unmeasured'),
    );
    expect(other.report.privacy.copies).toHaveProperty('unmeasured');
  });
});

describe('a decision covers', () => {
  const manifest = {
    seed: 7,
    model: { sha256: 'abc', rowStart: 0, allRows: 1000 },
  } as Manifest;
  const draw = { rows: 1000, seed: 7, shard: { index: 2, count: 3 } };

  it('its own model, seed and rows', () => {
    expect(() => requireCovered(manifest, 'abc', draw)).not.toThrow();
    expect(() => requireCovered(manifest, 'abc', { ...draw, rows: 10 })).not.toThrow();
  });

  it.each([
    ['another model', 'abd', draw, 'not made from this model'],
    ['another seed', 'abc', { ...draw, seed: 8 }, 'seed 7, not 8'],
    ['more rows', 'abc', { ...draw, rows: 1001 }, '1000 rows, not 1001'],
  ] as const)('not %s', (_, digest, asked, says) => {
    expect(() => requireCovered(manifest, digest, asked)).toThrow(says);
    expect(() => requireCovered(manifest, digest, asked)).toThrow(
      expect.objectContaining({ code: 'gate-not-met' }),
    );
  });

  it('nothing when the release names no model', () => {
    expect(() => requireCovered({ seed: 7 } as Manifest, 'abc', draw)).toThrow('not made from');
  });
});
