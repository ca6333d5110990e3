/** The shape of a saved model. Indexes across its parts are checked in `consistent.ts`. */
import { z } from 'zod';
import { recipeSchema } from '../parseRecipe.ts';
import { mostDecimals } from '../table/number.ts';
import { kinds, thousandsMarks } from '../table/schema.ts';

const bytes = z.instanceof(Uint8Array);
const ints = z.instanceof(Int32Array);
const words = z.instanceof(Uint32Array);
const numbers = z.instanceof(Float64Array);
const index = z.int().min(0);
const indexOrNone = z.int().min(-1);
/** An open end of a range; JSON writes an infinite number as null. */
const openEnd = z.number().nullable();

const columnSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(kinds),
  missingTokens: z.array(z.string()),
  number: z
    .strictObject({
      decimalMark: z.enum(['.', ',']),
      thousandsMark: z.enum(thousandsMarks),
      decimals: z.int().min(0).max(mostDecimals),
      fixedDecimals: z.boolean(),
      prefix: z.string().optional(),
      suffix: z.string().optional(),
      negative: z.enum(['parentheses', 'trailing']).optional(),
    })
    .optional(),
  pattern: z.string().min(1).optional(),
  levels: z.array(z.string()).optional(),
  placeWith: z.string().optional(),
  known: z.boolean(),
  sensitive: z.boolean(),
  treatment: z.enum(['model', 'regenerate', 'drop']),
});

const codecBase = { column: index, schema: columnSchema, parts: z.array(index) };
const missingTexts = z.strictObject({
  texts: z.array(z.string()).min(1),
  cumulative: z.array(z.number()).min(1),
});
const format = z.strictObject({
  shape: z.strictObject({ alphabets: z.array(z.string().min(1)), rows: index }),
  firstPlace: index,
  capacity: z.int().min(1),
  blocked: ints.nullable(),
  placing: z.strictObject({ size: index, multiplier: index, inverse: index, offset: index }),
  cumulative: z.number().min(0),
});
const taken = z.strictObject({ key: z.array(z.union([z.string(), z.number()])), hashes: numbers });
const making = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('nothing'), text: z.string() }),
  z.strictObject({ by: z.literal('count'), first: z.int() }),
  z.strictObject({ by: z.literal('format'), formats: z.array(format).min(1), taken }),
]);

const codec = z.discriminatedUnion('form', [
  z.strictObject({
    ...codecBase,
    form: z.literal('category'),
    levels: index,
    dictionary: z.strictObject({ bytes, offsets: words }),
    missing: bytes,
    missingTexts,
  }),
  z.strictObject({
    ...codecBase,
    form: z.literal('numeric'),
    values: numbers,
    grid: z.number().gt(0),
    missingTexts,
    places: z
      .strictObject({
        longitude: index,
        frequent: numbers,
        axis: ints,
        at: numbers,
        left: ints,
        box: numbers,
      })
      .exactOptional(),
  }),
  z.strictObject({ ...codecBase, form: z.literal('identifier'), making, seed: index }),
  z.strictObject({ ...codecBase, form: z.literal('dropped') }),
]);

const smooth = z.strictObject({ codes: ints, indexOf: ints, values: numbers }).nullable();
const tree = z.strictObject({
  feature: ints,
  threshold: ints,
  mask: ints,
  masks: words,
  left: ints,
  from: ints,
  end: ints,
  donors: ints,
});

const model = z.discriminatedUnion('generator', [
  z.strictObject({
    generator: z.literal('independent'),
    parts: z.array(z.strictObject({ donors: ints, smooth, missingPart: indexOrNone })),
  }),
  z.strictObject({
    generator: z.literal('trees'),
    smoothing: z.number().min(0),
    order: z.array(index),
    parts: z.array(
      z.strictObject({
        tree,
        copy: z.strictObject({ from: index, map: ints, whereMissing: indexOrNone }).nullable(),
        smooth,
        missingPart: indexOrNone,
        binOf: bytes,
      }),
    ),
  }),
]);

const limit = z.strictObject({ part: index, allowed: bytes, low: z.number(), high: z.number() });
const demand = z
  .strictObject({
    strata: z.array(z.strictObject({ share: z.number().min(0).max(1), limits: z.array(limit) })).min(1),
  })
  .nullable();

const rules = z
  .strictObject({
    ranges: z.array(z.strictObject({ codec: index, low: openEnd, high: openEnd })),
    orders: z.array(z.strictObject({ codecs: z.array(index), strict: z.boolean() })),
    sums: z.array(z.strictObject({ total: index, of: z.array(index), decimals: z.int().min(0).max(20) })),
    combinations: z.array(
      z.strictObject({ parts: z.array(index).min(1), present: z.array(index), allowed: ints }),
    ),
  })
  .nullable();

/** What the gate reads of the report; the rest is shown as it is. */
const report = z.looseObject({
  format: z.literal('understudy-report'),
  version: z.literal(1),
  table: z.looseObject({ syntheticRows: index, trainRows: index }),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      status: z.enum(['pass', 'warn', 'fail', 'unmeasured']),
      measure: z.string(),
      threshold: z.string(),
      says: z.string(),
      secret: z.string().optional(),
    }),
  ),
  notes: z.array(z.string()),
});

/** A saved model; strict, so that a field that this version does not know is refused rather than ignored. */
export const savedModelSchema = z.strictObject({
  format: z.literal('understudy-model'),
  software: z.strictObject({ name: z.literal('understudy'), version: z.string() }),
  fitted: z.strictObject({
    generator: z.string(),
    model,
    codecs: z.array(codec),
    seed: z.int().min(0).max(4294967295),
    tableName: z.string(),
    trainRows: index,
    demand,
    fill: z.array(index).optional(),
    rules,
  }),
  recipe: recipeSchema,
  dialect: z.strictObject({
    encoding: z.string(),
    bom: z.boolean(),
    delimiter: z.string(),
    quote: z.string(),
    escape: z.enum(['double', '\\']),
    header: z.boolean(),
    skipLines: index,
    comment: z.string(),
    newline: z.enum(['\n', '\r\n', '\r']),
  }),
  report,
});
