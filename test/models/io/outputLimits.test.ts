import { describe, expect, test } from 'vitest';
import {
  mostSheetColumns,
  mostSheetRows,
  requireOutput,
  requireShardable,
} from '../../../models/io/outputLimits.ts';
import { outputFormats } from '../../../models/recipe.ts';

describe('what a format holds', () => {
  test('a sheet of Excel has a bound on rows, the header included, and on columns', () => {
    requireOutput('xlsx', { rows: mostSheetRows - 1, columns: mostSheetColumns });
    const rows = (): void => requireOutput('xlsx', { rows: mostSheetRows, columns: 1 });
    expect(rows).toThrow(expect.objectContaining({ code: 'too-many-rows' }));
    expect(rows).toThrow(/1,048,576 rows.*CSV or Parquet/s);
    expect(() => requireOutput('xlsx', { rows: 1, columns: mostSheetColumns + 1 })).toThrow(
      expect.objectContaining({ code: 'too-many-columns' }),
    );
  });

  test.each(outputFormats.filter((format) => format !== 'xlsx'))('%s has none', (format) => {
    expect(() => requireOutput(format, { rows: 1e9, columns: 1e6 })).not.toThrow();
  });

  test('files of lines can be put one after the other, the others not', () => {
    const shardable = outputFormats.filter((format) => {
      try {
        requireShardable(format);
        return true;
      } catch (error) {
        expect(error).toMatchObject({ code: 'no-shards' });
        return false;
      }
    });
    expect(shardable).toEqual(['csv', 'csv.gz', 'tsv', 'jsonl']);
  });
});
