/** `understudy impute`: the real table with its missing cells filled. Not a synthetic table, and not behind the gate. */
import { resolve } from 'node:path';
import {
  type FilledColumn,
  type Imputation,
  imputeTable,
} from '../../models/generators/conditional/imputation.ts';
import { withMarks } from '../../models/generators/conditional/marks.ts';
import { writeTable } from '../../models/io/writeTable.ts';
import { notesOf, understand } from '../../models/pipeline.ts';
import { type OutputFormat, outputFormats } from '../../models/recipe.ts';
import { type RealTable, takeRows } from '../../models/table/table.ts';
import { newFile } from '../files/newFile.ts';
import { openWith } from './openWith.ts';
import { columnsOption, outputOption, recipeOf } from './recipeOption.ts';
import type { Talk } from './talk.ts';
import { onlyFile, textOption, type Typed, Usage, wholeOption } from './usage.ts';
import { withRun } from './work.ts';

/** Rows that are written at a time. */
const blockRows = 8192;

export async function impute(typed: Typed, talk: Talk): Promise<number> {
  const file = onlyFile(typed, 'file');
  const out = textOption(typed, 'out');
  if (out === undefined) throw new Usage('--out FILE is needed: the file to write, which must not be there.');
  if (resolve(out) === resolve(file))
    throw new Usage('--out names the file that is read; give another name.');
  const asked = await recipeOf(typed);
  const output = outputOption(typed, { ...asked.output, format: formatOf(out) });
  const columns = columnsOption(typed, 'columns') ?? null;
  const threads = wholeOption(typed, 'threads', 1, 64);

  const stages = ['read', 'prepare', 'fit', 'sample', 'write'] as const;
  const result = await withRun({ threads, talk, stages }, async (run) => {
    const target = await newFile(out);
    try {
      const { opened, recipe } = await openWith(file, asked, typed, run, talk);
      const table = understand(opened, recipe.columns);
      for (const note of notesOf(opened.raw)) talk.say(note);
      const done = await imputeTable(table, { columns, recipe }, run);
      const names = done.filled.map(({ column }) => column);
      const whole = typed.values['unmarked'] === true ? done.table : withMarks(table, done.table, names);
      const written = { schemas: whole.columns.map(({ schema }) => schema), blocks: blocksOf(whole) };
      const { format, escapeFormulas } = output;
      await target.write(writeTable(format, written, { dialect: opened.raw.dialect, escapeFormulas }));
      return done;
    } catch (error) {
      await target.abandon();
      throw error;
    }
  });
  say(result, file, out, talk);
  if (typed.values['json'] === true)
    process.stdout.write(
      `${JSON.stringify({ format: 'understudy-imputation', version: 1, filled: result.filled, left: result.left }, null, 2)}\n`,
    );
  return 0;
}

/** @throws Usage for a name that says no format. */
function formatOf(path: string): OutputFormat {
  const format = outputFormats.find((one) => path.toLowerCase().endsWith(`.${one}`));
  if (format === undefined)
    throw new Usage(`--out takes a name that ends with .${outputFormats.join(', .')}.`);
  return format;
}

async function* blocksOf(table: RealTable): AsyncIterable<RealTable> {
  for (let start = 0; start < table.rowCount; start += blockRows) {
    const length = Math.min(blockRows, table.rowCount - start);
    yield takeRows(
      table,
      Int32Array.from({ length }, (_, row) => start + row),
    );
  }
}

function say({ filled, left }: Imputation, file: string, out: string, talk: Talk): void {
  const cells = filled.reduce((sum, column) => sum + column.cells, 0);
  talk.say(`Filled ${cells} missing cells in ${filled.map(({ column }) => column).join(', ')}.`);
  for (const column of filled) talk.say(`  ${qualitySays(column)}`);
  if (left.length > 0) talk.say(`Left as they are, because they are not modelled: ${left.join(', ')}.`);
  talk.say(
    `${out} is the real table with drawn cells in its gaps. It is as sensitive as ${file} and no synthetic table: keep it where the data are kept.`,
  );
}

function qualitySays({ column, cells, quality }: FilledColumn): string {
  const head = `${column}: ${cells} cells filled`;
  if ('unmeasured' in quality) return `${head}; how well is unmeasured. ${quality.unmeasured}`;
  const { measure, hidden, drawn, drawnBlindly, guessed, guessedBlindly } = quality;
  const of = (value: number): string =>
    measure === 'accuracy' ? `${(100 * value).toFixed(1)} %` : Number(value.toPrecision(4)).toString();
  const [what, middle] =
    measure === 'accuracy' ? ['right', 'the most frequent value'] : ['mean absolute error', 'the median'];
  return (
    `${head}. Of ${hidden} hidden known cells, ${what}: ${of(drawn)} as filled (drawn blindly ${of(drawnBlindly)}), ` +
    `${of(guessed)} by the best guess (${middle} ${of(guessedBlindly)}).`
  );
}
