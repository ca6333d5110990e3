/** Words of the window that several screens share. Texts of one screen stay with that screen. */
import type { Kind, Treatment } from '../models/table/schema.ts';
import type { ReviewPage } from '../models/release/decision.ts';

/** Kinds in menu order, with what a person reads. */
export const kindWords: Readonly<Record<Kind, string>> = {
  category: 'Category',
  ordinal: 'Ordered category',
  boolean: 'Yes / no',
  integer: 'Whole number',
  decimal: 'Decimal number',
  latitude: 'Latitude',
  longitude: 'Longitude',
  date: 'Date',
  datetime: 'Date and time',
  time: 'Time of day',
  duration: 'Duration',
  identifier: 'Identifier',
  text: 'Free text',
};

/** Treatments in menu order. */
export const treatmentWords: Readonly<Record<Treatment, string>> = {
  model: 'Model',
  regenerate: 'Regenerate',
  drop: 'Leave out',
};

/** What a treatment does, in a sentence. */
export const treatmentSays: Readonly<Record<Treatment, string>> = {
  model: 'Its values and its relations to other columns are learned.',
  regenerate: 'New values of the same format are written; none is taken from the data.',
  drop: 'The synthetic table does not have this column.',
};

/** The two questions that decide a column's role. */
export const questions = {
  known: 'Could somebody who looks for a person know this?',
  sensitive: 'Would it harm if it leaked?',
} as const;

/** Pages of the report that a reviewer opens, in reading order. */
export const pageWords: Readonly<Record<ReviewPage, string>> = {
  fidelity: 'Fidelity',
  privacy: 'Privacy',
  method: 'Method',
};

/** The keys of one of the tables above, in the order in which they are written there. */
export function keysOf<Key extends string>(words: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(words) as Key[];
}
