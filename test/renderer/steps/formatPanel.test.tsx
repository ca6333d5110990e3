import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { outputFormats } from '../../../models/recipe.ts';
import { mostSheetRows as engineRows } from '../../../models/io/outputLimits.ts';
import { FormatPanel, isTooLong, mostSheetRows } from '../../../renderer/steps/save/FormatPanel.tsx';
import type { OutputFormat } from '../../../models/recipe.ts';

const markup = (format: OutputFormat, rows: number): string =>
  renderToStaticMarkup(
    <FormatPanel output={{ format, escapeFormulas: false }} rows={rows} onChange={() => {}} />,
  );

describe('the choice of a format', () => {
  test('offers every format of the engine', () => {
    for (const format of outputFormats) expect(markup('csv', 10)).toContain(`data-testid="choice-${format}"`);
  });

  test('warns of a table that a sheet cannot hold, by the bound of the engine', () => {
    expect(mostSheetRows).toBe(engineRows - 1);
    expect(isTooLong('xlsx', mostSheetRows)).toBe(false);
    expect(isTooLong('csv', mostSheetRows + 1)).toBe(false);
    expect(markup('xlsx', mostSheetRows)).not.toContain('Save as CSV instead');
    expect(markup('xlsx', mostSheetRows + 1)).toContain('this table has 1,048,576');
    expect(markup('xlsx', mostSheetRows + 1)).toContain('Save as CSV instead');
  });

  test('offers to escape formulas where a spreadsheet would compute texts', () => {
    const offers = outputFormats.filter((format) => markup(format, 10).includes('escape-formulas'));
    expect(offers).toEqual(['csv', 'csv.gz', 'tsv']);
  });
});
