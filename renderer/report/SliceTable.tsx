/** Slices: the parts of the table where the synthetic rows differ most from the real ones, with the false discovery rate. */
import type { SliceFinding } from '../../models/evaluate/fidelity/slices.ts';
import { BarTable } from '../charts/BarTable.tsx';
import { ChartFigure, LegendItem } from '../charts/ChartFigure.tsx';
import { CheckBadge } from '../charts/CheckBadge.tsx';
import { count, countOf, percent, points, visible } from '../charts/format.ts';

/** Slices shown. Ours: half a page. */
const shown = 15;

/** `age 17 to 22 and sex Female`. */
export function sliceName(slice: SliceFinding): string {
  return slice.columns.map((_, index) => partName(slice, index)).join(' and ');
}

function partName({ columns, parts }: SliceFinding, index: number): string {
  return `${visible(columns[index])} ${visible(parts[index] ?? '')}`;
}

function qWords(q: number): string {
  return q < 0.001 ? 'q < 0.001' : `q = ${q.toFixed(3)}`;
}

function Verdict({ slice }: { readonly slice: SliceFinding }) {
  switch (slice.verdict) {
    case 'worse':
      return (
        <span className="slice-verdict">
          <CheckBadge status="warn" look="plain" word="worse" /> {slice.q === null ? '' : qWords(slice.q)}
        </span>
      );
    case 'as another sample':
      return (
        <span className="slice-verdict">
          <CheckBadge status="pass" look="plain" word="as another sample" />{' '}
          {slice.q === null ? '' : qWords(slice.q)}
        </span>
      );
    case 'too small to say':
      return <CheckBadge status="unmeasured" look="plain" word="too small to say" />;
    default:
      return slice.verdict satisfies never;
  }
}

function headline(slices: readonly SliceFinding[]): string {
  const worse = slices.filter(({ verdict }) => verdict === 'worse');
  if (worse.length === 0) return 'No slice differs by more than another real sample would.';
  const [first] = worse;
  const where = first.worstColumn === null ? 'in its size' : `most of all in ${visible(first.worstColumn)}`;
  return `${countOf(worse.length, 'slice')} of those listed ${worse.length === 1 ? 'differs' : 'differ'} by more than another real sample would. Worst: ${sliceName(first)}, ${where}.`;
}

/** In the order given, worst first: size before and after, distance beside that of a real sample, verdict. */
export function SliceTable({ slices }: { readonly slices: readonly SliceFinding[] }) {
  const rows = slices.slice(0, shown);
  const most = Math.max(0.05, ...rows.flatMap(({ distance, reference }) => [distance, reference ?? 0]));
  return (
    <ChartFigure
      title="Worst slices: parts of one column and of two"
      axis="mean total variation distance of the other columns, %"
      summary={`${headline(slices)} “Worse” keeps the share of false discoveries at 5% (Benjamini–Hochberg).`}
      legend={
        <ul className="chart-legend">
          <LegendItem
            mark={<rect className="chart-fill-synthetic" y={4} width={24} height={7} />}
            word="synthetic rows"
          />
          <LegendItem
            mark={<rect className="chart-fill-real" y={4} width={24} height={7} />}
            word="another real sample"
          />
        </ul>
      }
    >
      <BarTable
        of="Slice, worst first"
        heads={['Distance', 'Real rows', 'Synthetic rows', 'Verdict', 'Worst column']}
        wordsFrom={3}
        unit="share"
        domain={[0, most]}
        rows={rows.map((slice, index) => ({
          name: `${count(index + 1)}. ${partName(slice, 0)}`,
          ...(slice.columns.length > 1 && { says: `and ${partName(slice, 1)}` }),
          words: `Distance ${percent(slice.distance)}${slice.reference === null ? '' : `, another real sample ${percent(slice.reference)}`}; ${slice.verdict}.`,
          bars: [
            { mark: slice.verdict === 'too small to say' ? 'open' : 'synthetic', value: slice.distance },
            ...(slice.reference === null ? [] : [{ mark: 'real' as const, value: slice.reference }]),
          ],
          cells: [
            <>
              {percent(slice.distance)}
              <span className="track-interval">
                {slice.reference === null ? 'no reference' : `${points(slice.loss)} beyond a sample`}
              </span>
            </>,
            percent(slice.realShare),
            percent(slice.syntheticShare),
            <Verdict key="verdict" slice={slice} />,
            slice.worstColumn === null ? 'its size' : visible(slice.worstColumn),
          ],
        }))}
      />
    </ChartFigure>
  );
}
