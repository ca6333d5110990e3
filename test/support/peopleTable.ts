/** A made-up table with a known joint law, for tests of conditions, rules and model files. */
import { codeTable } from '../../models/codec/codeTable.ts';
import type { Coded } from '../../models/codec/codec.ts';
import { fit, type Fitted } from '../../models/generators/fit.ts';
import { randomStream } from '../../models/num/random.ts';
import { defaultRecipe, type Recipe } from '../../models/recipe.ts';
import type { RealTable } from '../../models/table/table.ts';
import { quietRun } from '../../models/run/createRun.ts';
import { smallColumn, smallTable } from './smallTable.ts';

/**
 * region north .1 south .9; grade a/b/c by region; age 20 to 79; city decides region; part1 and part2 whole, total their sum;
 * opened before closed; smoker missing in 1 of 10.
 */
export function peopleTable(rowCount: number, seed: number): RealTable {
  const random = randomStream([seed, 'people']);
  const cells: Record<string, string[]> = {
    id: [],
    city: [],
    region: [],
    grade: [],
    age: [],
    part1: [],
    part2: [],
    total: [],
    opened: [],
    closed: [],
    smoker: [],
  };
  for (let row = 0; row < rowCount; row++) {
    const north = random.uniform() < 0.1;
    const age = 20 + random.below(60);
    const part1 = random.below(500);
    const part2 = random.below(500) + (north ? 300 : 0);
    const opened = random.below(1000);
    const u = random.uniform();
    cells.id.push(`K${String(row).padStart(6, '0')}`);
    cells.city.push(`${north ? 'n' : 's'}${random.below(4)}`);
    cells.region.push(north ? 'north' : 'south');
    cells.grade.push(u < (north ? 0.7 : 0.05) ? 'a' : u < 0.8 ? 'b' : 'c');
    cells.age.push(String(age));
    cells.part1.push(String(part1));
    cells.part2.push(String(part2));
    cells.total.push(String(part1 + part2));
    cells.opened.push(String(opened));
    cells.closed.push(String(opened + random.below(400)));
    cells.smoker.push(random.uniform() < 0.1 ? '' : random.uniform() < age / 100 ? 'yes' : 'no');
  }
  const whole = { decimalMark: '.', thousandsMark: '', decimals: 0, fixedDecimals: false } as const;
  const integers = ['age', 'part1', 'part2', 'total', 'opened', 'closed'];
  return smallTable(
    Object.entries(cells).map(([name, texts]) => {
      if (name === 'id') return smallColumn({ name, kind: 'identifier', treatment: 'regenerate' }, texts);
      return integers.includes(name)
        ? smallColumn({ name, kind: 'integer', number: whole }, texts)
        : smallColumn({ name, kind: 'category' }, texts);
    }),
  );
}

/** The table, its codes and a model of it. */
export async function peopleModel(
  rowCount: number,
  generator: Recipe['generator'] = 'trees',
  preset: Recipe['preset'] = 'balanced',
): Promise<{ readonly table: RealTable; readonly coded: Coded; readonly fitted: Fitted }> {
  const table = peopleTable(rowCount, 1);
  const run = quietRun();
  const { codecs, coded } = await codeTable(table, { seed: 1 }, run);
  const fitted = await fit(coded, codecs, { ...defaultRecipe, generator, preset }, table, run);
  return { table, coded, fitted };
}
