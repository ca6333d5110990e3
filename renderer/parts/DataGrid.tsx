/**
 * A read-only grid over any number of rows and columns: only what is in view exists. Keyboard and screen readers see the
 * ARIA grid pattern with true row and column numbers. Cells are text; a missing one is a quiet mark, never an empty cell.
 */
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import './dataGrid.css';
import { count } from '../charts/format.ts';
import { type GridPlace, nextPlace } from './gridKeys.ts';
import { JumpField } from './JumpField.tsx';
import { type Cells, type LoadRows, useRowWindows } from './rowWindows.ts';

export interface GridColumn {
  readonly name: string;
  readonly head: ReactNode;
  /** Numbers end at the right. */
  readonly align: 'start' | 'end';
}

export interface DataGridProps {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rowCount: number;
  readonly load: LoadRows;
  /** Another value forgets what was loaded: the table was read or made again. */
  readonly version: unknown;
  readonly headHeight: number;
}

const rowHeight = 28;
const columnWidth = 156;
const gutterWidth = 76;

/** Rows in one scrollable span: browsers stop at about 33 million pixels, and 1,000,000 rows are 28 million. */
export const spanRows = 1_000_000;

export function DataGrid({ label, columns, rowCount, load, version, headHeight }: DataGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [spanStart, setSpanStart] = useState(0);
  const [active, setActive] = useState<GridPlace>({ row: 0, column: 0 });
  const id = useId();
  const rowsInSpan = Math.min(spanRows, rowCount - spanStart);
  const { across, down } = useVirtualizers(scroller, columns.length, rowsInSpan, headHeight);
  const shown = down.getVirtualItems();
  const first = spanStart + (shown[0]?.index ?? 0);
  const afterLast = spanStart + (shown.at(-1)?.index ?? -1) + 1;
  const cellsOf = useRowWindows(load, version, rowCount, first, afterLast);

  const goTo = (place: GridPlace): void => {
    setActive(place);
    const span = Math.floor(place.row / spanRows) * spanRows;
    if (span !== spanStart) setSpanStart(span);
    requestAnimationFrame(() => {
      down.scrollToIndex(place.row - span);
      across.scrollToIndex(place.column);
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const pageRows = Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1,
    );
    const size = { rows: rowCount, columns: columns.length, pageRows };
    const next = nextPlace(active, event.key, event.ctrlKey || event.metaKey, size);
    if (next === null) return;
    event.preventDefault();
    goTo(next);
  };
  const width = gutterWidth + across.getTotalSize();
  return (
    <div className="grid-frame">
      <div
        ref={scroller}
        className="grid"
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-readonly="true"
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length}
        aria-activedescendant={rowCount > 0 ? cellId(id, active) : undefined}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className="grid-head" style={{ width, height: headHeight }}>
          <div role="row" aria-rowindex={1} className="grid-head-row">
            <span className="grid-corner" style={{ width: gutterWidth }} role="presentation">
              Row
            </span>
            {across.getVirtualItems().map(({ index, start, size }) => (
              <div
                key={index}
                role="columnheader"
                aria-colindex={index + 1}
                className="grid-head-cell"
                style={{ left: gutterWidth + start, width: size }}
              >
                {columns[index]?.head}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="grid-body" style={{ width, height: down.getTotalSize() }}>
          {shown.map(({ index, start }) => (
            <GridRow
              key={index}
              id={id}
              row={spanStart + index}
              top={start - headHeight}
              width={width}
              cells={cellsOf(spanStart + index)}
              columns={columns}
              across={across}
              active={active}
              onPick={setActive}
            />
          ))}
        </div>
      </div>
      <div className="grid-foot">
        <span>
          Rows {count(rowCount === 0 ? 0 : first + 1)} to {count(afterLast)} of {count(rowCount)}
        </span>
        <JumpField rowCount={rowCount} onJump={(row) => goTo({ row, column: active.column })} />
      </div>
    </div>
  );
}

function useVirtualizers(
  scroller: RefObject<HTMLDivElement | null>,
  columnCount: number,
  rowsInSpan: number,
  headHeight: number,
) {
  const across = useVirtualizer({
    horizontal: true,
    count: columnCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnWidth,
    scrollPaddingStart: gutterWidth,
    overscan: 2,
  });
  const down = useVirtualizer({
    count: rowsInSpan,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 6,
  });
  return { across, down };
}

interface GridRowProps {
  readonly id: string;
  readonly row: number;
  readonly top: number;
  readonly width: number;
  readonly cells: Cells | undefined;
  readonly columns: readonly GridColumn[];
  readonly across: Virtualizer<HTMLDivElement, Element>;
  readonly active: GridPlace;
  readonly onPick: (place: GridPlace) => void;
}

function GridRow({ id, row, top, width, cells, columns, across, active, onPick }: GridRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className="grid-row"
      style={{ transform: `translateY(${top}px)`, width, height: rowHeight }}
    >
      <span className="grid-gutter" role="presentation" style={{ width: gutterWidth }}>
        {count(row + 1)}
      </span>
      {across.getVirtualItems().map(({ index, start, size }) => {
        const place = { row, column: index };
        const text = cells?.[index];
        const isActive = active.row === row && active.column === index;
        return (
          <div
            key={index}
            id={cellId(id, place)}
            role="gridcell"
            aria-colindex={index + 1}
            aria-selected={isActive}
            className="grid-cell"
            data-align={columns[index]?.align}
            style={{ left: gutterWidth + start, width: size }}
            onMouseDown={() => onPick(place)}
          >
            {cells === undefined ? <span className="grid-wait" /> : <CellText text={text ?? null} />}
          </div>
        );
      })}
    </div>
  );
}

function CellText({ text }: { readonly text: string | null }) {
  return text === null ? <span className="grid-missing">missing</span> : <span title={text}>{text}</span>;
}

function cellId(id: string, { row, column }: GridPlace): string {
  return `${id}-${row}-${column}`;
}
