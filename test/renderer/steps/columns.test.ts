import { describe, expect, it } from 'vitest';
import { filterColumns } from '../../../renderer/steps/columns/filterColumns.ts';
import { movedLevel } from '../../../renderer/steps/columns/LevelsField.tsx';
import { fakeTable } from '../../support/fakeTable.ts';

function names(
  ...rest: [
    corrections: object,
    search: string,
    filter: 'all' | 'changed' | 'warnings' | 'known' | 'sensitive',
  ]
) {
  return filterColumns(fakeTable.columns, rest[0] as Record<string, never>, rest[1], rest[2]).map(
    ({ schema }) => schema.name,
  );
}

describe('the list of columns', () => {
  it('searches names in any case and filters', () => {
    expect(names({}, ' STATUS', 'all')).toEqual(['marital_status']);
    expect(names({}, '', 'warnings')).toEqual(['capital_gain', 'hired_on']);
    expect(names({}, '', 'sensitive')).toEqual(['capital_gain', 'diagnosis', 'income']);
    expect(names({ age: { known: false } }, '', 'changed')).toEqual(['age']);
    expect(names({ age: { known: false } }, 'age', 'known')).toEqual([]);
  });
});

describe('levels', () => {
  it('move by one place and stay at the ends', () => {
    const levels = ['low', 'mid', 'high'];
    expect(movedLevel(levels, 1, -1)).toEqual(['mid', 'low', 'high']);
    expect(movedLevel(levels, 1, 1)).toEqual(['low', 'high', 'mid']);
    expect(movedLevel(levels, 0, -1)).toBe(levels);
    expect(movedLevel(levels, 2, 1)).toBe(levels);
  });
});
