/** Ki-67 in percent, from the ways laboratories send it. */
import type { Measured } from '../../engine';
import { type Amount, amountOf, isInterval, scaled } from './amounts';
import { labelledAmount } from './labels';
import type { ValueReading } from './reading';
import { nfkc } from './plain';

const PERCENT_WORDS = new Set(['%', 'percent', 'percentage', 'pct', 'per cent', 'prozent', 'percent (qualifier value)', '百分比', '{percent}', '{percentage}', '% positive', '% cells', '%阳性']);
const PERCENT_CODES = new Set(['%', '/100', '{percent}', '{percentage}', '[%]', 'percent', '%{positive}', '%{cells}', '%{positivecells}', '10*-2', '{%}']);
/** Labels a result text may begin with and still be only the result. */
const LABELS = ['ki-67', 'ki67', 'ki 67', 'mib-1', 'mib1', '增殖指数', '阳性指数', '标记指数', '阳性率', '阳性细胞', '阳性', '指数', 'proliferation index', 'labelling index', 'labeling index', 'index', 'li', 'positive', '热点区域', '热点区', '热点', 'hot spot', 'hot-spot', 'hotspot', '为'];

/**
 * Percent of cells, 0–100, of an Observation or component coded as Ki-67. The unit text wins over the unit code (`%` with code `/100`, `1` or `{percent}`).
 * Without a unit a number above 1 is percent and one up to 1 is `unknown-unit`; a Ratio is numerator / denominator × 100. @see rules.md GR-1
 */
export function readKi67Percent(holder: unknown): ValueReading {
  const reading = labelledAmount(holder, LABELS) ?? amountOf(holder);
  if (reading.kind !== 'amount') return reading;
  const percent = percentOf(reading);
  // Words or a second number behind the percentage are no unit.
  if (percent === null && reading.from === 'text' && /^%.*[\d(]/.test(reading.unit ?? '')) return { kind: 'unreadable' };
  if (percent === null) return isInterval(reading.value) && reading.value.low >= 0 ? { kind: 'unknown-unit' } : { kind: 'invalid-value' };
  return percentValue(percent, reading.text);
}

function percentValue(percent: Measured, text: string): ValueReading {
  const beyond = percent.high > 100 && percent.high !== Infinity;
  if (!isInterval(percent) || percent.low < 0 || percent.low > 100 || beyond || (percent.low === 100 && percent.lowOpen)) return { kind: 'invalid-value' };
  return { kind: 'value', value: percent, text, unitUnverified: false };
}

function percentOf(amount: Amount): Measured | null {
  if (amount.per !== null) return scaled(amount.value, 100 / amount.per.value);
  const unit = nfkc(amount.unit ?? '').trim().toLowerCase();
  const code = amount.code?.trim().toLowerCase() ?? '';
  if (PERCENT_WORDS.has(unit)) return amount.value;
  if (unit !== '' && unit !== '1') return unit === code || !PERCENT_CODES.has(code) || /hpf|mm|\/|g|mol/.test(unit) ? null : amount.value;
  if (PERCENT_CODES.has(code)) return amount.value;
  if (code !== '' && code !== '1') return null;
  // Above 1 it can only be percent; up to 1 it may be a fraction.
  return Number.isFinite(amount.value.high) ? (amount.value.high > 1 ? amount.value : null) : amount.value.low > 1 ? amount.value : null;
}
