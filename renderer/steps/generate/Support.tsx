/** How many rows of the table meet the conditions, counted by the engine as they are typed. */
import { useEffect, useState } from 'react';
import type { Reply, SupportView, TableView } from '../../../electron/ipc/contract.ts';
import { type Condition, whereOf } from '../../asks.ts';
import { count, countOf, percent } from '../../charts/format.ts';
import { useUnderstudy } from '../../context.ts';
import { Notice } from '../../parts/Notice.tsx';

/** Time without a key before rows are counted. Ours. */
const countAfterMs = 200;

/** Training rows below which rows count as extrapolated, and those that fidelity needs; the engine's own bounds. */
const fewRows = 5;
const comparedRows = 100;

export interface SupportProps {
  readonly conditions: readonly Condition[];
  readonly table: TableView;
}

export function Support({ conditions, table }: SupportProps) {
  const { act } = useUnderstudy();
  const [reply, setReply] = useState<Reply<SupportView> | null>(null);
  const where = whereOf(conditions);
  const isEmpty = Object.keys(where).length === 0;
  // What a condition means hangs on its column's kind and missing tokens, so these are part of the question.
  const schemas = table.columns.map(({ schema }) => schema).filter(({ name }) => name in where);
  const question = JSON.stringify([where, schemas]);
  useEffect(() => {
    const [asked] = JSON.parse(question) as [typeof where, unknown];
    if (Object.keys(asked).length === 0) return;
    let newest = true;
    const ask = async (): Promise<void> => {
      const next = await act.support(asked);
      if (newest) setReply(next);
    };
    const timer = setTimeout(() => void ask(), countAfterMs);
    return () => {
      newest = false;
      clearTimeout(timer);
    };
  }, [act, question]);
  return (
    <div role="status" data-testid="support">
      {isEmpty || reply === null ? null : reply.ok ? (
        <Rows {...reply.value} />
      ) : (
        <Notice tone="warn" title="This condition cannot be used">
          {reply.failure.message}
        </Notice>
      )}
    </div>
  );
}

function Rows({ rows, of }: SupportView) {
  const says = `${countOf(rows, 'row')} of ${count(of)} in the table meet${rows === 1 ? 's' : ''} all of this (${percent(rows / of)}), before any are kept out.`;
  if (rows < fewRows)
    return (
      <Notice tone="warn" title={rows === 0 ? 'No row of the table meets all of this' : says}>
        {rows === 0
          ? 'The model will refuse, or show rows that it only extrapolates. Widen a condition.'
          : 'So few rows point to single people, and what the model makes of them is extrapolated: it may refuse. Widen a condition.'}
      </Notice>
    );
  if (rows < comparedRows)
    return (
      <Notice tone="info" title={says}>
        Fidelity is measured from {comparedRows} rows on that meet the conditions; with fewer it stays
        unmeasured.
      </Notice>
    );
  return <p>{says}</p>;
}
