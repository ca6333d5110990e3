/** What a named person decides before a synthetic table may reach the disk. */

/** The pages of the report a reviewer must have opened; the command line prints all of them. */
export const reviewPages = ['fidelity', 'privacy', 'method'] as const;
export type ReviewPage = (typeof reviewPages)[number];

export interface Decision {
  readonly reviewer: string;
  readonly purpose: string;
  readonly recipient: string | null;
  readonly legalBasis: string | null;
  readonly pagesOpened: readonly ReviewPage[];
  /** One for each check that did not pass: its id and why the reviewer accepts it all the same. */
  readonly acceptances: readonly Acceptance[];
}

export interface Acceptance {
  readonly check: string;
  readonly reason: string;
}
