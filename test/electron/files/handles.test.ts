import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileHandles } from '../../../electron/files/handles.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-handles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a handle says name and size and leads back to the path, without holding it', () => {
  const path = join(folder, 'people.csv');
  writeFileSync(path, 'a,b\n1,2\n');
  const handles = fileHandles();
  const handle = handles.give(path);
  expect(handle).toEqual({ id: expect.any(String), name: 'people.csv', bytes: 8 });
  expect(JSON.stringify(handle)).not.toContain(folder);
  expect(handles.pathOf(handle)).toBe(path);
});

test('what is no file has no size', () => {
  const handles = fileHandles();
  expect(handles.give(folder).bytes).toBeNull();
  expect(handles.give(join(folder, 'none.csv')).bytes).toBeNull();
});

test('a handle that was never given is refused', () => {
  expect(() => fileHandles().pathOf({ id: 'x', name: 'x', bytes: null })).toThrow(/was not chosen/);
});
