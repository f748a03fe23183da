/** FHIR dates, dateTimes and instants as the window of days they can be. */
import type { DateWindow } from '../../engine';

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The days a FHIR date can mean: `2024` a year, `2024-05` a month, `2024-05-07` a day, an instant its UTC day.
 * Null for anything else: another type, an impossible day (`2026-02-30`), year 0, a time without an offset is taken as UTC.
 * @see https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
export function dateWindowOf(value: unknown): DateWindow | null {
  if (typeof value !== 'string' || value.length > 40) return null;
  const year = digits(value, 0, 4);
  if (year === null || year < 1) return null;
  if (value.length === 4) return { first: value + '-01-01', last: value + '-12-31' };
  const month = value[4] === '-' ? digits(value, 5, 2) : null;
  if (month === null || month < 1 || month > 12) return null;
  const length = daysIn(year, month);
  if (value.length === 7) return { first: value + '-01', last: value + '-' + String(length) };
  const day = value[7] === '-' ? digits(value, 8, 2) : null;
  if (day === null || day < 1 || day > length) return null;
  const written = value.slice(0, 10);
  if (value.length === 10) return { first: written, last: written };
  const utc = utcDayOf(value, written);
  return utc === null ? null : { first: utc, last: utc };
}

/**
 * The days a planned moment can be meant for: its UTC day and the day as it is written, which is the clinic's where the
 * offset is. An early appointment in the east, or a late one in the west, is on both.
 */
export function plannedDaysOf(value: unknown): DateWindow | null {
  const utc = dateWindowOf(value);
  if (utc === null || typeof value !== 'string' || value.length <= 10) return utc;
  const written = value.slice(0, 10);
  const [first = written, last = written] = [written, utc.first].sort();
  return { first, last };
}

function utcDayOf(value: string, written: string): string | null {
  if (isPlainUtc(value)) return written;
  const time = /^T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)?$/.exec(value.slice(10));
  if (time === null) return null;
  const [, hour, minute, second, zone] = time;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  if (Number(hour) === 24 && (Number(minute) > 0 || Number(second ?? 0) > 0)) return null;
  let offset = 0;
  if (zone !== undefined && zone !== 'Z') {
    const hours = Number(zone.slice(1, 3));
    const minutes = Number(zone.slice(4, 6));
    if (hours > 14 || minutes > 59) return null;
    offset = (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
  }
  const moved = Number(hour) * 60 + Number(minute) - offset;
  if (moved >= 0 && moved < 1440) return written;
  // Only arithmetic on a given day: no clock is read. Years before 100 would be misread by Date.UTC, hence setUTCFullYear.
  const day = new Date(0);
  day.setUTCFullYear(Number(written.slice(0, 4)), Number(written.slice(5, 7)) - 1, Number(written.slice(8, 10)) + Math.floor(moved / 1440));
  const shifted = day.toISOString();
  return /^\d{4}-/.test(shifted) ? shifted.slice(0, 10) : null;
}

/** `T08:30:00Z` and `T08:30:00+00:00`, the forms nearly every record has: told by their digits alone. */
function isPlainUtc(value: string): boolean {
  if (value[10] !== 'T' || value[13] !== ':' || value[16] !== ':' || !(value.length === 20 && value[19] === 'Z') && !(value.length === 25 && value.endsWith('+00:00'))) return false;
  const hour = digits(value, 11, 2);
  const minute = digits(value, 14, 2);
  const second = digits(value, 17, 2);
  return hour !== null && minute !== null && second !== null && hour < 24 && minute < 60 && second <= 60;
}

function digits(text: string, start: number, count: number): number | null {
  if (text.length < start + count) return null;
  let number = 0;
  for (let at = start; at < start + count; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    number = number * 10 + digit;
  }
  return number;
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}
