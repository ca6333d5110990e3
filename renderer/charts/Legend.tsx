/** A key to the marks of a chart: a swatch in the mark's own form, and the word. */
export type LegendMark = 'real' | 'synthetic' | 'holdout';

export interface LegendProps {
  readonly marks: readonly LegendMark[];
  /** Words other than the default ones, e.g. the name of the file. */
  readonly words?: Partial<Readonly<Record<LegendMark, string>>>;
}

const defaultWords: Readonly<Record<LegendMark, string>> = {
  real: 'real (training rows)',
  synthetic: 'synthetic',
  holdout: 'real, kept out of training',
};

function Swatch({ mark }: { readonly mark: LegendMark }) {
  switch (mark) {
    case 'real':
      return <rect className="chart-fill-real" x={0} y={2} width={14} height={8} rx={1.5} />;
    case 'synthetic':
      return <rect className="chart-fill-synthetic" x={0} y={2} width={14} height={8} rx={1.5} />;
    case 'holdout':
      return <path className="chart-line-holdout" d="M7 0V12" />;
    default:
      return mark satisfies never;
  }
}

/** One line of swatches and words. */
export function Legend({ marks, words }: LegendProps) {
  return (
    <ul className="chart-legend">
      {marks.map((mark) => (
        <li key={mark}>
          <svg aria-hidden="true" width={14} height={12} viewBox="0 0 14 12">
            <Swatch mark={mark} />
          </svg>
          {words?.[mark] ?? defaultWords[mark]}
        </li>
      ))}
    </ul>
  );
}
