/** Which concept a code means, from the shipped value sets: one index by system and code, built once. */
import { canonicalSystem, FACTS, ICD_10, ICD_10_CM, ICD_O_3, ATC } from './systems';
import { FACT_CODES, TRAP_SETS, VALUE_SETS } from './valuesets';

export type FactCode = (typeof FACT_CODES)[number];
/** What a code can mean: a shipped value set, or a fact of the project's own CodeSystem. */
export type Concept = keyof typeof VALUE_SETS | FactCode;
/** What a code that looks right really is. */
export type Trap = keyof typeof TRAP_SETS;

interface ShippedSet { compose: { include: { system: string; concept: { code: string }[] }[] } }

const CONCEPTS: ReadonlyMap<string, Concept> = indexOf<Concept>(VALUE_SETS, FACT_CODES);
const TRAPS: ReadonlyMap<string, Trap> = indexOf<Trap>(TRAP_SETS, []);

/** Codes that stand for all codes below them. Renal failure is N18.4 to N18.6 only. */
const PREFIXES: readonly [string, string, Concept][] = [
  [ICD_10_CM, 'C7A.01', 'other-primary-nen'], [ICD_10_CM, 'C7A.02', 'other-primary-nen'], [ICD_10_CM, 'D3A.01', 'other-primary-nen'], [ICD_10_CM, 'D3A.02', 'other-primary-nen'],
  [ICD_10_CM, 'E34.0', 'carcinoid-syndrome'], [ICD_10_CM, 'N18.4', 'renal-failure'], [ICD_10_CM, 'N18.5', 'renal-failure'], [ICD_10_CM, 'N18.6', 'renal-failure'], [ICD_10_CM, 'N18', 'chronic-kidney-disease'],
  [ICD_10, 'N18.4', 'renal-failure'], [ICD_10, 'N18.5', 'renal-failure'], [ICD_10, 'N18.6', 'renal-failure'], [ICD_10, 'N18', 'chronic-kidney-disease'],
  [ICD_10, 'C25', 'other-primary-nen'], [ATC, 'B03A', 'drug-iron'],
];

/**
 * The concept of a code. Systems may be spelt as real data spells them (`systems.ts`); ICD-10-CM may lack its dot (`C7A092`);
 * ICD-10 with a national extension (`K29.400x001`) means its first letter, two digits and one decimal. Undefined for an unknown code and for a trap.
 * `C25` (pancreas) means another primary only beside a neuroendocrine morphology: the caller must have one.
 */
export function conceptOf(system: string | null, code: string): Concept | undefined {
  return found(system, code, CONCEPTS, true);
}

/** The trap a code is, if it is one. */
export function trapOf(system: string | null, code: string): Trap | undefined {
  return found(system, code, TRAPS, false);
}

function found<T extends Concept | Trap>(system: string | null, code: string, index: ReadonlyMap<string, T>, prefixes: boolean): T | undefined {
  if (system === null || code.length === 0 || code.length > 40) return undefined;
  const canonical = canonicalSystem(system);
  const exact = canonical === ICD_10 || canonical === ICD_10_CM || canonical === ATC || canonical === ICD_O_3 ? code.trim().toUpperCase() : code.trim();
  // The one range row: N18 itself is chronic kidney disease of a stage not said.
  const direct = exact === 'N18' ? undefined : index.get(key(canonical, exact));
  if (direct !== undefined) return direct;
  if (canonical !== ICD_10 && canonical !== ICD_10_CM && canonical !== ATC) return undefined;
  const dotted = canonical === ATC ? exact : withDot(exact);
  const bare = exact === 'N18' ? undefined : index.get(key(canonical, dotted));
  if (bare !== undefined) return bare;
  if (prefixes) for (const [prefixSystem, start, concept] of PREFIXES) if (prefixSystem === canonical && dotted.startsWith(start)) return concept as T; // sound: prefixes are asked for with the concept index only
  return canonical === ICD_10 && /^[A-Z]\d\d\.\d/.test(dotted) && dotted.length > 5 ? index.get(key(canonical, dotted.slice(0, 5))) : undefined;
}

function withDot(code: string): string {
  return code.length > 3 && code[3] !== '.' ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

function indexOf<T extends string>(sets: Readonly<Record<string, ShippedSet>>, facts: readonly string[]): ReadonlyMap<string, T> {
  const index = new Map<string, T>();
  for (const [name, set] of Object.entries(sets)) {
    for (const { system, concept } of set.compose.include) for (const { code } of concept) index.set(key(system, code), name as T); // sound: the keys of the record are T
  }
  for (const fact of facts) index.set(key(FACTS, fact), fact as T); // sound: the facts are the other members of T
  return index;
}

/** A space cannot stand in a URI, so no two pairs share a key. */
function key(system: string, code: string): string {
  return `${system} ${code}`;
}
