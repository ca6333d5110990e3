import { describe, expect, it } from 'vitest';
import { acceptancesOf } from '../../../electron/cli/review.ts';
import {
  choiceOption,
  help,
  onlyFile,
  parseVerb,
  Usage,
  verbs,
  wholeOption,
} from '../../../electron/cli/usage.ts';

describe('usage', () => {
  it('refuses an unknown option and names it', () => {
    expect(() => parseVerb('inspect', ['a.csv', '--fast'])).toThrow(/--fast/);
  });

  it('refuses an option without its value', () => {
    expect(() => parseVerb('synthesize', ['a.csv', '--out'])).toThrow(Usage);
  });

  it.each(['-1', '1.5', 'ten', '', '99'])('refuses "%s" as a number from 1 to 64', (text) => {
    expect(() => wholeOption(parseVerb('inspect', [`--threads=${text}`]), 'threads', 1, 64)).toThrow(
      '--threads takes a whole number from 1 to 64.',
    );
  });

  it('refuses a choice that does not exist and names those that do', () => {
    const typed = parseVerb('synthesize', ['--preset', 'careful']);
    expect(() => choiceOption(typed, 'preset', ['balanced', 'private'])).toThrow(/balanced, private/);
  });

  it.each([[[]], [['a.csv', 'b.csv']]])('wants exactly one file, not %j', (files) => {
    expect(() => onlyFile(parseVerb('inspect', files), 'file')).toThrow(Usage);
  });

  it('keeps equals signs in the reason of an acceptance', () => {
    const typed = parseVerb('synthesize', ['--accept', 'copies=p = 0.1', '--accept=shapes=small table']);
    expect(acceptancesOf(typed)).toEqual([
      { check: 'copies', reason: 'p = 0.1' },
      { check: 'shapes', reason: 'small table' },
    ]);
  });

  it.each(['copies', '=reason', 'copies='])('refuses --accept %s', (text) => {
    expect(() => acceptancesOf(parseVerb('synthesize', ['--accept', text]))).toThrow(/CHECK=REASON/);
  });

  it('documents every verb and every option in the help', () => {
    for (const [verb, options] of Object.entries(verbs)) {
      expect(help).toContain(`understudy ${verb}`);
      // --quiet and --threads are taken everywhere and described where they matter.
      for (const option of Object.keys(options)) expect(help).toContain(`--${option}`);
    }
  });
});
