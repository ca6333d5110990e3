/**
 * The synthetic rows that give away most, each beside the real row it is nearest to: for whoever opened the table, on this
 * screen only. The cells live in this part while its dialog is open and are forgotten with it.
 */
import { useRef, useState } from 'react';
import {
  Button,
  Dialog,
  Heading,
  Modal,
  ModalOverlay,
  Tab,
  TabList,
  TabPanel,
  Tabs,
} from 'react-aria-components';
import type { ClosestRow, ClosestRows, Reply } from '../../../electron/ipc/contract.ts';
import { RowTable, type TableColumn } from '../../charts/RowTable.tsx';
import { visible } from '../../charts/format.ts';
import { useUnderstudy } from '../../context.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Notice } from '../../parts/Notice.tsx';

/** The button that asks for the rows, and the dialog that shows them. */
export function ClosestRowsPanel() {
  const { state, act } = useUnderstudy();
  const [isOpen, setOpen] = useState(false);
  const [reply, setReply] = useState<Reply<ClosestRows> | null>(null);
  // Counts the openings, so that an answer to an earlier one is not shown in a later one.
  const opening = useRef(0);
  const isIdle = state.work.state === 'idle';
  const open = async (): Promise<void> => {
    const now = ++opening.current;
    setReply(null);
    setOpen(true);
    const found = await act.closestRows();
    if (opening.current === now) setReply(found);
  };
  const close = (): void => {
    opening.current++;
    setOpen(false);
    if (reply === null && isIdle) void act.cancel();
    setReply(null);
  };
  return (
    <section className="closest panel" aria-labelledby="closest-title">
      <div>
        <h2 id="closest-title">See for yourself</h2>
        <p className="quiet">
          The synthetic rows that give away most, each beside the real row it is nearest to. Real cells are
          shown: on this screen only, in no report and no file.
        </p>
      </div>
      <Button className="button" data-testid="closest-open" isDisabled={!isIdle} onPress={() => void open()}>
        Show the closest rows, on this screen only
      </Button>
      <ModalOverlay
        className="overlay closest-overlay"
        isOpen={isOpen}
        onOpenChange={(opens) => {
          if (!opens) close();
        }}
      >
        <Modal className="modal">
          <Dialog className="dialog closest-dialog" data-testid="closest-dialog">
            <div className="closest-head">
              <Heading slot="title">The rows that give away most</Heading>
              <Button className="icon-button" aria-label="Close" data-testid="closest-close" onPress={close}>
                <Icon name="close" />
              </Button>
            </div>
            <ClosestRowsBody reply={reply} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </section>
  );
}

/** What the dialog shows: that it is looking, why there is nothing, or the rows. */
export function ClosestRowsBody({ reply }: { readonly reply: Reply<ClosestRows> | null }) {
  if (reply === null)
    return (
      <p role="status" className="quiet">
        Looking for the closest rows…
      </p>
    );
  if (!reply.ok)
    return (
      <div role="alert">
        <Notice tone="warn" title="The closest rows cannot be shown">
          {reply.failure.message}
        </Notice>
      </div>
    );
  const { rows, note } = reply.value;
  return (
    <>
      <p className="closest-only">
        <Icon name="screen" /> Cells of your own data stand here. They are on this screen only: the report,
        the released files and the log never have them. Mind who looks over your shoulder and what is shared.
      </p>
      <Tabs className="tabs closest-tabs">
        <TabList aria-label="Rows, the closest first" className="tab-list">
          {rows.map((row, index) => (
            <Tab key={index} id={String(index)}>
              {index + 1}: {differingWords(row)}
              {row.isolated ? ', stands apart' : ''}
            </Tab>
          ))}
        </TabList>
        {rows.map((row, index) => (
          <TabPanel key={index} id={String(index)} className="tab-panel closest-panel">
            <p>{row.says}</p>
            <RowBesideReal row={row} />
          </TabPanel>
        ))}
      </Tabs>
      <p className="quiet small">
        A distance adds up, over the columns, how far the ranks of two numbers lie apart (1 is from the lowest
        to the highest) and 0.71 for one category that differs; 0 is equal in all. People who are alike make
        rows alike by chance: judge a row by what is usual and by how rare the person is.
        {note === null ? '' : ` ${note}`}
      </p>
    </>
  );
}

/** How many cells differ, in words. */
export function differingWords({ cells }: Pick<ClosestRow, 'cells'>): string {
  const differing = cells.filter(({ equal }) => !equal).length;
  return differing === 0 ? 'all cells equal' : `${differing} of ${cells.length} differ`;
}

type Cell = ClosestRow['cells'][number];

function Shown({ text }: { readonly text: string | null }) {
  return text === null ? <span className="quiet">(missing)</span> : visible(text);
}

const columns: readonly TableColumn<Cell>[] = [
  { head: 'Column', cell: ({ column }) => visible(column) },
  { head: 'Synthetic row', cell: ({ synthetic }) => <Shown text={synthetic} /> },
  { head: 'Real row', cell: ({ real }) => <Shown text={real} /> },
  {
    head: 'Same?',
    cell: ({ equal }) => (
      <span className="closest-mark">
        <span aria-hidden="true">{equal ? '=' : '≠'}</span> {equal ? 'equal' : 'differs'}
      </span>
    ),
  },
];

/** What scrolls has to be reached by keyboard; the linter wants no tab stop on what does nothing. */
const scroller = { role: 'group', tabIndex: 0 } as const;

function RowBesideReal({ row }: { readonly row: ClosestRow }) {
  return (
    <div className="closest-room" aria-label="The two rows, column by column" {...scroller}>
      <RowTable
        className="closest-table"
        rows={row.cells}
        columns={columns}
        rowClass={({ equal }) => (equal ? 'closest-equal' : 'closest-differs')}
      />
    </div>
  );
}
