/** How one plain value of a conclusion is written: a code in its words, a date as the language writes it, anything else as it is. */
import type { CodeWords } from './words';

const DATE = /^\d{4}-\d{2}(-\d{2})?$/;

export function valueTextIn(codes: CodeWords, date: (iso: string) => string, list: (items: readonly string[]) => string): (value: string | number) => string {
  const known = new Map<string, string>();
  for (const table of [codes.facts, codes.recommendations, codes.tests, codes.depths, codes.terms]) {
    for (const [code, words] of Object.entries(table)) known.set(code, words);
  }
  return (value) => {
    if (typeof value === 'number') return String(value);
    const words = known.get(value);
    if (words !== undefined) return words;
    if (DATE.test(value)) return date(value);
    // Attributions name a place in the source: `review §6.1`.
    if (value.startsWith('review ')) return `${known.get('review') ?? 'review'} ${value.slice('review '.length)}`;
    // Most values are one word, and of the others most begin with one that is no code.
    const gap = value.indexOf(' ');
    if (gap < 0 || !known.has(value.slice(0, value[gap - 1] === ',' ? gap - 1 : gap))) return value;
    const several = value.split(/, | /);
    const allKnown = several.length > 1 && several.every((part) => known.has(part));
    return allKnown ? list(several.map((part) => known.get(part) ?? part)) : value;
  };
}
