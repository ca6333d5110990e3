/** The corpus through other readers: the cases in which they differ are exactly those that are explained. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { differences, outcomes } from '../../../data/csv/oracles.mjs';
import { caseNames, expectedOf } from './corpusCases.ts';

const written = readFileSync(new URL('../../../data/csv/DIFFERENCES.md', import.meta.url), 'utf8');

test('every difference is explained once, and nothing else is', () => {
  expect(differences()).toBe(written);
});

test('all cases without settings by hand were put to DuckDB and Papa Parse', () => {
  const asked = caseNames.filter((name) => expectedOf(name).hand === undefined);
  expect(outcomes().map(({ name }) => name)).toEqual(asked);
});

test('two thirds of the tables are read alike by an independent reader', () => {
  const tables = outcomes().filter(({ name }) => expectedOf(name).refusal === undefined);
  const confirmed = tables.filter(({ duckdb, papa }) => duckdb === 'same' || papa === 'same');
  expect(confirmed.length).toBeGreaterThan((2 / 3) * tables.length);
});
