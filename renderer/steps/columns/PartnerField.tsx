/** For a coordinate: the column that makes a place with it. */
import type { ColumnView } from '../../../electron/ipc/contract.ts';
import { useUnderstudy } from '../../context.ts';
import { schemaOf } from '../../corrections.ts';
import { Choice } from '../../parts/Choice.tsx';
import type { ColumnControl } from './useColumn.ts';

export function PartnerField({
  view,
  control,
}: {
  readonly view: ColumnView;
  readonly control: ColumnControl;
}) {
  const { table, corrections } = useUnderstudy().state;
  const { schema, change } = control;
  if (table === null || (schema.kind !== 'latitude' && schema.kind !== 'longitude')) return null;
  const other = schema.kind === 'latitude' ? 'longitude' : 'latitude';
  const options = table.columns
    .filter((each) => schemaOf(each, corrections.now).kind === other)
    .map(({ schema: { name } }) => ({ id: name, label: name }));
  if (options.length === 0)
    return (
      <p className="quiet small">
        No column is a {other} yet. Set the kind of the other one, and the two are protected as a place.
      </p>
    );
  return (
    <Choice
      label={`Makes a place with the ${other}`}
      showLabel
      placeholder="Choose a column"
      value={view.schema.placeWith ?? ''}
      options={options}
      onChange={(placeWith) => change({ placeWith })}
      testId="place-with"
    />
  );
}
