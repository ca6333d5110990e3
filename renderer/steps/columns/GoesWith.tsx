/** The columns that go together with one column, strongest first. */
import type { AssociationView, ColumnView } from '../../../electron/ipc/contract.ts';
import { useUnderstudy } from '../../context.ts';
import { ColumnLink } from '../../parts/ColumnLink.tsx';

/** Pairs that are listed. Ours: what a person reads. */
const mostListed = 6;

const measureSays: Readonly<Record<AssociationView['measure'], string>> = {
  'cramers-v': 'Cramér’s V',
  'correlation-ratio': 'correlation ratio',
  spearman: 'rank correlation',
};

export function GoesWith({ view: { schema } }: { readonly view: ColumnView }) {
  const { study } = useUnderstudy().state;
  const { name } = schema;
  return (
    <section className="goes-with" aria-labelledby="goes-with-title">
      <h3 className="field-label" id="goes-with-title">
        Goes together with
      </h3>
      <Pairs
        name={name}
        treatment={schema.treatment}
        pairs={study === null ? undefined : study.associations}
      />
    </section>
  );
}

interface PairsProps {
  readonly name: string;
  readonly treatment: ColumnView['schema']['treatment'];
  /** Undefined while it is not known; null when it is not measured. */
  readonly pairs: readonly AssociationView[] | null | undefined;
}

function Pairs({ name, treatment, pairs }: PairsProps) {
  if (treatment !== 'model') return <p className="quiet small">Not looked at: the column is not modelled.</p>;
  if (pairs === undefined) return <p className="quiet small">Not known yet.</p>;
  if (pairs === null)
    return <p className="quiet small">Not measured: the table has too many columns to compare them all.</p>;
  const own = pairs.filter(({ columns }) => columns.includes(name)).slice(0, mostListed);
  if (own.length === 0) return <p className="quiet small">No other column, as far as pairs can show.</p>;
  return (
    <ul className="goes-with-list">
      {own.map(({ columns, measure, strength, direction }) => (
        <li key={columns.join('\u0000')}>
          <ColumnLink name={columns[0] === name ? columns[1] : columns[0]} />
          <span className="goes-with-track" aria-hidden="true">
            <span className="profile-bar" style={{ width: `${100 * strength}%` }} />
          </span>
          <span className="quiet small" title={measureSays[measure]}>
            {strengthWord(strength)}
            {direction < 0 ? ', falling' : ''} · {strength.toFixed(2)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A word for a strength. Ours, near Cohen's bounds for correlations (Statistical Power Analysis, 2nd ed., p. 79). */
export function strengthWord(strength: number): string {
  if (strength >= 0.995) return 'almost fully';
  if (strength >= 0.5) return 'strongly';
  return strength >= 0.3 ? 'moderately' : 'weakly';
}
