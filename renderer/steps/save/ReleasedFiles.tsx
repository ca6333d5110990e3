/** What was written: the files with sizes and digests, so that a recipient can compare. */
import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import type { Released } from '../../../electron/ipc/contract.ts';
import { useUnderstudy } from '../../context.ts';
import { formatBytes } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';

export function ReleasedFiles({ released }: { readonly released: Released }) {
  const { act } = useUnderstudy();
  const panel = useRef<HTMLElement>(null);
  // The button that saves may stand below the fold, and this above it.
  useEffect(() => {
    if (released.files.length > 0) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [released]);
  return (
    <section
      ref={panel}
      className="panel released"
      data-testid="save-done"
      aria-labelledby="done-title"
      role="status"
    >
      <div className="released-head">
        <span className="released-mark" aria-hidden="true">
          <Icon name="check" />
        </span>
        <div>
          <h2 id="done-title">Saved into “{released.folder}”</h2>
          <p className="quiet">Anybody who gets the folder can check it with understudy verify.</p>
        </div>
        <Button className="button" onPress={() => void act.showReleased()}>
          Show in folder
        </Button>
      </div>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className="number">
              Size
            </th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {released.files.map(({ name, bytes, sha256 }) => (
            <tr key={name} data-testid={`released-file-${name}`}>
              <td>{name}</td>
              <td className="number">{formatBytes(bytes)}</td>
              <td>
                <code title={sha256}>{sha256.slice(0, 16)}…</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
