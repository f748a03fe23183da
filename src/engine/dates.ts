/**
 * Calendar arithmetic on `YYYY-MM-DD` days and windows of days: no clock, no time zone, no Date.
 * Days compare as strings; month ends are clamped (31 August + 6 months = 28 or 29 February).
 */
import type { DateWindow, Tri } from './picture';

const parts = (day: string): [year: number, month: number, day: number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days of a month, January = 1. */
export const daysInMonth = (year: number, month: number): number => (month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);

const written = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The day `months` later (or earlier, if negative), clamped to the end of its month. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = parts(day);
  const index = year * 12 + (month - 1) + months;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return written(y, m, Math.min(date, daysInMonth(y, m)));
}

/** Days since 0000-03-01, for differences. */
function dayNumber(day: string): number {
  const [year, month, date] = parts(day);
  const y = month <= 2 ? year - 1 : year;
  const m = month <= 2 ? month + 9 : month - 3;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((m * 153 + 2) / 5) + date - 1;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** Completed months from `from` to `to` (clamped month ends count as complete); negative when `to` is earlier. */
export function monthsBetween(from: string, to: string): number {
  const [y1, m1] = parts(from);
  const [y2, m2] = parts(to);
  let months = (y2 - y1) * 12 + (m2 - m1);
  if (to >= from) { if (addMonths(from, months) > to) months -= 1; }
  else if (addMonths(from, months) < to) months += 1;
  return months;
}

/** Completed years from `from` to `to`, as an age. */
export const yearsBetween = (from: string, to: string): number => Math.floor(monthsBetween(from, to) / 12);

/** -1, 0 or 1, for sorting. */
export const compareDays = (a: string, b: string): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);

/** One day as a window. */
export const onDay = (day: string): DateWindow => ({ first: day, last: day });

/** Windows in order of their last day, then their first; no date counts as the oldest. */
export function compareWindows(a: DateWindow | null, b: DateWindow | null): -1 | 0 | 1 {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return compareDays(a.last, b.last) || compareDays(a.first, b.first);
}

/** Is `a` before `b`? Overlapping windows, and no date, answer `unknown`; two equal single days are not before each other. */
export function isBefore(a: DateWindow | null, b: DateWindow | null): Tri {
  if (a === null || b === null) return 'unknown';
  if (a.last < b.first) return 'yes';
  return a.first >= b.last ? 'no' : 'unknown';
}

/** Is `a` after `b`? The same the other way round. */
export const isAfter = (a: DateWindow | null, b: DateWindow | null): Tri => isBefore(b, a);

/** The window in which the latest of these dates lies; null when there is none. */
export function latestOf(windows: readonly (DateWindow | null)[]): DateWindow | null {
  let first = '';
  let last = '';
  for (const w of windows) {
    if (w === null) continue;
    if (w.first > first) first = w.first;
    if (w.last > last) last = w.last;
  }
  return last === '' ? null : { first, last };
}

/** The window `min`–`max` months after a date: the earliest bound from its first day, the latest from its last. */
export const windowAfter = (from: DateWindow, min: number, max: number): DateWindow => ({ first: addMonths(from.first, min), last: addMonths(from.last, max) });
