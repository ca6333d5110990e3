/** Where the table begins in the file: names, width, first data byte and line. */
import { isUtf8 } from 'node:buffer';
import type { Dialect } from '../../recipe.ts';
import { Refused } from '../../run/run.ts';
import { completeNames, fitNames } from './columnNames.ts';
import { cutHead, type HeadRecord } from './headRecords.ts';
import { mostCells } from './record.ts';

export interface Start {
  readonly names: readonly string[];
  /** True when the file gives the last column no name, so that it may be no more than a trailing delimiter. */
  readonly lastUnnamed: boolean;
  /** First byte of the data, in UTF-8 without mark. */
  readonly dataByte: number;
  /** Physical line of the data's first byte, from 0. */
  readonly dataLine: number;
  /** Mean bytes of a record in the head. */
  readonly recordBytes: number;
  /** False when the bytes before the data are not UTF-8. */
  readonly utf8: boolean;
  readonly notes: readonly string[];
}

/** Records after the header that decide about the width. */
const sampledRecords = 500;

/**
 * @param head UTF-8 without mark. @param whole false when more follows.
 * @returns null when the head is too short to hold the header. @throws Refused too-wide.
 */
export function findStart(head: Uint8Array, whole: boolean, dialect: Dialect): Start | null {
  const skipped = skipPhysical(head, dialect);
  if (skipped === null) return whole ? nothing : null;
  const records = cutHead(head.subarray(skipped), whole, dialect, sampledRecords + 200);
  const isRecord = ({ cells, quotedFirst, comment }: HeadRecord): boolean =>
    !comment && !(cells.length === 1 && cells[0] === '' && !quotedFirst);
  const found = records.findIndex(isRecord);
  if (found < 0) return whole ? nothing : null;
  const first = records[found];
  if (first.cells.length >= mostCells) {
    throw new Refused(
      'too-wide',
      `The first record has ${mostCells.toLocaleString('en')} cells or more. Check the delimiter, or split the table.`,
    );
  }
  const body = records.slice(dialect.header ? found + 1 : found).filter(isRecord);
  const usual = usualWidth(body);
  const fitted = dialect.header
    ? fitNames(first.cells, usual.sure ? usual.width : first.cells.length, usual.lastEmpty)
    : { names: Array<string>(Math.max(usual.width, 1)).fill(''), notes: [] };
  const { names, notes } = completeNames(fitted.names);
  const last = records[records.length - 1];
  const dataByte = skipped + (dialect.header ? first.nextByte : startOf(records, found));
  return {
    names,
    utf8: isUtf8(head.subarray(0, dataByte)),
    lastUnnamed: dialect.header && names.length > 1 && fitted.names[names.length - 1] === '',
    dataByte,
    dataLine: dialect.skipLines + (dialect.header ? first.nextLine : first.line),
    recordBytes: last.nextByte / records.length,
    notes: [...fitted.notes, ...(dialect.header ? notes : [])],
  };
}

const nothing: Start = {
  names: [],
  lastUnnamed: false,
  dataByte: 0,
  dataLine: 0,
  recordBytes: 1,
  utf8: true,
  notes: [],
};

function startOf(records: readonly HeadRecord[], index: number): number {
  return index === 0 ? 0 : records[index - 1].nextByte;
}

/** Byte after `skipLines` physical lines; null when the head ends before. */
function skipPhysical(head: Uint8Array, { skipLines, newline }: Dialect): number | null {
  const end = newline === '\r' ? 13 : 10;
  let position = 0;
  for (let line = 0; line < skipLines; line++) {
    const found = head.indexOf(end, position);
    if (found < 0) return null;
    position = found + 1;
  }
  return position;
}

/** Most frequent width, `sure` when at least 90 % of the records have it (ours). */
function usualWidth(body: readonly HeadRecord[]): { width: number; sure: boolean; lastEmpty: boolean } {
  const counts = new Map<number, number>();
  for (const { cells } of body) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [width, count] = [...counts].sort((one, other) => other[1] - one[1])[0] ?? [0, 0];
  const usual = body.filter(({ cells }) => cells.length === width);
  return {
    width,
    sure: count >= 0.9 * body.length,
    lastEmpty: usual.every(({ cells }) => cells[width - 1] === ''),
  };
}
