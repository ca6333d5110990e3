/** Whether corrections are the same, to tell whether results are of the columns as they are. */
import type { Recipe } from '../../models/recipe.ts';

/** True when two sets of corrections say the same, whatever their order; an undefined part counts as absent. */
export function sameColumns(one: Recipe['columns'], other: Recipe['columns']): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
