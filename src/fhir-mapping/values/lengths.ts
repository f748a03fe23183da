/** Sizes in millimetres. */
import { type Amount, amountOf, isInterval, scaled } from './amounts';
import { labelledAmount, withoutLabels } from './labels';
import type { ValueReading } from './reading';
import { nfkc } from './plain';

/** Names a size may begin with and still be only the result. */
const LABELS = ['肿瘤', '病灶', '病变', '最大', '直径', '长径', '大小', '径', 'tumour', 'tumor', 'lesion', 'largest', 'maximum', 'greatest', 'max.', 'diameter', 'dimension', 'size'];
const ABOUT = /^(?:大约|约|about |approx\.? |ca\. ?|~)/;

const MM_PER: ReadonlyMap<string, number> = new Map([
  ['mm', 1], ['millimetre', 1], ['millimetres', 1], ['millimeter', 1], ['millimeters', 1], ['毫米', 1], ['cm', 10], ['centimetre', 10], ['centimetres', 10], ['centimeter', 10], ['centimeters', 10],
  ['厘米', 10], ['公分', 10], ['um', 0.001], ['μm', 0.001], ['m', 1000], ['dm', 100], ['in', 25.4], ['[in_i]', 25.4],
]);
/** Case-exact spellings that UCUM would read as another size. */
const SHOUTED: ReadonlyMap<string, number> = new Map([['MM', 1], ['Mm', 1], ['CM', 10], ['Cm', 10]]);

/** Millimetres of an Observation or component coded as a size; a size has a unit of length or it is `unknown-unit`, and is above 0 or `invalid-value`. */
export function readLengthMm(holder: unknown): ValueReading {
  const amount = labelledAmount(holder, LABELS) ?? amountOf(holder);
  if (amount.kind !== 'amount') return sizesOf(holder) ?? amount;
  if (!isInterval(amount.value) || amount.value.high <= 0 || amount.value.low < 0) return { kind: 'invalid-value' };
  const factor = factorOf(amount);
  if (factor === null || amount.per !== null) return sizesOf(holder) ?? { kind: 'unknown-unit' };
  return { kind: 'value', value: factor === 1 ? amount.value : scaled(amount.value, factor), text: amount.text, unitUnverified: false };
}

function factorOf(amount: Amount): number | null {
  return lengthFactor(amount.unit) ?? lengthFactor(amount.code);
}

function lengthFactor(unit: string | null): number | null {
  if (unit === null) return null;
  const trimmed = nfkc(unit).trim();
  return SHOUTED.get(trimmed) ?? MM_PER.get(trimmed) ?? MM_PER.get(trimmed.toLowerCase()) ?? null;
}

/** `1.2×0.8×0.5cm`: the largest dimension. Only where every part is a number and the unit is a length; each part may carry it. */
function sizesOf(holder: unknown): ValueReading | null {
  const text = typeof holder === 'object' && holder !== null ? (holder as Record<string, unknown>)['valueString'] : undefined; // sound: any object may be asked for a name
  if (typeof text !== 'string' || text.length > 60) return null;
  const plain = withoutLabels(text, LABELS) ?? nfkc(text).toLowerCase().trim();
  const parts = plain.replace(ABOUT, '').split(/[x×*]/);
  if (parts.length < 2 || parts.length > 3) return null;
  const sizes: number[] = [];
  let factor: number | null = null;
  for (const part of parts.reverse()) {
    const match = /^(\d{1,4}(?:\.\d{1,3})?) ?([^\d]*)$/.exec(part.trim());
    if (match === null) return null;
    const unit = match[2] ?? '';
    if (unit !== '') {
      const stated = lengthFactor(unit);
      if (stated === null || (factor !== null && stated !== factor)) return null;
      factor = stated;
    }
    sizes.push(Number(match[1]));
  }
  const largest = Math.max(...sizes);
  if (factor === null) return { kind: 'unknown-unit' };
  if (!(largest > 0)) return { kind: 'invalid-value' };
  const exact = { low: largest, high: largest, lowOpen: false, highOpen: false, approximate: ABOUT.test(plain) };
  return { kind: 'value', value: scaled(exact, factor), text: text.trim(), unitUnverified: false };
}
