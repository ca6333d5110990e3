/** As what the table is written: the formats with what each keeps, and what a spreadsheet would make of its texts. */
import { Button } from 'react-aria-components';
import type { Output, OutputFormat } from '../../../models/recipe.ts';
import { Notice } from '../../parts/Notice.tsx';
import { RadioCards } from '../../parts/RadioCards.tsx';
import { Toggle } from '../../parts/Toggle.tsx';

/** Rows of an Excel sheet without its header; the engine's own bound. */
export const mostSheetRows = 1_048_575;

const formats: readonly { readonly id: OutputFormat; readonly title: string; readonly says: string }[] = [
  { id: 'csv', title: 'CSV', says: 'Delimiter and encoding as in the file that was opened.' },
  {
    id: 'csv.gz',
    title: 'CSV, compressed',
    says: 'The same, gzipped; R, pandas and DuckDB read it so.',
  },
  { id: 'tsv', title: 'TSV', says: 'As CSV, with tabs between the cells.' },
  {
    id: 'parquet',
    title: 'Parquet',
    says: 'Small; numbers and dates keep their types.',
  },
  {
    id: 'xlsx',
    title: 'Excel',
    says: 'A sheet of typed cells, at most 1,048,575 rows.',
  },
  { id: 'jsonl', title: 'JSON lines', says: 'One object a row, null where a cell is missing.' },
];

/** True when the table has more rows than a file of the format can hold. */
export function isTooLong(format: OutputFormat, rows: number): boolean {
  return format === 'xlsx' && rows > mostSheetRows;
}

/** True for the formats of lines and delimiters. */
export function canEscape(format: OutputFormat): boolean {
  return format === 'csv' || format === 'csv.gz' || format === 'tsv';
}

export interface FormatPanelProps {
  readonly output: Output;
  /** Of the synthetic table. */
  readonly rows: number;
  readonly onChange: (change: Partial<Output>) => void;
}

export function FormatPanel({ output, rows, onChange }: FormatPanelProps) {
  const { format, escapeFormulas } = output;
  return (
    <section className="panel save-formats" aria-labelledby="format-title" data-testid="formats">
      <h2 id="format-title">File format of the table</h2>
      <RadioCards
        label="File format of the table"
        value={format}
        cards={formats}
        onChange={(next) => onChange({ format: next })}
      />
      {isTooLong(format, rows) ? (
        <Notice
          tone="warn"
          title={`An Excel sheet holds ${mostSheetRows.toLocaleString('en')} rows below its header; this table has ${rows.toLocaleString('en')}`}
          actions={
            <Button className="button" onPress={() => onChange({ format: 'csv' })}>
              Save as CSV instead
            </Button>
          }
        >
          Choose CSV or Parquet, or generate fewer rows.
        </Notice>
      ) : null}
      {canEscape(format) ? (
        <div className="save-escape">
          <Toggle
            label="Keep spreadsheets from computing texts"
            isOn={escapeFormulas}
            onChange={(isOn) => onChange({ escapeFormulas: isOn })}
            testId="escape-formulas"
          >
            Keep spreadsheets from computing texts
          </Toggle>
          <p className="quiet small">
            A text that begins with =, +, - or @ is run as a formula when the file is opened in Excel or
            LibreOffice, and a formula can fetch and send data. This puts an apostrophe before such texts;
            leave it off for files that only programs read.
          </p>
        </div>
      ) : null}
    </section>
  );
}
