import { describe, expect, it } from 'vitest';
import { chips, shownValue } from '../../../renderer/steps/open/dialectParts.ts';
import { fakeTable } from '../../support/fakeTable.ts';

const { dialect } = fakeTable;

describe('chips of the dialect', () => {
  it.each(chips.flatMap((chip) => chip.options.map(({ id }) => [chip.part, id, chip] as const)))(
    '%s takes %j and shows its label',
    (_, id, chip) => {
      const next = chip.write(dialect, id);
      expect(next === null ? null : chip.read(next)).toBe(id);
      expect(next === null ? null : shownValue(chip, next)).toBe(
        chip.options.find((option) => option.id === id)?.label,
      );
    },
  );

  it.each([
    ['delimiter', ''],
    ['delimiter', ';;'],
    ['delimiter', '"'],
    ['encoding', ' '],
    ['skipLines', '-1'],
    ['skipLines', 'two'],
  ])('%s does not take %j', (part, text) => {
    expect(chips.find((chip) => chip.part === part)?.write(dialect, text)).toBeNull();
  });

  it('shows a value that is no option as it is', () => {
    const delimiter = chips.find(({ part }) => part === 'delimiter');
    expect(delimiter === undefined ? '' : shownValue(delimiter, { ...dialect, delimiter: '~' })).toBe('~');
  });
});
