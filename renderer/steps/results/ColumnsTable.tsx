/** All columns as a table that sorts by a click on its head; the chosen row is the column that is drawn. */
import { useState } from 'react';
import { Cell, Column, Row, type SortDescriptor, Table, TableBody, TableHeader } from 'react-aria-components';
import type { ColumnFinding, Finding } from '../../../models/evaluate/evaluation.ts';
import { measureOf } from '../../charts/finding.ts';
import { percent, points, visible } from '../../charts/format.ts';
import { type ColumnKey, gapOf, sortedColumns } from './columnOrder.ts';

const heads: readonly (readonly [key: ColumnKey, word: string])[] = [
  ['name', 'Column'],
  ['shape', 'Shape'],
  ['accuracy', 'Accuracy'],
  ['gap', 'Below two real samples'],
];

export interface ColumnsTableProps {
  readonly columns: readonly ColumnFinding[];
  readonly selected: string;
  readonly onSelect: (name: string) => void;
}

export function ColumnsTable({ columns, selected, onSelect }: ColumnsTableProps) {
  const [sort, setSort] = useState<SortDescriptor>({ column: 'gap', direction: 'descending' });
  const key = heads.find(([id]) => id === sort.column)?.[0] ?? 'gap';
  return (
    <div className="column-table">
      <Table
        aria-label="Columns"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[selected]}
        onSelectionChange={(keys) => {
          const name = keys === 'all' ? undefined : columns.find((column) => keys.has(column.name))?.name;
          if (name !== undefined) onSelect(name);
        }}
        sortDescriptor={sort}
        onSortChange={setSort}
      >
        <TableHeader>
          {heads.map(([id, word]) => (
            <Column key={id} id={id} allowsSorting isRowHeader={id === 'name'} className="column-table-head">
              {({ sortDirection }) => (
                <>
                  {word}
                  <span aria-hidden="true" className="sort-mark">
                    {sortDirection === undefined ? '' : sortDirection === 'ascending' ? '\u00a0↑' : '\u00a0↓'}
                  </span>
                </>
              )}
            </Column>
          ))}
        </TableHeader>
        <TableBody>
          {sortedColumns(columns, key, sort.direction).map((column) => (
            <Row key={column.name} id={column.name} className="column-table-row" textValue={column.name}>
              <Cell>
                <span className="column-table-name" title={column.name}>
                  {visible(column.name)}
                </span>
                <span className="quiet small">{column.kind}</span>
              </Cell>
              <Cell>{said(column.shape)}</Cell>
              <Cell>{said(column.accuracy)}</Cell>
              <Cell>{gapWords(column)}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function said(finding: Finding): string {
  const measure = measureOf(finding);
  return measure === null ? 'not measured' : percent(measure.value);
}

function gapWords(column: ColumnFinding): string {
  const gap = gapOf(column);
  if (gap === null) return 'not measured';
  return gap <= 0 ? 'none' : points(gap);
}
