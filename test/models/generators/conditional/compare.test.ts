import { describe, expect, it } from 'vitest';
import { comparisonFor, withFidelityOf } from '../../../../models/generators/conditional/compare.ts';
import { stratumOf } from '../../../../models/generators/conditional/demand.ts';
import { defaultRecipe } from '../../../../models/recipe.ts';
import { cellText, type Table } from '../../../../models/table/table.ts';
import { reportFixture } from '../../../support/reportFixture.ts';
import { peopleTable } from '../../../support/peopleTable.ts';

const countOf = (table: Table, name: string, text: string): number => {
  const column = table.columns.find(({ schema }) => schema.name === name);
  return Array.from({ length: table.rowCount }, (_, row) => column && cellText(column, row)).filter(
    (cell) => cell === text,
  ).length;
};

describe('what a conditional table is compared with', () => {
  const [train, holdout] = [peopleTable(3000, 1), peopleTable(1000, 2)];

  it('is the tables themselves without a condition', () => {
    const { train: same, unmeasured } = comparisonFor(train, holdout, defaultRecipe);
    expect(same).toBe(train);
    expect(unmeasured).toBeNull();
  });

  it('is the rows that meet the conditions when there are a hundred', () => {
    const where = { region: { is: 'north' } };
    const compared = comparisonFor(train, holdout, { ...defaultRecipe, where });
    expect(compared.train.rowCount).toBe(countOf(train, 'region', 'north'));
    expect(compared.holdout?.rowCount).toBe(countOf(holdout, 'region', 'north'));
  });

  it('is unmeasured with fewer', () => {
    const where = { region: { is: 'north' }, age: { is: { low: 20, high: 30 } } };
    const compared = comparisonFor(train, holdout, { ...defaultRecipe, where });
    expect(compared.unmeasured).toContain('at least 100');
    expect(compared.train).toBe(train);
  });

  it('has the shares of the balance, as many rows as there can be', () => {
    const balance = { column: 'region', shares: { north: 0.25, south: 0.75 } };
    const compared = comparisonFor(train, holdout, { ...defaultRecipe, balance });
    const north = countOf(train, 'region', 'north');
    expect(countOf(compared.train, 'region', 'north')).toBe(north);
    expect(countOf(compared.train, 'region', 'south')).toBe(3 * north);
  });
});

it('strata follow their shares from the first row on', () => {
  const demand = {
    strata: [0.2, 0.3, 0.5].map((share) => ({ share, limits: [] })),
  };
  for (const rows of [10, 100, 1000, 10_000]) {
    const counts = [0, 0, 0];
    for (let row = 0; row < rows; row++) counts[stratumOf(demand, row)]++;
    // Discrepancy of the golden ratio: at most 1 + log(n) / log(golden) rows a boundary, two boundaries a stratum.
    counts.forEach((count, index) =>
      expect(Math.abs(count - rows * demand.strata[index].share)).toBeLessThan(
        2 * (1 + Math.log(rows) / 0.48),
      ),
    );
  }
});

describe('rows that were filled', () => {
  it('have the leakage of what is written and the fidelity of what was drawn', () => {
    const check = (id: string, measure: string, says: string) =>
      ({ id, measure, says, status: 'pass', threshold: '' }) as const;
    const written = {
      ...reportFixture,
      checks: [check('shapes', 'fidelity.shapes', 'filled'), check('copies', 'privacy.copies', 'filled')],
    };
    const drawn = {
      ...reportFixture,
      fidelity: { ...reportFixture.fidelity },
      privacy: { ...reportFixture.privacy },
      checks: [check('shapes', 'fidelity.shapes', 'drawn'), check('copies', 'privacy.copies', 'drawn')],
    };
    const fair = withFidelityOf(written, drawn);
    expect(fair.fidelity).toBe(drawn.fidelity);
    expect(fair.utility).toBe(drawn.utility);
    expect(fair.privacy).toBe(written.privacy);
    expect(fair.checks.map(({ says }) => says)).toEqual(['drawn', 'filled']);
  });
});
