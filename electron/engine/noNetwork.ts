/**
 * Takes the network away from the JavaScript of a process: every way in and out is replaced by one that refuses and
 * counts. A guard against accidents and careless packages; hostile or native code needs the operating system's sandbox.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';

/** What a refused call throws or rejects with; the address is left out. */
export class NetworkRefused extends Error {
  override readonly name = 'NetworkRefused';
  readonly code = 'network-refused';
  constructor(by: string) {
    super(`Understudy works offline: ${by} was refused.`);
  }
}

/** The functions that would reach the network, by the object that holds them. */
function entrances(): readonly (readonly [label: string, holder: object, names: readonly string[]])[] {
  const lookups = Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  const promised = Object.keys(dns.promises).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  const resolver = Object.getOwnPropertyNames(dns.Resolver.prototype).filter(
    (name) => name !== 'constructor',
  );
  const promisedResolver = Object.getOwnPropertyNames(dns.promises.Resolver.prototype).filter(
    (name) => name !== 'constructor',
  );
  return [
    ['net', net, ['connect', 'createConnection']],
    ['net', net.Socket.prototype, ['connect']],
    ['net', net.Server.prototype, ['listen']],
    ['tls', tls, ['connect']],
    ['http', http, ['request', 'get']],
    ['https', https, ['request', 'get']],
    ['http2', http2, ['connect']],
    ['dgram', dgram, ['createSocket']],
    ['dgram', dgram.Socket.prototype, ['bind', 'connect', 'send']],
    ['dns', dns, lookups],
    ['dns', dns.Resolver.prototype, resolver],
    ['dns.promises', dns.promises, promised],
    ['dns.promises', dns.promises.Resolver.prototype, promisedResolver],
  ];
}

const globals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'] as const;

/** Replaces all of them for the rest of the process (of the thread, for a worker); `onRefused` is called once a try. */
export function refuseNetwork(onRefused: () => void): void {
  for (const [label, holder, names] of entrances()) {
    for (const name of names) replace(holder, name, refuser(`${label}.${name}`, onRefused));
  }
  for (const name of globals) {
    const refuse = refuser(name, onRefused);
    const rejecting = async (): Promise<never> => refuse();
    if (name in globalThis) replace(globalThis, name, name === 'fetch' ? rejecting : refuse);
  }
  syncBuiltinESMExports();
}

/** A plain function, so that it refuses as a call and as a constructor. */
function refuser(label: string, onRefused: () => void): () => never {
  return function refuse(): never {
    onRefused();
    throw new NetworkRefused(label);
  };
}

function replace(holder: object, name: string, value: () => unknown): void {
  Object.defineProperty(holder, name, { value, writable: false, configurable: false, enumerable: true });
}
