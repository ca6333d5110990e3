/** What each preset means for the trees; the trade of each setting is measured in `README.md`. */
import type { Preset } from '../../recipe.ts';
import type { GrowSettings } from './grow.ts';

export interface TreesSettings extends GrowSettings {
  /** Weight of the parent in a leaf's law, in rows; see `TreesModel.smoothing`. */
  readonly smoothing: number;
  /** Rows a level must have on average before what it determines counts as a rule; see `dependence.ts`. */
  readonly rowsPerLevel: number;
}

/** The settings of a preset. */
export function settingsOf(preset: Preset): TreesSettings {
  switch (preset) {
    case 'balanced':
      return { leafRows: 30, penalty: 1.2, smoothing: 0, rowsPerLevel: 20 };
    case 'private':
      return { leafRows: 50, penalty: 2, smoothing: 5, rowsPerLevel: 50 };
    default:
      return preset satisfies never;
  }
}
