/** Which rows are kept out of training: a share of the table, or a file of their own. */
import { Button } from 'react-aria-components';
import type { TableView } from '../../../electron/ipc/contract.ts';
import { useUnderstudy } from '../../context.ts';
import type { Settings } from '../../state.ts';
import { CountField } from '../../parts/Field.tsx';
import { countOf } from '../../charts/format.ts';
import { Icon } from '../../parts/Icon.tsx';

export interface HoldoutFieldProps {
  readonly table: TableView;
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

export function HoldoutField({ table, settings, change }: HoldoutFieldProps) {
  const { act } = useUnderstudy();
  const { holdout, holdoutShare } = settings;
  if (holdout !== null) {
    return (
      <div className="holdout">
        <span className="file-chip">
          <Icon name="file" />
          {holdout.name}
        </span>
        <Button className="button" onPress={() => void act.chooseHoldout()}>
          Choose another…
        </Button>
        <Button className="button" data-variant="quiet" onPress={() => change({ holdout: null })}>
          Keep out a share instead
        </Button>
      </div>
    );
  }
  const kept = Math.round(table.rowCount * holdoutShare);
  return (
    <div className="holdout">
      <CountField
        label="Share of the rows"
        says={`About ${countOf(kept, 'row')} kept out, ${countOf(table.rowCount - kept, 'row')} to learn from.`}
        value={holdoutShare}
        onChange={(share) => change({ holdoutShare: Number.isNaN(share) ? 0.2 : share })}
        min={0.01}
        max={0.5}
        step={0.01}
        format={{ style: 'percent' }}
        testId="holdout-share"
      />
      <span className="quiet holdout-or">or</span>
      <Button className="button" onPress={() => void act.chooseHoldout()}>
        Choose a holdout file…
      </Button>
    </div>
  );
}
