/** Corrections of columns: what a person changed against what inference proposed, by column name. */
import type { ColumnView } from '../electron/ipc/contract.ts';
import type { ColumnSchema } from '../models/table/schema.ts';

export type Correction = Partial<Omit<ColumnSchema, 'name'>>;
export type Corrections = Readonly<Record<string, Correction>>;

/** Adds `change` to a column's correction; parts that are again as proposed are taken out, and so are empty corrections. */
export function corrected(
  corrections: Corrections,
  { schema, proposed }: ColumnView,
  change: Correction,
): Corrections {
  const merged: Record<string, unknown> = { ...corrections[schema.name], ...change };
  const kept = Object.fromEntries(
    Object.entries(merged).filter(
      ([part, value]) => !sameValue(value, Object.entries(proposed).find(([name]) => name === part)?.[1]),
    ),
  ) as Correction;
  const { [schema.name]: _, ...others } = corrections;
  return Object.keys(kept).length === 0 ? others : { ...others, [schema.name]: kept };
}

/** Corrections without those of `name`: the column is as proposed again. */
export function reset(corrections: Corrections, name: string): Corrections {
  if (!(name in corrections)) return corrections;
  const { [name]: _, ...others } = corrections;
  return others;
}

/** Only the corrections of columns that the table (still) has. */
export function correctionsFor(corrections: Corrections, columns: readonly ColumnView[]): Corrections {
  const names = new Set(columns.map(({ schema }) => schema.name));
  const entries = Object.entries(corrections).filter(([name]) => names.has(name));
  return entries.length === Object.keys(corrections).length ? corrections : Object.fromEntries(entries);
}

/** The schema as the person wants it: shown at once, before the engine has answered. */
export function schemaOf(view: ColumnView, corrections: Corrections): ColumnSchema {
  return { ...view.schema, ...wanted(view.proposed), ...corrections[view.schema.name] };
}

/** The parts that only a person changes; the others follow from the kind and are the engine's to say. */
function wanted({ kind, known, sensitive, treatment }: ColumnSchema): Correction {
  return { kind, known, sensitive, treatment };
}

function sameValue(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
