/** The list of columns; only the rows in view exist, since a table may have thousands. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ColumnView } from '../../../electron/ipc/contract.ts';
import { ColumnRow } from './ColumnRow.tsx';

const rowHeight = 64;

export interface ColumnListProps {
  readonly columns: readonly ColumnView[];
  readonly selected: string | null;
}

export function ColumnList({ columns, selected }: ColumnListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const down = useVirtualizer({
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  return (
    <div className="column-frame">
      <div className="column-head column-grid" aria-hidden="true">
        <span />
        <span>Column</span>
        <span>Kind</span>
        <span>Treatment</span>
        <span>Known to others?</span>
        <span>Harm if leaked?</span>
        <span className="number">Distinct, missing</span>
        <span />
      </div>
      <div ref={scroller} className="column-scroll">
        {columns.length === 0 ? (
          <p className="quiet column-none">No column fits the search and the filter.</p>
        ) : null}
        <ul aria-label="Columns" style={{ height: down.getTotalSize() }} className="column-list">
          {down.getVirtualItems().map(({ index, start }) => {
            const view = columns[index];
            if (view === undefined) return null;
            return (
              <li
                key={view.schema.name}
                aria-setsize={columns.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              >
                <ColumnRow view={view} isSelected={view.schema.name === selected} />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
