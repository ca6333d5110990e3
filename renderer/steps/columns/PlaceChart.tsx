/** Where the places of a table lie, as coarse squares: enough to see that the two columns belong together. */
import type { ColumnView } from '../../../electron/ipc/contract.ts';
import { count } from '../../charts/format.ts';

type PlaceMap = NonNullable<ColumnView['place']>;

/** Faintest square that is seen against the ground. */
const faintest = 0.18;

export function PlaceChart({ place }: { readonly place: PlaceMap }) {
  const { columns, rows, shares, south, north, west, east } = place;
  const most = Math.max(...shares);
  const filled = shares.filter((share) => share > 0).length;
  const summary = `${count(filled)} of ${count(shares.length)} squares hold at least ten rows, from ${degrees(south, 'S', 'N')} to ${degrees(north, 'S', 'N')} and ${degrees(west, 'W', 'E')} to ${degrees(east, 'W', 'E')}.`;
  return (
    <figure className="place-chart">
      <svg viewBox={`0 0 ${columns} ${rows}`} role="img">
        <title>Where the places lie</title>
        <desc>{summary}</desc>
        {shares.map((share, square) =>
          share === 0 ? null : (
            <rect
              key={square}
              className="chart-fill-real"
              x={square % columns}
              y={Math.floor(square / columns)}
              width={1}
              height={1}
              opacity={faintest + (1 - faintest) * Math.sqrt(share / most)}
            />
          ),
        )}
      </svg>
      <figcaption className="profile-axis">
        <span>{`${degrees(west, 'W', 'E')} to ${degrees(east, 'W', 'E')}`}</span>
        <span>{`${degrees(south, 'S', 'N')} to ${degrees(north, 'S', 'N')}`}</span>
      </figcaption>
      <p className="quiet small">Squares of fewer than ten rows, and the outermost places, are not drawn.</p>
    </figure>
  );
}

/** `37.9° N`. */
function degrees(value: number, negative: string, positive: string): string {
  return `${Math.abs(value).toFixed(1)}° ${value < 0 ? negative : positive}`;
}
