/** Schemas of what a person asks of every synthetic row: conditions, shares, rules. */
import { z } from 'zod';
import type { Recipe } from '../../models/recipe.ts';

const name = z.string().max(10_000);
const cell = z.union([z.string().max(10_000), z.number(), z.null()]);
const end = z.union([z.string().max(200), z.number()]);
const always = z.boolean().exactOptional();

const range = z
  .strictObject({ low: end.exactOptional(), high: end.exactOptional() })
  .refine(({ low, high }) => low !== undefined || high !== undefined, 'a range needs low or high');

/** Conditions by column name. */
export const whereSchema: z.ZodType<Recipe['where']> = z.record(
  name,
  z.strictObject({ is: z.union([cell, z.array(cell).min(1).max(100_000).readonly(), range]) }),
);

/** Shares that sum to 1; null for none. */
export const balanceSchema: z.ZodType<Recipe['balance']> = z
  .strictObject({
    column: name,
    shares: z
      .record(z.string().max(10_000), z.number().min(0).max(1))
      .refine(
        (shares) => Math.abs(Object.values(shares).reduce((sum, share) => sum + share, 0) - 1) < 1e-6,
        'the shares must sum to 1',
      ),
  })
  .nullable();

/** Rules in the order in which they were chosen. */
export const rulesSchema: z.ZodType<Recipe['rules']> = z
  .array(
    z.discriminatedUnion('rule', [
      z.strictObject({
        rule: z.literal('range'),
        column: name,
        low: end.exactOptional(),
        high: end.exactOptional(),
        always,
      }),
      z.strictObject({
        rule: z.literal('order'),
        columns: z.array(name).min(2).readonly(),
        strict: z.boolean().exactOptional(),
        always,
      }),
      z.strictObject({ rule: z.literal('combination'), columns: z.array(name).min(2).readonly(), always }),
      z.strictObject({ rule: z.literal('sum'), total: name, of: z.array(name).min(2).readonly(), always }),
      z.strictObject({ rule: z.literal('unique'), column: name, always }),
    ]),
  )
  .max(10_000)
  .readonly();
