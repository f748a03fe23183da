/** T, N, M, stage group, grade and clinical type as their words are written: `cT2`, `ypN1`, `Stage IIA`, `Grade 2`, `Ⅰ型`. */
import { stageGroupOf, tnmOf } from '../values/tnm';
import type { ClinicalType, Grade, MCategory, NCategory, StageGroup, TCategory } from '../../engine';
import { nfkc } from '../values/plain';

const GROUPS: Readonly<Record<string, StageGroup>> = { '1': 'I', '2': 'II', '3': 'III', '4': 'IV', 'i': 'I', 'ii': 'II', 'iii': 'III', 'iv': 'IV' };

const NOT_A_STAGE = /\bno\b|\bnot\b/;

export function tCategoryIn(words: readonly string[]): TCategory | null {
  return agreed(words.map((word) => tnmOf(word).t));
}

/** Recorded N2 and N3 are positive, as N1. */
export function nCategoryIn(words: readonly string[]): NCategory | null {
  return agreed(words.map((word) => tnmOf(word).n));
}

export function mCategoryIn(words: readonly string[]): MCategory | null {
  return agreed(words.map((word) => tnmOf(word).m));
}

function agreed<V>(read: readonly (V | null)[]): V | null {
  const said = new Set(read.filter((value) => value !== null));
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

export function stageGroupIn(words: readonly string[]): StageGroup | null {
  const said = new Set<StageGroup>();
  for (const word of words) {
    const plain = romanDigits(word);
    // `American Joint Committee on Cancer stage IIA (qualifier value)`: a name that ends in the stage.
    const last = /\bstage (iv|iii|ii|i|[1-4])[abc]?\d?(?: \([^()]{0,40}\))?$/.exec(plain)?.[1];
    const group = stageGroupOf(word) ?? (last === undefined || NOT_A_STAGE.test(plain) ? undefined : GROUPS[last]);
    if (group !== undefined) said.add(group);
  }
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

export function gradeIn(words: readonly string[]): Grade | null {
  const digit = single(words, /(?:^|[^a-z0-9])(?<![<>≤≥]=?\s?)g(?:rade)?\s?([1-3])(?![0-9]|\s?\?)(?:(?:[-\u2010-\u2015~/]|\s(?:to|or)\s|[至到或])([1-3])(?![0-9]))?/g) ?? single(words.map(romanDigits), /(?<![-\u2010-\u2015~/至到或])([1-3])级/g);
  return digit === null ? null : (`G${digit}` as Grade); // sound: 1 to 3 only
}

/** A type, and the second one of `type I or II`, `I/II型`: two are none. */
const TYPES: readonly RegExp[] = [
  /^(?:type\s?)?(iii|ii|i|[123])(?:\s?(?:[-\u2010-\u2015~/]|\b(?:to|or)\b)\s?(?:type\s?)?(iii|ii|i|[123]))?$/g,
  /\btype\s?(iii|ii|i|[123])\b(?:\s?(?:[-\u2010-\u2015~/]|\b(?:to|or)\b)\s?(iii|ii|i|[123])\b)?/g,
  /(?:(iii|ii|i|[123])型?[-\u2010-\u2015~/、至到或])?(iii|ii|i|[123])型/g,
];

export function clinicalTypeIn(words: readonly string[]): ClinicalType | null {
  const said = new Set<ClinicalType>();
  for (const word of words) {
    const plain = romanDigits(word);
    const types = TYPES.map((pattern) => [...plain.matchAll(pattern)].flatMap((match) => match.slice(1))).find((matches) => matches.length > 0) ?? [];
    for (const type of types) {
      const group = type === undefined ? undefined : GROUPS[type];
      if (group !== undefined && group !== 'IV') said.add(group);
    }
  }
  return said.size === 1 ? ([...said][0] ?? null) : null;
}

export function saysNecG3(words: readonly string[]): boolean {
  return words.some((word) => /(?:\bnec|neuro-?endocrine carcinoma|神经内分泌癌)[ ,(-]{0,3}g(?:rade)?\s?3/.test(nfkc(word).toLowerCase()));
}

function romanDigits(word: string): string {
  return nfkc(word.slice(0, 200)).toLowerCase().trim();
}

/** The one digit all words agree on; null for none or two, as in a range. */
function single(words: readonly string[], pattern: RegExp): string | null {
  const said = new Set<string>();
  for (const word of words) for (const match of nfkc(word.slice(0, 200)).toLowerCase().matchAll(pattern)) for (const digit of match.slice(1)) if (digit !== undefined) said.add(digit);
  return said.size === 1 ? ([...said][0] ?? null) : null;
}
