import { expect, test } from 'vitest';
import { align, type Aligned } from '../../../../models/evaluate/align.ts';
import { knownFor, rolesOf } from '../../../../models/evaluate/privacy/roles.ts';
import type { ColumnSchema } from '../../../../models/table/schema.ts';
import { tableFrom } from '../../../support/loadTable.ts';

const rows = Array.from({ length: 240 }, (_, row) => row);
const columns = [
  ['region', rows.map((row) => `r${(row % 6) % 2}`)],
  ['town', rows.map((row) => `t${row % 6}`)],
  ['code', rows.map((row) => String(row % 6))],
  ['sex', rows.map((row) => (row % 4 < 2 ? 'f' : 'm'))],
  ['weight', rows.map((row) => String(row * 7))],
  ['job', rows.map((row) => `j${Math.floor(row / 7) % 5}`)],
  ['pay', rows.map((row) => String((row * row) % 97))],
  ['ill', rows.map((row) => (row % 5 === 0 ? 'yes' : 'no'))],
  ['same', rows.map(() => 'x')],
] as const;
const kinds = { code: 'integer', weight: 'integer', pay: 'integer' } as const;
const train = tableFrom('real', columns, kinds);
const aligned: Aligned = align({
  train,
  holdout: null,
  synthetic: tableFrom('synthetic', columns, kinds),
  seed: 1,
});

function marked(known: readonly string[], sensitive: readonly string[]): readonly ColumnSchema[] {
  return train.columns.map(({ schema }) => ({
    ...schema,
    known: known.includes(schema.name),
    sensitive: sensitive.includes(schema.name),
  }));
}

const names = (indexes: readonly number[]): readonly string[] =>
  indexes.map((index) => aligned.columns[index].name);

test('by default the last columns that vary are secrets, and keys have few values and do not repeat each other', () => {
  const roles = rolesOf(aligned, marked([], []));
  expect(names(roles.secrets)).toEqual(['ill', 'pay', 'job']);
  // "town" says what "region" and "code" say; "weight" has a value a row; "same" says nothing.
  expect(names(roles.keys)).toEqual(['town', 'sex']);
  expect(roles.known).toEqual([]);
  expect(roles.given).toEqual({ known: false, secrets: false });
});

test('what a person marked is taken as it is', () => {
  const roles = rolesOf(aligned, marked(['region', 'town', 'weight'], ['ill']));
  expect(names(roles.known)).toEqual(['region', 'town', 'weight']);
  expect(names(roles.secrets)).toEqual(['ill']);
  expect(names(roles.keys)).toEqual(['region', 'town', 'weight']);
  expect(roles.given).toEqual({ known: true, secrets: true });
  expect(names(knownFor(aligned, roles, 7))).toEqual(['region', 'town', 'weight']);
  // A column that is both is not known when it is the secret.
  expect(names(knownFor(aligned, roles, 0))).toEqual(['town', 'weight']);
});

test('at most six secrets and four keys', () => {
  const all = columns.map(([name]) => name);
  expect(rolesOf(aligned, marked([], all)).secrets).toHaveLength(6);
  expect(rolesOf(aligned, marked(all, ['ill'])).keys).toHaveLength(4);
});

test('by default all others are known but what repeats another or answers the question by itself', () => {
  const roles = rolesOf(aligned, marked([], []));
  expect(names(knownFor(aligned, roles, 7))).toEqual(['town', 'sex', 'weight', 'job', 'pay']);
  // "town" and "code" determine the region for everybody, with or without a synthetic table.
  expect(names(knownFor(aligned, roles, 0))).toEqual(['sex', 'weight', 'job', 'pay', 'ill']);
});
