/** Columns: what each one is, what happens to it, and who could know it; every proposal can be corrected and undone. */
import './columns.css';
import { useMemo, useState } from 'react';
import { Button, Input, SearchField, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { TableView } from '../../../electron/ipc/contract.ts';
import { useUnderstudy } from '../../context.ts';
import { count } from '../../charts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { StepHead } from '../../parts/StepHead.tsx';
import { keysOf, questions } from '../../words.ts';
import { ColumnDetails } from './ColumnDetails.tsx';
import { ColumnList } from './ColumnList.tsx';
import { type Filter, filterColumns, filterWords } from './filterColumns.ts';

export function ColumnsStep({ table }: { readonly table: TableView }) {
  const { state, dispatch } = useUnderstudy();
  const { corrections, selected } = state;
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const shown = useMemo(
    () => filterColumns(table.columns, corrections.now, search, filter),
    [table, corrections.now, search, filter],
  );
  const detailed = table.columns.find(({ schema }) => schema.name === selected) ?? shown[0];
  return (
    <div className="step step-fill">
      <StepHead
        title="Columns"
        says={`For each column, two questions: “${questions.known}” and “${questions.sensitive}” The answers decide what is protected and which attacks are tried.`}
        actions={
          <>
            <Button
              className="icon-button"
              aria-label="Undo"
              isDisabled={corrections.past.length === 0}
              onPress={() => dispatch({ type: 'undo' })}
            >
              <Icon name="undo" />
            </Button>
            <Button
              className="icon-button"
              aria-label="Redo"
              isDisabled={corrections.future.length === 0}
              onPress={() => dispatch({ type: 'redo' })}
            >
              <Icon name="redo" />
            </Button>
            <Button
              className="button"
              data-variant="primary"
              onPress={() => dispatch({ type: 'step', step: 'generate' })}
            >
              Next: generate
            </Button>
          </>
        }
      />
      <div className="columns-tools">
        <SearchField className="search" value={search} onChange={setSearch} aria-label="Search columns">
          <Icon name="search" />
          <Input className="input" placeholder="Search columns" />
        </SearchField>
        <ToggleButtonGroup
          className="segments"
          aria-label="Show columns"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filter]}
          onSelectionChange={(keys) => setFilter(keysOf(filterWords).find((name) => keys.has(name)) ?? 'all')}
        >
          {keysOf(filterWords).map((name) => (
            <ToggleButton key={name} id={name} className="segment">
              {filterWords[name]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <span className="quiet small" role="status">
          {count(shown.length)} of {count(table.columns.length)} columns
        </span>
      </div>
      <div className="columns-split">
        <ColumnList columns={shown} selected={detailed?.schema.name ?? null} />
        {detailed === undefined ? null : <ColumnDetails view={detailed} />}
      </div>
    </div>
  );
}
