/** What an Observation or component is about: by a code of the shipped lists, else by words that name the analyte, else nothing we read. */
import type { Fact, RejectionReason } from '../../engine';
import { objectAt, type Element, stringAt, textOf } from '../records/elements';
import { type CodeReading, type Concept, readCode, stainNamedIn, stainOfGene } from '../terminology';
import { polarityOf } from './fact-values';
import { genesStudiedIn } from './irregular-shapes';

export type RecognisedResult =
  | { kind: 'recognised'; concept: Concept; textMatch: boolean; breastOnly: boolean; code: string | null }
  /** `saidAs`: the fact its words claim to be. */
  | { kind: 'rejected'; why: RejectionReason; saidAs: Fact | null }
  | { kind: 'none' };

const NONE: RecognisedResult = { kind: 'none' };
const STIMULATED: RecognisedResult = { kind: 'rejected', why: 'other-analyte', saidAs: null };
/** Codes of one finding under several names, as the one the picture reads. */
const SAME_FINDING: Partial<Record<Concept, Concept>> = { 'h-pylori-active': 'h-pylori', 'h-pylori-detected': 'h-pylori', 'histology-panel': 'histology', 'tmb-interpretation': 'tmb' };
/** Codes of another analyte under a familiar name: antibodies outlast the infection, fragments are not the hormone. */
const OTHER_ANALYTES: ReadonlySet<Concept> = new Set<Concept>(['gastrin-fragment', 'h-pylori-serology']);

/** Recognition for one record: words that come again are read once. */
export function resultReader(): (code: unknown, holder: Element) => RecognisedResult {
  const byWords = new Map<string, CodeReading | null>();
  const stains = new Map<string, Concept | null>();
  return (code, holder) => recognised(readCode(code, byWords), code, holder, stains);
}

function recognised(reading: CodeReading | null, code: unknown, holder: Element, stains: Map<string, Concept | null>): RecognisedResult {
  if (reading === null) return stainByWords(code, holder, stains);
  switch (reading.kind) {
    case 'trap': return { kind: 'rejected', why: 'other-analyte', saidAs: reading.saidAs };
    case 'conflict': return { kind: 'rejected', why: 'code-text-conflict', saidAs: factOf(reading.saidAs) ?? factOf(reading.concept) };
    case 'stimulated': return STIMULATED;
    case 'text-match': {
      // "CgA" with a yes or no is the stain, with an amount the blood test.
      const concept = reading.concept === 'cga-serum' && polarityOf(holder) !== null && objectAt(holder, 'valueQuantity') === null ? 'chromogranin-a-ihc' : reading.concept;
      const studied = reading.concept === 'ki67' ? null : geneStain(holder);
      return studied === null ? { kind: 'recognised', concept, textMatch: true, breastOnly: false, code: null } : coded(studied, null);
    }
    case 'coded': {
      if (OTHER_ANALYTES.has(reading.concept)) return { kind: 'rejected', why: 'other-analyte', saidAs: null };
      if (reading.concept === 'ihc-generic') {
        const studied = geneStain(holder);
        return studied === null ? NONE : coded(studied, null);
      }
      return { kind: 'recognised', concept: SAME_FINDING[reading.concept] ?? reading.concept, textMatch: false, breastOnly: reading.breastOnly, code: reading.code };
    }
  }
}

const coded = (concept: Concept, code: string | null): RecognisedResult => ({ kind: 'recognised', concept, textMatch: false, breastOnly: false, code });

/** A stain named only in words counts where its value is no amount: "CK" with a number is creatine kinase. */
function stainByWords(code: unknown, holder: Element, stains: Map<string, Concept | null>): RecognisedResult {
  if (objectAt(holder, 'valueQuantity') !== null || (objectAt(holder, 'valueCodeableConcept') === null && stringAt(holder, 'valueString') === null && typeof holder['valueBoolean'] !== 'boolean')) return NONE;
  const words = textOf(code);
  if (words === '') return NONE;
  let concept = stains.get(words);
  if (concept === undefined) {
    concept = /\b(?:serum|plasma|blood)\b|血清|血浆/i.test(words) ? null : stainNamedIn(words);
    stains.set(words, concept);
  }
  return concept === null ? NONE : { kind: 'recognised', concept, textMatch: true, breastOnly: false, code: null };
}

function geneStain(holder: Element): Concept | null {
  for (const symbol of genesStudiedIn(holder)) {
    const concept = stainOfGene(symbol);
    if (concept !== null) return concept;
  }
  return null;
}

function factOf(concept: Concept | null): Fact | null {
  switch (concept) {
    case 'ki67': case 'mitoses': case 'gastrin': return concept;
    case 'vitamin-b12': case 'ferritin': case 'tsh': case 'haemoglobin': case 'nse': return `labs.${concept}`;
    case 'cga-serum': return 'labs.cga';
    default: return null;
  }
}
