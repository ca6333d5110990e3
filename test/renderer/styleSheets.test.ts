/** Style sheets of steps reach the whole window: a class that two of them define changes a screen it was not meant for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const folder = resolve(import.meta.dirname, '../../renderer');
const sheets = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.css'));

/** Classes with rules of their own, those for paper and for narrow windows aside. */
function defined(sheet: string): Set<string> {
  const text = readFileSync(join(folder, sheet), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const lines = text.split('\n').filter((line) => /^\.[\w-]+( \{|,)$/.test(line));
  return new Set(lines.map((line) => line.replace(/^\.([\w-]+).*$/, '$1')));
}

it('no class is defined in two style sheets', () => {
  const places = sheets.flatMap((sheet) => [...defined(sheet)].map((name) => ({ name, sheet })));
  expect(places.length).toBeGreaterThan(200);
  const twice = places.filter(({ name, sheet }) =>
    places.some((other) => other.name === name && other.sheet !== sheet),
  );
  expect(twice).toEqual([]);
});
