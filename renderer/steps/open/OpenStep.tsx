/** Open: choose a table, see exactly what was read, and mend how it was read. */
import './open.css';
import type { TableView } from '../../../electron/ipc/contract.ts';
import { useUnderstudy } from '../../context.ts';
import { formatBytes } from '../../parts/format.ts';
import { WorkPanel } from '../../parts/WorkPanel.tsx';
import { partsOf } from '../../parts/workWords.ts';
import type { WorkFile } from '../../state.ts';
import { EmptyOpen } from './EmptyOpen.tsx';
import { OpenedTable } from './OpenedTable.tsx';

export function OpenStep() {
  const { state } = useUnderstudy();
  const { table, work } = state;
  if (work.state !== 'idle' && work.what === 'read') return <Opening file={work.file} before={table} />;
  const rereading = work.state !== 'idle' && work.what === 'reread';
  return table === null ? <EmptyOpen /> : <OpenedTable table={table} reading={rereading} />;
}

function Opening({ file, before }: { readonly file: WorkFile | null; readonly before: TableView | null }) {
  const size = file === null || file.bytes === null ? null : `${formatBytes(file.bytes)}.`;
  const kept = before === null ? null : `${before.file.name} stays open until this one is.`;
  const says = [size, 'The file is read on this computer and never changed.', kept].filter(
    (part) => part !== null,
  );
  return (
    <WorkPanel title={`Opening ${file?.name ?? 'the table'}`} says={says.join(' ')} parts={partsOf('read')} />
  );
}
