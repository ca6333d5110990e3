/** What main is doing now: each stage with its share, the time that may remain, and a stop that answers at once. */
import { Button, Label, ProgressBar } from 'react-aria-components';
import type { Progress, Stage } from '../../models/run/run.ts';
import { useUnderstudy } from '../context.ts';
import type { Work } from '../state.ts';
import { stageWords } from '../words.ts';
import { formatRemaining } from './format.ts';
import { Icon } from './Icon.tsx';

export interface WorkPanelProps {
  readonly title: string;
  /** Stages of this work, in order. */
  readonly stages: readonly Stage[];
}

export function WorkPanel({ title, stages }: WorkPanelProps) {
  const { state, act } = useUnderstudy();
  const { work } = state;
  const newest = work.state === 'idle' ? undefined : work.progress.at(-1);
  const stopping = work.state === 'stopping';
  return (
    <section className="work" aria-label={title} aria-busy="true">
      <div className="work-head">
        <div>
          <h2>{stopping ? 'Stopping…' : title}</h2>
          <p className="quiet" role="status">
            {stopping ? 'What was begun is being put away.' : remaining(newest)}
          </p>
        </div>
        <Button
          className="button"
          data-testid="generate-cancel"
          isDisabled={stopping}
          onPress={() => void act.cancel()}
        >
          {stopping ? 'Stopping…' : 'Cancel'}
        </Button>
      </div>
      <ol className="work-stages">
        {stages.map((stage) => (
          <StageLine
            key={stage}
            stage={stage}
            share={shareOf(work, stages, stage)}
            detail={detailOf(work, stage)}
          />
        ))}
      </ol>
    </section>
  );
}

/** Share of a stage, 0 to 1: a stage is done as soon as a later one has reported. */
export function shareOf(work: Work, stages: readonly Stage[], stage: Stage): number {
  if (work.state === 'idle') return 0;
  const later = stages.slice(stages.indexOf(stage) + 1);
  if (work.progress.some((progress) => later.includes(progress.stage))) return 1;
  return work.progress.find((progress) => progress.stage === stage)?.share ?? 0;
}

function detailOf(work: Work, stage: Stage): string | null {
  if (work.state === 'idle') return null;
  const newest = work.progress.at(-1);
  return newest?.stage === stage ? (newest.detail ?? null) : null;
}

function remaining(newest: Progress | undefined): string {
  if (newest?.remainingMs === undefined) return 'The time that remains is not known yet.';
  return `Remaining: ${formatRemaining(newest.remainingMs)}.`;
}

function StageLine({
  stage,
  share,
  detail,
}: {
  readonly stage: Stage;
  readonly share: number;
  readonly detail: string | null;
}) {
  const state = share >= 1 ? 'done' : share > 0 || detail !== null ? 'running' : 'waiting';
  return (
    <li className="work-stage" data-state={state}>
      <span className="work-mark" aria-hidden="true">
        {state === 'done' ? <Icon name="check" /> : null}
      </span>
      <ProgressBar className="bar" value={Math.round(share * 100)} data-testid={`progress-${stage}`}>
        {({ percentage, valueText }) => (
          <>
            <Label className="bar-label">{stageWords[stage]}</Label>
            <span className="bar-detail quiet">{detail}</span>
            <span className="bar-value">{state === 'waiting' ? 'waiting' : valueText}</span>
            <span className="bar-track" aria-hidden="true">
              <span className="bar-fill" style={{ width: `${percentage ?? 0}%` }} />
            </span>
          </>
        )}
      </ProgressBar>
    </li>
  );
}
