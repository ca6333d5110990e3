/** Open: choose a table, see exactly what was read, and mend how it was read. */
import './open.css';
import { useUnderstudy } from '../../context.ts';
import { WorkPanel } from '../../parts/WorkPanel.tsx';
import { EmptyOpen } from './EmptyOpen.tsx';
import { OpenedTable } from './OpenedTable.tsx';

export function OpenStep() {
  const { state } = useUnderstudy();
  const { table, work } = state;
  const reading = work.state !== 'idle' && work.what === 'read';
  if (table !== null) return <OpenedTable table={table} reading={reading} />;
  return reading ? <WorkPanel title="Reading the table" stages={['read', 'prepare']} /> : <EmptyOpen />;
}
