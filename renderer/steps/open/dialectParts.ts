/** The parts of a dialect as chips: what they are called, how their values read, and what one can choose. */
import type { Dialect } from '../../../models/recipe.ts';

/** Parts that a person can change; the byte order mark follows from the file. */
export type ChipPart = Exclude<keyof Dialect, 'bom'>;

export interface ChipOption {
  /** What a radio button sends back. */
  readonly id: string;
  readonly label: string;
}

export interface ChipView {
  readonly part: ChipPart;
  readonly label: string;
  readonly options: readonly ChipOption[];
  /** Asks for a value by hand; null when the options are all there is. */
  readonly other: string | null;
  /** As an option's id. */
  readonly read: (dialect: Dialect) => string;
  /** The dialect with this part changed; null when `text` is no value for it. */
  readonly write: (dialect: Dialect, text: string) => Dialect | null;
}

const delimiters = [
  { id: ',', label: 'Comma' },
  { id: ';', label: 'Semicolon' },
  { id: '\t', label: 'Tab' },
  { id: '|', label: 'Pipe' },
];

/** Chips in the order in which a reader meets the parts in a file. */
export const chips: readonly ChipView[] = [
  {
    part: 'encoding',
    label: 'Encoding',
    options: [
      'utf-8',
      'utf-16le',
      'utf-16be',
      'windows-1252',
      'windows-1250',
      'iso-8859-15',
      'macintosh',
    ].map((id) => ({
      id,
      label: id,
    })),
    other: 'Another encoding, by its name',
    read: ({ encoding }) => encoding,
    write: (dialect, text) =>
      text.trim() === '' ? null : { ...dialect, encoding: text.trim().toLowerCase() },
  },
  {
    part: 'delimiter',
    label: 'Delimiter',
    options: delimiters,
    other: 'Another single character',
    read: ({ delimiter }) => delimiter,
    write: (dialect, text) => (isOneCharacter(text) ? { ...dialect, delimiter: text } : null),
  },
  {
    part: 'quote',
    label: 'Quotes',
    options: [
      { id: '"', label: 'Double "' },
      { id: "'", label: "Single '" },
      { id: '', label: 'None' },
    ],
    other: null,
    read: ({ quote }) => quote,
    write: (dialect, quote) => ({ ...dialect, quote }),
  },
  {
    part: 'escape',
    label: 'Quote inside quotes',
    options: [
      { id: 'double', label: 'Written twice' },
      { id: '\\', label: 'After a backslash' },
    ],
    other: null,
    read: ({ escape }) => escape,
    write: (dialect, text) => ({ ...dialect, escape: text === '\\' ? '\\' : 'double' }),
  },
  {
    part: 'header',
    label: 'Header',
    options: [
      { id: 'yes', label: 'First row holds the names' },
      { id: 'no', label: 'No header row' },
    ],
    other: null,
    read: ({ header }) => (header ? 'yes' : 'no'),
    write: (dialect, text) => ({ ...dialect, header: text === 'yes' }),
  },
  {
    part: 'newline',
    label: 'Line end',
    options: [
      { id: '\n', label: 'LF' },
      { id: '\r\n', label: 'CR LF' },
      { id: '\r', label: 'CR' },
    ],
    other: null,
    read: ({ newline }) => newline,
    write: (dialect, text) => ({ ...dialect, newline: text === '\r\n' || text === '\r' ? text : '\n' }),
  },
  {
    part: 'comment',
    label: 'Comments',
    options: [
      { id: '', label: 'None' },
      { id: '#', label: 'Lines that start with #' },
      { id: '%', label: 'Lines that start with %' },
      { id: '//', label: 'Lines that start with //' },
    ],
    other: null,
    read: ({ comment }) => comment,
    write: (dialect, comment) => ({ ...dialect, comment }),
  },
  {
    part: 'skipLines',
    label: 'Skipped lines',
    options: [{ id: '0', label: 'None' }],
    other: 'Lines before the header',
    read: ({ skipLines }) => String(skipLines),
    write: (dialect, text) =>
      /^\d{1,6}$/.test(text.trim()) ? { ...dialect, skipLines: Number(text) } : null,
  },
];

/** The value of a chip for a person; values that are no option are shown as they are. */
export function shownValue({ options, read }: ChipView, dialect: Dialect): string {
  const value = read(dialect);
  return options.find(({ id }) => id === value)?.label ?? value;
}

function isOneCharacter(text: string): boolean {
  return [...text].length === 1 && text !== '"' && text !== '\n' && text !== '\r';
}
