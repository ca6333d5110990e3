/**
 * The page's policy lets nobody turn text into markup. React Aria empties its announcer for screen readers by setting
 * `innerHTML` to the empty text (react-aria `LiveAnnouncer.clear`), which the policy would refuse and so end the window.
 * The page's one policy therefore lets the empty text pass, and nothing else.
 */

/** The part of the Trusted Types interface that is used; the DOM types of TypeScript do not have it yet. */
export interface TrustedTypesHost {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { readonly createHTML: (text: string) => string }): unknown;
  };
}

/** To be called once, before anything is drawn. */
export function allowEmptyMarkup({ trustedTypes }: TrustedTypesHost): void {
  trustedTypes?.createPolicy('default', { createHTML: emptyOnly });
}

/** @throws TypeError for any text but the empty one. */
export function emptyOnly(text: string): string {
  if (text === '') return text;
  throw new TypeError('This page makes no markup from text.');
}
