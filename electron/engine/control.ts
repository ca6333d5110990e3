/**
 * The first thread of the engine process. It holds no data and does no work, so it always answers: it passes calls on to
 * the session's thread and sets the cancel flag that all other threads read.
 */
import type { FromEngine, ToEngine } from './messages.ts';
import { exitCodes, longCalls } from './messages.ts';

export interface SessionThread {
  post(message: ToEngine): void;
  onMessage(listener: (message: FromEngine) => void): void;
  /** The thread is over, which it never is by itself. */
  onEnd(listener: (outOfMemory: boolean) => void): void;
}

export interface ControlParts {
  readonly session: SessionThread;
  readonly cancel: Int32Array;
  readonly send: (message: FromEngine) => void;
  readonly exit: (code: number) => void;
}

/** Returns what takes main's messages. */
export function control({ session, cancel, send, exit }: ControlParts): (message: ToEngine) => void {
  let longId: number | null = null;
  session.onMessage((message) => {
    if (message.kind === 'reply' && message.id === longId) longId = null;
    send(message);
  });
  session.onEnd((outOfMemory) => exit(outOfMemory ? exitCodes.outOfMemory : exitCodes.sessionFailed));
  return (message) => {
    if (message.kind === 'cancel') {
      if (message.id === longId) Atomics.store(cancel, 0, 1);
      return;
    }
    if (longCalls.includes(message.name)) {
      longId = message.id;
      Atomics.store(cancel, 0, 0);
    }
    session.post(message);
  };
}
