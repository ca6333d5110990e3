/** Made-up customers of an online shop: 3,000 rows; formulas ours, chosen to look plausible, taken from no data. */
import { randomStream } from '../../models/num/random.ts';
import { dateAfter, happens, normal, weighted, whole } from './draw.ts';
import type { MadeUp } from './samples.ts';

const regions = [
  ['North', 24],
  ['South', 31],
  ['East', 14],
  ['West', 27],
  ['Islands', 4],
] as const;
const devices = {
  basic: [
    ['phone', 6],
    ['laptop', 3],
    ['tablet', 1],
  ],
  plus: [
    ['phone', 4],
    ['laptop', 5],
    ['tablet', 1],
  ],
  premium: [
    ['phone', 3],
    ['laptop', 6],
    ['tablet', 2],
  ],
} as const;
const discounts = { basic: 0, plus: 5, premium: 12.5 } as const;

export const customers: MadeUp = {
  header: [
    'customer_id',
    'signed_up',
    'region',
    'age',
    'plan',
    'device',
    'orders',
    'spent_eur',
    'discount_percent',
    'support_calls',
    'left',
  ],
  rows: 3_000,
  row: (index) => {
    const random = randomStream([2024, 'sample', 'customers', index]);
    const region = weighted(random, regions);
    const age = whole(19 + Math.exp(3 + 0.55 * normal(random)), 18, 92);
    const plan = weighted(random, [
      ['basic', age < 30 ? 70 : 48],
      ['plus', 34],
      ['premium', age > 40 ? 22 : 8],
    ] as const);
    const signedUp = whole(700 * Math.sqrt(random.uniform()), 0, 700);
    const rate = { basic: 2.2, plus: 4.5, premium: 8 }[plan] * ((760 - signedUp) / 400);
    const orders = happens(random, plan === 'basic' ? 0.34 : 0.12)
      ? 0
      : whole(rate * Math.exp(0.6 * normal(random)), 0, 250);
    const basket = Math.exp(
      3.4 + 0.012 * (age - 40) + (plan === 'premium' ? 0.4 : 0) + 0.45 * normal(random),
    );
    const calls = whole(Math.exp(0.9 * normal(random) - 0.6), 0, 15);
    const chance = 1 / (1 + Math.exp(0.9 + 0.16 * orders - 0.45 * calls + (plan === 'premium' ? 0.7 : 0)));
    return [
      `C${String(10_000 + index)}`,
      dateAfter(signedUp),
      region,
      happens(random, 0.05) ? '' : age,
      plan,
      happens(random, 0.03) ? '' : weighted(random, devices[plan]),
      orders,
      (orders * basket).toFixed(2),
      discounts[plan].toFixed(1),
      calls,
      happens(random, chance) ? 'yes' : 'no',
    ];
  },
};
