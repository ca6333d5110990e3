/** What became of rare patterns, as one bar of four parts with a tick for the control. */
import type { RarePattern } from '../../models/evaluate/privacy/ledger.ts';
import { count } from './format.ts';
import { pixel } from './frame.ts';

const width = 200;
const height = 14;
const fates = ['kept', 'merged', 'protected', 'dropped'] as const;

/** The parts add up to `patterns`; a bar is as long as every other, since lines differ in size by thousands. */
export function FateBar({ pattern }: { readonly pattern: RarePattern }) {
  const total = Math.max(pattern.patterns, 1);
  const starts = fates.map((_, index) => fates.slice(0, index).reduce((sum, fate) => sum + pattern[fate], 0));
  const x = (patterns: number) => pixel(2 + (Math.min(patterns, total) / total) * (width - 4));
  return (
    <svg className="measure-track" role="img" viewBox={`0 0 ${width} ${height}`}>
      <title>{`Rare ${pattern.what} of ${pattern.columns.join(' and ')}`}</title>
      <desc>{pattern.says}</desc>
      {fates.map((fate, index) =>
        pattern[fate] === 0 ? null : (
          <rect
            key={fate}
            className={`fate-${fate}`}
            x={x(starts[index])}
            y={3}
            width={pixel(x(starts[index] + pattern[fate]) - x(starts[index]))}
            height={8}
          >
            <title>{`${fate}: ${count(pattern[fate])}`}</title>
          </rect>
        ),
      )}
      <path className="measure-reference" d={`M${x(pattern.control)} 0v14`} />
    </svg>
  );
}
