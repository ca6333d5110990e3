/** Review: a named person reads the report, answers for what did not pass, and says what the table is for. */
import './review.css';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Report } from '../../../models/report/report.ts';
import type { ReviewPage } from '../../../models/release/decision.ts';
import { useUnderstudy } from '../../context.ts';
import { LineField } from '../../parts/Field.tsx';
import { countOf } from '../../charts/format.ts';
import { StepHead } from '../../parts/StepHead.tsx';
import { BiasSection } from '../../report/BiasSection.tsx';
import { FidelitySection } from '../../report/FidelitySection.tsx';
import { MadeSection } from '../../report/MadeSection.tsx';
import { MethodSection } from '../../report/MethodSection.tsx';
import { PrivacySection } from '../../report/PrivacySection.tsx';
import { RareSection } from '../../report/RareSection.tsx';
import { type Draft, toDo } from '../../review.ts';
import { pageWords } from '../../words.ts';
import { StaleNotice } from '../results/ResultsStep.tsx';
import { ChecksToAnswer } from './ChecksToAnswer.tsx';
import { PagesToOpen } from './PagesToOpen.tsx';
import { ToDoList } from './ToDoList.tsx';

export function ReviewStep({ report }: { readonly report: Report }) {
  const { state, dispatch, act } = useUnderstudy();
  const { draft, pagesOpened } = state;
  const [page, setPage] = useState<ReviewPage | null>(null);
  const todo = toDo(report, draft, pagesOpened);
  return (
    <div className="step">
      <StepHead
        title="Review"
        says="Whoever decides reads the three pages here, even if somebody else has generated the table, and answers for what did not pass."
        actions={
          <Button
            className="button"
            data-variant="primary"
            data-testid="review-done"
            isDisabled={todo.length > 0}
            aria-describedby="review-todo"
            onPress={() => dispatch({ type: 'step', step: 'save' })}
          >
            Review complete: go to save
          </Button>
        }
      />
      {state.stale ? <StaleNotice /> : null}
      <div className="review-split">
        <div className="review-main">
          <ToBeReleased report={report} />
          <PagesToOpen
            opened={pagesOpened}
            shown={page}
            onOpen={(next) => {
              setPage(next);
              if (next !== null) void act.openPage(next);
            }}
          />
          {page === null ? null : (
            <section className="review-page report-page" aria-label={`${pageWords[page]} page`}>
              <PageOf page={page} report={report} />
            </section>
          )}
          <ChecksToAnswer report={report} />
        </div>
        <aside className="review-form" aria-label="Decision">
          <DecisionForm draft={draft} onChange={(change) => dispatch({ type: 'draft', change })} />
          <ToDoList todo={todo} />
        </aside>
      </div>
    </div>
  );
}

function PageOf({ page, report }: { readonly page: ReviewPage; readonly report: Report }) {
  switch (page) {
    case 'fidelity':
      return (
        <>
          <FidelitySection report={report} />
          <BiasSection report={report} />
        </>
      );
    case 'privacy':
      return (
        <>
          <PrivacySection report={report} />
          <RareSection report={report} />
        </>
      );
    case 'method':
      return (
        <>
          <MadeSection report={report} />
          <MethodSection report={report} />
        </>
      );
    default:
      return page satisfies never;
  }
}

function ToBeReleased({ report }: { readonly report: Report }) {
  const { table, made } = report;
  const dropped = table.columns.filter(({ treatment }) => treatment === 'drop').length;
  const regenerated = table.columns.filter(({ treatment }) => treatment === 'regenerate').length;
  return (
    <section className="panel" aria-labelledby="released-title">
      <h2 id="released-title">What would be released</h2>
      <p>
        A synthetic table of {countOf(table.syntheticRows, 'row')} and{' '}
        {countOf(table.columns.length - dropped, 'column')} in place of <strong>{table.name}</strong>
        {dropped + regenerated === 0
          ? ''
          : `, with ${countOf(dropped, 'column')} left out and ${regenerated} regenerated`}
        , its report, the recipe, and a manifest that names the reviewer.
      </p>
      {made === null ? null : <p className="quiet">{made.guarantee}</p>}
    </section>
  );
}

interface DecisionFormProps {
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

function DecisionForm({ draft, onChange }: DecisionFormProps) {
  return (
    <section className="panel form" aria-labelledby="decision-title">
      <h2 id="decision-title">Decision</h2>
      <LineField
        label="Reviewer"
        required
        value={draft.reviewer}
        onChange={(reviewer) => onChange({ reviewer })}
        says="Your name; it is written into the manifest."
        testId="review-reviewer"
      />
      <LineField
        label="Purpose"
        required
        long
        value={draft.purpose}
        onChange={(purpose) => onChange({ purpose })}
        says="What the table may be used for."
        testId="review-purpose"
      />
      <LineField
        label="Recipient"
        value={draft.recipient}
        onChange={(recipient) => onChange({ recipient })}
        testId="review-recipient"
      />
      <LineField
        label="Legal basis"
        value={draft.legalBasis}
        onChange={(legalBasis) => onChange({ legalBasis })}
        testId="review-legal-basis"
      />
    </section>
  );
}
