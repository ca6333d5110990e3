import { beforeAll, describe, expect, it } from 'vitest';
import { codeTable } from '../../../models/codec/codeTable.ts';
import { fit } from '../../../models/generators/fit.ts';
import { sampleTable } from '../../../models/generators/sampleRows.ts';
import { pack, unpack } from '../../../models/modelFile/container.ts';
import { loadModel, saveModel } from '../../../models/modelFile/modelFile.ts';
import { randomStream } from '../../../models/num/random.ts';
import { defaultRecipe } from '../../../models/recipe.ts';
import { quietRun } from '../../../models/run/createRun.ts';
import { cellText, type SyntheticTable } from '../../../models/table/table.ts';
import { sha256 } from '../../support/memoryRelease.ts';
import { reportFixture } from '../../support/reportFixture.ts';
import { smallColumn, smallTable } from '../../support/smallTable.ts';
import { plainDialect as dialect } from '../../../models/io/rawColumns.ts';

const number = { decimalMark: '.', thousandsMark: '', decimals: 4, fixedDecimals: false } as const;

interface Places {
  longitude: number;
  left: Int32Array;
  axis: Int32Array;
  box: Float64Array;
}

describe('a model file with places', () => {
  let bytes: Uint8Array;
  let drawn: SyntheticTable;
  beforeAll(async () => {
    const random = randomStream(['places']);
    const texts = (from: number): string[] =>
      Array.from({ length: 600 }, () => (from + random.uniform()).toFixed(4));
    const table = smallTable([
      smallColumn({ name: 'lat', kind: 'latitude', placeWith: 'lon', number }, texts(48)),
      smallColumn({ name: 'lon', kind: 'longitude', placeWith: 'lat', number }, texts(9)),
    ]);
    const { codecs, coded } = await codeTable(table, { seed: 1 }, quietRun());
    const fitted = await fit(coded, codecs, defaultRecipe, table, quietRun());
    drawn = await sampleTable(fitted, 0, 500, quietRun());
    bytes = saveModel({ fitted, recipe: defaultRecipe, dialect, report: reportFixture }, sha256);
  });

  it('draws the same places as before it was saved', async () => {
    const { fitted } = loadModel(bytes, sha256);
    const again = await sampleTable(fitted, 0, 500, quietRun());
    const cells = ({ columns }: SyntheticTable): string[][] =>
      columns.map((column) => Array.from({ length: 500 }, (_, row) => cellText(column, row)));
    expect(cells(again)).toEqual(cells(drawn));
  });

  it.each<[string, (places: Places) => void]>([
    ['names a longitude that is not there', (places) => (places.longitude = 7)],
    ['walks in a circle', (places) => (places.left[places.axis.findIndex((axis) => axis >= 0)] = 0)],
    ['leads past the end', (places) => (places.left[0] = places.axis.length)],
    ['has an axis that is none', (places) => (places.axis[0] = 2)],
    ['has a box without an end', (places) => (places.box[0] = NaN)],
  ])('is refused when its tree %s', (_, change) => {
    const value = unpack(bytes, sha256) as { fitted: { codecs: { places?: Places }[] } };
    const places = value.fitted.codecs[0].places;
    if (places === undefined) throw new Error('expected places');
    change(places);
    expect(() => loadModel(pack(value, sha256), sha256)).toThrow(/model/i);
  });
});
