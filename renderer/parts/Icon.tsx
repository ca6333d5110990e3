/** Icons of 16 x 16 in the colour of the text; always beside words or inside a labelled control, so hidden from readers. */
const paths = {
  check: 'M3.5 8.5 6.5 11.5 12.5 4.5',
  chevron: 'M4.5 6.5 8 10 11.5 6.5',
  close: 'M4 4 12 12M12 4 4 12',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7',
  moon: 'M13 9.7A5.5 5.5 0 0 1 6.3 3 5.5 5.5 0 1 0 13 9.7Z',
  screen: 'M2 3h12v8H2zM6 13.5h4M8 11v2.5',
  offline: 'M8 1.8 13 4v4c0 3-2.2 5.3-5 6.2C5.2 13.3 3 11 3 8V4zM5.8 8l1.6 1.6 2.9-3.2',
  undo: 'M6 3.5 3 6.5l3 3M3 6.5h6.5a3 3 0 0 1 0 6H7',
  redo: 'M10 3.5l3 3-3 3M13 6.5H6.5a3 3 0 0 0 0 6H9',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5 14 14',
  warn: 'M8 2.2 14.4 13.4H1.6zM8 6.3v3.4M8 11.4v.3',
  fail: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 7.2v3.8M8 4.8v.3',
  file: 'M4 1.8h5l3 3v9.4H4zM9 1.8v3h3',
  reset: 'M3.2 8a4.8 4.8 0 1 0 1.6-3.6M3 2.6v2.6h2.6',
  table: 'M2 3h12v10H2zM2 6.4h12M2 9.7h12M6.3 3v10',
  folder: 'M1.8 4h4.4l1.4 1.6h6.6v7.4H1.8z',
  mark: 'M2.5 4.2C4.7 4.2 6.1 3.7 8 2.6 9.9 3.7 11.3 4.2 13.5 4.2 13.5 9.5 11.7 12.2 8 13.6 4.3 12.2 2.5 9.5 2.5 4.2ZM5.3 6.8h1.6M9.1 6.8h1.6M6 10c1.200.9 2.800.9 4 0',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
