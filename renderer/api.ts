/** The window's side of the contract: the bridge that preload puts on `window`, and nothing else of the host. */
import type { Bridge, Failure } from '../electron/ipc/contract.ts';

declare global {
  interface Window {
    /** Present in the app; absent when the page is opened in a browser. */
    readonly understudy?: Bridge;
  }
}

/** @throws Error when the page does not run inside the app. */
export function bridgeOf(host: Window): Bridge {
  if (host.understudy === undefined) throw new Error('This page works inside the Understudy app only.');
  return host.understudy;
}

/** What is shown when a call fails in a way the contract does not foresee. The error's own text is not shown: it could hold data. */
export const brokenCall: Failure = {
  kind: 'bug',
  code: 'call-failed',
  message:
    'Understudy did not answer this request. Nothing was saved. Try again; if it happens again, restart the app.',
};
