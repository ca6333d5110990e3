/** The levels of an ordered category from lowest to highest; each can be moved by its two buttons. */
import { Button } from 'react-aria-components';

export interface LevelsFieldProps {
  readonly levels: readonly string[];
  readonly onChange: (levels: readonly string[]) => void;
}

/** `levels` with the one at `index` moved by one place; the same list when there is no such place. */
export function movedLevel(levels: readonly string[], index: number, by: -1 | 1): readonly string[] {
  const level = levels[index];
  const other = levels[index + by];
  if (level === undefined || other === undefined) return levels;
  return levels.map((value, at) => (at === index ? other : at === index + by ? level : value));
}

export function LevelsField({ levels, onChange }: LevelsFieldProps) {
  return (
    <div className="levels">
      <h3 className="field-label">Levels, lowest first</h3>
      {levels.length === 0 ? (
        <p className="quiet small">The order is known once the column was read as this kind.</p>
      ) : null}
      <ol>
        {levels.map((level, index) => (
          <li key={level}>
            <span className="levels-name">{level}</span>
            <Button
              className="icon-button"
              aria-label={`${level}: lower`}
              isDisabled={index === 0}
              onPress={() => onChange(movedLevel(levels, index, -1))}
            >
              ↑
            </Button>
            <Button
              className="icon-button"
              aria-label={`${level}: higher`}
              isDisabled={index === levels.length - 1}
              onPress={() => onChange(movedLevel(levels, index, 1))}
            >
              ↓
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
}
