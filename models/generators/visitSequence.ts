/** Columns that a person wants drawn first, by name, as columns of the table. */
import type { Codec } from '../codec/codec.ts';
import type { GeneratorName, Recipe } from '../recipe.ts';
import { Refused } from '../run/run.ts';

/**
 * Indexes of the columns in the order in which they are to be drawn; those that are not named follow as the generator orders
 * them. Only `trees` draws columns one after the other.
 * @throws Refused `unknown-column` for a name that the table does not have, `visit-sequence` for a name given twice, for a column
 * that is not modelled, and for a generator without an order.
 */
export function visitSequenceOf(
  codecs: readonly Codec[],
  generator: GeneratorName,
  names: Recipe['visitSequence'],
): number[] {
  if (names.length > 0 && generator !== 'trees')
    throw new Refused(
      'visit-sequence',
      `A visit sequence is set, but the generator "${generator}" draws each column by itself and has no order. Leave the sequence out, or use the generator "trees".`,
    );
  return names.map((name, place) => {
    if (names.indexOf(name) < place)
      throw new Refused(
        'visit-sequence',
        `The visit sequence names the column "${name}" twice. Name each column once.`,
      );
    const codec = codecs.find(({ schema }) => schema.name === name);
    if (codec === undefined)
      throw new Refused(
        'unknown-column',
        `The visit sequence names the column "${name}", but the table does not have it. Use a name from its header.`,
      );
    if (codec.parts.length === 0)
      throw new Refused(
        'visit-sequence',
        `The visit sequence names the column "${name}", which is not modelled and so has no place in the order. Leave it out, or set its treatment to "model".`,
      );
    return codec.column;
  });
}

/** A sentence for the report; none without a sequence. */
export function visitSequenceNotes(names: Recipe['visitSequence']): string[] {
  if (names.length === 0) return [];
  const listed = names.map((name) => `"${name}"`).join(', ');
  return [
    `Drawn first, in this order, as the recipe's visit sequence says: ${listed}. Each column is drawn given those before it.`,
  ];
}
