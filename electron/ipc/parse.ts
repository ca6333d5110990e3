/** One schema a channel: what the window sends is parsed from `unknown`. */
import { z } from 'zod';
import { generatorNames, outputFormats, presets } from '../../models/recipe.ts';
import { reviewPages } from '../../models/release/decision.ts';
import { Refused } from '../../models/run/run.ts';
import { kinds, thousandsMarks } from '../../models/table/schema.ts';
import { balanceSchema, rulesSchema, whereSchema } from './askSchemas.ts';
import type { Channel, Requests } from './contract.ts';

// The page's policy forbids eval; zod is told not to try it anywhere.
z.config({ jitless: true });

/** Rows of a window of cells at most. */
export const mostWindowRows = 200;

const nothing = z.null();
const shortText = z.string().max(2_000);
const file = z.strictObject({
  id: z.string().max(100),
  name: z.string().max(1_000),
  bytes: z.int().min(0).nullable(),
});
const window = z.strictObject({ rowStart: z.int().min(0), count: z.int().min(0).max(mostWindowRows) });

const numberFormat = z.strictObject({
  decimalMark: z.enum(['.', ',']),
  thousandsMark: z.enum(thousandsMarks),
  decimals: z.int().min(0).max(20),
  fixedDecimals: z.boolean(),
  prefix: z.string().max(20).exactOptional(),
  suffix: z.string().max(20).exactOptional(),
  negative: z.enum(['parentheses', 'trailing']).exactOptional(),
});

const correction = z.strictObject({
  kind: z.enum(kinds).exactOptional(),
  missingTokens: z.array(z.string().max(10_000)).max(1_000).readonly().exactOptional(),
  number: numberFormat.exactOptional(),
  pattern: z.string().min(1).max(200).exactOptional(),
  levels: z.array(z.string().max(10_000)).max(100_000).readonly().exactOptional(),
  placeWith: z.string().max(10_000).exactOptional(),
  known: z.boolean().exactOptional(),
  sensitive: z.boolean().exactOptional(),
  treatment: z.enum(['model', 'regenerate', 'drop']).exactOptional(),
});

const dialect = z.strictObject({
  encoding: z.string().min(1).max(40),
  bom: z.boolean(),
  delimiter: z.string().length(1),
  quote: z.string().max(1),
  escape: z.enum(['double', '\\']),
  header: z.boolean(),
  skipLines: z.int().min(0).max(1_000_000),
  comment: z.string().max(20),
  newline: z.enum(['\n', '\r\n', '\r']),
});

const decision = z.strictObject({
  reviewer: shortText,
  purpose: shortText,
  recipient: shortText.nullable(),
  legalBasis: shortText.nullable(),
  acceptances: z
    .array(z.strictObject({ check: z.string().max(200), reason: shortText }))
    .max(1_000)
    .readonly(),
});

const holdout = {
  seed: z.int().min(0).max(4_294_967_295),
  holdout: file.nullable(),
  holdoutShare: z.number().gt(0).max(0.5),
};

const visitSequence = z.array(z.string().max(10_000)).max(100_000).readonly();

const schemas = {
  'app.start': nothing,
  'file.choose': z.strictObject({ purpose: z.enum(['table', 'holdout']) }),
  'table.openSample': z.strictObject({ id: z.string().max(100) }),
  'table.open': z.strictObject({ file }),
  'table.reread': z.strictObject({ dialect: dialect.nullable(), ragged: z.enum(['stop', 'pad', 'apart']) }),
  'table.rows': window,
  'table.correct': z.strictObject({ columns: z.record(z.string(), correction) }),
  'table.study': nothing,
  'table.applySchema': nothing,
  'table.support': z.strictObject({ where: whereSchema }),
  'table.rules': nothing,
  'table.frontier': z.strictObject({ ...holdout, visitSequence }),
  'generate.start': z.strictObject({
    generator: z.enum(generatorNames),
    preset: z.enum(presets),
    strength: z.number().min(0).max(1).nullable(),
    visitSequence,
    rows: z.int().min(1).max(1_000_000_000).nullable(),
    ...holdout,
    where: whereSchema,
    balance: balanceSchema,
    fill: z.array(z.string().max(10_000)).max(100_000).readonly(),
    rules: rulesSchema,
  }),
  'work.cancel': nothing,
  'results.rows': window,
  'results.closestRows': nothing,
  'review.opened': z.strictObject({ page: z.enum(reviewPages) }),
  'release.save': z.strictObject({
    decision,
    output: z.strictObject({ format: z.enum(outputFormats), escapeFormulas: z.boolean() }),
  }),
  'report.save': nothing,
  'release.show': nothing,
} satisfies { [Name in Channel]: z.ZodType<Requests[Name][0]> };

/** Channels whose contract allows more than the schema does; compiles only while there are none. */
type Narrower = {
  [Name in Channel]: Requests[Name][0] extends z.infer<(typeof schemas)[Name]> ? never : Name;
}[Channel];
export const asWideAsContract: [Narrower] extends [never] ? true : Narrower = true;

const byChannel: { [Name in Channel]: z.ZodType<Requests[Name][0]> } = schemas;

/** @throws Refused `bad-request` that names the channel and the path of each fault, never the value. */
export function parseRequest<Name extends Channel>(channel: Name, request: unknown): Requests[Name][0] {
  const parsed = byChannel[channel].safeParse(request);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, code }) => `${['request', ...path].join('.')} (${code})`);
  throw new Refused(
    'bad-request',
    `The window asked ${channel} for something it cannot be asked: ${faults.join(', ')}.`,
  );
}
