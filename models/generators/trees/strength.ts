/** Settings between the two presets, for a slider. */
import { settingsOf, type TreesSettings } from './settings.ts';

/**
 * Settings at `strength`, 0 (as `balanced`) to 1 (as `private`), both exactly. Leaf sizes go by equal ratios and the others
 * by equal steps. Ours: what a position costs and buys is measured on the table at hand (`../frontier.ts`), not promised.
 */
export function settingsAt(strength: number): TreesSettings {
  const [from, to] = [settingsOf('balanced'), settingsOf('private')];
  const between = (low: number, high: number): number => low + strength * (high - low);
  return {
    leafRows: Math.round(from.leafRows * (to.leafRows / from.leafRows) ** strength),
    margin: between(from.margin, to.margin),
    trees: Math.round(between(from.trees, to.trees)),
    smoothing: between(from.smoothing, to.smoothing),
    rowsPerLevel: Math.round(between(from.rowsPerLevel, to.rowsPerLevel)),
  };
}
