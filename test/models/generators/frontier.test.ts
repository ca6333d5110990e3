import { describe, expect, it } from 'vitest';
import { isMeasured } from '../../../models/evaluate/evaluation.ts';
import { measureFrontier, strengths } from '../../../models/generators/frontier.ts';
import { settingsOf } from '../../../models/generators/trees/settings.ts';
import { settingsAt } from '../../../models/generators/trees/strength.ts';
import { peopleTable } from '../../support/peopleTable.ts';
import { quietRun } from '../../../models/run/createRun.ts';

describe('the slider between the presets', () => {
  it('ends at the presets and never turns back', () => {
    expect(settingsAt(0)).toEqual(settingsOf('balanced'));
    expect(settingsAt(1)).toEqual(settingsOf('private'));
    const leaves = strengths.map((strength) => settingsAt(strength).leafRows);
    expect(leaves).toEqual(leaves.toSorted((a, b) => a - b));
    expect(new Set(leaves).size).toBeGreaterThan(3);
  });

  it('has every position measured on the table at hand', async () => {
    const table = { train: peopleTable(800, 1), holdout: peopleTable(400, 2) };
    const { points, sampled } = await measureFrontier(table, { seed: 1 }, quietRun());
    expect(points.map(({ strength }) => strength)).toEqual([...strengths]);
    for (const { accuracy, worstAttack } of points) {
      expect(isMeasured(accuracy) && accuracy.value > 0.5 && accuracy.value <= 1).toBe(true);
      expect(isMeasured(worstAttack) && worstAttack.value > 0.4 && worstAttack.value < 0.8).toBe(true);
    }
    expect(sampled).toBe(false);
  });

  it('without a holdout shows accuracy and says that leakage is unmeasured', async () => {
    const table = { train: peopleTable(300, 1), holdout: null };
    const { points } = await measureFrontier(table, { seed: 1 }, quietRun());
    expect(points.every(({ accuracy }) => isMeasured(accuracy))).toBe(true);
    expect(points.some(({ worstAttack }) => isMeasured(worstAttack))).toBe(false);
  });

  it('fits in the order of the visit sequence', async () => {
    const table = { train: peopleTable(300, 1), holdout: null };
    const accuracies = async (visitSequence: readonly string[]): Promise<readonly unknown[]> => {
      const { points } = await measureFrontier(table, { seed: 1, visitSequence }, quietRun());
      return points.map(({ accuracy }) => accuracy);
    };
    const own = await accuracies([]);
    expect(
      (await measureFrontier(table, { seed: 1 }, quietRun())).points.map((point) => point.accuracy),
    ).toEqual(own);
    expect(await accuracies(['closed', 'total', 'age'])).not.toEqual(own);
    await expect(measureFrontier(table, { seed: 1, visitSequence: ['nobody'] }, quietRun())).rejects.toThrow(
      expect.objectContaining({ code: 'unknown-column' }),
    );
  });
});
