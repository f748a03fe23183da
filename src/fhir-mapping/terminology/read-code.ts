/** What a CodeableConcept is about: by its codes first, by its words only where no code is known. @see terminology.md 3a */
import { codingsOf, stringAt, textOf } from '../records/elements';
import { type Concept, isTrap, type Meaning, meaningOf, type Trap } from './concepts';
import { conceptNamedIn, contradicts, namesAnything, namesOtherAnalyte, namesStimulatedGastrin, proliferationNamedIn, stainNamedIn } from './names';

/**
 * `coded`: a shipped code, and no words beside it name another analyte; `breastOnly` codes count only where the stomach is proven.
 * `trap`: a code that looks right and is not, never rescued by its words; `saidAs` is what they claim. `stimulated`: so by its words alone.
 * `conflict`: code and words, or two codes, name different analytes. `text-match`: no code is known and the words name the concept.
 */
export type CodeReading =
  | { kind: 'coded'; concept: Concept; code: string; breastOnly: boolean }
  | { kind: 'trap'; trap: Trap; saidAs: 'ki67' | 'mitoses' | null }
  | { kind: 'conflict'; concept: Concept; saidAs: Concept | null }
  | { kind: 'stimulated' }
  | { kind: 'text-match'; concept: Concept };

/** Generic codes whose analyte only the words (or a component) tell. */
const GENERIC: ReadonlySet<Concept> = new Set<Concept>(['ihc-generic', 'gene-studied']);
/** Concepts a value of another analyte would do harm under. */
const DECIDING: ReadonlySet<Concept> = new Set<Concept>(['ki67', 'mitoses']);

/** Null where nothing is recognised. `byWords` remembers what words mean while one record is read. */
export function readCode(concept: unknown, byWords?: Map<string, CodeReading | null>): CodeReading | null {
  let coded: { concept: Concept; code: string } | null = null;
  let trap: Trap | null = null;
  let contradicted: Concept | null = null;
  for (const coding of codingsOf(concept)) {
    const code = stringAt(coding, 'code');
    const meaning = code === null ? undefined : meaningOf(stringAt(coding, 'system'), code);
    if (meaning === undefined || code === null) continue;
    if (isTrap(meaning)) trap ??= meaning;
    else if (coded === null || (GENERIC.has(coded.concept) && !GENERIC.has(meaning))) coded = { concept: meaning, code };
    else if (meaning !== coded.concept && !GENERIC.has(meaning) && (DECIDING.has(meaning) || DECIDING.has(coded.concept))) contradicted = meaning;
  }
  const words = textOf(concept);
  if (trap === 'trap-ki67-breast-only') return { kind: 'coded', concept: 'ki67', code: '', breastOnly: true };
  if (trap !== null) return coded === null ? { kind: 'trap', trap, saidAs: proliferationNamedIn(words) } : { kind: 'conflict', concept: coded.concept, saidAs: proliferationNamedIn(words) };
  if (coded === null) return words === '' ? null : remembered(words, byWords);
  if (contradicted !== null) return { kind: 'conflict', concept: coded.concept, saidAs: contradicted };
  if (coded.concept === 'ihc-generic') {
    const named = stainNamedIn(words);
    return named === null ? { kind: 'coded', ...coded, breastOnly: false } : { kind: 'text-match', concept: named };
  }
  if (contradicts(coded.concept, words)) return { kind: 'conflict', concept: coded.concept, saidAs: proliferationNamedIn(words) };
  return { kind: 'coded', ...coded, breastOnly: false };
}

function remembered(words: string, byWords: Map<string, CodeReading | null> | undefined): CodeReading | null {
  const known = byWords?.get(words);
  if (known !== undefined) return known;
  const reading = readWords(words);
  byWords?.set(words, reading);
  return reading;
}

function readWords(words: string): CodeReading | null {
  if (!namesAnything(words)) return null;
  const named = conceptNamedIn(words);
  if (named !== null) return { kind: 'text-match', concept: named };
  const claimed = proliferationNamedIn(words);
  if (claimed !== null && namesOtherAnalyte(words)) return { kind: 'conflict', concept: claimed, saidAs: claimed };
  if (namesStimulatedGastrin(words)) return { kind: 'stimulated' };
  return null;
}

const NOTHING: ReadonlySet<Meaning> = new Set<Meaning>();

/** Everything the codes of a concept mean, traps included: for Conditions, Procedures and coded values, which may carry several. */
export function meaningsOf(concept: unknown): ReadonlySet<Meaning> {
  let found: Set<Meaning> | null = null;
  for (const coding of codingsOf(concept)) {
    const code = stringAt(coding, 'code');
    const meaning = code === null ? undefined : meaningOf(stringAt(coding, 'system'), code);
    if (meaning !== undefined) found = (found ?? new Set<Meaning>()).add(meaning);
  }
  return found ?? NOTHING;
}
