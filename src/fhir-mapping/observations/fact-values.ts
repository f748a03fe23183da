/** Words and codes that coded values are written in, each to the one word the picture uses. */
import { codingsOf, objectAt, stringAt, wordsOf } from '../records/elements';
import type { Element } from '../records/elements';
import { nfkc } from '../values/plain';

const FACTS = 'https://gnen-cds.org/fhir/CodeSystem/facts';
const POSITIVE_CODES = new Set(['10828004', 'LA6576-8', '260373001', '52101004', 'POS', 'DET', 'LA9633-4']);
const NEGATIVE_CODES = new Set(['260385009', 'LA6577-6', '260415000', '2667000', 'NEG', 'ND', 'LA9634-2']);

/** What a value says as words, lower case: the code of the project's own system first, then text, then displays. */
export function valueWords(holder: Element): string[] {
  const concept = objectAt(holder, 'valueCodeableConcept');
  const words: string[] = [];
  for (const coding of codingsOf(concept)) {
    const code = stringAt(coding, 'code');
    if (code !== null && (stringAt(coding, 'system') === FACTS || stringAt(coding, 'system') === null)) words.push(code);
  }
  words.push(...wordsOf(concept));
  const string = stringAt(holder, 'valueString');
  if (string !== null && string.length <= 200) words.push(string);
  return words.map((word) => nfkc(word).trim().toLowerCase()).filter((word) => word !== '');
}

/** The one word of the list that the value says exactly, `_` and spaces read as `-`; null for none, or two. */
export function oneOf<W extends string>(holder: Element, list: readonly W[]): W | null {
  const said = new Set<W>();
  for (const word of valueWords(holder)) {
    const plain = word.replace(/[\s_]+/g, '-');
    for (const candidate of list) if (plain === candidate.toLowerCase()) said.add(candidate);
  }
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

const POSITIVE_WORDS = /^(?:\(?\+{1,4}\)?|positive|pos|present|detected|yes|true|strongly positive|weakly positive|focally positive|partly positive|diffusely positive|positive \(qualifier value\)|阳性|部分阳性|弱阳性|强阳性|有|见|检出)\b|^(?:阳性|部分阳性|弱阳性|强阳性|局灶阳性|是$|有(?!待|疑)|可见|检出(?!限))|^\(?\+{1,4}\)?/;
const NEGATIVE_WORDS = /^(?:\(?[-–−]\)?$|negative\b|neg\b|absent\b|not detected\b|not identified\b|none\b|no\b(?! (?:result|data|specimen|sample|information|answer|report|value|material|tissue|comment))|false\b|not present\b|阴性|未检出|未见(?!报告)|无(?!法|结果|数据|标本|报告|资料)|不存在|没有|否$)/;

/** Begins like an answer and is none: a question, both at once, the control of the stain. */
const OPEN_WORDS = /[?]\s*\)?$|^\(?\+\s?\/\s?-|^(?:positive|pos|阳性)\s?\/\s?(?:negative|neg|阴性)|^(?:negative|neg|阴性)\s?\/\s?(?:positive|pos|阳性)|^(?:阳性|阴性)对照|^(?:positive|negative) controls?\b/;
/** A share that is nothing, or less than one in a hundred, is no yes. */
const NO_SHARE = /(?:<\s?1|(?<![\d.])0)(?:\.0+)?\s?%/;

/** Positive or negative of a coded, worded or boolean result, or null. */
export function polarityOf(holder: Element): 'positive' | 'negative' | null {
  if (typeof holder['valueBoolean'] === 'boolean') return holder['valueBoolean'] ? 'positive' : 'negative';
  const said = new Set<'positive' | 'negative'>();
  const concept = objectAt(holder, 'valueCodeableConcept');
  for (const coding of codingsOf(concept)) {
    const code = stringAt(coding, 'code') ?? '';
    if (POSITIVE_CODES.has(code)) said.add('positive');
    if (NEGATIVE_CODES.has(code)) said.add('negative');
  }
  // A code under the opposite word is no answer.
  for (const word of valueWords(holder)) {
    if (OPEN_WORDS.test(word) && (NEGATIVE_WORDS.test(word) || POSITIVE_WORDS.test(word))) return null;
    if (NEGATIVE_WORDS.test(word)) said.add('negative');
    else if (POSITIVE_WORDS.test(word)) {
      if (NO_SHARE.test(word)) return null;
      said.add('positive');
    }
  }
  if (said.size === 0 && concept === null && stringAt(holder, 'valueString') === null) {
    for (const coding of codingsOf(holder['interpretation'])) {
      const code = stringAt(coding, 'code') ?? '';
      if (POSITIVE_CODES.has(code)) said.add('positive');
      if (NEGATIVE_CODES.has(code)) said.add('negative');
    }
  }
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

/** `true`, `false`, or null for a boolean fact; the words yes and no count. */
export function booleanOf(holder: Element): boolean | null {
  const value = holder['valueBoolean'];
  if (typeof value === 'boolean') return value;
  const polarity = polarityOf(holder);
  return polarity === null ? null : polarity === 'positive';
}

/** The value as it was recorded, for showing: `15 %`, `<3 %`, `约5%`, `2-5 /HPF`. */
export function valueAsRecorded(holder: Element): string {
  const string = stringAt(holder, 'valueString');
  if (string !== null) return shortened(string);
  const quantity = objectAt(holder, 'valueQuantity');
  if (quantity !== null) return quantityAsRecorded(quantity);
  for (const name of ['valueInteger', 'valueBoolean', 'valueDecimal']) {
    const value = holder[name];
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  }
  const range = objectAt(holder, 'valueRange');
  if (range !== null) {
    const low = objectAt(range, 'low');
    const high = objectAt(range, 'high');
    if (low === null || high === null) return shortened(`${low === null ? '≤' : '≥'}${quantityAsRecorded(low ?? high)}`);
    return shortened(`${numberText(low)}-${quantityAsRecorded(high)}`);
  }
  const ratio = objectAt(holder, 'valueRatio');
  if (ratio !== null) return shortened(`${quantityAsRecorded(objectAt(ratio, 'numerator'))}/${quantityAsRecorded(objectAt(ratio, 'denominator'))}`);
  const concept = objectAt(holder, 'valueCodeableConcept');
  const words = wordsOf(concept);
  if (words[0] !== undefined) return shortened(words[0]);
  const code = codingsOf(concept).map((coding) => stringAt(coding, 'code')).find((c) => c !== null);
  return code === undefined || code === null ? '' : shortened(code);
}

function quantityAsRecorded(quantity: Element | null): string {
  const unit = stringAt(quantity, 'unit') ?? stringAt(quantity, 'code');
  const comparator = stringAt(quantity, 'comparator') ?? '';
  return shortened(`${comparator}${numberText(quantity)}${unit === null ? '' : ` ${unit}`}`);
}

function numberText(quantity: Element | null): string {
  const value = quantity?.['value'];
  return typeof value === 'number' ? String(value) : '?';
}

export function shortened(text: string, longest = 120): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length <= longest ? plain : `${plain.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Whether the holder carries any value at all, readable or not. */
export function hasValue(holder: Element): boolean {
  for (const name in holder) if (name.startsWith('value') && holder[name] !== undefined && holder[name] !== null) return true;
  return false;
}
