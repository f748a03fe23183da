/** TNM categories and stage groups from the words of a value: `pT1b`, `cT2 (AJCC8)`, `ypT3N1M0`, `Stage IIIA`. */
import type { MCategory, NCategory, StageGroup, TCategory } from '../../engine';
import { nfkc } from './plain';

/** Each category as a picture holds it; null where the text does not state it, states it twice differently, or states X. */
export interface TnmReading { t: TCategory | null; n: NCategory | null; m: MCategory | null; context: 'clinical' | 'pathological' | null }

const LONGEST_TNM = 120;
/** The rest of `T1-2`, `N0/1`, `T2 or 3`: a second category whose letter is not said again. */
const FURTHER = /^[a-d]?(?:[-\u2010-\u2015~/]|\s(?:to|or)\s|[至到或])([0-4])(?!\d)/;
const AT_LEAST = /(?:[<>≤≥]=?|\bat (?:least|most)|至少|至多)\s*$/;

/** Reads T1–T4, N0–N3 (N1 and above are positive) and M0/M1 with their prefixes and sub-categories. One pass; a letter before the prefix means another word. */
export function tnmOf(text: string): TnmReading {
  const found: TnmReading = { t: null, n: null, m: null, context: null };
  if (text.length > LONGEST_TNM) return found;
  const plain = nfkc(text).toLowerCase();
  const said = { t: new Set<string>(), n: new Set<string>(), m: new Set<string>() };
  for (let at = 0; at < plain.length; at += 1) {
    const letter = plain[at];
    if (letter !== 't' && letter !== 'n' && letter !== 'm') continue;
    const digit = plain[at + 1] ?? '';
    const top = letter === 't' ? '4' : letter === 'n' ? '3' : '1';
    if (digit < '0' || digit > top || isDigit(plain[at + 2])) continue;
    const prefix = prefixBefore(plain, at);
    if (prefix === null || !endsWell(plain, at + 2)) continue;
    said[letter].add(digit);
    const further = FURTHER.exec(plain.slice(at + 2, at + 12))?.[1];
    if (further !== undefined) said[letter].add(further);
    if (isOpen(plain, at - prefix.length, at + 2)) said[letter].add('open');
    if (prefix.includes('p')) found.context = 'pathological';
    else if (prefix.includes('c')) found.context ??= 'clinical';
  }
  const [t] = said.t;
  const [n] = said.n;
  const [m] = said.m;
  if (said.t.size === 1 && t !== '0') found.t = `T${t}` as TCategory; // sound: one digit of 1 to 4
  // At least N1 is positive, whichever it is.
  if (n !== '0') said.n.delete('open');
  if (said.n.size >= 1 && (said.n.size === 1 || !said.n.has('0'))) found.n = n === '0' ? 'N0' : 'N1';
  if (said.m.size === 1) found.m = `M${m}` as MCategory; // sound: 0 or 1
  return found;
}

/** `yp`, `p`, `c`, … directly before a category, with what may stand before them; null where the letter belongs to another word. */
function prefixBefore(plain: string, at: number): string | null {
  let start = at;
  while (start > 0 && at - start < 3 && 'cpyrau'.includes(plain[start - 1] ?? ' ')) start -= 1;
  const before = plain[start - 1];
  // A category follows another one without a space: T2N0M0, T1bN1, T2(m)N0.
  const follows = before !== undefined && (isDigit(before) || ('abcd'.includes(before) && isDigit(plain[start - 2])));
  if (before !== undefined && isLetter(before) && !follows) {
    // `T1aN0`: the letter of the sub-category was taken for a prefix.
    return start < at && isDigit(before) ? '' : null;
  }
  return plain.slice(start, at);
}

/** After the digit: the end, a sub-category, another category, or no letter. */
function endsWell(plain: string, at: number): boolean {
  const next = plain[at];
  if (next === undefined || !isLetter(next)) return true;
  if ('tnmpcy'.includes(next)) return true;
  if ('abcd'.includes(next)) {
    const after = plain[at + 1];
    return after === undefined || !isLetter(after) || 'tnmpcyi'.includes(after) || isDigit(after);
  }
  return 'ism'.includes(next);
}

/** A bound or a question instead of a category: `≥T2`, `at least T2`, `T2?`. */
const isOpen = (plain: string, start: number, end: number): boolean => AT_LEAST.test(plain.slice(Math.max(0, start - 12), start)) || /^[a-d]?\s?\?/.test(plain.slice(end, end + 3));

const STAGE = /^(?:(?:ajcc|uicc|tnm|clinical|pathologic(?:al)?|anatomic|prognostic|yp|[cp])[\s:]*){0,3}(?:stage(?: group)?|分期|期别|第)?[\s:]*(iv|iii|ii|i|4|3|2|1|四|三|二|一|Ⅳ|Ⅲ|Ⅱ|Ⅰ)([abcd]?\d?)(?:\s*期)?(?:\s*\(.{0,40}\)|\s+(?:ajcc|uicc).{0,40})?$/i;
const GROUPS: ReadonlyMap<string, StageGroup> = new Map([['i', 'I'], ['1', 'I'], ['一', 'I'], ['ii', 'II'], ['2', 'II'], ['二', 'II'], ['iii', 'III'], ['3', 'III'], ['三', 'III'], ['iv', 'IV'], ['4', 'IV'], ['四', 'IV']]);

/** The stage group a short text states (`IIA`, `Stage III`, `ⅡB期`); null for any other. */
export function stageGroupOf(text: string): StageGroup | null {
  if (text.length > LONGEST_TNM) return null;
  const match = STAGE.exec(nfkc(text).trim());
  return match === null ? null : (GROUPS.get((match[1] ?? '').toLowerCase()) ?? null);
}

const isDigit = (character: string | undefined): boolean => character !== undefined && character >= '0' && character <= '9';
const isLetter = (character: string): boolean => character >= 'a' && character <= 'z';
