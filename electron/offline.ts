/** Keeps Chromium's side of the app off the network and inside its own page. The engine's side is `engine/noNetwork.ts`. */
import type { CustomScheme, Session, WebContents } from 'electron';

/** Command-line switches, to be set before the app is ready. */
export const networkSwitches: readonly (readonly [name: string, value: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking', ''],
  ['disable-component-update', ''],
  ['disable-domain-reliability', ''],
  ['disable-features', 'MediaRouter,OptimizationHints,Translate,AutofillServerCommunication,DnsOverHttps'],
  ['dns-prefetch-disable', ''],
  ['no-pings', ''],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
];

/** The page's own scheme; it does not bypass the content policy. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** What may be loaded in the window: its own files and what its page makes itself. */
const allowedSchemes: ReadonlySet<string> = new Set(['app:', 'data:', 'blob:']);

/** True for addresses that stay in the app. `devtools:` only while developing. */
export function isLocal(url: string, developing: boolean): boolean {
  try {
    const { protocol, host } = new URL(url);
    if (protocol === 'app:') return host === 'bundle';
    return allowedSchemes.has(protocol) || (developing && protocol === 'devtools:');
  } catch {
    return false;
  }
}

/** Refuses and counts every request of `session` that leaves the app, and refuses every permission and download. */
export function blockNetwork(session: Session, developing: boolean, onRefused: () => void): void {
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const cancel = !isLocal(url, developing);
    if (cancel) onRefused();
    callback({ cancel });
  });
  session.enableNetworkEmulation({ offline: true });
  void session.setProxy({
    mode: 'fixed_servers',
    proxyRules: '127.0.0.1:1',
    proxyBypassRules: '<-loopback>',
  });
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // An empty answer is how Electron is told that nothing may be captured.
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Keeps a page where it is: no navigation, no windows, no embedded pages, no WebRTC past the proxy. */
export function lockContents(contents: WebContents): void {
  for (const event of [
    'will-navigate',
    'will-frame-navigate',
    'will-redirect',
    'will-attach-webview',
  ] as const) {
    // The four overloads differ in what else they pass, which is not looked at.
    contents.on(event as 'will-navigate', (details) => details.preventDefault());
  }
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
