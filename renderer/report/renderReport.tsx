/** Turns a report into one self-contained HTML file: no script, no request, style and drawings in line. */
import { renderToStaticMarkup } from 'react-dom/server';
import type { Report } from '../../models/report/report.ts';
import { visible } from '../charts/format.ts';
import { ReportPage } from './ReportPage.tsx';
import { reportCss } from './reportCss.ts';

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function Page({ report }: { readonly report: Report }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${visible(report.table.name)}: synthetic table report`}</title>
        <style dangerouslySetInnerHTML={{ __html: reportCss }} />
      </head>
      <body>
        <ReportPage report={report} />
      </body>
    </html>
  );
}

/** The bytes of `report.html`; the same report gives the same text. Every text of the data is escaped by React. */
export function renderReport(report: Report): string {
  return `<!doctype html>\n${renderToStaticMarkup(<Page report={report} />)}\n`;
}
