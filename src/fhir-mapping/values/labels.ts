/** Results that repeat their own name before the value: `Ki-67 约40%`, `核分裂象：3个/10HPF`, `直径0.5cm`. The name is no part of the result. */
import type { Amount } from './amounts';
import { isNarrative, LONGEST_RESULT, measuredTextOf } from './measured-text';
import { nfkc } from './plain';

const MOST_LABELS = 6;

/** The text behind the labels it begins with, lower case and in plain characters; null where it begins with none. */
export function withoutLabels(text: string, labels: readonly string[]): string | null {
  if (text.length > LONGEST_RESULT) return null;
  let plain = nfkc(text).replace(/[\u2010-\u2015\u2212]/g, '-').toLowerCase().trim();
  let stripped = false;
  for (let step = 0; step < MOST_LABELS; step += 1) {
    const label = labels.find((name) => plain.startsWith(name));
    if (label === undefined) break;
    stripped = true;
    plain = plain.slice(label.length).replace(/^[\s:=,()+]+/, '').trim();
  }
  if (!stripped) return null;
  return plain.endsWith(')') && !plain.includes('(') ? plain.slice(0, -1).trim() : plain;
}

/** The amount of a `valueString` that is a result behind its name; null where there is another value, no name, or a sentence. */
export function labelledAmount(holder: unknown, labels: readonly string[]): Amount | null {
  const text = typeof holder === 'object' && holder !== null ? (holder as Record<string, unknown>)['valueString'] : undefined; // sound: any object may be asked for a name
  if (typeof text !== 'string' || text.length > LONGEST_RESULT || measuredTextOf(text) !== null) return null;
  const plain = withoutLabels(text, labels);
  if (plain === null) return null;
  const others = Object.keys(holder as object).some((name) => name.startsWith('value') && name !== 'valueString'); // sound: checked to be an object above
  const measured = others || isNarrative(plain) ? null : measuredTextOf(plain);
  return measured === null ? null : { kind: 'amount', value: measured.value, unit: measured.unit === '' ? null : measured.unit, code: null, text: text.trim(), per: null, from: 'text' };
}
