/** Turns results into the report. */
import type { ProtectionNote } from '../codec/codec.ts';
import type { Evaluation } from '../evaluate/evaluation.ts';
import type { RawTable } from '../io/csv/rawTable.ts';
import type { Recipe } from '../recipe.ts';
import type { RealTable } from '../table/table.ts';
import type { Report } from './report.ts';

export interface Results {
  readonly version: string;
  readonly evaluation: Evaluation;
  readonly table: {
    readonly real: RealTable;
    readonly train: RealTable;
    readonly holdout: RealTable | null;
    readonly holdoutFrom: Report['table']['holdoutFrom'];
    readonly syntheticRows: number;
  };
  readonly made: { readonly recipe: Recipe; readonly protection: readonly ProtectionNote[] } | null;
  readonly notes: readonly string[];
}

/** What each generator promises, in the words the report prints. */
const guarantees: Record<Recipe['generator'], string> = {
  trees:
    'No formal guarantee. Leaf size and value protection limit how much of a single row can show; what still shows is measured.',
  independent:
    'No formal guarantee. Each column is drawn on its own, so no combination of values is carried over on purpose.',
};

export function makeReport({ version, evaluation, table, made, notes }: Results): Report {
  const { real, train, holdout } = table;
  return {
    format: 'understudy-report',
    version: 1,
    software: { name: 'understudy', version },
    table: {
      name: real.name,
      rows: real.rowCount,
      trainRows: train.rowCount,
      holdoutRows: holdout?.rowCount ?? 0,
      holdoutFrom: table.holdoutFrom,
      syntheticRows: table.syntheticRows,
      columns: real.columns.map(({ schema: { name, kind, treatment } }) => ({ name, kind, treatment })),
    },
    made:
      made === null
        ? null
        : {
            generator: made.recipe.generator,
            preset: made.recipe.preset,
            seed: made.recipe.seed,
            guarantee: guarantees[made.recipe.generator],
            protection: made.protection,
          },
    ...evaluation,
    notes,
    decision: null,
  };
}

/** How a file was read, as sentences without cell values. */
export function notesOf(raw: RawTable): string[] {
  const { dialect, problemCount, ragged } = raw;
  const delimiter = dialect.delimiter === '\t' ? 'tab' : `"${dialect.delimiter}"`;
  const notes = [
    `Read as ${dialect.encoding} with delimiter ${delimiter}${dialect.header ? '' : ', without a header'}.`,
  ];
  for (const { says } of raw.guesses) notes.push(says);
  if (problemCount > 0) {
    const done = ragged === 'pad' ? 'padded to the header' : 'left out of the table';
    notes.push(
      `${problemCount} ${problemCount === 1 ? 'record does' : 'records do'} not fit the header and ${problemCount === 1 ? 'was' : 'were'} ${done}.`,
    );
  }
  return [...notes, ...raw.notes];
}
