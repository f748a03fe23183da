/** Differences and order of dated windows. */
import type { DateWindow } from '../../engine';

/** Days from `a` to `b`, both `YYYY-MM-DD`; negative when `b` is earlier. */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000);
}

/** Order of two windows by their last day, then their first; none comes before any. */
export function compareDates(a: DateWindow | null, b: DateWindow | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return a.last < b.last ? -1 : a.last > b.last ? 1 : a.first < b.first ? -1 : a.first > b.first ? 1 : 0;
}
