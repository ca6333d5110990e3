/** A made-up table of adults as the window sees it: invented, the same on every run. */
import type {
  ClosestRows,
  ColumnView,
  RowWindow,
  TableStudy,
  TableView,
} from '../../electron/ipc/contract.ts';
import type { RuleFinding } from '../../models/rules/checkRules.ts';
import type { ColumnSchema, Kind } from '../../models/table/schema.ts';

const dialect = {
  encoding: 'windows-1252',
  bom: false,
  delimiter: ',',
  quote: '"',
  escape: 'double',
  header: true,
  skipLines: 0,
  comment: '',
  newline: '\n',
} as const;

interface Made {
  readonly name: string;
  readonly kind: Kind;
  readonly values: readonly string[];
  readonly change?: Partial<ColumnSchema>;
  readonly view?: Partial<ColumnView>;
}

const made: readonly Made[] = [
  {
    name: 'person_id',
    kind: 'identifier',
    values: ['P-0412', 'P-1199', 'P-2040'],
    change: { treatment: 'regenerate', known: true },
    view: { distinct: 32_561, evidence: 'every value occurs once' },
  },
  {
    name: 'age',
    kind: 'integer',
    values: ['39', '50', '38', '28'],
    change: {
      known: true,
      number: { decimalMark: '.', thousandsMark: '', decimals: 0, fixedDecimals: false },
    },
    view: { distinct: 73 },
  },
  {
    name: 'workclass',
    kind: 'category',
    values: ['Private', 'Self-emp', 'State-gov', '?'],
    change: { missingTokens: ['?'] },
    view: { missing: 1836, distinct: 9 },
  },
  {
    name: 'education',
    kind: 'ordinal',
    values: ['HS-grad', 'Bachelors', 'Masters'],
    change: { known: true, levels: ['HS-grad', 'Bachelors', 'Masters'] },
    view: { confidence: 0.82, distinct: 16 },
  },
  {
    name: 'marital_status',
    kind: 'category',
    values: ['Married', 'Never-married', 'Divorced'],
    change: { known: true },
  },
  {
    name: 'sex',
    kind: 'boolean',
    values: ['Male', 'Female'],
    change: { known: true },
    view: { distinct: 2 },
  },
  {
    name: 'capital_gain',
    kind: 'decimal',
    values: ['0', '2174.5', '14084'],
    change: {
      sensitive: true,
      number: { decimalMark: '.', thousandsMark: '', decimals: 1, fixedDecimals: false },
    },
    view: { unreadable: 12, warnings: ['92 % of the cells hold the same value.'] },
  },
  { name: 'hours_per_week', kind: 'integer', values: ['40', '13', '45'] },
  {
    name: 'hired_on',
    kind: 'date',
    values: ['03/11/2014', '21/04/2009', ''],
    change: { pattern: 'DD/MM/YYYY', missingTokens: [''] },
    view: {
      missing: 402,
      confidence: 0.71,
      evidence: 'day and month could be the other way round in 38 % of the cells',
      warnings: ['The order of day and month is a guess.'],
    },
  },
  {
    name: 'remark',
    kind: 'text',
    values: ['called back', 'moved away', ''],
    change: { treatment: 'drop', missingTokens: [''] },
    view: { distinct: 4021 },
  },
  { name: 'diagnosis', kind: 'category', values: ['none', 'chronic', 'acute'], change: { sensitive: true } },
  {
    name: 'income',
    kind: 'boolean',
    values: ['<=50K', '>50K'],
    change: { sensitive: true },
    view: { distinct: 2 },
  },
];

/** Rows that the made-up table has. */
export const fakeRowCount = 32_561;

function columnView({ name, kind, values, change, view }: Made, index: number): ColumnView {
  const schema: ColumnSchema = {
    name,
    kind,
    missingTokens: [],
    known: false,
    sensitive: false,
    treatment: 'model',
    ...change,
  };
  const isNumeric = kind === 'integer' || kind === 'decimal' || kind === 'date';
  const shares = isNumeric
    ? Array.from({ length: 20 }, (_, bin) => Math.exp(-((bin - 4 - index) ** 2) / 30))
    : values.map((_, at) => 1 / (at + 2));
  return {
    schema,
    proposed: schema,
    confidence: 0.98,
    evidence: 'all but 12 of 32,561 cells fit',
    distinct: 97,
    missing: 0,
    unreadable: 0,
    warnings: [],
    structural: [],
    chart: isNumeric
      ? { form: 'histogram', labels: Array.from({ length: 21 }, (_, edge) => String(edge * 5)), shares }
      : { form: 'bars', labels: values, shares },
    ...view,
  };
}

export const fakeTable: TableView = {
  file: { id: 'file-1', name: 'adults.csv', bytes: 3_974_305 },
  name: 'adults',
  bytes: 3_974_305,
  rowCount: fakeRowCount,
  columns: made.map(columnView),
  dialect,
  detectedDialect: dialect,
  guesses: [
    { part: 'encoding', says: 'the bytes are not UTF-8; 14 of them read as letters of Western Europe.' },
  ],
  ragged: 'pad',
  problems: [
    { line: 412, reason: '11 cells instead of 12' },
    { line: 20_771, reason: '13 cells instead of 12: an unquoted comma is likely' },
  ],
  problemCount: 2,
  format: 'csv',
  generated: null,
  stale: false,
};

/** What a closer look at the made-up table finds. */
export const fakeStudy: TableStudy = {
  quality: [
    {
      id: 'nearly-empty',
      columns: ['remark'],
      severity: 'warn',
      count: 4021,
      says: '"remark" has a value in only 4,021 rows (12.3 %).',
    },
    {
      id: 'same-information',
      columns: ['education', 'age'],
      severity: 'note',
      count: 16,
      says: '"education" and "age" determine each other in every row (16 levels): one of them says it all.',
    },
  ],
  associations: [
    { columns: ['age', 'marital_status'], measure: 'correlation-ratio', strength: 0.57, direction: 0 },
    { columns: ['age', 'hours_per_week'], measure: 'spearman', strength: 0.24, direction: -1 },
  ],
};

/** Rules that the made-up table seems to obey. */
export const fakeRules: readonly RuleFinding[] = [
  { rule: { rule: 'range', column: 'age', low: 0 }, rows: 32_561, exceptions: 0, says: '' },
  { rule: { rule: 'order', columns: ['age', 'hours_per_week'] }, rows: 32_561, exceptions: 3, says: '' },
];

/** Cells of the made-up table. */
export function fakeRows(rowStart: number, count: number): RowWindow {
  const rowEnd = Math.min(rowStart + count, fakeRowCount);
  const rows = Array.from({ length: Math.max(0, rowEnd - rowStart) }, (_, at) =>
    made.map(({ kind, values }, column) => {
      const row = rowStart + at;
      if (kind === 'identifier') return `P-${String(row).padStart(5, '0')}`;
      const text = values[(row * 7 + column * 3 + (row >> 3)) % values.length] ?? '';
      return text === '' || text === '?' ? null : text;
    }),
  );
  return { rowStart, rows };
}

const closestSays =
  'In 1 of 3 modelled columns it differs from its nearest training row; it lies 0.12 from it and 0.80 from the nearest unseen real row. A usual unseen real row lies 0.62 from its nearest training row; 0.30% of 2,000 lie as near as this one.';

/** Two rows beside real ones: one equal in all columns, one that differs in a missing cell. */
export const fakeClosestRows: ClosestRows = {
  note: null,
  rows: [
    {
      says: 'In all 3 modelled columns it equals a training row that stands apart from all others as only one in twenty does.',
      isolated: true,
      cells: [
        { column: 'age', synthetic: '88', real: '88', equal: true },
        { column: 'workclass', synthetic: null, real: null, equal: true },
        { column: 'remark', synthetic: ' ', real: ' ', equal: true },
      ],
    },
    {
      says: closestSays,
      isolated: false,
      cells: [
        { column: 'age', synthetic: '39', real: '39', equal: true },
        { column: 'workclass', synthetic: 'Private', real: null, equal: false },
        { column: 'remark', synthetic: 'late', real: 'late', equal: true },
      ],
    },
  ],
};
