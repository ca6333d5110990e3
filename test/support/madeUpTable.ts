/** A made-up table with dependence, skew, missing cells and an identifier, for tests without the shared data. */
import { randomStream } from '../../models/num/random.ts';

const regions = ['north', 'south', 'east', 'west', 'islands'] as const;
const jobs = ['clerk', 'nurse', 'teacher', 'driver', 'farmer', 'engineer'] as const;

/** CSV text with a header: id, region, job, age, income, children, smoker, joined. */
export function madeUpCsv(rowCount: number, seed: number): string {
  const random = randomStream([seed, 'made-up']);
  const lines = ['id,region,job,age,income,children,smoker,joined'];
  for (let row = 0; row < rowCount; row++) {
    const region = regions[Math.min(random.below(5), random.below(5))];
    const job = jobs[(random.below(3) + (region === 'north' ? 3 : 0)) % jobs.length];
    const age = 18 + Math.floor(60 * random.uniform() ** 1.3);
    const income =
      random.uniform() < 0.15 ? 0 : Math.round(Math.exp(7 + 0.02 * age + 1.1 * (random.uniform() - 0.5)));
    const children = Math.max(0, Math.min(6, Math.floor((age - 18) / 12 + 2 * random.uniform() - 1)));
    const smoker =
      random.uniform() < 0.05 ? '' : random.uniform() < 0.2 + 0.1 * Number(job === 'driver') ? 'yes' : 'no';
    const day = new Date(Date.UTC(2010, 0, 1 + random.below(4000))).toISOString().slice(0, 10);
    lines.push(`P${String(100000 + row)},${region},${job},${age},${income},${children},${smoker},${day}`);
  }
  return `${lines.join('\n')}\n`;
}
