/** Drugs named in free text: names at word borders, the longest name wherever two overlap. */
import { DRUGS, type Drug } from '../../engine';
import { DRUG_NAMES, EVEROLIMUS_ONCOLOGY, EVEROLIMUS_TRANSPLANT, MISLABELLED, NOT_DOTATATE, REGIMEN_NAMES } from './drug-names';
import { nfkc } from '../values/plain';

interface Name { name: string; latin: boolean; drugs: readonly Drug[] }

const NAMES: readonly Name[] = [
  ...DRUGS.flatMap((drug) => DRUG_NAMES[drug].map((name) => named(name, [drug]))),
  ...Object.entries(REGIMEN_NAMES).map(([name, drugs]) => named(name, drugs)),
].sort((a, b) => b.name.length - a.name.length);

/** Names by their first character, so that a text is walked once whatever the number of names. */
const NAMES_BY_FIRST: ReadonlyMap<string, readonly Name[]> = byFirst(NAMES);

const LONGEST_TEXT = 500;
/** Mecobalamin for the eyes replaces nothing in the blood. */
const EYE_DROPS = /\beye[- ]?drops?\b|\bophthalmic\b|滴眼|眼药水/;

/** The drugs a text names; negated or longer than a prescription line: none. Never a substring of another word. */
export function drugsNamedIn(text: string): Drug[] {
  if (text.length > LONGEST_TEXT) return [];
  const plain = nfkc(text).toLowerCase();
  const found = new Set<Drug>();
  let at = 0;
  while (at < plain.length) {
    const match = nameAt(plain, at);
    if (match === null) {
      at += 1;
      continue;
    }
    for (const drug of match.drugs) found.add(drug);
    at += match.name.length;
  }
  if (found.has('prrt') && mentions(plain, NOT_DOTATATE)) found.delete('prrt');
  if (found.has('everolimus') && mentions(plain, EVEROLIMUS_TRANSPLANT) && !mentions(plain, EVEROLIMUS_ONCOLOGY)) found.delete('everolimus');
  if (found.has('vitamin-b12') && EYE_DROPS.test(plain)) found.delete('vitamin-b12');
  return [...found];
}

/** Whether the words beside everolimus say oncology: what turns a transplant code into the antitumour drug. */
export function saysOncology(text: string): boolean {
  return mentions(nfkc(text).toLowerCase(), EVEROLIMUS_ONCOLOGY);
}

export function saysTransplant(text: string): boolean {
  return mentions(nfkc(text).toLowerCase(), EVEROLIMUS_TRANSPLANT);
}

/** A diluted name is no drug: PSMA ligands carry lutetium too. */
export function saysPsma(text: string): boolean {
  return mentions(nfkc(text).toLowerCase(), NOT_DOTATATE);
}

/** A drug that public files put under the code of one of these. */
export function namesOtherDrug(text: string): boolean {
  return mentions(nfkc(text).toLowerCase(), MISLABELLED);
}

function nameAt(plain: string, at: number): Name | null {
  const candidates = NAMES_BY_FIRST.get(plain[at] ?? '');
  if (candidates === undefined) return null;
  for (const candidate of candidates) {
    if (!plain.startsWith(candidate.name, at)) continue;
    if (candidate.latin && (isWordCharacter(plain[at - 1]) || isWordCharacter(plain[at + candidate.name.length]))) continue;
    return candidate;
  }
  return null;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[a-z0-9\u00c0-\u024f]/.test(character);
}

function mentions(plain: string, words: readonly string[]): boolean {
  return words.some((word) => plain.includes(word));
}

function named(name: string, drugs: readonly Drug[]): Name {
  const plain = nfkc(name).toLowerCase();
  return { name: plain, latin: /^[\u0020-\u024f]+$/.test(plain), drugs };
}

function byFirst(names: readonly Name[]): ReadonlyMap<string, readonly Name[]> {
  const groups = new Map<string, Name[]>();
  for (const name of names) {
    const first = name.name[0] ?? '';
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [name]);
    else group.push(name);
  }
  return groups;
}
