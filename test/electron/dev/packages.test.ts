import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstMissing, isOlder, nodeProblem, npmCommand } from '../../../electron/dev/packages.mjs';

describe('nodeProblem', () => {
  it.each(['18.20.8', '20.18.3'])('refuses Node %s and names both versions', (version) => {
    expect(nodeProblem(version)).toContain(`needs Node 20.19.0 or newer; this is Node ${version}`);
  });

  it.each(['20.19.0', '20.20.2', '22.12.0', '24.0.0', '100.0.0'])('lets Node %s pass', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });
});

describe('isOlder', () => {
  it('compares numbers, not text', () => {
    expect(isOlder('9.10.0', '10.9.0')).toBe(true);
    expect(isOlder('20.9.0', '20.19.0')).toBe(true);
    expect(isOlder('25.0.0-nightly.1', '25.0.0')).toBe(false);
  });

  it('is a strict order', () => {
    const version = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30)).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(isOlder(a, b) && isOlder(b, a)).toBe(false);
        expect(isOlder(a, b) || isOlder(b, a)).toBe(a !== b);
      }),
    );
  });
});

describe('firstMissing', () => {
  const wanted = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0' },
  };

  it('finds nothing when all are there, whatever else is installed', () => {
    expect(firstMissing(wanted, { ...wanted, 'node_modules/c': { version: '3.0.0' } })).toBeUndefined();
  });

  it('names a package that is absent or has another version', () => {
    expect(firstMissing(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe('node_modules/b');
    expect(firstMissing(wanted, { ...wanted, 'node_modules/a': { version: '1.0.1' } })).toBe(
      'node_modules/a',
    );
  });

  it('leaves optional packages out, which differ by platform', () => {
    expect(firstMissing({ 'node_modules/d': { version: '1.0.0', optional: true } }, {})).toBeUndefined();
  });
});

describe('npmCommand', () => {
  it('passes the arguments on, unchanged and last', () => {
    expect(npmCommand(['pack', 'x@1']).args.slice(-2)).toEqual(['pack', 'x@1']);
  });
});
