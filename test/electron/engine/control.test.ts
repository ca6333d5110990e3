import { expect, test } from 'vitest';
import { control } from '../../../electron/engine/control.ts';
import { exitCodes, type FromEngine, type ToEngine } from '../../../electron/engine/messages.ts';

function parts() {
  const posted: ToEngine[] = [];
  const sent: FromEngine[] = [];
  const exits: number[] = [];
  const cancel = new Int32Array(1);
  let hear = (_message: FromEngine): void => {};
  let end = (_outOfMemory: boolean): void => {};
  const take = control({
    cancel,
    send: (message) => sent.push(message),
    exit: (code) => exits.push(code),
    session: {
      post: (message) => posted.push(message),
      onMessage: (listener) => (hear = listener),
      onEnd: (listener) => (end = listener),
    },
  });
  return { posted, sent, exits, cancel, take, hear: (m: FromEngine) => hear(m), end: (o: boolean) => end(o) };
}

const open = (id: number): ToEngine => ({
  kind: 'call',
  id,
  name: 'open',
  request: { path: 'a.csv', dialect: null, ragged: 'stop', columns: {} },
});

test('a cancel sets the flag for the long call under way and for no other', () => {
  const { take, cancel, posted, hear } = parts();
  take({ kind: 'cancel', id: 1 });
  expect(cancel[0]).toBe(0);
  take(open(1));
  take({ kind: 'cancel', id: 1 });
  expect(cancel[0]).toBe(1);
  expect(posted).toEqual([open(1)]);
  hear({ kind: 'reply', id: 1, reply: { ok: true, value: null } });
  take(open(2));
  expect(cancel[0]).toBe(0);
  take({ kind: 'cancel', id: 1 });
  expect(cancel[0]).toBe(0);
});

test('everything the session says goes to main', () => {
  const { sent, hear } = parts();
  hear({ kind: 'refused', count: 2 });
  expect(sent).toEqual([{ kind: 'refused', count: 2 }]);
});

test('the process ends with its session, and its exit code says why', () => {
  const { exits, end } = parts();
  end(true);
  end(false);
  expect(exits).toEqual([exitCodes.outOfMemory, exitCodes.sessionFailed]);
});
