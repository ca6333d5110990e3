/**
 * The few host objects the engine may see outside `io/` and `run/`. Every JavaScript host has them (Node, Electron,
 * browsers), but they are not part of the ECMAScript library, so they are named here one by one.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBufferView | ArrayBufferLike, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input: string): Uint8Array<ArrayBuffer>;
}
