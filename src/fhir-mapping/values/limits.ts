/** A result judged against its own reference range and interpretation; no number is built in. */
import type { Measured } from '../../engine';
import { asObject, codingsOf, type Element, objectAt, objectsAt, stringAt, wordsOf } from '../records/elements';
import { bounded, measuredTextOf } from './measured-text';
import { isNumber } from './amounts';
import { nfkc } from './plain';

export type Level = 'low' | 'normal' | 'high';

/** A laboratory's limits, each inclusive unless open (`<100`); the unit as written, null where the range states none. */
export interface Limits { low: number | null; high: number | null; lowOpen: boolean; highOpen: boolean; unit: string | null; code: string | null; text: string }

/**
 * The normal limits of a result: `low`/`high`, or `referenceRange.text` (`<100 pg/mL`, `13-115`, `0–100`). Null where there are none,
 * or where several ranges are called normal and differ. A range typed as something other than normal (therapeutic, a phase) is not used.
 */
export function limitsOf(result: Element): Limits | null {
  let found: Limits | null = null;
  for (const range of objectsAt(result, 'referenceRange')) {
    const types = codingsOf(range['type']).map((coding) => stringAt(coding, 'code'));
    if (types.length > 0 && !types.includes('normal')) continue;
    const limits = oneRange(range);
    if (limits === null) continue;
    if (found !== null && (found.low !== limits.low || found.high !== limits.high)) return null;
    found = limits;
  }
  return found;
}

function oneRange(range: Element): Limits | null {
  const low = objectAt(range, 'low');
  const high = objectAt(range, 'high');
  const lowValue = low !== null && isNumber(low['value']) ? low['value'] : null;
  const highValue = high !== null && isNumber(high['value']) ? high['value'] : null;
  const unit = stringAt(high, 'unit') ?? stringAt(low, 'unit');
  const code = stringAt(high, 'code') ?? stringAt(low, 'code');
  const shown = unit ?? code;
  const behind = shown === null ? '' : ` ${shown}`;
  if (lowValue !== null && highValue !== null && lowValue > highValue) return null;
  if (lowValue !== null || highValue !== null) {
    const text = lowValue === null ? `≤${highValue}` : highValue === null ? `≥${lowValue}` : `${lowValue}-${highValue}`;
    return { low: lowValue, high: highValue, lowOpen: false, highOpen: high?.['comparator'] === '<', unit, code, text: text + behind };
  }
  return limitsInText(stringAt(range, 'text'));
}

/** A remark behind the limits that holds no number: `(fasting)`, `(空腹)`. */
const REMARK = /\s*\([^()\d<>]{1,30}\)$/;

function limitsInText(text: string | null): Limits | null {
  if (text === null) return null;
  const plain = nfkc(text).trim().replace(/^(?:normal(?: range)?|reference(?: range)?|ref|fasting|adults?|正常(?:值|范围|参考值)?|参考(?:值|范围|区间)|空腹)[\s:]*/i, '').replace(REMARK, '');
  const measured = measuredTextOf(plain);
  if (measured === null || measured.value.approximate) return null;
  const { low, high, lowOpen, highOpen } = measured.value;
  if (low > high || (low === high)) return null;
  const unit = measured.unit === '' ? null : measured.unit;
  return { low: low === 0 ? null : low, high: high === Infinity ? null : high, lowOpen, highOpen, unit, code: null, text: text.trim() };
}

/** Where the whole interval lies; null where it straddles a limit, or lies on the side of a limit that is not known. */
export function levelAgainst(value: Measured, limits: Pick<Limits, 'low' | 'high' | 'lowOpen' | 'highOpen'>): Level | null {
  const { low, high } = limits;
  if (high !== null && (value.low > high || (value.low === high && (value.lowOpen || limits.highOpen)))) return 'high';
  if (low !== null && (value.high < low || (value.high === low && (value.highOpen || limits.lowOpen)))) return 'low';
  const underHigh = high !== null && (value.high < high || (value.high === high && (!limits.highOpen || value.highOpen)));
  const overLow = low === null || value.low > low || (value.low === low && (!limits.lowOpen || value.lowOpen));
  if (high === null) return low !== null && overLow ? 'normal' : null;
  return underHigh && overLow ? 'normal' : null;
}

const CODES: ReadonlyMap<string, Level> = new Map([
  ['H', 'high'], ['HH', 'high'], ['HU', 'high'], ['>', 'high'], ['H>', 'high'], ['L', 'low'], ['LL', 'low'], ['LU', 'low'], ['<', 'low'], ['L<', 'low'], ['N', 'normal'],
  ['75540009', 'high'], ['62482003', 'low'], ['17621005', 'normal'], ['281302008', 'high'], ['281300000', 'low'], ['281301001', 'normal'],
]);
const WORDS: ReadonlyMap<string, Level> = new Map([
  ['high', 'high'], ['elevated', 'high'], ['raised', 'high'], ['increased', 'high'], ['above normal', 'high'], ['above high normal', 'high'], ['critical high', 'high'], ['critically high', 'high'], ['significantly high', 'high'], ['hypergastrinaemia', 'high'], ['hypergastrinemia', 'high'], ['h', 'high'], ['hh', 'high'], ['↑', 'high'], ['↑↑', 'high'], ['升高', 'high'], ['增高', 'high'], ['偏高', 'high'], ['明显升高', 'high'], ['显著升高', 'high'], ['高', 'high'], ['高于正常', 'high'],
  ['low', 'low'], ['decreased', 'low'], ['reduced', 'low'], ['below normal', 'low'], ['below low normal', 'low'], ['critical low', 'low'], ['critically low', 'low'], ['l', 'low'], ['ll', 'low'], ['↓', 'low'], ['↓↓', 'low'], ['降低', 'low'], ['减低', 'low'], ['下降', 'low'], ['偏低', 'low'], ['低', 'low'], ['低于正常', 'low'],
  ['normal', 'normal'], ['within normal limits', 'normal'], ['within reference range', 'normal'], ['wnl', 'normal'], ['n', 'normal'], ['正常', 'normal'], ['正常范围', 'normal'], ['not elevated', 'normal'], ['未升高', 'normal'], ['不高', 'normal'],
]);

/** A word or short text that says high, low or normal; null for any other. */
export function levelInWords(text: string): Level | null {
  return text.length > 60 ? null : (WORDS.get(nfkc(text).trim().toLowerCase()) ?? null);
}

/** What the interpretation says; null where it says nothing of the kind, `disagree` where two of its members differ. */
export function interpretedLevel(result: Element): Level | 'disagree' | null {
  return said(result['interpretation']);
}

/** What a coded or worded value itself says (`elevated`, 升高). */
export function worded(result: Element): Level | 'disagree' | null {
  const string = stringAt(result, 'valueString');
  const fromString = string === null ? null : levelInWords(string);
  return fromString ?? (asObject(result['valueCodeableConcept']) === null ? null : said(result['valueCodeableConcept']));
}

function said(concept: unknown): Level | 'disagree' | null {
  let level: Level | null = null;
  const concepts = Array.isArray(concept) ? concept : [concept];
  for (const one of concepts) {
    const levels = [
      ...codingsOf(one).map((coding) => CODES.get((stringAt(coding, 'code') ?? '').trim()) ?? null),
      ...wordsOf(one).map(levelInWords),
      typeof one === 'string' ? (CODES.get(one) ?? levelInWords(one)) : null,
    ];
    for (const found of levels) {
      if (found === null) continue;
      if (level !== null && level !== found) return 'disagree';
      level = found;
    }
  }
  return level;
}

/** The interval a limit makes, for conversions. */
export const limitValue = (number: number): Measured => bounded(number, null);
