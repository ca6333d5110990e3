/** The review on the command line: from options, or by asking a person at a terminal. */
import { createInterface } from 'node:readline/promises';
import { needsAcceptance } from '../../models/release/gate.ts';
import { type Acceptance, type Decision, reviewPages } from '../../models/release/decision.ts';
import type { Report } from '../../models/report/report.ts';
import { statusWord, type Talk } from './talk.ts';
import { textOption, type Typed, Usage } from './usage.ts';

/** @throws Usage for an --accept without a check or a reason. */
export function acceptancesOf(typed: Typed): Acceptance[] {
  const given = typed.values['accept'];
  const texts = Array.isArray(given) ? (given as readonly string[]) : [];
  return texts.map((text) => {
    const cut = text.indexOf('=');
    const [check, reason] = [text.slice(0, cut).trim(), text.slice(cut + 1).trim()];
    if (cut < 1 || reason === '')
      throw new Usage('--accept takes CHECK=REASON, for example --accept copies="public data".');
    return { check, reason };
  });
}

/** Prints every check with its sentence: the pages of the report in short. */
export function sayChecks(report: Report, talk: Talk): void {
  for (const { id, status, says } of report.checks) talk.say(`${statusWord(status)} ${id}: ${says}`);
}

/**
 * The decision from the options; null when reviewer or purpose is missing and there is no terminal to ask at.
 * The whole report is written and its findings are printed, so the pages count as opened.
 */
export async function decide(typed: Typed, report: Report, talk: Talk): Promise<Decision | null> {
  const given = {
    reviewer: textOption(typed, 'reviewer') ?? '',
    purpose: textOption(typed, 'purpose') ?? '',
    recipient: textOption(typed, 'recipient') ?? null,
    legalBasis: textOption(typed, 'legal-basis') ?? null,
    acceptances: acceptancesOf(typed),
    pagesOpened: reviewPages,
  };
  if (given.reviewer !== '' && given.purpose !== '') return given;
  if (!(process.stdin.isTTY && process.stderr.isTTY)) return null;
  return ask(given, report, talk);
}

async function ask(given: Decision, report: Report, talk: Talk): Promise<Decision> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const question = async (words: string, before: string | null): Promise<string> =>
    before !== null && before !== '' ? before : (await terminal.question(`${words}: `)).trim();
  try {
    talk.say(
      'A named person decides whether this table may leave. An empty answer to the first two keeps it back.',
    );
    const reviewer = await question('Reviewer', given.reviewer);
    const purpose = await question('Purpose', given.purpose);
    const recipient = await question('Recipient (may stay empty)', given.recipient);
    const legalBasis = await question('Legal basis (may stay empty)', given.legalBasis);
    const acceptances = [...given.acceptances];
    for (const check of report.checks.filter(needsAcceptance)) {
      if (acceptances.some((one) => one.check === check.id)) continue;
      const reason = await question(`${check.id}: ${check.says}\n  Acceptable because`, null);
      if (reason !== '') acceptances.push({ check: check.id, reason });
    }
    const orNull = (answer: string): string | null => (answer === '' ? null : answer);
    return {
      ...given,
      reviewer,
      purpose,
      recipient: orNull(recipient),
      legalBasis: orNull(legalBasis),
      acceptances,
    };
  } finally {
    terminal.close();
  }
}
