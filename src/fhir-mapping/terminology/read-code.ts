/** What a CodeableConcept is about: by its codes first, by its words only where no code is known. @see terminology.md 3a */
import { codingsOf, stringAt, wordsOf } from '../records/elements';
import { type Concept, conceptOf, type Trap, trapOf } from './concepts';
import { conceptNamedIn, namesOtherAnalyte, proliferationNamedIn } from './names';
import { NO_SITE_CODES, type SiteCodes } from './site-codes';

/**
 * `coded`: a shipped code, and no words beside it name another analyte; `breastOnly` codes count only where the stomach is proven.
 * `trap`: a code that looks right and is not, never rescued by its words; `saidAs` is what they claim.
 * `conflict`: code and words, or two codes, name different analytes. `text-match`: no code is known and the words name the concept.
 */
export type CodeReading =
  | { kind: 'coded'; concept: Concept; system: string; code: string; breastOnly: boolean }
  | { kind: 'trap'; trap: Trap; system: string; code: string; saidAs: 'ki67' | 'mitoses' | null }
  | { kind: 'conflict'; concept: Concept; system: string; code: string; saidAs: Concept | null }
  | { kind: 'text-match'; concept: Concept };

/** Generic codes whose analyte only the words (or a component) tell. */
const GENERIC: ReadonlySet<Concept> = new Set<Concept>(['ihc-generic', 'gene-studied', 'pathology-report']);
/** Concepts a value of another analyte would do harm under. */
const DECIDING: ReadonlySet<Concept> = new Set<Concept>(['ki67', 'mitoses']);

/** Null where nothing is recognised. Site codes are asked for each coding that is not standard itself. */
export function readCode(concept: unknown, siteCodes: SiteCodes = NO_SITE_CODES): CodeReading | null {
  let coded: { concept: Concept; system: string; code: string } | null = null;
  let trapped: { trap: Trap; system: string; code: string } | null = null;
  let contradicted: Concept | null = null;
  for (const { system, code } of standardCodes(concept, siteCodes)) {
    const trap = trapOf(system, code);
    if (trap !== undefined) {
      trapped ??= { trap, system, code };
      continue;
    }
    const known = conceptOf(system, code);
    if (known === undefined) continue;
    if (coded === null || (GENERIC.has(coded.concept) && !GENERIC.has(known))) coded = { concept: known, system, code };
    else if (known !== coded.concept && !GENERIC.has(known) && (DECIDING.has(known) || DECIDING.has(coded.concept))) contradicted = known;
  }
  const words = wordsOf(concept).join(' | ');
  if (trapped !== null) {
    if (trapped.trap === 'ki67-breast-only') return { kind: 'coded', concept: 'ki67', system: trapped.system, code: trapped.code, breastOnly: true };
    return coded === null ? { kind: 'trap', ...trapped, saidAs: proliferationNamedIn(words) } : { kind: 'conflict', ...coded, saidAs: null };
  }
  if (coded === null) {
    const named = words === '' ? null : conceptNamedIn(words);
    return named === null ? null : { kind: 'text-match', concept: named };
  }
  if (contradicted !== null) return { kind: 'conflict', ...coded, saidAs: contradicted };
  if (GENERIC.has(coded.concept)) {
    const named = conceptNamedIn(words);
    return named !== null && coded.concept === 'ihc-generic' ? { kind: 'text-match', concept: named } : { kind: 'coded', ...coded, breastOnly: false };
  }
  if (DECIDING.has(coded.concept)) {
    const named = words === '' ? null : proliferationNamedIn(words);
    if (namesOtherAnalyte(words) || (named !== null && named !== coded.concept)) return { kind: 'conflict', ...coded, saidAs: named };
  }
  return { kind: 'coded', ...coded, breastOnly: false };
}

/** The codings of a concept, each standard one as it is, each local one as what the site says it stands for. */
export function standardCodes(concept: unknown, siteCodes: SiteCodes): { system: string; code: string }[] {
  const codes: { system: string; code: string }[] = [];
  for (const coding of codingsOf(concept)) {
    const code = stringAt(coding, 'code');
    if (code === null) continue;
    const system = stringAt(coding, 'system');
    if (system !== null) codes.push({ system, code });
    codes.push(...siteCodes.standardOf(system, code));
  }
  return codes;
}

/** Every concept the codes of a concept mean, each once, traps left out: for Conditions, Procedures and coded values, which may carry several. */
export function conceptsOf(concept: unknown, siteCodes: SiteCodes = NO_SITE_CODES): Concept[] {
  const found = new Set<Concept>();
  for (const { system, code } of standardCodes(concept, siteCodes)) {
    const known = conceptOf(system, code);
    if (known !== undefined) found.add(known);
  }
  return [...found];
}
