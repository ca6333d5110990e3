/**
 * Plain data with typed arrays as one run of bytes, and back. No code, no classes, no references outside the bytes.
 *
 * Layout, little-endian: 16 bytes `understudy-model`; u32 version; u32 length of the head; 32 bytes SHA-256 of all other
 * bytes; the head (UTF-8 JSON: the value, with `{ "$array": i }` in place of a typed array, and the list of arrays); then
 * the arrays in that order, each from the next multiple of 8, without anything between or after them but zero bytes.
 */
import { z } from 'zod';
import type { Sha256 } from '../release/writer.ts';
import { Refused } from '../run/run.ts';

/** The version this program writes; it reads this one only. */
export const containerVersion = 1;

const magic = 'understudy-model';
const sealStart = 24;
const headStart = 56;
/** A head is names and texts; one beyond this is not ours. Ours. */
const mostHeadBytes = 512 * 2 ** 20;

const arrayTypes = { u8: Uint8Array, i32: Int32Array, u32: Uint32Array, f64: Float64Array } as const;
type ArrayType = keyof typeof arrayTypes;
type AnyArray = Uint8Array | Int32Array | Uint32Array | Float64Array;

const headSchema = z.strictObject({
  arrays: z.array(
    z.strictObject({
      type: z.enum(['u8', 'i32', 'u32', 'f64']),
      length: z
        .int()
        .min(0)
        .max(2 ** 32),
    }),
  ),
  value: z.unknown(),
});
type Head = z.infer<typeof headSchema>;

/** @param value objects, lists, texts, finite numbers, booleans, null and typed arrays; an array met twice is kept once. */
export function pack(value: unknown, sha256: Sha256): Uint8Array {
  const arrays: AnyArray[] = [];
  const places = new Map<AnyArray, number>();
  const text = JSON.stringify({
    value: replaceArrays(value, (array) => {
      const place = places.get(array) ?? arrays.push(array) - 1;
      places.set(array, place);
      return { $array: place };
    }),
    arrays: arrays.map((array) => ({ type: typeOf(array), length: array.length })),
  });
  const head = new TextEncoder().encode(text);
  const starts: number[] = [];
  let total = headStart + head.length;
  for (const array of arrays) {
    starts.push(padded(total));
    total = padded(total) + array.byteLength;
  }
  const bytes = new Uint8Array(total);
  bytes.set(new TextEncoder().encode(magic));
  const view = new DataView(bytes.buffer);
  view.setUint32(16, containerVersion, true);
  view.setUint32(20, head.length, true);
  bytes.set(head, headStart);
  arrays.forEach((array, index) =>
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), starts[index]),
  );
  bytes.set(sealOf(bytes, sha256), sealStart);
  return bytes;
}

/**
 * The value that `pack` was given, its arrays in shared memory; nothing about its shape is promised.
 * @throws Refused `model-foreign`, `model-newer`, `model-damaged`.
 */
export function unpack(bytes: Uint8Array, sha256: Sha256): unknown {
  if (bytes.length < headStart || new TextDecoder().decode(bytes.slice(0, 16)) !== magic) {
    throw new Refused(
      'model-foreign',
      'This file is not an Understudy model. Choose a file that --model has written.',
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(16, true);
  if (version !== containerVersion) {
    throw new Refused(
      'model-newer',
      `This model file has version ${version}; this program reads version ${containerVersion}. Use the program that wrote it, or fit the model again.`,
    );
  }
  const seal = sealOf(bytes, sha256);
  if (seal.some((byte, index) => byte !== bytes[sealStart + index])) throw damaged();
  const headBytes = view.getUint32(20, true);
  if (headBytes > mostHeadBytes || headStart + headBytes > bytes.length) throw damaged();
  const head = parseHead(bytes.slice(headStart, headStart + headBytes));
  return revive(head.value, arraysOf(bytes, headStart + headBytes, head));
}

/** The refusal of a file that is ours and not whole. */
export function damaged(cause?: unknown): Refused {
  return new Refused(
    'model-damaged',
    'This model file is damaged or was changed after it was written. Copy it again from where it came, or fit the model again.',
    { cause },
  );
}

function sealOf(bytes: Uint8Array, sha256: Sha256): Uint8Array {
  const covered = new Uint8Array(bytes.length - 32);
  covered.set(bytes.subarray(0, sealStart));
  covered.set(bytes.subarray(headStart), sealStart);
  const digits = sha256(covered);
  return Uint8Array.from({ length: 32 }, (_, index) => parseInt(digits.slice(2 * index, 2 * index + 2), 16));
}

function parseHead(bytes: Uint8Array): Head {
  try {
    return headSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw damaged(cause);
  }
}

function arraysOf(bytes: Uint8Array, headEnd: number, { arrays }: Head): AnyArray[] {
  let position = headEnd;
  const read = arrays.map(({ type, length }) => {
    const Type = arrayTypes[type];
    const start = padded(position);
    position = start + length * Type.BYTES_PER_ELEMENT;
    if (position > bytes.length) throw damaged();
    const shared = new SharedArrayBuffer(length * Type.BYTES_PER_ELEMENT);
    new Uint8Array(shared).set(bytes.subarray(start, position));
    return arrayOver(type, shared);
  });
  if (position !== bytes.length) throw damaged();
  return read;
}

function arrayOver(type: ArrayType, buffer: SharedArrayBuffer): AnyArray {
  switch (type) {
    case 'u8':
      return new Uint8Array(buffer);
    case 'i32':
      return new Int32Array(buffer);
    case 'u32':
      return new Uint32Array(buffer);
    case 'f64':
      return new Float64Array(buffer);
    default:
      return type satisfies never;
  }
}

function padded(position: number): number {
  return Math.ceil(position / 8) * 8;
}

function typeOf(array: AnyArray): ArrayType {
  if (array instanceof Uint8Array) return 'u8';
  if (array instanceof Int32Array) return 'i32';
  return array instanceof Uint32Array ? 'u32' : 'f64';
}

function isArray(value: unknown): value is AnyArray {
  return Object.values(arrayTypes).some((Type) => value instanceof Type);
}

function replaceArrays(value: unknown, place: (array: AnyArray) => unknown): unknown {
  if (isArray(value)) return place(value);
  if (Array.isArray(value)) return value.map((item: unknown) => replaceArrays(item, place));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, replaceArrays(inner, place)]),
  );
}

/** Values that are nested deeper are not ours, and would exhaust the stack. */
const deepest = 64;

function revive(value: unknown, arrays: readonly AnyArray[], depth = 0): unknown {
  if (depth > deepest) throw damaged();
  if (Array.isArray(value)) return value.map((item: unknown) => revive(item, arrays, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  if ('$array' in value) {
    const array = typeof value.$array === 'number' ? arrays[value.$array] : undefined;
    if (array === undefined) throw damaged();
    return array;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, revive(inner, arrays, depth + 1)]),
  );
}
