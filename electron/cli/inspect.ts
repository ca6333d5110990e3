/** `understudy inspect`: how a file is read and what its columns are taken for. */
import { openTable, type Opened, notesOf } from '../../models/pipeline.ts';
import { correctSchema, interpret, unreadableCells } from '../../models/table/interpret.ts';
import { profileColumn } from '../../models/table/profile.ts';
import { recipeOf } from './recipeOption.ts';
import type { Talk } from './talk.ts';
import { onlyFile, type Typed, wholeOption } from './usage.ts';
import { withRun } from './work.ts';

export async function inspect(typed: Typed, talk: Talk): Promise<number> {
  const file = onlyFile(typed, 'file');
  const recipe = await recipeOf(typed);
  const threads = wholeOption(typed, 'threads', 1, 64);
  const opened = await withRun({ threads, talk, stages: ['read'] }, (run) => openTable(file, recipe, run));
  const described = describe(opened, recipe.columns);
  process.stdout.write(
    typed.values['json'] === true ? `${JSON.stringify(described, null, 2)}\n` : inWords(described),
  );
  return 0;
}

type Described = ReturnType<typeof describe>;

/** Everything about the file but its cells; small categories' labels are part of the profile. */
function describe({ raw, proposed }: Opened, corrections: Parameters<typeof correctSchema>[1]) {
  const schemas = correctSchema(
    proposed.map(({ schema }) => schema),
    corrections,
  );
  return {
    format: 'understudy-inspection',
    version: 1,
    file: { name: raw.name, bytes: raw.bytes },
    rows: raw.rowCount,
    dialect: raw.dialect,
    guesses: raw.guesses,
    problems: { count: raw.problemCount, first: raw.problems.slice(0, 20) },
    notes: notesOf(raw),
    columns: raw.columns.map((rawColumn, index) => {
      const { confidence, evidence, warnings } = proposed[index];
      const profile = profileColumn(interpret(rawColumn, schemas[index]));
      return {
        schema: schemas[index],
        confidence,
        evidence,
        profile: { ...profile, unreadable: unreadableCells(rawColumn, schemas[index]) },
        warnings: [...new Set([...warnings, ...profile.warnings])],
      };
    }),
  };
}

function inWords(described: Described): string {
  const { columns, rows, notes, problems } = described;
  const lines = [`${rows} rows, ${columns.length} columns`, ...notes, ''];
  const nameWidth = Math.min(40, Math.max(6, ...columns.map(({ schema }) => schema.name.length)));
  lines.push(`${'column'.padEnd(nameWidth)}  kind        distinct   missing  evidence`);
  for (const { schema, profile, evidence, warnings } of columns) {
    const name =
      schema.name.length > nameWidth
        ? `${schema.name.slice(0, nameWidth - 1)}…`
        : schema.name.padEnd(nameWidth);
    const counts = `${String(profile.distinct).padStart(8)}  ${String(profile.missing).padStart(8)}`;
    lines.push(`${name}  ${schema.kind.padEnd(10)}  ${counts}  ${evidence}`);
    for (const warning of warnings) lines.push(`${' '.repeat(nameWidth)}    ! ${warning}`);
  }
  if (problems.count > 0) {
    lines.push('', `${problems.count} records do not fit:`);
    for (const { line, reason } of problems.first) lines.push(`  line ${line}: ${reason}`);
  }
  return `${lines.join('\n')}\n`;
}
