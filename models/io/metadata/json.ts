/** Reads members of parsed JSON without trusting it. */
import { Refused } from '../../run/run.ts';

export type Members = Readonly<Record<string, unknown>>;

/** Null for anything that is no JSON object. */
export function membersOf(value: unknown): Members | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
}

/** Null for anything that is no string. */
export function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The strings of a list, or of a single string; empty for anything else. */
export function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** @throws Refused broken-metadata when `text` is not one JSON object. */
export function parseMembers(text: string): Members {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new Refused(
      'broken-metadata',
      'The metadata file is not JSON. Check that it was saved completely.',
      { cause },
    );
  }
  const members = membersOf(parsed);
  if (members === null)
    throw new Refused('broken-metadata', 'The metadata file is JSON, but not one object.');
  return members;
}
