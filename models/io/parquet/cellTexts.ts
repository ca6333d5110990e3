/** Parquet values as cell texts: what a person would write, without a digit more or less than the file has. */
import type { SchemaElement } from 'hyparquet';

/** Distinct values of a column -> texts; null is the empty text. */
export type WriteTexts = (values: readonly unknown[]) => readonly string[];

/** The writer for a leaf of the file's schema. Times are written as long as the finest value of the column needs. */
export function textsOfLeaf(element: SchemaElement, isDecimal: boolean): WriteTexts {
  const { type, logical_type: logical, converted_type: converted } = element;
  if (isDecimal) return each((value) => decimalText(value, element.scale ?? 0));
  if (converted === 'DATE' || logical?.type === 'DATE') return each((value) => dayText(Number(value)));
  const instant = instantUnit(element);
  if (instant !== null) return (values) => instantTexts(values, instant);
  const clock = clockUnit(element);
  if (clock !== null) return (values) => clockTexts(values, clock);
  if (type === 'FLOAT')
    return each((value) => (typeof value === 'number' ? singleText(value) : plainText(value)));
  return each(plainText);
}

/** Any other value: numbers in their shortest form, bytes that are no text in hexadecimal, nested values as JSON. */
export function plainText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return numberText(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      if (value === null || value === undefined) return '';
      return value instanceof Uint8Array ? bytesText(value) : nestedText(value);
  }
}

function each(write: (value: unknown) => string): WriteTexts {
  return (values) => values.map((value) => (value === null || value === undefined ? '' : write(value)));
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The shortest text that gives the same single-precision number. */
function singleText(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return numberText(value);
  for (let digits = 1; digits < 10; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(value);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 when it is, else hexadecimal. */
export function bytesText(bytes: Uint8Array): string {
  if (bytes.length < 24) {
    // Short plain texts are several times faster without the decoder.
    let text = '';
    let index = 0;
    for (; index < bytes.length && bytes[index] < 0x80; index++) text += String.fromCharCode(bytes[index]);
    if (index === bytes.length) return text;
  }
  try {
    return utf8.decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('hex');
  }
}

function nestedText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return Number.isSafeInteger(Number(inner)) ? Number(inner) : String(inner);
    return inner instanceof Uint8Array ? bytesText(inner) : inner;
  });
}

/** From the unscaled integer, exact at any precision. */
function decimalText(value: unknown, scale: number): string {
  const unscaled = BigInt(value as number | bigint);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The integer that big-endian two's complement bytes of a decimal are. */
export function unscaledOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

/** Days since 1970-01-01 as `YYYY-MM-DD`. */
function dayText(days: number): string {
  return new Date(days * 86400000).toISOString().replace(/T.*$/, '');
}

interface Instant {
  readonly nanosPerTick: bigint;
  readonly utc: boolean;
}

const nanosPer = { MILLIS: 1000000n, MICROS: 1000n, NANOS: 1n } as const;

function instantUnit({
  type,
  logical_type: logical,
  converted_type: converted,
}: SchemaElement): Instant | null {
  if (logical?.type === 'TIMESTAMP')
    return { nanosPerTick: nanosPer[logical.unit], utc: logical.isAdjustedToUTC };
  if (converted === 'TIMESTAMP_MILLIS') return { nanosPerTick: nanosPer.MILLIS, utc: true };
  if (converted === 'TIMESTAMP_MICROS') return { nanosPerTick: nanosPer.MICROS, utc: true };
  return type === 'INT96' && converted === undefined ? { nanosPerTick: 1n, utc: false } : null;
}

/** `YYYY-MM-DD HH:mm:ss` with as many decimals (0, 3, 6, 9) as some value needs, and `Z` for instants in UTC. */
function instantTexts(values: readonly unknown[], { nanosPerTick, utc }: Instant): readonly string[] {
  const nanos = values.map((value) =>
    value === null || value === undefined ? null : BigInt(value as bigint) * nanosPerTick,
  );
  const decimals = decimalsFor(nanos);
  return nanos.map((value) => {
    if (value === null) return '';
    const seconds = floorDiv(value, 1000000000n);
    const text = new Date(Number(seconds) * 1000).toISOString().slice(0, -5).replace('T', ' ');
    return text + fractionText(value - seconds * 1000000000n, decimals) + (utc ? 'Z' : '');
  });
}

function clockUnit({ logical_type: logical, converted_type: converted }: SchemaElement): bigint | null {
  if (logical?.type === 'TIME') return nanosPer[logical.unit];
  if (converted === 'TIME_MILLIS') return nanosPer.MILLIS;
  return converted === 'TIME_MICROS' ? nanosPer.MICROS : null;
}

/** `HH:mm:ss` with as many decimals as some value needs. */
function clockTexts(values: readonly unknown[], nanosPerTick: bigint): readonly string[] {
  const nanos = values.map((value) =>
    value === null || value === undefined ? null : BigInt(value as number | bigint) * nanosPerTick,
  );
  const decimals = decimalsFor(nanos);
  return nanos.map((value) => {
    if (value === null) return '';
    const seconds = Number(value / 1000000000n);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    const clock = parts.map((part) => String(part).padStart(2, '0')).join(':');
    return clock + fractionText(value % 1000000000n, decimals);
  });
}

function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

function decimalsFor(nanos: readonly (bigint | null)[]): number {
  let decimals = 0;
  for (const value of nanos) {
    if (value === null) continue;
    if (value % 1000n !== 0n) return 9;
    if (value % 1000000n !== 0n) decimals = 6;
    else if (decimals === 0 && value % 1000000000n !== 0n) decimals = 3;
  }
  return decimals;
}

function fractionText(nanos: bigint, decimals: number): string {
  return decimals === 0 ? '' : `.${String(nanos).padStart(9, '0').slice(0, decimals)}`;
}
