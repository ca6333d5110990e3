/** Before anything is open: a place to drop a file, a button, and two sample tables. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useUnderstudy } from '../../context.ts';
import { countOf } from '../../charts/format.ts';
import { Icon } from '../../parts/Icon.tsx';

export function EmptyOpen() {
  const { state, act } = useUnderstudy();
  const [over, setOver] = useState(false);
  return (
    <div className="step open-empty">
      <div className="open-hero">
        <h1>Make a stand-in for a sensitive table</h1>
        <p className="quiet">
          Understudy learns from a table on this computer, writes a synthetic one, and shows how faithful it
          is and what it could give away, before anybody gets it.
        </p>
      </div>
      <div
        className="drop"
        data-over={over ? '' : undefined}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
      >
        <Icon name="file" />
        <p>Drop a table here, or</p>
        <Button
          className="button"
          data-variant="primary"
          data-testid="open-file"
          onPress={() => void act.chooseTable()}
        >
          Open a table…
        </Button>
        <p className="quiet small">
          CSV and TSV (also as .gz), Parquet, Excel (.xlsx) and JSON lines. The file is read and never
          changed.
        </p>
      </div>
      <section aria-labelledby="samples-title" className="samples">
        <h2 id="samples-title">Or try a sample table</h2>
        <ul className="sample-cards">
          {state.samples.map(({ id, title, says, rows, columns }) => (
            <li key={id}>
              <Button
                className="card-button"
                data-testid={`sample-${id}`}
                onPress={() => void act.openSample(id)}
              >
                <strong>{title}</strong>
                <span className="quiet">{says}</span>
                <span className="small">
                  {countOf(rows, 'row')} × {countOf(columns, 'column')}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      </section>
      {state.version === null ? null : <p className="quiet small">Understudy {state.version}</p>}
    </div>
  );
}
