import { describe, expect, it } from 'vitest';
import { corrected, correctionsFor, reset, schemaOf } from '../../renderer/corrections.ts';
import { fakeTable } from '../support/fakeTable.ts';

const [identifier, age] = fakeTable.columns;

describe('corrections', () => {
  it('hold only what differs from the proposal', () => {
    const once = corrected({}, age, { kind: 'category', known: true });
    expect(once).toEqual({ age: { kind: 'category' } });
    expect(corrected(once, age, { sensitive: true })).toEqual({ age: { kind: 'category', sensitive: true } });
    expect(corrected(once, age, { kind: 'integer' })).toEqual({});
  });

  it('compare lists and number formats by content', () => {
    expect(corrected({}, age, { missingTokens: [...age.proposed.missingTokens] })).toEqual({});
    expect(corrected({}, age, { missingTokens: ['-9'] })).toEqual({ age: { missingTokens: ['-9'] } });
  });

  it('never touch other columns', () => {
    const both = corrected(corrected({}, age, { known: false }), identifier, { treatment: 'drop' });
    expect(reset(both, 'age')).toEqual({ person_id: { treatment: 'drop' } });
    expect(reset(both, 'sex')).toBe(both);
  });

  it('of columns that are gone are dropped', () => {
    const both = corrected(corrected({}, age, { known: false }), identifier, { treatment: 'drop' });
    expect(correctionsFor(both, [age])).toEqual({ age: { known: false } });
    expect(correctionsFor(both, fakeTable.columns)).toBe(both);
  });

  it('show before the engine has answered, and an undo does too', () => {
    expect(schemaOf(age, corrected({}, age, { kind: 'ordinal' })).kind).toBe('ordinal');
    const answered = { ...age, schema: { ...age.schema, kind: 'ordinal' as const } };
    expect(schemaOf(answered, {}).kind).toBe('integer');
  });
});
