/** What became of a group, as shape and word: the arrows say the direction without colour. */
import type { GroupVerdict } from '../../models/evaluate/drift/groups.ts';

function Shape({ verdict }: { readonly verdict: GroupVerdict }) {
  switch (verdict) {
    case 'amplified':
      return <path d="M8 13V3M4 7l4-4 4 4M3 15h10" />;
    case 'kept':
      return <path d="M3 6h10M3 10h10" />;
    case 'reduced':
      return <path d="M8 3v10M4 9l4 4 4-4M3 1h10" />;
    case 'too small to say':
      return <circle cx={8} cy={8} r={6} strokeDasharray="3 2.2" />;
    default:
      return verdict satisfies never;
  }
}

const looks: Readonly<Record<GroupVerdict, string>> = {
  amplified: 'fail',
  kept: 'pass',
  reduced: 'warn',
  'too small to say': 'unmeasured',
};

/** Icon and word of a group's verdict. */
export function VerdictBadge({ verdict }: { readonly verdict: GroupVerdict }) {
  return (
    <span className={`check-badge check-badge-plain check-${looks[verdict]}`}>
      <svg aria-hidden="true" width={14} height={14} viewBox="0 0 16 16">
        <Shape verdict={verdict} />
      </svg>
      {verdict}
    </span>
  );
}
