import type { Session, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { appScheme, blockNetwork, isLocal, lockContents, networkSwitches } from '../../electron/offline.ts';

type Callback = (...args: unknown[]) => unknown;

/** A session that remembers what it was told. */
function fakeSession() {
  const told: Record<string, unknown> = {};
  const remember = (name: string) => (value: unknown) => void (told[name] = value);
  const session = {
    webRequest: { onBeforeRequest: remember('request') },
    enableNetworkEmulation: remember('emulation'),
    setProxy: async (value: unknown) => void (told['proxy'] = value),
    setPermissionRequestHandler: remember('permissionRequest'),
    setPermissionCheckHandler: remember('permissionCheck'),
    setDevicePermissionHandler: remember('device'),
    setDisplayMediaRequestHandler: remember('display'),
    setSpellCheckerEnabled: remember('spelling'),
    on: (name: string, listener: Callback) => void (told[name] = listener),
  };
  return { session: session as unknown as Session, told: told as Record<string, Callback> & typeof told };
}

describe('a session', () => {
  test('cancels and counts whatever leaves the app, and nothing else', () => {
    const { session, told } = fakeSession();
    let refused = 0;
    blockNetwork(session, false, () => refused++);
    const cancels = (url: string): boolean => {
      let answer: { cancel?: boolean } = {};
      told['request']({ url }, (given: { cancel: boolean }) => (answer = given));
      return answer.cancel === true;
    };
    expect(['app://bundle/index.html', 'data:image/png;base64,', 'blob:app://bundle/1'].map(cancels)).toEqual(
      [false, false, false],
    );
    expect(refused).toBe(0);
    const outside = [
      'http://127.0.0.1/',
      'https://x.invalid/',
      'ws://x/',
      'file:///etc/passwd',
      'app://other/',
      'devtools://x',
      'chrome://x',
    ];
    expect(outside.map(cancels)).toEqual(outside.map(() => true));
    expect(refused).toBe(outside.length);
  });

  test('is offline, has a dead proxy also for loopback, and checks no spelling', () => {
    const { session, told } = fakeSession();
    blockNetwork(session, false, () => {});
    expect(told['emulation']).toEqual({ offline: true });
    expect(told['proxy']).toMatchObject({ mode: 'fixed_servers', proxyBypassRules: '<-loopback>' });
    expect(told['spelling']).toBe(false);
  });

  test('gives no permission, device, capture or download', () => {
    const { session, told } = fakeSession();
    blockNetwork(session, false, () => {});
    const given: unknown[] = [];
    told['permissionRequest'](null, 'notifications', (answer: unknown) => given.push(answer));
    told['display'](null, (answer: unknown) => given.push(answer));
    expect(given).toEqual([false, {}]);
    expect(told['permissionCheck']()).toBe(false);
    expect(told['device']()).toBe(false);
    let prevented = 0;
    told['will-download']({ preventDefault: () => prevented++ });
    expect(prevented).toBe(1);
  });
});

test('the developer tools load only while developing', () => {
  expect(isLocal('devtools://devtools/x.js', true)).toBe(true);
  expect(isLocal('devtools://devtools/x.js', false)).toBe(false);
  expect(isLocal('not an address', true)).toBe(false);
});

test('a page can go nowhere and open nothing', () => {
  const heard = new Map<string, Callback>();
  let opened: Callback = () => null;
  let webRtc = '';
  lockContents({
    on: (name: string, listener: Callback) => heard.set(name, listener),
    setWindowOpenHandler: (handler: Callback) => (opened = handler),
    setWebRTCIPHandlingPolicy: (policy: string) => (webRtc = policy),
  } as unknown as WebContents);
  let prevented = 0;
  for (const listener of heard.values()) listener({ preventDefault: () => prevented++ });
  expect([...heard.keys()]).toEqual([
    'will-navigate',
    'will-frame-navigate',
    'will-redirect',
    'will-attach-webview',
  ]);
  expect(prevented).toBe(4);
  expect(opened()).toEqual({ action: 'deny' });
  expect(webRtc).toBe('disable_non_proxied_udp');
});

test('no name is ever looked up, and the scheme does not get around the policy', () => {
  expect(networkSwitches).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND']);
  expect(appScheme.privileges?.bypassCSP).toBeUndefined();
  expect(appScheme.privileges?.standard).toBe(true);
});
