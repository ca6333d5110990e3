import { describe, expect, it } from 'vitest';
import type { Report } from '../../../models/report/report.ts';
import { renderReport } from '../../../renderer/report/index.ts';
import { reportFixture, reviewedFixture } from '../../support/reportFixture.ts';

const html = renderReport(reportFixture);
const body = html.slice(html.indexOf('<body>'));

/** Text as a reader sees it: no tags, no style. */
function textOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ');
}

/** Checks that every element that opens also closes, in order. */
function unbalanced(markup: string): string[] {
  const empty = new Set(['meta', 'rect', 'path', 'circle', 'br', 'img', 'link', 'input', 'hr']);
  const open: string[] = [];
  for (const [, close, name, , self] of markup.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^">])*?)(\/?)>/g,
  )) {
    if (self === '/' || (close === '' && empty.has(name) && !markup.includes(`</${name}>`))) continue;
    if (close === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `</${name}>`];
  }
  return open;
}

describe('the file', () => {
  it('is one document with every element closed', () => {
    expect(html.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
    expect(unbalanced(html.slice(html.indexOf('<body>')).replace('</html>', '').trim())).toEqual([]);
  });

  it('runs nothing and loads nothing', () => {
    expect(html).not.toMatch(/<script|<iframe|<object|<link|\son[a-z]+=|javascript:/i);
    expect(html).not.toMatch(/@import|url\(/i);
    for (const [, target] of html.matchAll(/\s(?:src|href|srcset|action|poster|data)="([^"]*)"/g)) {
      expect(target).toMatch(/^#/);
    }
    expect(html).toContain(
      'default-src &#x27;none&#x27;; style-src &#x27;unsafe-inline&#x27;; img-src data:',
    );
  });

  it('is small, and the same every time', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(1_500_000);
    expect(renderReport(reportFixture)).toBe(html);
  });
});

describe('structure', () => {
  it('has its sections in order', () => {
    const ids = [...body.matchAll(/<section id="([a-z]+)"/g)].map((match) => match[1]);
    expect(ids).toEqual(['findings', 'made', 'fidelity', 'privacy', 'method', 'decision']);
  });

  it('has one first heading and skips no level', () => {
    const levels = [...body.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, index) => expect(level - levels[index]).toBeLessThanOrEqual(1));
  });

  it('has no id twice, and every reference has its target', () => {
    const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = [...body.matchAll(/(?:aria-labelledby="|href="#)([^"]+)"/g)].map((match) => match[1]);
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('describes every drawing that is not decoration', () => {
    const drawings = [...body.matchAll(/<svg([^>]*)>(.*?)<\/svg>/g)];
    const described = drawings.filter(([, attributes]) => !attributes.includes('aria-hidden="true"'));
    // 15 columns, 2 matrices, 7 fidelity measures, 2 privacy measures.
    expect(described).toHaveLength(26);
    for (const [, attributes, inner] of described) {
      expect(attributes).toContain('role="img"');
      expect(inner).toMatch(/^<title>[^<]+<\/title><desc>[^<]+<\/desc>/);
    }
  });

  it('has no broken number', () => {
    expect(body).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });
});

describe('content', () => {
  const text = textOf(body);

  it('leads with the worst check, leakage before fidelity', () => {
    const statuses = [...body.matchAll(/class="finding finding-([a-z]+)"/g)].map((match) => match[1]);
    expect(statuses).toEqual(['fail', 'unmeasured', 'warn', 'pass', 'pass', 'pass']);
    expect(text).toContain(
      '3 of 6 checks did not pass: 1 failed, 1 could not be measured, 1 needs a closer look.',
    );
  });

  it('says each privacy number with interval, control and direction', () => {
    expect(text).toContain(
      '58.3% of the synthetic rows (95% interval 56.9 to 59.7%) lie nearer to a training row',
    );
    expect(text).toContain('The table leans towards the rows it was made from');
    expect(text).toContain('0.04% of the synthetic rows (95% interval 0.02 to 0.08%) equal a training row');
    expect(text).toContain('Of the real rows kept out of training, 0.06% equal a training row');
    expect(text).toContain('Lower is better');
  });

  it('lists what was not measured, and no longer what was', () => {
    expect(text).toContain('Singling out: does a combination of values point to one real person?');
    const measured = {
      ...reportFixture,
      privacy: { ...reportFixture.privacy, singlingOut: { unmeasured: 'x' } },
    };
    expect(textOf(renderReport(measured))).not.toContain('Singling out: does');
  });

  it('never promises', () => {
    const forbidden = /anonym|\bsafe|guarantee|privacy score|risk[- ]free|no risk|compliant|fully protect/i;
    expect(text).not.toMatch(forbidden);
    expect(textOf(renderReport(reviewedFixture))).not.toMatch(forbidden);
  });

  it('says that nobody reviewed, or who did and what stayed open', () => {
    expect(text).toContain('Not reviewed.');
    const reviewed = textOf(renderReport(reviewedFixture));
    expect(reviewed).toContain('Dr. R. Example');
    expect(reviewed).toContain('Legal basis not stated');
    expect(reviewed).toContain('The course does not use native-country.');
    expect(reviewed).toContain('not accepted');
    expect(reviewed).not.toContain('Not reviewed.');
  });
});

describe('other reports', () => {
  it('escapes hostile names and labels', () => {
    const hostile = '<script>alert("x")</script>\'"><img src=x onerror=alert(1)>';
    const [first, ...rest] = reportFixture.fidelity.columns;
    const chart = first.chart;
    const report: Report = {
      ...reportFixture,
      table: { ...reportFixture.table, name: hostile },
      notes: [hostile],
      checks: reportFixture.checks.map((check) => ({
        ...check,
        says: hostile,
        measure: '__proto__.constructor',
      })),
      fidelity: {
        ...reportFixture.fidelity,
        columns: [
          { ...first, name: hostile, chart: chart && { ...chart, labels: chart.labels.map(() => hostile) } },
          ...rest,
        ],
        pairs: [{ ...reportFixture.fidelity.pairs[0], columns: [hostile, `${hostile}2`] }],
      },
    };
    const page = renderReport(report);
    expect(page).not.toMatch(/<script|<img/i);
    expect(page).toContain('&lt;script&gt;');
    expect(unbalanced(page.slice(page.indexOf('<body>')).replace('</html>', '').trim())).toEqual([]);
  });

  it('draws an evaluation in which nothing could be measured', () => {
    const none = { unmeasured: 'fewer than 100 rows' };
    const report: Report = {
      ...reportFixture,
      table: { ...reportFixture.table, holdoutFrom: 'none', holdoutRows: 0, columns: [] },
      made: null,
      notes: [],
      checks: [],
      fidelity: {
        accuracy: { univariate: none, bivariate: none, trivariate: none, overall: none },
        accuracyPooled: { univariate: none, bivariate: none, trivariate: none, overall: none },
        shapes: none,
        trends: none,
        trendsDependent: none,
        columns: [],
        pairs: [],
      },
      privacy: { copies: none, dcrShare: none },
    };
    const text = textOf(renderReport(report));
    expect(text).toContain('No check was run, so nothing has passed.');
    expect(text).toContain('fewer than 100 rows');
    expect(text).toContain('the synthetic table was made elsewhere');
    expect(text).not.toMatch(/NaN|undefined/);
  });

  it('draws the worst 60 of many columns and says so', () => {
    const [first] = reportFixture.fidelity.columns;
    const columns = Array.from({ length: 80 }, (_, index) => ({ ...first, name: `column ${index}` }));
    const page = renderReport({ ...reportFixture, fidelity: { ...reportFixture.fidelity, columns } });
    expect(page.match(/<figure class="column-chart"/g)).toHaveLength(60);
    expect(textOf(page)).toContain('The 60 worst of 80 columns are drawn.');
  });
});
