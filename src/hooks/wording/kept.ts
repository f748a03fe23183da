/** Lines that depend on the rules and the language alone are written once and kept. Nothing that a record says may be part of a key. */
import type { Words } from './words';

/** More than the rules can ask for; past it lines are written anew each time, so that memory stays bounded whatever comes. */
const MOST_KEPT = 5000;

/**
 * A writer whose results are kept per language.
 * @param keyOf everything that the result depends on beside the language; null for what must not be kept
 * @param write makes the result; an object is frozen, because every later answer holds the same one
 */
export function kept<Of, Made>(keyOf: (of: Of) => string | null, write: (of: Of, words: Words) => Made): (of: Of, words: Words) => Made {
  const byWords = new WeakMap<Words, Map<string, Made>>();
  return (of, words) => {
    const key = keyOf(of);
    if (key === null) return write(of, words);
    const made = byWords.get(words) ?? new Map<string, Made>();
    if (made.size === 0) byWords.set(words, made);
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = write(of, words);
    if (typeof fresh === 'object') Object.freeze(fresh);
    if (made.size < MOST_KEPT) made.set(key, fresh);
    return fresh;
  };
}
