import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RowName, RowTable } from '../../../renderer/charts/RowTable.tsx';
import { SmallTrack } from '../../../renderer/charts/SmallTrack.tsx';

describe('a table from rows and columns', () => {
  const html = renderToStaticMarkup(
    <RowTable
      className="track-table"
      rows={[
        { name: 'a', value: 1 },
        { name: 'b', value: null },
      ]}
      columns={[
        { head: 'Name', cell: ({ name }) => <RowName name={name} says="half a sentence" /> },
        { head: 'axis', look: 'axis', cell: () => 'drawing' },
        { head: 'Value', look: 'number', cell: ({ value }) => value },
      ]}
      instead={({ value }) => (value === null ? 'none' : null)}
      rowClass={({ name }) => `row-${name}`}
    />,
  );

  it('heads every column, but an axis is no header', () => {
    expect(html).toContain(
      '<tr><th scope="col">Name</th><td class="track-axis">axis</td><th scope="col" class="number">Value</th></tr>',
    );
  });

  it('heads every row, and sets one cell over all where there is nothing to show', () => {
    const name = (letter: string) =>
      `<th scope="row">${letter}<span class="track-says">half a sentence</span></th>`;
    expect(html).toContain(
      `<tr class="row-a">${name('a')}<td class="track-cell">drawing</td><td class="number">1</td></tr>`,
    );
    expect(html).toContain(`<tr class="row-b">${name('b')}<td colSpan="2" class="track-none">none</td></tr>`);
  });
});

describe('a short track', () => {
  it('writes the ends of its axis and says its number in words', () => {
    const html = renderToStaticMarkup(
      <SmallTrack
        label="Copies"
        measure={{ value: 0.5, interval: [0.25, 0.75], reference: 0, better: 'lower' }}
        reference="control"
        domain={[0, 1]}
        unit="share"
      />,
    ).replaceAll('\u00a0', ' ');
    expect(html).toContain(
      '<title>Copies</title><desc>50.0%, 50.0 points above rows the model never saw (0%).',
    );
    for (const end of ['>0%</text>', '>100%</text>']) expect(html).toContain(end);
    // 148 wide with 8 left free at either end: the middle is at 74, a quarter at 41.
    expect(html).toContain('cx="74"');
    expect(html).toContain('M41 10H107');
  });
});
