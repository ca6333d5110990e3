/** A table from rows and a description of its columns: every table of the charts and of the report is drawn here. */
import type { ReactNode } from 'react';

/** One column: its head and what stands in it for a row. */
export interface TableColumn<Row> {
  readonly head: ReactNode;
  /**
   * `number` and `words` are set as such, `quiet` are words of less weight, `drawing` has room for a chart, and `axis` is
   * a drawing whose head is an axis, hence no header. Default `words`.
   */
  readonly look?: 'words' | 'quiet' | 'number' | 'drawing' | 'axis';
  readonly cell: (row: Row) => ReactNode;
}

export interface RowTableProps<Row> {
  readonly className?: string;
  readonly rows: readonly Row[];
  /** The cells of the first are the rows' headers. */
  readonly columns: readonly TableColumn<Row>[];
  /** What stands in place of all cells but the first, for a row that has none; null: the cells. Default: never. */
  readonly instead?: (row: Row) => ReactNode;
  readonly rowClass?: (row: Row) => string;
}

const headClass = { words: undefined, quiet: undefined, number: 'number', drawing: undefined } as const;
const cellClass = {
  words: undefined,
  quiet: 'quiet',
  number: 'number',
  drawing: 'track-cell',
  axis: 'track-cell',
} as const;

function Head<Row>({ column: { head, look = 'words' } }: { readonly column: TableColumn<Row> }) {
  if (look === 'axis') return <td className="track-axis">{head}</td>;
  return (
    <th scope="col" className={headClass[look]}>
      {head}
    </th>
  );
}

/** The rows in the order given. */
export function RowTable<Row>({ className, rows, columns, instead, rowClass }: RowTableProps<Row>) {
  const [first, ...others] = columns;
  return (
    <table className={className}>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <Head key={index} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const whole = instead?.(row) ?? null;
          return (
            <tr key={index} className={rowClass?.(row)}>
              <th scope="row">{first.cell(row)}</th>
              {whole === null ? (
                others.map(({ look = 'words', cell }, place) => (
                  <td key={place} className={cellClass[look]}>
                    {cell(row)}
                  </td>
                ))
              ) : (
                <td colSpan={others.length} className="track-none">
                  {whole}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A row's name with half a sentence below it. */
export function RowName({ name, says }: { readonly name: ReactNode; readonly says?: ReactNode }) {
  return (
    <>
      {name}
      {says !== undefined && <span className="track-says">{says}</span>}
    </>
  );
}
