/** Rows that do not fit the header: which, why, and what to do with them. Nothing is dropped in silence. */
import {
  Button,
  Disclosure,
  DisclosurePanel,
  Heading,
  Label,
  Radio,
  RadioGroup,
} from 'react-aria-components';
import type { TableView } from '../../../electron/ipc/contract.ts';
import type { RaggedPolicy } from '../../../models/recipe.ts';
import { useUnderstudy } from '../../context.ts';
import { count, countOf } from '../../charts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { keysOf } from '../../words.ts';

/** A file that is to be mended first is opened again, so there is nothing to choose for it. */
type Offered = Exclude<RaggedPolicy, 'stop'>;

const policies: Readonly<Record<Offered, { readonly label: string; readonly says: string }>> = {
  apart: { label: 'Keep apart', says: 'these rows are left out of the table and only listed here' },
  pad: { label: 'Pad', says: 'cells that lack count as missing; cells beyond the header are cut off' },
};

export function Problems({ table }: { readonly table: TableView }) {
  const { act, state } = useUnderstudy();
  return (
    <Disclosure className="problems" defaultExpanded={table.problemCount <= 3}>
      <div className="problems-head">
        <Heading level={2} className="problems-title">
          <Button slot="trigger" className="problems-toggle">
            <Icon name="warn" />
            {countOf(table.problemCount, 'row')} {table.problemCount === 1 ? 'does' : 'do'} not fit the header
            <Icon name="chevron" />
          </Button>
        </Heading>
        <RadioGroup
          className="segments"
          orientation="horizontal"
          value={table.ragged}
          isDisabled={state.work.state !== 'idle'}
          onChange={(value) => {
            const next = keysOf(policies).find((policy) => policy === value);
            if (next !== undefined) void act.reread(table.dialect, next);
          }}
        >
          <Label className="quiet">What to do with them</Label>
          {keysOf(policies).map((policy) => (
            <Radio
              key={policy}
              value={policy}
              className="segment"
              aria-label={`${policies[policy].label}: ${policies[policy].says}`}
            >
              {policies[policy].label}
            </Radio>
          ))}
        </RadioGroup>
      </div>
      <p className="quiet small problems-says">
        {table.ragged === 'stop' ? null : `${policies[table.ragged].label}: ${policies[table.ragged].says}. `}
        Or mend the file elsewhere and open it again.
      </p>
      <DisclosurePanel className="problems-panel">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {table.problems.map(({ line, reason }, index) => (
              <tr key={index}>
                <td className="number">{count(line)}</td>
                <td>{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {table.problems.length < table.problemCount ? (
          <p className="quiet small">The first {count(table.problems.length)} are listed.</p>
        ) : null}
      </DisclosurePanel>
    </Disclosure>
  );
}
