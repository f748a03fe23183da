/** Numbers by code: what every summary is made of, so that summaries can be added up. */

export type Counts = Record<string, number>;

/** Codes, facts and rule ids; nothing that could name a member of every object. */
export const COUNTED = /^[A-Za-z0-9][A-Za-z0-9 .,|>–-]{0,79}$/;

export function count(counts: Counts, key: string, by = 1): void { counts[key] = (Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0) + by; }

export function addCounts(into: Counts, from: Counts): void { for (const [key, number] of Object.entries(from)) count(into, key, number); }

/** Most frequent first, then by name: the same order every time. */
export const ranked = (counts: Counts): [key: string, number: number][] => Object.entries(counts).sort(([a, left], [b, right]) => right - left || (a < b ? -1 : a > b ? 1 : 0));

export const total = (counts: Counts): number => Object.values(counts).reduce((sum, each) => sum + each, 0);
