/** The bridge: three named functions and nothing else of Electron reach the page. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channels, dropChannel, eventNames, refusedChannel } from './ipc/channels.ts';
import type { Bridge } from './ipc/contract.ts';

/** The part of the page's window that is used here; the DOM's types stay out of this folder. */
declare const window: {
  addEventListener(
    type: 'securitypolicyviolation',
    listener: (event: { readonly blockedURI: string }) => void,
  ): void;
};

// The page's policy stops a request before the session sees it, so it has to be counted here.
window.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
  if (/^(https?|wss?|ftp):/.test(blockedURI)) ipcRenderer.send(refusedChannel);
});

const bridge: Bridge = {
  call: async (channel, request) => {
    if (!channels.includes(channel)) throw new Error('There is no such channel.');
    return ipcRenderer.invoke(channel, request);
  },
  on: (event, listener) => {
    if (!eventNames.includes(event)) throw new Error('There is no such event.');
    // The event object stays here: it holds the sender.
    const relay = (_event: unknown, payload: Parameters<typeof listener>[0]): void => listener(payload);
    ipcRenderer.on(event, relay);
    return () => ipcRenderer.off(event, relay);
  },
  drop: (file) => {
    if (!(file instanceof File)) return;
    const path = webUtils.getPathForFile(file);
    if (path !== '') ipcRenderer.send(dropChannel, path);
  },
};

contextBridge.exposeInMainWorld('understudy', bridge);
