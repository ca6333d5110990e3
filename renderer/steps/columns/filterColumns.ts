/** Which columns the list shows. */
import type { ColumnView } from '../../../electron/ipc/contract.ts';
import { type Corrections, schemaOf } from '../../corrections.ts';

/** Filters in menu order, with what a person reads. */
export const filterWords = {
  all: 'All',
  changed: 'Changed',
  warnings: 'With warnings',
  known: 'Known to others',
  sensitive: 'Sensitive',
} as const;

export type Filter = keyof typeof filterWords;

/** Columns whose name holds `search` (in any case) and that pass `filter`, in table order. */
export function filterColumns(
  columns: readonly ColumnView[],
  corrections: Corrections,
  search: string,
  filter: Filter,
): readonly ColumnView[] {
  const wanted = search.trim().toLowerCase();
  return columns.filter(
    (view) => view.schema.name.toLowerCase().includes(wanted) && passes(view, corrections, filter),
  );
}

function passes(view: ColumnView, corrections: Corrections, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'changed':
      return view.schema.name in corrections;
    case 'warnings':
      return view.warnings.length > 0 || view.unreadable > 0;
    case 'known':
      return schemaOf(view, corrections).known;
    case 'sensitive':
      return schemaOf(view, corrections).sensitive;
    default:
      return filter satisfies never;
  }
}
