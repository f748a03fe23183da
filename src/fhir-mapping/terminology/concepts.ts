/** Which concept a code means: one index by system and code, built once from the shipped lists. */
import { CODES, FACT_CODES, SYSTEMS } from './code-lists';
import { ATC, canonicalSystem, FACTS, ICD_10, ICD_10_CM, ICD_O_3 } from './systems';

export type FactCode = (typeof FACT_CODES)[number];
/** What a code can mean: a shipped value set (the traps among them), or a fact of the project's own CodeSystem. */
export type Meaning = keyof typeof CODES | FactCode;
/** What a code that looks right really is. */
export type Trap = Extract<Meaning, `trap-${string}`>;
export type Concept = Exclude<Meaning, Trap>;

/** The shortest ICD or ATC code that may stand for all codes below it. */
const SHORTEST_PREFIX = 3;
const LONGEST_CODE = 40;

const INDEX: ReadonlyMap<string, ReadonlyMap<string, Meaning>> = indexed();

/**
 * The meaning of a code, traps included; undefined for an unknown one. Systems may be spelt as real data spells them (`systems.ts`).
 * ICD and ATC codes mean their longest listed beginning: `C7A092` is C7A.092, `K29.400x001` is K29.4, `B03AB05` is iron. `C25` (pancreas) means
 * another primary only beside a neuroendocrine morphology: the caller must have one.
 */
export function meaningOf(system: string | null, code: string): Meaning | undefined {
  if (system === null || code.length === 0 || code.length > LONGEST_CODE) return undefined;
  const canonical = canonicalSystem(system, code);
  switch (canonical) {
    case ICD_10:
    case ICD_10_CM: return icdMeaning(canonical, icdCode(code)) ?? morphology(code);
    case ATC: return longestBeginning(INDEX.get(ATC), code.trim().toUpperCase());
    case ICD_O_3: return INDEX.get(ICD_O_3)?.get(code.trim().toUpperCase()) ?? morphology(code);
    default: return INDEX.get(canonical)?.get(code) ?? INDEX.get(canonical)?.get(code.trim());
  }
}

/** ICD-O-3 morphology as hospitals write it: `M8240/3`, and `M82400/3` in China. */
function morphology(code: string): Meaning | undefined {
  const parts = /^M?(\d{4})0?(\/\d)$/.exec(code.trim().toUpperCase());
  return parts === null ? undefined : INDEX.get(ICD_O_3)?.get(`${parts[1]}${parts[2]}`);
}

/** The concept of a code; undefined for a trap. */
export function conceptOf(system: string | null, code: string): Concept | undefined {
  const meaning = meaningOf(system, code);
  return meaning === undefined || isTrap(meaning) ? undefined : meaning;
}

/** The trap a code is, if it is one. */
export function trapOf(system: string | null, code: string): Trap | undefined {
  const meaning = meaningOf(system, code);
  return meaning !== undefined && isTrap(meaning) ? meaning : undefined;
}

export function isTrap(meaning: Meaning): meaning is Trap {
  return meaning.startsWith('trap-');
}

/** `C7A092` and `c7a.092` are `C7A.092`. */
export function icdCode(code: string): string {
  const upper = code.trim().toUpperCase();
  return upper.length <= 3 || upper[3] === '.' ? upper : `${upper.slice(0, 3)}.${upper.slice(3)}`;
}

/** Each ICD-10 first by its own list, then by the other's: real files name the one and mean the other. */
function icdMeaning(system: typeof ICD_10 | typeof ICD_10_CM, code: string): Meaning | undefined {
  // The one row that is a range: renal failure is N18.4 to N18.6.
  if (code.startsWith('N18')) return /^N18\.[4-6]/.test(code) ? 'renal-failure' : 'chronic-kidney-disease';
  if (code === 'C16') return 'gastric-cancer-unspecified';
  return longestBeginning(INDEX.get(system), code) ?? longestBeginning(INDEX.get(system === ICD_10 ? ICD_10_CM : ICD_10), code);
}

function longestBeginning(codes: ReadonlyMap<string, Meaning> | undefined, code: string): Meaning | undefined {
  for (let length = code.length; length >= SHORTEST_PREFIX; length -= 1) {
    const meaning = codes?.get(code.slice(0, length));
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

function indexed(): ReadonlyMap<string, ReadonlyMap<string, Meaning>> {
  const index = new Map<string, Map<string, Meaning>>(SYSTEMS.map((system) => [system, new Map<string, Meaning>()]));
  for (const [meaning, bySystem] of Object.entries(CODES)) {
    for (const [number, codes] of Object.entries(bySystem)) {
      const system = index.get(SYSTEMS[Number(number)] ?? '');
      for (const code of codes.split(' ')) system?.set(code, meaning as Meaning); // sound: the keys of CODES
    }
  }
  index.set(FACTS, new Map(FACT_CODES.map((fact) => [fact, fact])));
  return index;
}
