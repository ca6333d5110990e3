/** Save: the decision in short, and the one door through which a synthetic table reaches the disk. */
import './save.css';
import { Button } from 'react-aria-components';
import type { Report } from '../../../models/report/report.ts';
import { useUnderstudy } from '../../context.ts';
import { countOf } from '../../charts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { StepHead } from '../../parts/StepHead.tsx';
import { WorkPanel } from '../../parts/WorkPanel.tsx';
import { partsOf } from '../../parts/workWords.ts';
import { type Draft, needsReason, toDo } from '../../review.ts';
import { StaleNotice } from '../results/ResultsStep.tsx';
import { ToDoList } from '../review/ToDoList.tsx';
import { FormatPanel, isTooLong } from './FormatPanel.tsx';
import { ReleasedFiles } from './ReleasedFiles.tsx';

export function SaveStep({ report }: { readonly report: Report }) {
  const { state, act, dispatch } = useUnderstudy();
  const { draft, output, pagesOpened, released, reportSaved, work } = state;
  const { syntheticRows } = report.table;
  const todo = toDo(report, draft, pagesOpened);
  const saving = work.state !== 'idle' && work.what === 'save';
  // Before the first report the person still chooses a folder.
  const writing = saving && work.progress.length > 0;
  return (
    <div className="step step-narrow">
      <StepHead
        title="Save"
        says="The synthetic table, its report, the recipe and a manifest are written together: all of them or none."
      />
      {state.stale ? <StaleNotice /> : null}
      {released === null ? null : <ReleasedFiles released={released} />}
      <Decision report={report} draft={draft} />
      {writing ? (
        <WorkPanel title="Saving the release" parts={partsOf('save')} />
      ) : (
        <FormatPanel
          output={output}
          rows={syntheticRows}
          onChange={(change) => dispatch({ type: 'output', change })}
        />
      )}
      {todo.length === 0 ? null : <ToDoList todo={todo} />}
      <div className="save-actions">
        <Button
          className="button"
          data-variant="primary"
          data-size="large"
          data-testid="save-run"
          data-early={todo.length > 0 ? '' : undefined}
          isDisabled={work.state !== 'idle' || isTooLong(output.format, syntheticRows)}
          onPress={() => void act.save()}
        >
          <Icon name="folder" />
          {saving
            ? 'Saving…'
            : released === null
              ? 'Choose a folder and save…'
              : 'Save again to another folder…'}
        </Button>
        {todo.length === 0 ? null : (
          <Button
            className="button"
            data-size="large"
            onPress={() => dispatch({ type: 'step', step: 'review' })}
          >
            Back to the review
          </Button>
        )}
      </div>
      <section className="panel save-report" aria-labelledby="report-title">
        <div>
          <h2 id="report-title">Only the report</h2>
          <p className="quiet">
            {reportSaved === null
              ? 'The report holds no rows and can be saved at any time, also when the table is not released.'
              : `Saved as ${reportSaved}.`}
          </p>
        </div>
        <Button className="button" data-testid="report-save" onPress={() => void act.saveReport()}>
          Save only the report…
        </Button>
      </section>
    </div>
  );
}

function Decision({ report, draft }: { readonly report: Report; readonly draft: Draft }) {
  const toAnswer = report.checks.filter(needsReason);
  const answered = toAnswer.filter(({ id }) => (draft.reasons[id] ?? '').trim() !== '').length;
  const lines: readonly (readonly [string, string])[] = [
    ['Reviewer', draft.reviewer],
    ['Purpose', draft.purpose],
    ['Recipient', draft.recipient],
    ['Legal basis', draft.legalBasis],
    [
      'Checks',
      toAnswer.length === 0
        ? 'none failed or went unmeasured'
        : `${answered} of ${countOf(toAnswer.length, 'check')} that did not pass answered for`,
    ],
    ['Table', `${countOf(report.table.syntheticRows, 'synthetic row')} in place of ${report.table.name}`],
  ];
  return (
    <section className="panel" aria-labelledby="summary-title">
      <h2 id="summary-title">The decision</h2>
      <dl className="facts">
        {lines.map(([name, text]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{text.trim() === '' ? <span className="quiet">not given</span> : text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
