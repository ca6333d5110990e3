import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fileArgument } from '../../electron/arguments.ts';

test.each<[string, string[], boolean, string | null]>([
  ['unpackaged: the first argument is the app', ['electron', '.', 'a.csv'], false, 'a.csv'],
  ['packaged: there is no app folder', ['understudy', 'a.csv'], true, 'a.csv'],
  [
    'switches before and between',
    ['electron', '--no-sandbox', '.', '--user-data-dir=/x', 'a.csv'],
    false,
    'a.csv',
  ],
  ['after two dashes a name may start with one', ['electron', '.', '--', '-a.csv'], false, '-a.csv'],
  ['no file', ['electron', '.'], false, null],
  ['no file, packaged', ['understudy'], true, null],
  ['an empty name', ['understudy', ''], true, null],
])('%s', (_what, argv, packaged, file) => {
  expect(fileArgument(argv, packaged, '/home')).toBe(file === null ? null : resolve('/home', file));
});
