/**
 * The distribution of one column, large enough to read. Sensitive columns arrive with their extremes as rank bands ("up to
 * …", "from …"), so nothing here shows one person's value.
 */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { count, percent, visible } from '../../charts/format.ts';
import type { ColumnView } from '../../../electron/ipc/contract.ts';

/** Units of the drawing; it is stretched to its box. */
const width = 320;
const height = 96;

/** Levels shown at first. Ours: the details stay on one screen. */
const fewLevels = 8;

export function ProfileChart({ view }: { readonly view: ColumnView }) {
  const { chart, schema } = view;
  if (chart.shares.length === 0)
    return (
      <p className="quiet small">
        {schema.kind === 'identifier' || schema.kind === 'text'
          ? 'Values of this kind are not drawn: nearly each of them stands for one row.'
          : 'There is no value to draw.'}
      </p>
    );
  return chart.form === 'bars' ? <Levels key={schema.name} view={view} /> : <Histogram view={view} />;
}

function Levels({ view: { chart, schema } }: { readonly view: ColumnView }) {
  const [all, setAll] = useState(false);
  const top = Math.max(...chart.shares);
  const shown = all ? chart.labels : chart.labels.slice(0, fewLevels);
  return (
    <div className="profile">
      <ul className="profile-levels" aria-label={`Shares of the levels of ${schema.name}`}>
        {shown.map((label, index) => {
          const share = chart.shares[index] ?? 0;
          return (
            <li key={index}>
              <span className="profile-label">{visible(label)}</span>
              <span className="profile-share">{percent(share)}</span>
              <span className="profile-track" aria-hidden="true">
                <span className="profile-bar" style={{ width: `${(100 * share) / top}%` }} />
              </span>
            </li>
          );
        })}
      </ul>
      {chart.labels.length > fewLevels ? (
        <Button className="button" data-variant="quiet" onPress={() => setAll(!all)}>
          {all ? 'Show fewer bars' : `Show all ${count(chart.labels.length)} bars`}
        </Button>
      ) : null}
    </div>
  );
}

function Histogram({ view: { chart, schema, missing } }: { readonly view: ColumnView }) {
  const { shares, labels } = chart;
  const top = Math.max(...shares);
  const step = width / shares.length;
  const first = labels[0] ?? '';
  const last = labels.at(-1) ?? '';
  const banded = first.startsWith('up to ');
  const most = shares.indexOf(top);
  const title = `Distribution of ${schema.name}`;
  const summary = `${count(shares.length)} bins of equal width from ${first} to ${last}; the fullest, ${labels[most] ?? ''}, holds ${percent(top)}${missing > 0 ? `; missing cells are not drawn` : ''}.`;
  return (
    <figure className="profile-histogram">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" preserveAspectRatio="none">
        <title>{title}</title>
        <desc>{summary}</desc>
        {shares.map((share, index) => {
          const tall = share === 0 ? 0 : Math.max(1, (share / top) * (height - 2));
          return (
            <rect
              key={index}
              className="chart-fill-real"
              x={index * step}
              y={height - 1 - tall}
              width={Math.max(step - 1, 0.5)}
              height={tall}
            >
              <title>{`${binName(labels, index)}: ${percent(share)}`}</title>
            </rect>
          );
        })}
        <path className="chart-axis" d={`M0 ${height - 0.5}H${width}`} />
      </svg>
      <figcaption className="profile-axis">
        <span>{first}</span>
        {labels.length > 2 ? <span>{labels[Math.floor(labels.length / 2)]}</span> : null}
        {labels.length > 1 ? <span>{last}</span> : null}
      </figcaption>
      <p className="quiet small">
        Fullest bin {percent(top)} of the cells.
        {banded ? ' The ends are rank bands of at least ten cells, so that no extreme value shows.' : ''}
      </p>
    </figure>
  );
}

function binName(labels: readonly string[], index: number): string {
  const label = labels[index] ?? '';
  const next = labels[index + 1];
  if (/^(up to|from) /.test(label) || next === undefined) return label;
  return next.startsWith('from ') ? `${label} to ${next.slice(5)}` : `${label} to ${next}`;
}
