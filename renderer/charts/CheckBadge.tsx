/** The status of a check as shape, word and colour, so that none of them has to be seen alone. */
import type { CheckStatus } from '../../models/evaluate/evaluation.ts';

export interface CheckBadgeProps {
  readonly status: CheckStatus;
  /** `plain` leaves out the tinted ground, for use inside rows. Default `tinted`. */
  readonly look?: 'tinted' | 'plain';
  /** A word other than the status's own, where the shape says something narrower. */
  readonly word?: string;
}

/** The word for each status. Unmeasured is not passed, and says so where there is room for a sentence. */
export const statusWords: Readonly<Record<CheckStatus, string>> = {
  fail: 'Failed',
  unmeasured: 'Not measured',
  warn: 'Look closer',
  pass: 'Passed',
};

function Shape({ status }: { readonly status: CheckStatus }) {
  switch (status) {
    case 'pass':
      return <path d="M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2ZM4.8 8.2 7 10.4l4.3-4.6" />;
    case 'warn':
      return <path d="M8 1.8 15 14H1ZM8 6.2v3.6M8 11.6v.7" />;
    case 'fail':
      return (
        <path d="M5.2 1.3h5.6l3.9 3.9v5.6l-3.9 3.9H5.2L1.3 10.8V5.2ZM5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" />
      );
    case 'unmeasured':
      return (
        <>
          <circle cx={8} cy={8} r={6.8} strokeDasharray="3.1 2.24" />
          <path d="M5 8h6" />
        </>
      );
    default:
      return status satisfies never;
  }
}

/** Icon and word of a check's status. */
export function CheckBadge({ status, look = 'tinted', word }: CheckBadgeProps) {
  return (
    <span className={`check-badge check-${status} check-badge-${look}`}>
      <svg aria-hidden="true" width={14} height={14} viewBox="0 0 16 16">
        <Shape status={status} />
      </svg>
      {word ?? statusWords[status]}
    </span>
  );
}
