/** What main is doing now: each part with its share, the time it takes, and a stop that answers at once. */
import { useEffect, useState } from 'react';
import { Button, Label, ProgressBar } from 'react-aria-components';
import { useUnderstudy } from '../context.ts';
import type { Work } from '../state.ts';
import { Icon } from './Icon.tsx';
import { detailOf, type Part, partNow, shareOf, timeSays } from './workWords.ts';

export interface WorkPanelProps {
  readonly title: string;
  /** What is worth knowing before anything has been done, e.g. the size of a file. */
  readonly says?: string;
  /** Parts of this work, in order. */
  readonly parts: readonly Part[];
}

export function WorkPanel({ title, says, parts }: WorkPanelProps) {
  const { state, act } = useUnderstudy();
  const { work } = state;
  const elapsedMs = useElapsed(work);
  useFocusKept();
  const stopping = work.state === 'stopping';
  const newest = work.state === 'idle' ? undefined : work.progress.at(-1);
  const now = partNow(work, parts);
  return (
    <section className="work" aria-label={title} aria-busy="true" data-testid="work">
      <div className="work-head">
        <div className="work-text">
          <h2>{stopping ? 'Stopping…' : title}</h2>
          {says === undefined || stopping ? null : <p className="quiet">{says}</p>}
          <p className="quiet work-time">
            {stopping ? 'What was begun is being put away.' : timeSays(elapsedMs, newest)}
          </p>
          <p className="visually-hidden" role="status">
            {stopping ? 'Stopping' : now?.label}
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
        {parts.map((part) => (
          <PartLine
            key={part.stage}
            part={part}
            work={work}
            share={shareOf(work, parts, part.stage)}
            isNow={part === now}
          />
        ))}
      </ol>
    </section>
  );
}

interface PartLineProps {
  readonly part: Part;
  readonly work: Work;
  readonly share: number;
  readonly isNow: boolean;
}

function PartLine({ part: { stage, label }, work, share, isNow }: PartLineProps) {
  const state = share >= 1 ? 'done' : isNow ? 'running' : 'waiting';
  return (
    <li className="work-stage" data-state={state}>
      <span className="work-mark" aria-hidden="true">
        {state === 'done' ? <Icon name="check" /> : null}
      </span>
      <ProgressBar className="bar" value={Math.round(share * 100)} data-testid={`progress-${stage}`}>
        {({ percentage, valueText }) => (
          <>
            <Label className="bar-label">{label}</Label>
            <span className="bar-detail quiet">{state === 'waiting' ? null : detailNow(work, stage)}</span>
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

/** The detail of a part while it is the newest; of a file that was read, its size stays. */
function detailNow(work: Work, stage: Part['stage']): string | null {
  if (work.state === 'idle') return null;
  const newest = work.progress.at(-1);
  const own = work.progress.find((progress) => progress.stage === stage);
  if (own === undefined) return newest === undefined ? detailOf({ stage, share: 0 }, work.file) : null;
  return own === newest || stage === 'read' ? detailOf(own, work.file) : null;
}

/**
 * The button that began the work is gone now, and Cancel is when it is over: who works by keyboard goes on from the step
 * and not from the window's first control.
 */
function useFocusKept(): void {
  useEffect(() => {
    focusStepIfLost();
    return () => void requestAnimationFrame(focusStepIfLost);
  }, []);
}

function focusStepIfLost(): void {
  if (document.activeElement === null || document.activeElement === document.body)
    document.getElementById('main')?.focus({ preventScroll: true });
}

/** Milliseconds since the work began, anew every second: what stands still is then seen to be alive. */
function useElapsed(work: Work): number {
  const startedMs = work.state === 'idle' ? null : work.startedMs;
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    if (startedMs === null) return;
    const timer = setInterval(() => setNowMs(performance.now()), 1000);
    return () => clearInterval(timer);
  }, [startedMs]);
  return startedMs === null ? 0 : Math.max(0, nowMs - startedMs);
}
