/** Messages inside the page: what happened, where, and what to do next. */
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useUnderstudy } from '../context.ts';
import { Icon } from './Icon.tsx';

export interface NoticeProps {
  readonly tone: 'info' | 'warn' | 'fail' | 'pass';
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons, at the end. */
  readonly actions?: ReactNode;
}

/** A message that belongs to the place where it stands; not announced. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone}>
      <Icon name={tone === 'pass' ? 'check' : tone} />
      <div className="notice-body">
        <strong>{title}</strong>
        {children === undefined ? null : <div>{children}</div>}
      </div>
      {actions === undefined ? null : <div className="notice-actions">{actions}</div>}
    </div>
  );
}

/** The newest failure, announced to screen readers, above the step. */
export function NoticeBar() {
  const { state, dispatch, act } = useUnderstudy();
  const { notice } = state;
  return (
    <div className="notice-bar" role="alert">
      {notice === null ? null : (
        <div data-testid="notice">
          <Notice
            tone={notice.tone}
            title={notice.title}
            actions={
              <>
                {notice.retry === 'generate' ? (
                  <Button className="button" data-variant="primary" onPress={() => void act.generate()}>
                    Try again
                  </Button>
                ) : null}
                <Button
                  className="icon-button"
                  aria-label="Close this message"
                  onPress={() => dispatch({ type: 'noticeClosed' })}
                >
                  <Icon name="close" />
                </Button>
              </>
            }
          >
            {notice.says}
          </Notice>
        </div>
      )}
    </div>
  );
}
