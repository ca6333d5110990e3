/** Privacy: what was tried on the table, each attack beside its control, and what could not be tried. */
import type { Report } from '../../models/report/report.ts';
import { count, visible } from '../charts/format.ts';
import { measureOf } from '../charts/finding.ts';
import { MembershipRows } from '../charts/MembershipRows.tsx';
import { RiskBars } from '../charts/RiskBars.tsx';
import { TrackFigure } from '../charts/TrackTable.tsx';
import { DisclosureTable } from './DisclosureTable.tsx';
import { Facts } from './Facts.tsx';
import { NotMeasured } from './NotMeasured.tsx';
import { rowsAt } from './rows.ts';
import { copiesWords, dcrShareWords } from './words.ts';

const unmeasured = 'Not measured, which counts as not passed.';

function Copies({ report }: { readonly report: Report }) {
  const anew = report.table.columns.some(({ treatment }) => treatment === 'regenerate');
  const copies = measureOf(report.privacy.copies);
  return (
    <TrackFigure
      title="Rows that repeat a person"
      axis="share of synthetic rows, %"
      summary={copies === null ? unmeasured : copiesWords(copies)}
      point="synthetic rows, with 95% interval"
      reference="control"
      of="Sort of copy"
      number="Share"
      unit="share"
      from={[0]}
      rows={rowsAt(report, [
        'privacy.copies',
        'privacy.nearCopies',
        'privacy.lookalikes',
        ...(anew ? ['privacy.identifiers'] : []),
      ])}
    />
  );
}

function Nearness({ report }: { readonly report: Report }) {
  const share = measureOf(report.privacy.dcrShare);
  return (
    <>
      <TrackFigure
        title="Nearer to training rows than to rows never seen"
        axis="share of synthetic rows, %; ties count half"
        summary={share === null ? unmeasured : dcrShareWords(share)}
        point="synthetic rows, with 95% interval"
        reference="even"
        of="Distance"
        number="Share"
        unit="share"
        from={[0.45, 0.55]}
        rows={rowsAt(report, ['privacy.dcrShare', 'privacy.nndr'])}
      />
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
      {membership.attacks.length > 0 && <MembershipRows {...membership} />}
      <RiskBars attacks={attacks} />
      <Roles report={report} />
    </>
  );
}

/** Which columns the attacks were given; part of what a reviewer has to judge. */
function Roles({ report }: { readonly report: Report }) {
  const { roles } = report.privacy;
  const list = (names: readonly string[]) => (names.length === 0 ? 'none' : names.map(visible).join(', '));
  const how = (given: boolean) => (given ? 'as the columns are marked' : 'chosen by default');
  return (
    <Facts
      facts={[
        [
          'Known to the attacker',
          roles.known.length === 0
            ? 'every column but the secret (chosen by default)'
            : `${list(roles.known)} (${how(roles.given.known)})`,
        ],
        ['Secrets guessed', `${list(roles.secrets)} (${how(roles.given.secrets)})`],
        ['Keys of disclosure', list(roles.keys)],
      ]}
    />
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
