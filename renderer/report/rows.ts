/** Findings of a report as rows of a chart. */
import type { TrackRow } from '../charts/TrackTable.tsx';
import type { Report } from '../../models/report/report.ts';
import { findingAt, wordsOf } from './measures.ts';

/** The findings at `paths` that the report has, as rows. */
export function rowsAt(report: Report, paths: readonly string[]): readonly TrackRow[] {
  return paths.flatMap((path) => {
    const finding = findingAt(report, path);
    return finding === null ? [] : [{ ...wordsOf(path), finding }];
  });
}
