/** Opens the table of a command under its recipe and, when --metadata names one, a description made elsewhere. */
import { openTable, type Opened } from '../../models/pipeline.ts';
import type { Recipe } from '../../models/recipe.ts';
import type { Run } from '../../models/run/run.ts';
import { readSchemaFile } from '../engine/schemaFile.ts';
import type { Talk } from './talk.ts';
import { textOption, type Typed } from './usage.ts';

export interface OpenedWith {
  readonly opened: Opened;
  /** The recipe with what the description says under the recipe's own corrections. */
  readonly recipe: Recipe;
}

/** What the description cannot say here goes to `talk`. @throws Refused as reading the table or the description does. */
export async function openWith(
  path: string,
  recipe: Recipe,
  typed: Typed,
  run: Run,
  talk: Talk,
): Promise<OpenedWith> {
  const metadata = textOption(typed, 'metadata');
  const opened = await openTable(path, recipe, run);
  if (metadata === undefined) return { opened, recipe };
  const first = await describedBy(metadata, opened);
  const again =
    first.dialect === null || recipe.dialect !== null
      ? opened
      : await openTable(
          path,
          { ...recipe, dialect: { ...opened.raw.detectedDialect, ...first.dialect } },
          run,
        );
  const { columns, unmapped } = again === opened ? first : await describedBy(metadata, again);
  for (const says of unmapped) talk.say(`${metadata}: ${says}`);
  return { opened: again, recipe: { ...recipe, columns: { ...columns, ...recipe.columns } } };
}

function describedBy(path: string, { raw, proposed }: Opened): ReturnType<typeof readSchemaFile> {
  return readSchemaFile(
    path,
    proposed.map(({ schema }) => schema),
    raw.name,
  );
}
