import { describe, expect, it } from 'vitest';
import type { Report } from '../../../models/report/report.ts';
import { renderReport } from '../../../renderer/report/index.ts';
import { isFinding } from '../../../renderer/report/measures.ts';
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

/** The same shape with every finding unmeasured and every list empty. */
function emptied<Part>(part: Part, none: { readonly unmeasured: string }): Part {
  const empty = (value: unknown): unknown => {
    if (isFinding(value)) return none;
    if (Array.isArray(value)) return [];
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, empty(inner)]));
  };
  return empty(part) as Part;
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
    expect(ids).toEqual(['findings', 'fidelity', 'privacy', 'rare', 'bias', 'made', 'method', 'decision']);
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
    // 5 checks with a number; 7 measures of agreement and 15 of the 16 others; 2 models, 2 coefficients, 3 slices;
    // 15 columns, 3 correlation and 2 pair matrices; 4 sorts of copies, 2 distances, 2 membership attacks, 3 attacks,
    // 2 of disclosure; 4 of rare patterns and 2 lines of the ledger; 3 groups with a gap.
    expect(described).toHaveLength(5 + 22 + 2 + 2 + 3 + 15 + 5 + 4 + 2 + 2 + 3 + 2 + 4 + 2 + 3);
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
    const statuses = [...body.matchAll(/class="finding(?:-row)? finding-(fail|unmeasured|warn|pass)"/g)].map(
      (match) => match[1],
    );
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
    expect(text).toContain('Closest to the reference is best, neither more nor less');
  });

  it('leads with sentence, meaning, number, limit, and then what to do', () => {
    const first = text.slice(text.indexOf('Findings 3 of 6'), text.indexOf('Number (95% interval)'));
    const places = [
      'Failed Worst finding: Nearness to training rows',
      'single people may have been imitated',
      'For sharing: ',
      '58.3% (56.9 to 59.7%), 8.3 points above an even split (50.0%); equal to that is best.',
      'Limit: 57% or less (mostlyai-qa; ours for the default preset).',
      'What to do',
      'Generate again with the preset “private”. For: nearness to training rows.',
    ].map((part) => first.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('shows no number for a check that was not measured, and says how many attacks gave none', () => {
    const row = /<tr class="finding-row finding-unmeasured">.*?<\/tr>/.exec(body)?.[0] ?? '';
    expect(row).not.toContain('<svg class="small-track"');
    expect(textOf(row)).toContain(
      'Only “income” gave a conclusion. 1 of 2 secrets tried gave no conclusion.',
    );
  });

  it('ends the page of findings with what it rests on and what no check covers', () => {
    const page = textOf(body.slice(body.indexOf('id="findings"'), body.indexOf('id="fidelity"')));
    expect(page).toContain('What this rests on. 4,884 training, 4,884 unseen and 4,884 synthetic rows');
    expect(page).toContain('Not measured: people with several rows');
    expect(page).toContain('no legal opinion, no single grade');
  });

  it('lists what was not measured with its reason, and not what was', () => {
    const open = text.slice(
      text.indexOf('Not measured in this report'),
      text.indexOf('Rare values and comb'),
    );
    expect(open).toContain('Linkability: does the table help to join two sets of facts about one person?');
    expect(open).toContain('Only 12 attacks could be made');
    expect(open).not.toContain('Singling out: does');
  });

  it('ranks slices, marks discoveries, and says when a slice is too small', () => {
    expect(text).toContain('1. native-country Mexico and sex Female');
    expect(text).toContain('q &lt; 0.001');
    expect(text).toContain('as another sample q = 0.310');
    expect(text).toContain('1 slice of those listed differs by more than another real sample would.');
  });

  it('says the verdict on every group in words', () => {
    expect(text).toContain('Of 4 groups: amplified in 1, kept in 1, reduced in 1, too small to say in 1.');
  });

  it('keeps the ledger of rare patterns with its cost', () => {
    expect(text).toContain('In 1 of 2 lines more patterns stand in the synthetic table');
    expect(text).toContain('79.7%');
  });

  it('has every pair in a table', () => {
    const rows = /All pairs as a table.*?<tbody>(.*?)<\/tbody>/.exec(body)?.[1].match(/<tr>/g);
    expect(rows).toHaveLength(105);
  });

  it('never promises', () => {
    const forbidden = /anonym|\bsafe|guarantee|privacy score|risk[- ]free|no risk|compliant|fully protect/i;
    // The name of a package is no promise.
    const said = [text, textOf(renderReport(reviewedFixture))].map((words) =>
      words.replaceAll('anonymeter', ''),
    );
    for (const words of said) expect(words).not.toMatch(forbidden);
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
      fidelity: emptied(reportFixture.fidelity, none),
      utility: { ...emptied(reportFixture.utility, none), target: null, score: null, why: null },
      privacy: emptied(reportFixture.privacy, none),
      groups: [],
    };
    const text = textOf(renderReport(report));
    expect(text).toContain('No check was run, so nothing has passed.');
    expect(text).toContain('fewer than 100 rows');
    expect(text).toContain('the synthetic table was made elsewhere');
    expect(text).toContain(
      'Membership: could somebody tell that a known person was among the training rows?',
    );
    expect(text).toContain('No attack allows a conclusion, which counts as not passed.');
    expect(text).not.toMatch(/NaN|undefined/);
  });

  it('says that every other column is known when none is marked', () => {
    const { privacy } = reportFixture;
    const roles = { ...privacy.roles, known: [], given: { known: false, secrets: false } };
    const unmarked = textOf(renderReport({ ...reportFixture, privacy: { ...privacy, roles } }));
    expect(unmarked).toContain('was taken to know every column but the secret and to be after income');
    expect(unmarked).toContain('Known to the attacker every column but the secret (chosen by default)');
  });

  it('draws the worst 60 of many columns and says so', () => {
    const [first] = reportFixture.fidelity.columns;
    const columns = Array.from({ length: 80 }, (_, index) => ({ ...first, name: `column ${index}` }));
    const page = renderReport({ ...reportFixture, fidelity: { ...reportFixture.fidelity, columns } });
    expect(page.match(/<figure class="column-chart"/g)).toHaveLength(60);
    expect(textOf(page)).toContain('The 60 worst of 80 columns are drawn.');
  });
});
