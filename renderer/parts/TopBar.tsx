/** The bar at the top: which table is open, that the network is blocked, light or dark. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useUnderstudy } from '../context.ts';
import type { Theme } from '../state.ts';
import { keysOf } from '../words.ts';
import { countOf } from '../charts/format.ts';
import { Icon, type IconName } from './Icon.tsx';

const themes: Readonly<Record<Theme, { readonly label: string; readonly icon: IconName }>> = {
  system: { label: 'Colours as the system', icon: 'screen' },
  light: { label: 'Light colours', icon: 'sun' },
  dark: { label: 'Dark colours', icon: 'moon' },
};

export function TopBar() {
  const { state, dispatch } = useUnderstudy();
  const { table, theme } = state;
  return (
    <header className="topbar">
      <div className="brand">
        <Icon name="mark" />
        <span>Understudy</span>
      </div>
      <div className="topbar-table">
        {table === null ? (
          <span className="quiet">No table open</span>
        ) : (
          <>
            <strong className="topbar-name" title={table.file.name}>
              {table.name}
            </strong>
            <span className="quiet">
              {countOf(table.rowCount, 'row')} × {countOf(table.columns.length, 'column')}
            </span>
          </>
        )}
      </div>
      <OfflineBadge refused={state.refusedCount} />
      <ToggleButtonGroup
        className="theme"
        aria-label="Colours"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[theme]}
        onSelectionChange={(keys) => {
          const next = keysOf(themes).find((name) => keys.has(name));
          if (next !== undefined) dispatch({ type: 'theme', theme: next });
        }}
      >
        {keysOf(themes).map((name) => (
          <ToggleButton key={name} id={name} aria-label={themes[name].label}>
            <Icon name={themes[name].icon} />
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </header>
  );
}

function OfflineBadge({ refused }: { readonly refused: number }) {
  const attempts = refused === 0 ? 'no attempts' : `${countOf(refused, 'attempt')} refused`;
  return (
    <span className="offline" data-testid="offline-badge" role="status">
      <Icon name="offline" />
      Network: blocked, {attempts}
    </span>
  );
}
