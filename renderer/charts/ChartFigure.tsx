/** The frame of a chart: title, what its axis counts, one sentence of summary, the drawing, and a note. */
import type { ReactNode } from 'react';

export interface ChartFigureProps {
  readonly title: string;
  /** What the axis counts, with its unit, e.g. `share of rows, %`. */
  readonly axis: string;
  /** What the chart shows, in a sentence. */
  readonly summary: string;
  /** A key to marks and colours. */
  readonly legend?: ReactNode;
  readonly children: ReactNode;
}

/** A chart wider than a narrow window scrolls sideways, so the keyboard has to reach it (WCAG 2.2, 2.1.1). */
const scroller = { role: 'group', tabIndex: 0 } as const;

/** Draws the frame; the numbers of a chart that is a table stand in its own cells. It scrolls sideways, by keyboard too. */
export function ChartFigure({ title, axis, summary, legend, children }: ChartFigureProps) {
  return (
    <figure className="chart-figure">
      <figcaption>
        <h3>{title}</h3>
        <span className="chart-figure-axis">{axis}</span>
        <span className="chart-figure-summary">{summary}</span>
      </figcaption>
      {legend}
      <div className="chart-figure-room" aria-label={title} {...scroller}>
        {children}
      </div>
    </figure>
  );
}

/** One entry of a legend: a small drawing and its word. */
export function LegendItem({ mark, word }: { readonly mark: ReactNode; readonly word: string }) {
  return (
    <li>
      <svg aria-hidden="true" width={24} height={14} viewBox="0 0 24 14">
        {mark}
      </svg>
      {word}
    </li>
  );
}
