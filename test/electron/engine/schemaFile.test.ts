import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSchemaFile } from '../../../electron/engine/schemaFile.ts';
import { smallColumn } from '../../support/smallTable.ts';

let folder: string;
const proposed = [smallColumn({ name: 'age', kind: 'integer' }, ['1', '2']).schema];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-schema-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

test('SDV metadata is read as corrections, and what cannot be mapped is said', async () => {
  const path = join(folder, 'sdv.json');
  const columns = { age: { sdtype: 'categorical' }, nobody: { sdtype: 'numerical' } };
  await writeFile(path, JSON.stringify({ METADATA_SPEC_VERSION: 'V1', tables: { people: { columns } } }));
  const { from, columns: corrections, unmapped } = await readSchemaFile(path, proposed, 'people');
  expect(from).toBe('sdv');
  expect(corrections).toEqual({ age: expect.objectContaining({ kind: 'category' }) });
  expect(unmapped.join(' ')).toContain('nobody');
});

test('a file that is gone, or a folder, is refused', async () => {
  await expect(readSchemaFile(join(folder, 'none.json'), proposed, 't')).rejects.toMatchObject({
    code: 'no-file',
  });
  await mkdir(join(folder, 'inside'));
  await expect(readSchemaFile(join(folder, 'inside'), proposed, 't')).rejects.toMatchObject({
    code: 'no-file',
  });
});

test('a file far too long for a schema is refused before it is read', async () => {
  const path = join(folder, 'long.json');
  await writeFile(path, '{}');
  await truncate(path, 20_000_001);
  await expect(readSchemaFile(path, proposed, 't')).rejects.toMatchObject({ code: 'metadata-too-long' });
});

test.each([
  ['no JSON', '{', 'broken-metadata'],
  ['something else', '{"a": 1}', 'unknown-metadata'],
])('%s is refused', async (_, text, code) => {
  const path = join(folder, 'odd.json');
  await writeFile(path, text);
  await expect(readSchemaFile(path, proposed, 't')).rejects.toMatchObject({ code });
});
