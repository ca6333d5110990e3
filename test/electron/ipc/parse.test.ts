import { describe, expect, test } from 'vitest';
import { parseRequest } from '../../../electron/ipc/parse.ts';
import type { Channel } from '../../../electron/ipc/contract.ts';

const decision = { reviewer: 'A', purpose: 'B', recipient: null, legalBasis: null, acceptances: [] };

describe('what the window may send', () => {
  test.each<[Channel, unknown]>([
    ['app.start', null],
    ['file.choose', { purpose: 'holdout' }],
    ['table.rows', { rowStart: 0, count: 200 }],
    ['table.correct', { columns: { age: { kind: 'ordinal', levels: ['1', '2'] }, 'a b': {} } }],
    [
      'generate.start',
      {
        generator: 'trees',
        preset: 'private',
        seed: 4_294_967_295,
        rows: null,
        holdout: null,
        holdoutShare: 0.5,
      },
    ],
    ['release.save', { decision }],
  ])('%s', (channel, request) => {
    expect(parseRequest(channel, request)).toEqual(request);
  });
});

describe('what it may not', () => {
  test.each<[string, Channel, unknown, string]>([
    ['nothing where something is due', 'table.rows', undefined, 'request'],
    ['more rows than a window has', 'table.rows', { rowStart: 0, count: 201 }, 'request.count'],
    ['a negative row', 'table.rows', { rowStart: -1, count: 1 }, 'request.rowStart'],
    ['half a row', 'table.rows', { rowStart: 0.5, count: 1 }, 'request.rowStart'],
    ['a path', 'table.open', { path: '/etc/passwd' }, 'request.file'],
    [
      'a path beside a handle',
      'table.open',
      { file: { id: 'x', name: 'y', path: '/etc/passwd' } },
      'request.file',
    ],
    [
      'a kind that does not exist',
      'table.correct',
      { columns: { age: { kind: 'money' } } },
      'request.columns.age.kind',
    ],
    [
      'a setting that does not exist',
      'table.correct',
      { columns: { age: { nmae: 'x' } } },
      'request.columns.age',
    ],
    [
      'an undefined setting',
      'table.correct',
      { columns: { age: { known: undefined } } },
      'request.columns.age.known',
    ],
    [
      'a delimiter of two characters',
      'table.reread',
      { dialect: { delimiter: '||' }, ragged: 'stop' },
      'request.dialect.delimiter',
    ],
    [
      'a seed past 32 bits',
      'generate.start',
      { generator: 'trees', preset: 'balanced', seed: 2 ** 32, rows: null, holdout: null, holdoutShare: 0.2 },
      'request.seed',
    ],
    [
      'no holdout at all',
      'generate.start',
      { generator: 'trees', preset: 'balanced', seed: 1, rows: null, holdout: null, holdoutShare: 0 },
      'request.holdoutShare',
    ],
    [
      'pages it claims were opened',
      'release.save',
      { decision: { ...decision, pagesOpened: ['fidelity'] } },
      'request.decision',
    ],
    ['a folder to write into', 'release.save', { decision, directory: '/tmp' }, 'request'],
  ])('%s', (_what, channel, request, path) => {
    expect(() => parseRequest(channel, request)).toThrow(expect.objectContaining({ code: 'bad-request' }));
    expect(() => parseRequest(channel, request)).toThrow(`${path} (`);
  });

  test('the refusal does not repeat the value', () => {
    expect(() => parseRequest('file.choose', { purpose: 'Mrs Miller' })).toThrow(/^(?!.*Miller)/);
  });
});
