/** Numbers and intervals written as text, in English and Chinese, read in one pass: `约5%`, `3-5%`, `<1 %`, `>20`, `%75`, `about 10%`, `5个/10HPF`. */
import type { Measured } from '../../engine';
import { nfkc } from './plain';

/** `unit` is what is left beside the number, lower case, without spaces at its ends; '' where nothing is. */
export interface MeasuredText { value: Measured; unit: string }

/** A result is short; anything longer is a sentence. */
export const LONGEST_RESULT = 80;

type Sign = '<' | '<=' | '>' | '>=';

/** Words before a number; longer ones first where one begins another. */
const SIGN_WORDS: readonly [string, Sign][] = [
  ['小于等于', '<='], ['小于或等于', '<='], ['大于等于', '>='], ['大于或等于', '>='], ['不超过', '<='], ['不高于', '<='], ['不大于', '<='], ['不多于', '<='], ['不低于', '>='], ['不少于', '>='], ['不小于', '>='],
  ['至多', '<='], ['最多', '<='], ['至少', '>='], ['低于', '<'], ['小于', '<'], ['少于', '<'], ['不足', '<'], ['不到', '<'], ['大于', '>'], ['高于', '>'], ['超过', '>'], ['多于', '>'],
  ['less than or equal to', '<='], ['greater than or equal to', '>='], ['less than', '<'], ['fewer than', '<'], ['lower than', '<'], ['greater than', '>'], ['more than', '>'], ['higher than', '>'],
  ['up to', '<='], ['at most', '<='], ['at least', '>='], ['below', '<'], ['under', '<'], ['above', '>'], ['over', '>'],
];
const ABOUT_WORDS = ['approximately', 'approx.', 'approx', 'about', 'around', 'circa', 'ca.', 'ca', 'c.', '大约为', '约为', '大约', '大概', '约', '近', '≈', '~'];
const SYMBOLS: readonly [string, Sign][] = [['<=', '<='], ['=<', '<='], ['>=', '>='], ['=>', '>='], ['≤', '<='], ['≦', '<='], ['⩽', '<='], ['≥', '>='], ['≧', '>='], ['⩾', '>='], ['<', '<'], ['>', '>']];
const DASHES = ['-', '–', '—', '−', '‐', '~', '〜', '∼', '至', '到', 'to '];
/** Longest first, as they are looked for in this order. */
const AFTER: readonly [string, Sign | 'about'][] = [['或以上', '>='], ['及以上', '>='], ['以上', '>='], ['或以下', '<='], ['及以下', '<='], ['以下', '<='], ['以内', '<='], ['左右', 'about'], ['上下', 'about'], ['or more', '>='], ['or less', '<='], ['or higher', '>=']];

/**
 * The number or interval a short text states, and the unit beside it. Null where it states none, states two, or is longer than `LONGEST_RESULT`.
 * Full-width characters are read as their plain form. A comma before one or two digits is a decimal comma; before three it is ambiguous and not read.
 */
export function measuredTextOf(text: string): MeasuredText | null {
  const plain = plainText(text);
  if (plain === null) return null;
  const scan = new Scanner(plain);
  const before = signAndAbout(scan);
  if (before === null) return null;
  const percentFirst = scan.take('%');
  const first = scan.number();
  if (first === null) return null;
  scan.spaces();
  const afterFirst = scan.at;
  const percentBetween = scan.take('%');
  scan.spaces();
  if (before.sign === null && scan.takeAny(DASHES) !== null) {
    // Some laboratories write the dash twice (`28.00--185.00`); nothing measured here is negative.
    scan.takeAny(DASHES);
    scan.spaces();
    const approximate = scan.takeAny(ABOUT_WORDS) !== null;
    const second = scan.number();
    if (second === null) return null;
    const rest = restOf(scan, percentBetween || percentFirst);
    if (rest === null || (rest.after !== null && rest.after !== 'about')) return null;
    return { value: { low: first, high: second, lowOpen: false, highOpen: false, approximate: before.about || approximate || rest.after === 'about' }, unit: rest.unit };
  }
  scan.at = afterFirst;
  const rest = restOf(scan, percentFirst);
  if (rest === null || (rest.after !== null && rest.after !== 'about' && before.sign !== null)) return null;
  const sign = before.sign ?? (rest.after === 'about' ? null : rest.after);
  return { value: bounded(first, sign, before.about || rest.after === 'about'), unit: rest.unit };
}

/** The interval a number with a comparator means; unbounded below is 0, as nothing measured here is negative. */
export function bounded(number: number, sign: Sign | null, approximate = false): Measured {
  if (sign === '<' || sign === '<=') return { low: Math.min(0, number), high: number, lowOpen: false, highOpen: sign === '<', approximate };
  if (sign === '>' || sign === '>=') return { low: number, high: Infinity, lowOpen: sign === '>', highOpen: false, approximate };
  return { low: number, high: number, lowOpen: false, highOpen: false, approximate };
}

/**
 * Whether a text that states no result says something all the same: a sentence with a number in it, or a long text. A sentence is never used for a decision.
 */
export function isNarrative(text: string): boolean {
  if (text.length > LONGEST_RESULT) return true;
  if (measuredTextOf(text) !== null) return false;
  let digits = false;
  let letters = 0;
  for (const character of text) {
    if (character >= '0' && character <= '9') digits = true;
    else if (/\p{L}/u.test(character)) letters += 1;
  }
  return digits && letters >= 3;
}

/** Null where the text is too long, or has a power (`10³`) that the plain form would turn into another number. */
export function plainText(text: string): string | null {
  if (text.length > LONGEST_RESULT) return null;
  for (let at = 1; at < text.length; at += 1) {
    if (/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/.test(text[at] ?? '') && /[0-9]/.test(text[at - 1] ?? '')) return null;
    if (/[¼½¾⅓⅔]/.test(text[at] ?? '')) return null;
  }
  return nfkc(text).toLowerCase().trim();
}

function signAndAbout(scan: Scanner): { sign: Sign | null; about: boolean } | null {
  let sign: Sign | null = null;
  let about = false;
  for (let step = 0; step < 4; step += 1) {
    scan.spaces();
    if (scan.take('=') && sign === null) continue;
    const symbol = scan.takePair(SYMBOLS) ?? scan.takePair(SIGN_WORDS);
    if (symbol !== null) {
      if (sign !== null) return null;
      sign = symbol;
      continue;
    }
    if (scan.takeAny(ABOUT_WORDS) === null) break;
    about = true;
  }
  scan.spaces();
  return { sign, about };
}

/** The unit and a qualifier behind the number; null where another number stands outside a unit's denominator. */
function restOf(scan: Scanner, percentSeen: boolean): { unit: string; after: Sign | 'about' | null } | null {
  let unit = scan.rest().trim().replace(/[.。]$/, '').replace(/^(%?)\s*\+$/, (all, percent: string) => (percent === '%' || percentSeen ? percent : all)).trim();
  let after: Sign | 'about' | null = null;
  for (const [word, meaning] of AFTER) {
    if (unit.endsWith(word)) {
      after = meaning;
      unit = unit.slice(0, -word.length).trim();
      break;
    }
    if (unit.startsWith(word)) {
      after = meaning;
      unit = unit.slice(word.length).trim();
      break;
    }
  }
  if (percentSeen) {
    if (unit !== '' && unit !== '%') return null;
    unit = '%';
  }
  return { unit, after };
}

class Scanner {
  at = 0;
  constructor(private readonly text: string) {}

  spaces(): void {
    while (this.at < this.text.length && (this.text[this.at] === ' ' || this.text[this.at] === '\t')) this.at += 1;
  }

  take(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    // A word ends where letters end: "ca" is not the beginning of "cancer".
    if (isLatin(token[token.length - 1]) && isLatin(this.text[this.at + token.length])) return false;
    this.at += token.length;
    return true;
  }

  takeAny(tokens: readonly string[]): string | null {
    for (const token of tokens) if (this.take(token)) return token;
    return null;
  }

  takePair<T>(pairs: readonly (readonly [string, T])[]): T | null {
    for (const [token, meaning] of pairs) if (this.take(token)) return meaning;
    return null;
  }

  /** A decimal number, negative ones included; null where none stands here. */
  number(): number | null {
    const start = this.at;
    let end = start;
    if (this.text[end] === '-' || this.text[end] === '−') end += 1;
    const whole = end;
    while (isDigit(this.text[end])) end += 1;
    if (end === whole || end - whole > 15) return null;
    const separator = this.text[end];
    let written = this.text.slice(whole, end);
    if ((separator === '.' || separator === ',') && isDigit(this.text[end + 1])) {
      const fraction = end + 1;
      end = fraction;
      while (isDigit(this.text[end])) end += 1;
      if (end - fraction > 15 || (separator === ',' && end - fraction > 2) || isDigit(this.text[end])) return null;
      if ((this.text[end] === '.' || this.text[end] === ',') && isDigit(this.text[end + 1])) return null;
      written = `${written}.${this.text.slice(fraction, end)}`;
    }
    this.at = end;
    const number = Number(written);
    return whole > start ? -number : number;
  }

  rest(): string {
    return this.text.slice(this.at);
  }
}

const isDigit = (character: string | undefined): boolean => character !== undefined && character >= '0' && character <= '9';
const isLatin = (character: string | undefined): boolean => character !== undefined && character >= 'a' && character <= 'z';
