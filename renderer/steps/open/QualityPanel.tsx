/** What a closer look found in the input: what a model copies is what is opened. */
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { TableView } from '../../../electron/ipc/contract.ts';
import type { QualityFinding, Severity } from '../../../models/table/quality.ts';
import { countOf } from '../../charts/format.ts';
import { useUnderstudy } from '../../context.ts';
import { Icon, type IconName } from '../../parts/Icon.tsx';
import { ColumnLink } from '../../parts/ColumnLink.tsx';

const severities: Readonly<Record<Severity, { readonly icon: IconName; readonly word: string }>> = {
  stop: { icon: 'fail', word: 'To mend first' },
  warn: { icon: 'warn', word: 'Warning' },
  note: { icon: 'info', word: 'Note' },
};

export function QualityPanel({ table }: { readonly table: TableView }) {
  const { study, studied } = useUnderstudy().state;
  if (study === null) {
    return (
      <p className="quality-wait quiet small" role="status">
        {studied === table
          ? 'The table could not be looked at more closely; nothing is known of its quality.'
          : 'Looking at the columns…'}
      </p>
    );
  }
  const findings = table.generated === null ? study.quality : [table.generated, ...study.quality];
  const worst = (['stop', 'warn', 'note'] as const).find((severity) =>
    findings.some((finding) => finding.severity === severity),
  );
  return (
    <Disclosure className="quality" data-worst={worst ?? 'none'} data-testid="quality">
      <Heading level={2} className="quality-title">
        <Button slot="trigger" className="quality-toggle" data-testid="quality-toggle">
          <Icon name={worst === undefined ? 'check' : severities[worst].icon} />
          <strong>What you open is what the model copies</strong>
          <span className="quality-sum">{sumOf(findings)}</span>
          <Icon name="chevron" />
        </Button>
      </Heading>
      <DisclosurePanel className="quality-panel">
        {findings.length === 0 ? (
          <p className="quiet">
            No constant or nearly empty columns, repeated rows, impossible dates, or columns that say the same
            were found.
          </p>
        ) : (
          <ul className="quality-list">
            {findings.map((finding, index) => (
              <Finding key={index} finding={finding} />
            ))}
          </ul>
        )}
      </DisclosurePanel>
    </Disclosure>
  );
}

function Finding({ finding: { severity, says, columns } }: { readonly finding: QualityFinding }) {
  const { icon, word } = severities[severity];
  return (
    <li className="quality-item" data-severity={severity}>
      <span className="quality-mark">
        <Icon name={icon} />
        <span className="visually-hidden">{word}:</span>
      </span>
      <span>
        <Linked says={says} columns={columns} />
      </span>
    </li>
  );
}

/** The sentence with the names in it as links; names that it does not quote follow at its end. */
function Linked({ says, columns }: Pick<QualityFinding, 'says' | 'columns'>) {
  const parts = columns.reduce<readonly string[]>(
    (texts, name) => texts.flatMap((text) => splitAt(text, `"${name}"`)),
    [says],
  );
  const quoted = columns.filter((name) => parts.includes(`"${name}"`));
  return (
    <>
      {parts.map((part, index) => {
        const name = quoted.find((each) => part === `"${each}"`);
        return name === undefined ? part : <ColumnLink key={index} name={name} />;
      })}
      {columns
        .filter((name) => !quoted.includes(name))
        .map((name) => (
          <ColumnLink key={name} name={name} />
        ))}
    </>
  );
}

/** The text around the first `word` and the word itself. */
function splitAt(text: string, word: string): readonly string[] {
  const at = text.indexOf(word);
  return at < 0 || text === word ? [text] : [text.slice(0, at), word, text.slice(at + word.length)];
}

function sumOf(findings: readonly QualityFinding[]): string {
  const counted = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const parts = [
    [counted('stop'), 'thing to mend first', 'things to mend first'],
    [counted('warn'), 'warning', 'warnings'],
    [counted('note'), 'note', 'notes'],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, one, many]) => countOf(count, one, many));
  return words.length === 0 ? 'nothing found' : words.join(', ');
}
