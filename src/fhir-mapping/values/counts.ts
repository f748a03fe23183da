/** Whole numbers of nodes and lesions. */
import { amountOf, isInterval } from './amounts';
import type { ValueReading } from './reading';
import { nfkc } from './plain';

const COUNT_UNITS = new Set(['', '1', '{#}', '#', '{count}', '{nodes}', '{node}', '{lesions}', '{lesion}', '{tumors}', '{tumours}', '{number}', 'nodes', 'node', 'lesions', 'lesion', 'lymph nodes', '个', '枚', '处', '颗', '{lymph nodes}', 'count', '[#]', 'tumours', 'tumors']);

/** A count: whole ends, none negative. A fraction or a negative number is `invalid-value`, another unit `unknown-unit`. */
export function readCount(holder: unknown): ValueReading {
  const amount = amountOf(holder);
  if (amount.kind !== 'amount') return amount;
  if (amount.per !== null || !COUNT_UNITS.has(nfkc(amount.unit ?? amount.code ?? '').trim().toLowerCase())) return { kind: 'unknown-unit' };
  const { low, high } = amount.value;
  const whole = Number.isInteger(low) && (high === Infinity || Number.isInteger(high));
  if (!whole || low < 0 || (high > 10_000 && high !== Infinity) || !isInterval(amount.value)) return { kind: 'invalid-value' };
  return { kind: 'value', value: amount.value, text: amount.text, unitUnverified: false };
}
