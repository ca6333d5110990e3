/** The list of columns; only the rows in view exist, since a table may have thousands. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ColumnView } from '../../../electron/ipc/contract.ts';
import { useUnderstudy } from '../../context.ts';
import { ColumnRow } from './ColumnRow.tsx';
import { nextIndex } from './listKeys.ts';

/** A name of one line and evidence of two; rows are measured, so longer ones grow. */
const usualHeight = 76;

export interface ColumnListProps {
  readonly columns: readonly ColumnView[];
  readonly selected: string | null;
}

export function ColumnList({ columns, selected }: ColumnListProps) {
  const { dispatch } = useUnderstudy();
  const scroller = useRef<HTMLDivElement>(null);
  const down = useVirtualizer({
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    getItemKey: (index) => columns[index]?.schema.name ?? index,
    overscan: 6,
  });
  useShown(down.scrollToIndex, columns, selected);

  const goTo = (index: number): void => {
    const name = columns[index]?.schema.name;
    if (name === undefined) return;
    dispatch({ type: 'select', column: name });
    down.scrollToIndex(index);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-column-name=${CSS.escape(name)}]`)?.focus(),
    );
  };
  return (
    <div className="column-frame">
      <div className="column-head column-cells" aria-hidden="true">
        <span />
        <span>Column</span>
        <span>Kind</span>
        <span>Treatment</span>
        <span>Known to others?</span>
        <span>Harm if leaked?</span>
        <span className="number column-counts">Distinct, missing</span>
        <span />
      </div>
      <div ref={scroller} className="column-scroll">
        {columns.length === 0 ? (
          <p className="quiet column-none">No column fits the search and the filter.</p>
        ) : null}
        <ul aria-label="Columns" style={{ height: down.getTotalSize() }} className="column-list">
          {down.getVirtualItems().map(({ index, start, key }) => {
            const view = columns[index];
            if (view === undefined) return null;
            return (
              <li
                key={key}
                ref={down.measureElement}
                data-index={index}
                aria-setsize={columns.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                <ColumnRow
                  view={view}
                  isSelected={view.schema.name === selected}
                  onNameKey={(event) => {
                    const next = nextIndex(index, event.key, columns.length);
                    if (next === null) event.continuePropagation();
                    else goTo(next);
                  }}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** Scrolls to the column that is selected when the list appears: a link from another step leads to it. */
function useShown(
  scrollTo: (index: number) => void,
  columns: readonly ColumnView[],
  selected: string | null,
): void {
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    const index = columns.findIndex(({ schema }) => schema.name === selected);
    if (index > 0) scrollTo(index);
  }, [scrollTo, columns, selected]);
}
