import { describe, expect, test } from 'vitest';
import { parseRequest } from '../../../electron/ipc/parse.ts';
import type { Channel } from '../../../electron/ipc/contract.ts';

const output = { format: 'csv', escapeFormulas: false } as const;
const decision = { reviewer: 'A', purpose: 'B', recipient: null, legalBasis: null, acceptances: [] };

const settings = {
  generator: 'trees',
  preset: 'balanced',
  strength: null,
  visitSequence: [],
  seed: 1,
  rows: null,
  holdout: null,
  holdoutShare: 0.2,
  where: {},
  balance: null,
  fill: [],
  rules: [],
};

describe('what the window may send', () => {
  test.each<[Channel, unknown]>([
    ['app.start', null],
    ['file.choose', { purpose: 'holdout' }],
    ['table.rows', { rowStart: 0, count: 200 }],
    ['results.closestRows', null],
    ['table.correct', { columns: { age: { kind: 'ordinal', levels: ['1', '2'] }, 'a b': {} } }],
    [
      'generate.start',
      {
        generator: 'trees',
        preset: 'private',
        strength: 0.4,
        visitSequence: ['sex', 'age'],
        seed: 4_294_967_295,
        rows: null,
        holdout: null,
        holdoutShare: 0.5,
        where: { age: { is: { low: '60', high: 70 } }, sex: { is: ['Female', null] }, left: { is: null } },
        balance: { column: 'left', shares: { yes: 0.25, no: 0.75 } },
        fill: ['age'],
        rules: [
          { rule: 'range', column: 'age', low: 0, always: true },
          { rule: 'order', columns: ['from', 'to'], strict: true },
          { rule: 'combination', columns: ['code', 'name'] },
          { rule: 'sum', total: 'all', of: ['a', 'b'] },
          { rule: 'unique', column: 'id' },
        ],
      },
    ],
    ['table.support', { where: {} }],
    ['table.frontier', { seed: 1, visitSequence: ['age'], holdout: null, holdoutShare: 0.2 }],
    ['release.save', { decision, output }],
  ])('%s', (channel, request) => {
    expect(parseRequest(channel, request)).toEqual(request);
  });
});

describe('what it may not', () => {
  test.each<[string, Channel, unknown, string]>([
    ['nothing where something is due', 'table.rows', undefined, 'request'],
    ['something where nothing is', 'results.closestRows', { count: 5_000 }, 'request'],
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
    ['a range without ends', 'table.support', { where: { age: { is: {} } } }, 'request.where.age.is'],
    ['no value at all', 'table.support', { where: { age: { is: [] } } }, 'request.where.age.is'],
    [
      'shares that do not add up',
      'generate.start',
      { ...settings, balance: { column: 'left', shares: { yes: 0.5, no: 0.4 } } },
      'request.balance.shares',
    ],
    [
      'a rule that does not exist',
      'generate.start',
      { ...settings, rules: [{ rule: 'magic', column: 'age' }] },
      'request.rules.0.rule',
    ],
    [
      'an order of one column',
      'generate.start',
      { ...settings, rules: [{ rule: 'order', columns: ['a'] }] },
      'request.rules.0.columns',
    ],
    [
      'a column to draw first that is no name',
      'generate.start',
      { ...settings, visitSequence: [1] },
      'request.visitSequence.0',
    ],
    ['a strength above one', 'generate.start', { ...settings, strength: 1.5 }, 'request.strength'],
    ['a seed past 32 bits', 'generate.start', { ...settings, seed: 2 ** 32 }, 'request.seed'],
    ['no holdout at all', 'generate.start', { ...settings, holdoutShare: 0 }, 'request.holdoutShare'],
    [
      'pages it claims were opened',
      'release.save',
      { decision: { ...decision, pagesOpened: ['fidelity'] }, output },
      'request.decision',
    ],
    [
      'a format that is none',
      'release.save',
      { decision, output: { ...output, format: 'exe' } },
      'request.output.format',
    ],
    ['a folder to write into', 'release.save', { decision, output, directory: '/tmp' }, 'request'],
  ])('%s', (_what, channel, request, path) => {
    expect(() => parseRequest(channel, request)).toThrow(expect.objectContaining({ code: 'bad-request' }));
    expect(() => parseRequest(channel, request)).toThrow(`${path} (`);
  });

  test('the refusal does not repeat the value', () => {
    expect(() => parseRequest('file.choose', { purpose: 'Mrs Miller' })).toThrow(/^(?!.*Miller)/);
  });
});
