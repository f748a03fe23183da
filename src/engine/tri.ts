/** Three-valued logic (Kleene): unknown stays unknown unless what is known already decides. */
import type { Presence, Tri } from './picture';

/** `yes` or `no` of a plain truth. */
export const triOf = (truth: boolean): Tri => (truth ? 'yes' : 'no');

/** The opposite; unknown stays unknown. */
export const not = (a: Tri): Tri => (a === 'yes' ? 'no' : a === 'no' ? 'yes' : 'unknown');

/** `no` if any is `no`; `yes` only if all are `yes`. */
export function and(...all: readonly Tri[]): Tri {
  let answer: Tri = 'yes';
  for (const one of all) {
    if (one === 'no') return 'no';
    if (one === 'unknown') answer = 'unknown';
  }
  return answer;
}

/** `yes` if any is `yes`; `no` only if all are `no`. */
export function or(...any: readonly Tri[]): Tri {
  let answer: Tri = 'no';
  for (const one of any) {
    if (one === 'yes') return 'yes';
    if (one === 'unknown') answer = 'unknown';
  }
  return answer;
}

/** A presence as the answer to "is it present?". */
export const isPresent = (state: Presence): Tri => (state === 'present' ? 'yes' : state === 'absent' ? 'no' : 'unknown');

/** The answer to "is it `wanted`?" for a value that may be null or `unknown`. */
export function is<T extends string>(value: T | 'unknown' | null, ...wanted: readonly T[]): Tri {
  if (value === null || value === 'unknown') return 'unknown';
  return triOf((wanted as readonly string[]).includes(value));
}
