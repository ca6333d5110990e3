/**
 * Check digits of numbers that name a person, an account or a card. A column of numbers that nearly all pass a check is
 * such a column whatever its name is: by chance one in ten (Luhn, mod 11) to one in a hundred (mod 97) passes.
 */

function digitsOf(text: string): readonly number[] {
  return Array.from(text.replace(/\D/g, ''), Number);
}

/** Sum of digit times weight; weights repeat. */
function weighted(digits: readonly number[], weights: readonly number[]): number {
  return digits.reduce((sum, digit, index) => sum + digit * weights[index % weights.length], 0);
}

/** Remainder by `by` of a decimal number of any length. */
function remainder(digits: string, by: number): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % by;
  return rest;
}

/** Country -> length of its IBANs. ISO 13616 registry of SWIFT, release 99. */
const ibanLengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 ' +
    'LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 ' +
    'SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** ISO 13616: the length of its country, and ISO 7064 MOD 97-10 with the first four characters moved to the end. */
export function isIban(text: string): boolean {
  const plain = text.replace(/[ -]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(plain) || ibanLengths[plain.slice(0, 2)] !== plain.length)
    return false;
  const moved = plain.slice(4) + plain.slice(0, 4);
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return remainder(digits, 97) === 1;
}

/** Payment cards: 13 to 19 digits, first digit 2 to 6, ISO/IEC 7812-1 annex B (Luhn). */
export function isCardNumber(text: string): boolean {
  if (!/^[2-6]\d{3}([ -]?\d{2,6}){2,4}$/.test(text.trim())) return false;
  const digits = digitsOf(text);
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** US Social Security: areas 000, 666 and 900 up, groups 00 and serials 0000 are not given (SSA, "Meaning of the SSN"). */
export function isSocialSecurityNumber(text: string): boolean {
  return /^(?!000|666|9)\d{3}[- ]?(?!00)\d{2}[- ]?(?!0000)\d{4}$/.test(text.trim());
}

/** UK National Insurance: HMRC manual NIM39110, letters and prefixes that are not given. */
export function isNationalInsuranceNumber(text: string): boolean {
  return /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]$/.test(
    text.trim().toUpperCase(),
  );
}

/** UK NHS number: ten digits, modulus 11 (NHS data dictionary, "NHS NUMBER"). */
export function isNhsNumber(text: string): boolean {
  if (!/^\d{3}[ -]?\d{3}[ -]?\d{4}$/.test(text.trim())) return false;
  const digits = digitsOf(text);
  const check = 11 - (weighted(digits.slice(0, 9), [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return check !== 10 && digits[9] === check % 11;
}

/** German tax identification number: eleven digits, ISO 7064 MOD 11,10, exactly one digit twice or thrice in the first ten. */
export function isGermanTaxId(text: string): boolean {
  const plain = text.replace(/ /g, '');
  if (!/^[1-9]\d{10}$/.test(plain)) return false;
  const digits = digitsOf(plain);
  const repeats = [...new Set(digits.slice(0, 10))].map(
    (digit) => digits.slice(0, 10).filter((other) => other === digit).length,
  );
  const repeated = repeats.filter((times) => times > 1);
  if (repeated.length !== 1 || repeated[0] > 3) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (digit + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return digits[10] === (11 - product) % 10;
}

/** Swiss AHV number: 756 and ten digits, the last an EAN-13 check. */
export function isSwissAhv(text: string): boolean {
  if (!/^756\.?\d{4}\.?\d{4}\.?\d{2}$/.test(text.trim())) return false;
  const digits = digitsOf(text);
  return digits[12] === (10 - (weighted(digits.slice(0, 12), [1, 3]) % 10)) % 10;
}

/** French NIR (INSEE): sex, year, month, department, commune, order, and 97 less the number modulo 97; Corsica's 2A, 2B as 19, 18. */
export function isFrenchNir(text: string): boolean {
  const plain = text.replace(/[ .]/g, '').toUpperCase();
  if (!/^[1-478]\d{2}(0[1-9]|1[0-2]|[2-9]\d)(\d{2}|2[AB])\d{6}\d{2}$/.test(plain)) return false;
  const digits = plain.replace('2A', '19').replace('2B', '18');
  return 97 - remainder(digits.slice(0, 13), 97) === Number(digits.slice(13));
}

/** Spanish DNI and NIE: the letter is the number modulo 23 in a fixed list (Real Decreto 1553/2005). */
export function isSpanishDni(text: string): boolean {
  const match = /^([XYZ]?)(\d{7,8})-?([A-Z])$/.exec(text.trim().toUpperCase());
  if (match === null || (match[1] === '') !== (match[2].length === 8)) return false;
  const number = Number(`${match[1] === '' ? '' : 'XYZ'.indexOf(match[1])}${match[2]}`);
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23] === match[3];
}

/** Italian codice fiscale: sixteen characters of fixed kinds, the check letter aside. */
export function isCodiceFiscale(text: string): boolean {
  return /^[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]$/i.test(text.trim());
}

/** Dutch BSN: nine digits, "elfproef" with -1 for the last. */
export function isDutchBsn(text: string): boolean {
  const plain = text.replace(/[ .]/g, '');
  return (
    /^\d{9}$/.test(plain) &&
    plain !== '000000000' &&
    weighted(digitsOf(plain), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0
  );
}

/** Brazilian CPF: eleven digits, two check digits modulo 11. */
export function isCpf(text: string): boolean {
  const plain = text.replace(/[ .-]/g, '');
  if (!/^\d{11}$/.test(plain) || new Set(plain).size === 1) return false;
  const digits = digitsOf(plain);
  const check = (length: number): number =>
    ((weighted(
      digits.slice(0, length),
      Array.from({ length }, (_, index) => length + 1 - index),
    ) *
      10) %
      11) %
    10;
  return check(9) === digits[9] && check(10) === digits[10];
}

/** Polish PESEL: eleven digits with a birth date, weights 1 3 7 9. */
export function isPesel(text: string): boolean {
  if (!/^\d{4}[0-3]\d{6}$/.test(text)) return false;
  const digits = digitsOf(text);
  return digits[10] === (10 - (weighted(digits.slice(0, 10), [1, 3, 7, 9]) % 10)) % 10;
}
