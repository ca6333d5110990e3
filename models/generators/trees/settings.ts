/** What each preset means for the trees; the trade of each setting is measured in `README.md`. */
import type { Preset } from '../../recipe.ts';
import type { GrowSettings } from './grow.ts';

export interface TreesSettings extends GrowSettings {
  /** Trees a part, each grown on a part of the rows; see `coin.ts`. */
  readonly trees: number;
  /** Weight of the parent in a leaf's law, in rows; see `TreesModel.smoothing`. */
  readonly smoothing: number;
  /** Rows a level must have on average before what it determines counts as a rule; see `dependence.ts`. */
  readonly rowsPerLevel: number;
}

/** The settings of a preset. */
export function settingsOf(preset: Preset): TreesSettings {
  switch (preset) {
    case 'balanced':
      return { leafRows: 30, margin: -2, trees: 1, smoothing: 0, rowsPerLevel: 20 };
    case 'private':
      return { leafRows: 40, margin: -1, trees: 2, smoothing: 2, rowsPerLevel: 50 };
    default:
      return preset satisfies never;
  }
}

/** Tables of fewer rows get a higher margin. */
const manyRows = 20000;

/**
 * How trees are grown on a table of `rowCount` rows. The fewer the rows, the larger is the part of what looks like structure
 * that is chance, and each row weighs more in what is drawn: below 20,000 rows the margin rises by log(20,000 / rows). Ours, and
 * measured.
 */
export function growSettingsOf({ leafRows, margin }: TreesSettings, rowCount: number): GrowSettings {
  return { leafRows, margin: margin + Math.log(Math.max(1, manyRows / Math.max(1, rowCount))) };
}
