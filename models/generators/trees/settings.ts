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
      return { leafRows: 10, margin: -2, trees: 2, smoothing: 2, rowsPerLevel: 20 };
    case 'private':
      return { leafRows: 15, margin: -2, trees: 3, smoothing: 5, rowsPerLevel: 50 };
    default:
      return preset satisfies never;
  }
}

/** Targets with at most so many codes are split further. */
const fewCodes = 3;
/** Nats off the margin for such targets. */
const fewOff = 3;
/** Tables of fewer rows get a higher margin. */
const manyRows = 8000;

/**
 * How the trees of a target with `size` codes are grown on a table of `rowCount` rows. All ours, and measured.
 *
 * With two or three codes a leaf has one or two free numbers, so that a needless split costs little, and what predicts an
 * outcome is often many weak signals: such targets get half the leaf and a lower margin. The fewer the rows, the larger is the
 * part of what looks like structure that is chance, and each row weighs more in what is drawn: below 8,000 rows the margin
 * rises by log(8000 / rows).
 */
export function growSettingsOf(
  { leafRows, margin }: TreesSettings,
  size: number,
  rowCount: number,
): GrowSettings {
  const raised = margin + Math.log(Math.max(1, manyRows / Math.max(1, rowCount)));
  if (size > fewCodes) return { leafRows, margin: raised };
  return { leafRows: Math.ceil(leafRows / 2), margin: raised - fewOff };
}
