/** Privacy: what was tried on the table, each attack beside its control, and what could not be tried. */
import type { Report } from '../../models/report/report.ts';
import { ChartFigure } from '../charts/ChartFigure.tsx';
import { domainOf } from '../charts/domain.ts';
import { count, visible } from '../charts/format.ts';
import { measureOf } from '../charts/finding.ts';
import { MembershipRows } from '../charts/MembershipRows.tsx';
import { RiskBars } from '../charts/RiskBars.tsx';
import { TrackLegend, TrackTable } from '../charts/TrackTable.tsx';
import { DisclosureTable } from './DisclosureTable.tsx';
import { NotMeasured } from './NotMeasured.tsx';
import { rowsAt } from './rows.ts';
import { copiesWords, dcrShareWords } from './words.ts';

function Copies({ report }: { readonly report: Report }) {
  const anew = report.table.columns.some(({ treatment }) => treatment === 'regenerate');
  const rows = rowsAt(report, [
    'privacy.copies',
    'privacy.nearCopies',
    'privacy.lookalikes',
    ...(anew ? ['privacy.identifiers'] : []),
  ]);
  const copies = measureOf(report.privacy.copies);
  return (
    <>
      <h3>Copies of real rows</h3>
      <ChartFigure
        title="Rows that repeat a person"
        axis="share of synthetic rows, %"
        summary={copies === null ? 'Not measured, which counts as not passed.' : copiesWords(copies)}
        legend={<TrackLegend point="synthetic rows, with 95% interval" reference="control" />}
      >
        <TrackTable
          of="Sort of copy"
          number="Share"
          unit="share"
          domain={domainOf(
            rows.map(({ finding }) => finding),
            [0],
          )}
          rows={rows}
        />
      </ChartFigure>
    </>
  );
}

function Nearness({ report }: { readonly report: Report }) {
  const rows = rowsAt(report, ['privacy.dcrShare', 'privacy.nndr']);
  const share = measureOf(report.privacy.dcrShare);
  return (
    <>
      <h3>Nearness to training rows</h3>
      <ChartFigure
        title="Nearer to training rows than to rows never seen"
        axis="share of synthetic rows, %; ties count half"
        summary={share === null ? 'Not measured, which counts as not passed.' : dcrShareWords(share)}
        legend={<TrackLegend point="synthetic rows, with 95% interval" reference="even" />}
      >
        <TrackTable
          of="Distance"
          number="Share"
          unit="share"
          domain={domainOf(
            rows.map(({ finding }) => finding),
            [0.45, 0.55],
          )}
          rows={rows}
        />
      </ChartFigure>
      <p className="report-note">
        Nearness says little about rare people: tables that pass it have still been open to membership
        inference (Yao et al., The DCR Delusion, arXiv 2505.01524). The attacks below are the stronger tests.
      </p>
    </>
  );
}

function Attacks({ report }: { readonly report: Report }) {
  const { membership, singlingOutAttacks, linkabilityAttack, inference } = report.privacy;
  const attacks = [...singlingOutAttacks, linkabilityAttack, ...inference];
  return (
    <>
      {membership.attacks.length > 0 && (
        <>
          <h3>Membership</h3>
          <MembershipRows attacks={membership.attacks} />
        </>
      )}
      <h3>Singling out, linking, inferring</h3>
      <RiskBars attacks={attacks} />
      <Roles report={report} />
    </>
  );
}

const givenWords = { true: 'as the columns are marked', false: 'chosen by default' } as const;

/** Which columns the attacks were given; part of what a reviewer has to judge. */
function Roles({ report }: { readonly report: Report }) {
  const { roles } = report.privacy;
  const list = (names: readonly string[]) => (names.length === 0 ? 'none' : names.map(visible).join(', '));
  const how = (given: boolean) => givenWords[given ? 'true' : 'false'];
  const facts = [
    ['Known to the attacker', `${list(roles.known)} (${how(roles.given.known)})`],
    ['Secrets guessed', `${list(roles.secrets)} (${how(roles.given.secrets)})`],
    ['Keys of disclosure', list(roles.keys)],
  ] as const;
  return (
    <dl className="report-facts">
      {facts.map(([name, words]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Copies, nearness, attacks, disclosure, and the open questions. */
export function PrivacySection({ report }: { readonly report: Report }) {
  const { train, holdout, synthetic } = report.compared;
  return (
    <section id="privacy" className="report-section" aria-labelledby="privacy-title">
      <h2 id="privacy-title">Privacy</h2>
      <p className="report-lead">
        Each test is run on rows the model learnt from and on rows it never saw, the <b>control</b>. What
        differs between the two is what the table gives away about the people it was made from. Compared here:{' '}
        {count(synthetic)} synthetic, {count(train)} training and {count(holdout)} holdout rows.
      </p>
      <Copies report={report} />
      <Nearness report={report} />
      <Attacks report={report} />
      <DisclosureTable report={report} />
      <NotMeasured report={report} />
    </section>
  );
}
