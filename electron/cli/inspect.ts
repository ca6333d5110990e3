/** `understudy inspect`: how a file is read and what its columns are taken for. */
import { looksGenerated } from '../../models/io/looksGenerated.ts';
import { type Opened, notesOf, understand } from '../../models/pipeline.ts';
import type { RuleFinding } from '../../models/rules/checkRules.ts';
import { proposeRules } from '../../models/rules/propose.ts';
import type { Run } from '../../models/run/run.ts';
import { associations, type Associations } from '../../models/table/associations.ts';
import { unreadableCells } from '../../models/table/interpret.ts';
import { profileColumn } from '../../models/table/profile.ts';
import { examine, type QualityFinding } from '../../models/table/quality.ts';
import type { RealTable } from '../../models/table/table.ts';
import { openWith } from './openWith.ts';
import { recipeOf } from './recipeOption.ts';
import type { Talk } from './talk.ts';
import { onlyFile, type Typed, wholeOption } from './usage.ts';
import { withRun } from './work.ts';

export async function inspect(typed: Typed, talk: Talk): Promise<number> {
  const file = onlyFile(typed, 'file');
  const recipe = await recipeOf(typed);
  const threads = wholeOption(typed, 'threads', 1, 64);
  const described = await withRun({ threads, talk, stages: ['read'] }, async (run) => {
    const { opened, recipe: merged } = await openWith(file, recipe, typed, run, talk);
    const table = understand(opened, merged.columns);
    const rules = await proposeRules(table, run);
    return describe(opened, table, {
      quality: await findingsOf(file, table, run),
      rules,
      associated: await associations(table, run),
    });
  });
  process.stdout.write(
    typed.values['json'] === true ? `${JSON.stringify(described, null, 2)}\n` : inWords(described),
  );
  return 0;
}

type Described = ReturnType<typeof describe>;

const dayMs = 86_400_000;

async function findingsOf(file: string, table: RealTable, run: Run): Promise<readonly QualityFinding[]> {
  const generated = await looksGenerated(file);
  const found = await examine(table, run, { todayDays: Math.floor(Date.now() / dayMs) });
  return generated === null ? found : [generated, ...found];
}

interface Findings {
  readonly quality: readonly QualityFinding[];
  readonly rules: readonly RuleFinding[];
  readonly associated: Associations;
}

/** Everything about the file but its cells; small categories' labels are part of the profile. */
function describe(
  { raw, proposed }: Opened,
  table: RealTable,
  { quality, rules, associated: { pairs, rows: associatedRows } }: Findings,
) {
  const name = (index: number): string => table.columns[index].schema.name;
  return {
    format: 'understudy-inspection',
    version: 1,
    file: { name: raw.name, bytes: raw.bytes },
    rows: raw.rowCount,
    dialect: raw.dialect,
    guesses: raw.guesses,
    problems: { count: raw.problemCount, first: raw.problems.slice(0, 20) },
    notes: notesOf(raw),
    quality,
    rules: rules.map(({ rule, rows, exceptions, says }) => ({ rule, rows, exceptions, says })),
    columns: table.columns.map((column, index) => {
      const { confidence, evidence, warnings } = proposed[index];
      const profile = profileColumn(column);
      return {
        schema: column.schema,
        confidence,
        evidence,
        profile: { ...profile, unreadable: unreadableCells(raw.columns[index], column.schema) },
        warnings: [...new Set([...warnings, ...profile.warnings])],
      };
    }),
    associations: {
      rows: associatedRows,
      pairs: pairs.map(({ columns, measure, strength, direction }) => ({
        columns: columns.map(name),
        measure,
        strength: Number.isNaN(strength) ? null : strength,
        direction,
      })),
    },
  };
}

function inWords(described: Described): string {
  const { columns, rows, notes, problems, quality, rules } = described;
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
  if (quality.length > 0) lines.push('', 'What you open is what the model copies:');
  for (const { severity, says } of quality) lines.push(`  ${severity.padEnd(4)}  ${says}`);
  if (rules.length > 0)
    lines.push(
      '',
      'Rules that the table seems to obey; they hold in synthetic rows when a recipe lists them:',
    );
  for (const { rule, says } of rules) lines.push(`  ${rule.rule.padEnd(11)}  ${says}`);
  if (problems.count > 0) {
    lines.push('', `${problems.count} records do not fit:`);
    for (const { line, reason } of problems.first) lines.push(`  line ${line}: ${reason}`);
  }
  return `${lines.join('\n')}\n`;
}
