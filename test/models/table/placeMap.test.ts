import { describe, expect, test } from 'vitest';
import { placeMap } from '../../../models/table/placeMap.ts';
import { smallColumn } from '../../support/smallTable.ts';

const column = (kind: 'latitude' | 'longitude', values: readonly (number | '')[]) =>
  smallColumn({ name: kind, kind }, values.map(String));

describe('the map of places', () => {
  const rows = Array.from({ length: 2000 }, (_, row) => row);
  // Three towns on the equator and around it: south-west, north-east, and one place far out in the north-west.
  const latitudes = rows.map((row) =>
    row === 0 ? 80 : row % 2 === 0 ? 1 + (row % 50) / 500 : -1 + (row % 50) / 500,
  );
  const longitudes = rows.map((row) =>
    row === 0 ? -80 : row % 2 === 0 ? 1 + (row % 40) / 400 : -1 + (row % 40) / 400,
  );
  const map = placeMap(column('latitude', latitudes), column('longitude', longitudes));

  test('counts rows by square, north-west first', () => {
    if (map === null) throw new Error('expected a map');
    expect(map.shares).toHaveLength(map.columns * map.rows);
    const filled = map.shares.flatMap((share, square) => (share > 0 ? [square] : []));
    const half = map.rows / 2;
    // Squares of the north-east and of the south-west, none of the others.
    for (const square of filled) {
      const [x, y] = [square % map.columns, Math.floor(square / map.columns)];
      expect(x >= map.columns / 2).toBe(y < half);
    }
    expect(map.shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(0.9);
  });

  test('neither frame nor squares show a single place', () => {
    if (map === null) throw new Error('expected a map');
    expect(map.north).toBeLessThan(1.1);
    expect(map.west).toBeGreaterThan(-1.1);
    const drawn = rows.length * 0.9;
    expect(map.shares.every((share) => share === 0 || share * drawn >= 9)).toBe(true);
  });

  test('there is none of a few places, of a line, or without a coordinate', () => {
    expect(placeMap(column('latitude', [1, 2]), column('longitude', [1, 2]))).toBeNull();
    expect(
      placeMap(
        column(
          'latitude',
          rows.map(() => 5),
        ),
        column('longitude', longitudes),
      ),
    ).toBeNull();
    expect(
      placeMap(
        column(
          'latitude',
          rows.map(() => ''),
        ),
        column('longitude', longitudes),
      ),
    ).toBeNull();
  });
});
