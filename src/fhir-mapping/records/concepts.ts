/** Which concepts of the shipped value sets a CodeableConcept is coded with, in any spelling of the code systems that real data use. */
import { TRAP_SETS, VALUE_SETS } from '../terminology/valuesets';
import { type SiteCodes, standardCodingsOf } from '../observations/site-codings';
import { type Element, stringAt } from './elements';

interface ValueSetFile { compose: { include: { system: string; concept: { code: string }[] }[] } }

const BY_CODE = conceptTable();

/** The concept ids (names of the value sets, `trap-` ones included) of all codings; codes are matched with their system, never by display. */
export function conceptsOf(concept: unknown, siteCodes: SiteCodes): ReadonlySet<string> {
  const found = new Set<string>();
  for (const coding of standardCodingsOf(concept, siteCodes)) for (const id of conceptsOfCoding(coding)) found.add(id);
  return found;
}

/** ICD codes are matched by their longest known beginning; `N18` counts as renal failure from stage 4 on only. */
export function conceptsOfCoding(coding: Element): readonly string[] {
  const code = stringAt(coding, 'code')?.trim();
  if (code === undefined || code.length > 40) return [];
  const system = systemName(stringAt(coding, 'system'), code);
  if (system !== 'icd') {
    const atc = system === 'atc' && /^(?:A02BC|B03A)/.test(code) ? prefixed(system, code) : undefined;
    return BY_CODE.get(`${system}|${code}`) ?? atc ?? [];
  }
  const dotted = icdCode(code);
  if (dotted.startsWith('N18') && !/^N18\.[4-6]/.test(dotted)) return ['chronic-kidney-disease'];
  return prefixed('icd', dotted) ?? [];
}

function prefixed(system: string, code: string): readonly string[] | undefined {
  for (let length = code.length; length >= 3; length -= 1) {
    const ids = BY_CODE.get(`${system}|${code.slice(0, length)}`);
    if (ids !== undefined) return ids;
  }
  return undefined;
}

/** `C7A092` and `c7a.092` are `C7A.092`. */
export function icdCode(code: string): string {
  const upper = code.toUpperCase();
  return upper.includes('.') || upper.length <= 3 ? upper : `${upper.slice(0, 3)}.${upper.slice(3)}`;
}

function systemName(uri: string | null, code: string): string {
  const plain = (uri ?? '').replace(/\/+$/, '').toLowerCase();
  if (/loinc\.org$|2\.16\.840\.1\.113883\.6\.1$/.test(plain)) return 'loinc';
  if (/snomed\.info\/(?:sct|id|xsct)(?:\/|$)|2\.16\.840\.1\.113883\.6\.96$/.test(plain)) return 'sct';
  if (/icd-o-3|2\.16\.840\.1\.113883\.6\.43\.1$/.test(plain)) return 'icd-o-3';
  if (/icd-?10|2\.16\.840\.1\.113883\.6\.(?:90|3|4)$/.test(plain) || (plain !== '' && /^[A-Z]\d\d\.\d{3}(?:x\d{3})?$/.test(code))) return 'icd';
  if (/rxnorm$|2\.16\.840\.1\.113883\.6\.88$/.test(plain)) return 'rxnorm';
  if (/\/atc$|2\.16\.840\.1\.113883\.6\.73$/.test(plain)) return 'atc';
  if (/thesaurus\.owl$|2\.16\.840\.1\.113883\.3\.26\.1\.1$/.test(plain)) return 'ncit';
  if (/\/cpt$|2\.16\.840\.1\.113883\.6\.12$/.test(plain)) return 'cpt';
  if (/hcpcs/.test(plain)) return 'hcpcs';
  if (plain === 'https://gnen-cds.org/fhir/codesystem/facts') return 'facts';
  return plain;
}

function conceptTable(): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  const sets: Record<string, ValueSetFile> = { ...VALUE_SETS, ...TRAP_SETS };
  for (const [id, valueSet] of Object.entries(sets)) {
    for (const { system, concept } of valueSet.compose.include) {
      const name = systemName(system, '');
      for (const { code } of concept) {
        const key = `${name}|${code}`;
        const known = table.get(key);
        if (known === undefined) table.set(key, [id]);
        else if (!known.includes(id)) known.push(id);
      }
    }
  }
  return table;
}
