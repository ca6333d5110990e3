/** The window's only way in: the one importer of `ipcMain`. It checks who asks and what is asked, and always answers. */
import { ipcMain, type WebFrameMain } from 'electron';
import { Refused } from '../../models/run/run.ts';
import { channels, dropChannel, refusedChannel } from './channels.ts';
import type { Channel, Reply, Requests } from './contract.ts';
import { Failed, failureOf, placeOf } from './failure.ts';
import { parseRequest } from './parse.ts';

export type Handlers = {
  readonly [Name in Channel]: (request: Requests[Name][0]) => Promise<Requests[Name][1]>;
};

/** What is looked at in a sender; null when the frame is gone. */
export type Sender = Pick<WebFrameMain, 'url' | 'parent'> | null;

/** True for the top frame of a page that this app serves itself. */
export function isOurWindow(frame: Sender): boolean {
  if (frame === null || frame.parent !== null) return false;
  try {
    const { protocol, host } = new URL(frame.url);
    return protocol === 'app:' && host === 'bundle';
  } catch {
    return false;
  }
}

/** @param onBug is told where in the code a bug happened, without its message. */
export function handleRequests(handlers: Handlers, onBug: (place: string) => void): void {
  for (const channel of channels) {
    ipcMain.handle(channel, (event, request: unknown) =>
      answer(channel, event.senderFrame, request, handlers, onBug),
    );
  }
}

/** Paths that preload read off dropped files; anything that is not a text is ignored. */
export function handleDrops(onDrop: (path: string) => void): void {
  ipcMain.on(dropChannel, (event, path: unknown) => {
    if (isOurWindow(event.senderFrame) && typeof path === 'string' && path.length < 10_000) onDrop(path);
  });
}

/** Requests to the network that the page's own policy refused. */
export function handleRefusals(onRefused: () => void): void {
  ipcMain.on(refusedChannel, (event) => {
    if (isOurWindow(event.senderFrame)) onRefused();
  });
}

/** Checks, parses, works, and turns every way out into a reply. */
export async function answer<Name extends Channel>(
  channel: Name,
  frame: Sender,
  request: unknown,
  handlers: Handlers,
  onBug: (place: string) => void,
): Promise<Reply<Requests[Name][1]>> {
  try {
    if (!isOurWindow(frame))
      throw new Refused('unknown-sender', 'Only the window of Understudy may ask for this.');
    return { ok: true, value: await handlers[channel](parseRequest(channel, request)) };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'bug' && !(error instanceof Failed)) onBug(placeOf(error));
    return { ok: false, failure };
  }
}
