/** The number in a FHIR value, whatever type it came as: Quantity, Range, Ratio, integer, decimal, string or the text of a concept. */
import type { Measured } from '../../engine';
import { asObject, type Element, objectAt, stringAt, wordsOf } from '../records/elements';
import { bounded, isNarrative, measuredTextOf } from './measured-text';

/**
 * `unit` is the text a reader sees, `code` the UCUM code behind it, each null where not given.
 * A Ratio carries its exact parts: `value` is the numerator, `per` the denominator.
 */
export interface Amount { kind: 'amount'; value: Measured; unit: string | null; code: string | null; text: string; per: { value: number; unit: string | null } | null; from: 'Quantity' | 'Range' | 'Ratio' | 'number' | 'text' }
export type AmountReading = Amount | { kind: 'unreadable' } | { kind: 'narrative'; text: string } | { kind: 'absent' };

const UNREADABLE: AmountReading = { kind: 'unreadable' };
const ABSENT: AmountReading = { kind: 'absent' };
const SIGNS = new Set(['<', '<=', '>', '>=']);

/**
 * The amount an Observation, a component, or anything with a `value[x]` states. Two `value[x]` count only if both say the same number.
 * Numbers that came as strings inside a Quantity are not numbers: nothing is coerced.
 */
export function amountOf(holder: unknown): AmountReading {
  const element = asObject(holder);
  if (element === null) return ABSENT;
  const readings: AmountReading[] = [];
  for (const name in element) {
    if (!name.startsWith('value') || element[name] === undefined || element[name] === null) continue;
    readings.push(oneAmount(name, element[name]));
  }
  const [first, ...others] = readings;
  if (first === undefined) return ABSENT;
  // A value beside the reason why there is none: one of the two is wrong.
  if ((element['dataAbsentReason'] ?? null) !== null) return UNREADABLE;
  if (others.length === 0) return first;
  if (first.kind !== 'amount') return UNREADABLE;
  return others.every((other) => other.kind === 'amount' && sameValue(first.value, other.value)) ? first : UNREADABLE;
}

function oneAmount(name: string, value: unknown): AmountReading {
  switch (name) {
    case 'valueQuantity': return quantityAmount(asObject(value));
    case 'valueRange': return rangeAmount(asObject(value));
    case 'valueRatio': return ratioAmount(asObject(value));
    case 'valueInteger': case 'valueDecimal': case 'valuePositiveInt': case 'valueUnsignedInt': return numberAmount(value);
    case 'valueString': return typeof value === 'string' ? textAmount(value) : UNREADABLE;
    case 'valueCodeableConcept': return conceptAmount(value);
    default: return UNREADABLE;
  }
}

function numberAmount(value: unknown): AmountReading {
  return isNumber(value) ? { kind: 'amount', value: bounded(value, null), unit: null, code: null, text: String(value), per: null, from: 'number' } : UNREADABLE;
}

/** A Quantity as an amount; an unknown comparator makes it unreadable, as the number alone would say something else. */
export function quantityAmount(quantity: Element | null): AmountReading {
  if (quantity === null || !isNumber(quantity['value'])) return UNREADABLE;
  const comparator = quantity['comparator'];
  if (comparator !== undefined && comparator !== null && (typeof comparator !== 'string' || !SIGNS.has(comparator))) return UNREADABLE;
  const sign = typeof comparator === 'string' ? (comparator as '<' | '<=' | '>' | '>=') : null; // sound: just checked against the four
  const unit = stringAt(quantity, 'unit');
  const code = stringAt(quantity, 'code');
  const shown = unit ?? code;
  return { kind: 'amount', value: bounded(quantity['value'], sign), unit, code, text: `${sign ?? ''}${quantity['value']}${shown === null ? '' : ` ${shown}`}`, per: null, from: 'Quantity' };
}

function rangeAmount(range: Element | null): AmountReading {
  if (range === null) return UNREADABLE;
  const low = objectAt(range, 'low');
  const high = objectAt(range, 'high');
  if (low === null && high === null) return UNREADABLE;
  if ((low !== null && !isNumber(low['value'])) || (high !== null && !isNumber(high['value'])) || low?.['comparator'] !== undefined || high?.['comparator'] !== undefined) return UNREADABLE;
  const lowUnit = stringAt(low, 'unit') ?? stringAt(low, 'code');
  const highUnit = stringAt(high, 'unit') ?? stringAt(high, 'code');
  if (lowUnit !== null && highUnit !== null && lowUnit !== highUnit) return UNREADABLE;
  const from = low !== null && isNumber(low['value']) ? low['value'] : 0;
  const to = high !== null && isNumber(high['value']) ? high['value'] : Infinity;
  const shown = lowUnit ?? highUnit;
  const text = `${low === null ? '≤' : from}${low === null || high === null ? '' : '-'}${high === null ? '' : to}`;
  return {
    kind: 'amount', value: { low: from, high: to, lowOpen: false, highOpen: false, approximate: false },
    unit: stringAt(high, 'unit') ?? stringAt(low, 'unit'), code: stringAt(high, 'code') ?? stringAt(low, 'code'),
    text: `${high === null ? '≥' : ''}${text}${shown === null ? '' : ` ${shown}`}`, per: null, from: 'Range',
  };
}

/** Only a Ratio whose two parts are exact says a number. */
function ratioAmount(ratio: Element | null): AmountReading {
  const numerator = objectAt(ratio, 'numerator');
  const denominator = objectAt(ratio, 'denominator');
  if (numerator === null || denominator === null || !isNumber(numerator['value']) || !isNumber(denominator['value']) || denominator['value'] <= 0) return UNREADABLE;
  if ((numerator['comparator'] ?? null) !== null || (denominator['comparator'] ?? null) !== null) return UNREADABLE;
  const perUnit = stringAt(denominator, 'unit') ?? stringAt(denominator, 'code');
  return {
    kind: 'amount', value: bounded(numerator['value'], null), unit: stringAt(numerator, 'unit'), code: stringAt(numerator, 'code'),
    text: `${numerator['value']}/${denominator['value']}${perUnit === null ? '' : ` ${perUnit}`}`, per: { value: denominator['value'], unit: perUnit }, from: 'Ratio',
  };
}

/** The amount a short text states; a sentence is narrative. */
export function textAmount(text: string): AmountReading {
  const measured = measuredTextOf(text);
  if (measured === null) return isNarrative(text) ? { kind: 'narrative', text } : UNREADABLE;
  return { kind: 'amount', value: measured.value, unit: measured.unit === '' ? null : measured.unit, code: null, text: text.trim(), per: null, from: 'text' };
}

function conceptAmount(concept: unknown): AmountReading {
  for (const words of wordsOf(concept)) {
    const reading = textAmount(words);
    if (reading.kind !== 'unreadable') return reading;
  }
  return UNREADABLE;
}

/** Numbers JSON can hold and arithmetic survives. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Whether two intervals are the same one. */
export function sameValue(a: Measured, b: Measured): boolean {
  return a.low === b.low && a.high === b.high && a.lowOpen === b.lowOpen && a.highOpen === b.highOpen;
}

/** An interval in another unit; 6 significant digits, so that 1000.0000000000001 is 1000. */
export function scaled(value: Measured, factor: number): Measured {
  return { ...value, low: rounded(value.low * factor), high: rounded(value.high * factor) };
}

/** 6 significant digits. */
export function rounded(number: number): number {
  return Number.isFinite(number) ? Number(number.toPrecision(6)) : number;
}

/** Whether the interval is one: its ends in order. */
export function isInterval(value: Measured): boolean {
  return value.low < value.high || (value.low === value.high && !value.lowOpen && !value.highOpen);
}
