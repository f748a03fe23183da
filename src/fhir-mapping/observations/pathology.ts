/** What pathology says of the tumour beside proliferation: differentiation, histology, components, invasion of vessels, recorded grade and type. */
import type { ClinicalPicture, Fact, Grade, Measured } from '../../engine';
import type { Morphology, NeoplasmFindings } from '../conditions/neoplasm';
import { isOwnMinen, morphologyOf } from '../conditions/neoplasm';
import { kindInWords, saysGastrinoma, statesAdenocarcinoma, statesNeuroendocrine, subtypeInWords } from '../conditions/neoplasm-words';
import { codingsOf, type Element, objectAt, objectsAt, stringAt } from '../records/elements';
import type { Ledger } from '../records/ledger';
import { meaningsOf } from '../terminology';
import { readPercent } from '../values/percent';
import { hasValue, oneOf, polarityOf, booleanOf, shortened, valueAsRecorded, valueWords } from './fact-values';
import { newestOf, statementsIn, type Stated } from './newest';
import type { Result, ResultsByConcept } from './results';
import { clinicalTypeIn, gradeIn, saysNecG3 } from './stage-words';

type Differentiation = 'well' | 'poor';

function differentiationIn(holder: Element): Differentiation | null {
  const ids = meaningsOf(holder['valueCodeableConcept']);
  if (ids.has('well-differentiated')) return 'well';
  if (ids.has('poorly-differentiated') || ids.has('undifferentiated')) return 'poor';
  for (const words of valueWords(holder)) {
    if (/^(?:well|well[- ]differentiated\b.*|高分化|分化好|分化良好)$/.test(words)) return 'well';
    if (/^(?:poor|poorly|poorly[- ]differentiated\b.*|undifferentiated|低分化|差分化|分化差|未分化)$/.test(words)) return 'poor';
  }
  return null;
}

export function differentiationOf(results: ResultsByConcept, ledger: Ledger): ClinicalPicture['differentiation'] {
  const statements = statementsIn(results.get('differentiation'), 'differentiation', ledger, ({ holder, origin }) => (origin === 'metastasis' ? null : differentiationIn(holder)));
  for (const result of results.get('histologic-grade') ?? []) {
    if (result.origin === 'elsewhere' || result.origin === 'metastasis') continue;
    const value = differentiationIn(result.holder);
    if (value === null) continue;
    statements.push({ value, date: result.date, resource: result.resource, result });
    ledger.used({ fact: 'differentiation', value: valueAsRecorded(result.holder) || value, resource: result.resource, date: result.recordedDate, textMatch: result.textMatch });
  }
  return newestOf(statements, 'differentiation', ledger, 'GR-12')?.value ?? 'unknown';
}

export interface Histology { onlyGastric: boolean; histology: ClinicalPicture['histology']; adenocarcinomaSeen: boolean; gastricMorphology: boolean; gastricByText: boolean; date: Stated<unknown>['date'] }

export function histologyOf(results: ResultsByConcept, neoplasm: NeoplasmFindings, ledger: Ledger): Histology {
  const found: Histology = { onlyGastric: false, histology: { kind: 'unknown', subtype: null }, adenocarcinomaSeen: false, gastricMorphology: false, gastricByText: false, date: null };
  const statements: Stated<{ kind: Morphology['kind']; subtype: Morphology['subtype'] }>[] = [];
  // With one neoplasm on record an unbound morphology is its own: a gastric cancer of unstated histology is told what it is.
  const onlyGastric = neoplasm.gastricSites.length > 0 && !neoplasm.otherPrimary && !neoplasm.secondPrimary && !neoplasm.adenocarcinoma;
  found.onlyGastric = onlyGastric;
  const anotherPrimary = neoplasm.otherPrimary || neoplasm.secondPrimary;
  const onlyNeoplasm = onlyGastric || (neoplasm.gastricConditions.length > 0 && !anotherPrimary);
  for (const concept of ['histology', 'minen'] as const) {
    for (const result of results.get(concept) ?? []) {
      const said = concept === 'minen' ? minenOf(result.holder) : morphologyOf(result.holder['valueCodeableConcept']);
      const words = valueWords(result.holder).join(' | ');
      const byWords = said.known ? said.kind : concept === 'minen' ? 'unknown' : kindInWords(words);
      if (result.origin === 'elsewhere') {
        if (!isGastrinoma(result.holder)) ledger.reject(result.resource, 'not-this-tumour');
        continue;
      }
      if (isReasonGiven(result.holder)) {
        leaveUnread(result, anotherPrimary, ledger);
        continue;
      }
      const adenocarcinoma = said.adenocarcinoma || (!said.known && statesAdenocarcinoma(words));
      if (adenocarcinoma && isGastric(result, onlyNeoplasm)) found.adenocarcinomaSeen = true;
      if (byWords === 'unknown') {
        if (!adenocarcinoma && !said.known && saysOtherwise(result.holder, words)) leaveUnread(result, anotherPrimary, ledger);
        continue;
      }
      ledger.used({ fact: 'histology', value: valueAsRecorded(result.holder) || byWords, resource: result.resource, date: result.recordedDate, textMatch: !said.known });
      if (!said.known) {
        ledger.textMatched('histology');
        ledger.notice('text-match-to-confirm', 'GR-12', 'info', ['histology'], { resource: result.resource, value: valueAsRecorded(result.holder) });
      }
      if (isGastric(result, onlyGastric)) {
        found.gastricMorphology = true;
        if (!said.known) found.gastricByText = true;
      }
      if (result.origin !== 'metastasis') statements.push({ value: { kind: byWords, subtype: said.known ? said.subtype : subtypeInWords(words) }, date: result.date, resource: result.resource, result });
    }
  }
  for (const { kind, subtype, words, entry, byText } of neoplasm.morphology) {
    if (kind === 'unknown') continue;
    ledger.used({ fact: 'histology', value: words === '' ? kind : words, resource: entry.reference, date: entry.recordedDate, textMatch: byText });
    // A Condition's morphology stands only where no result speaks of it.
    if (statements.every((statement) => statement.result === null)) statements.push({ value: { kind, subtype }, date: entry.date, resource: entry.reference, result: null });
  }
  const newest = newestOf(statements, 'histology', ledger, 'GR-12');
  if (newest !== null) found.histology = newest.value;
  found.date = newest?.date ?? null;
  return found;
}

/** Taken from the stomach, unbound while the stomach has the only neoplasm, or a diagnosis whose code names the stomach. */
export function isGastric({ origin, holder, concept }: Pick<Result, 'origin' | 'holder' | 'concept'>, onlyGastric: boolean): boolean {
  return (origin !== 'metastasis' && origin !== 'elsewhere' && (concept === 'minen' || namesGastricNen(holder['valueCodeableConcept']))) || origin === 'primary' || (onlyGastric && origin === 'unstated');
}

function namesGastricNen(concept: unknown): boolean {
  const meanings = meaningsOf(concept);
  return meanings.has('gnet') || meanings.has('gnec') || meanings.has('gnen') || isOwnMinen(concept);
}

/** A morphology that is one of ours, by its code or its words. */
export function saysNeuroendocrine(holder: Element): boolean {
  const said = morphologyOf(holder['valueCodeableConcept']);
  return (said.known ? said.kind : kindInWords(valueWords(holder).join(' | '))) !== 'unknown';
}

/** The code alone says it; a value or a reason beside it that is no yes takes that back. */
function minenOf(holder: Element): Morphology {
  const polarity = polarityOf(holder);
  const says = polarity === 'positive' || (polarity === null && (!hasValue(holder) || morphologyOf(holder['valueCodeableConcept']).kind === 'MiNEN' || kindInWords(valueWords(holder).join(' | ')) === 'MiNEN'));
  return { kind: says ? 'MiNEN' : 'unknown', subtype: null, adenocarcinoma: false, known: polarity === 'negative' || says };
}

const isReasonGiven = (holder: Element): boolean => holder['dataAbsentReason'] !== undefined && holder['dataAbsentReason'] !== null;

/** Unbound beside another primary it may be of that one, and hides nothing. */
function leaveUnread({ resource, origin, concept, date }: Result, anotherPrimary: boolean, ledger: Ledger): void {
  ledger.reject(resource, 'unreadable');
  if (origin === 'primary' || (origin === 'unstated' && !anotherPrimary)) ledger.unread(concept, date, resource);
}

/** The behaviour alone, which the same code carries in registries: no histology, and nothing against one. @see terminology.md 3a, 31206-6 */
const BEHAVIOUR = /^(?:\/?[012369]\b.*|malignant(?:,? primary(?: site)?)?|benign|uncertain(?: behaviou?r)?|borderline|in situ|恶性|良性|交界性|原位)$/;
const BEHAVIOUR_CODE = /^\/?[012369]$/;

/** A value that can be read as no histology known here: what is older is no longer certain. */
function saysOtherwise(holder: Element, words: string): boolean {
  if (!hasValue(holder) || objectsAt(holder, 'hasMember').length > 0 || isGastrinoma(holder) || statesNeuroendocrine(words)) return false;
  const concept = holder['valueCodeableConcept'];
  const meanings = meaningsOf(concept);
  if (meanings.has('gnen') || meanings.has('nen-other-site')) return false;
  return !codingsOf(concept).some((coding) => BEHAVIOUR_CODE.test(stringAt(coding, 'code') ?? '')) && !words.split(' | ').some((word) => BEHAVIOUR.test(word));
}

/** The histology of a gastrinoma, wherever it was taken: background of the gastric tumour, not its kind. */
export function isGastrinoma(holder: Element): boolean {
  return meaningsOf(holder['valueCodeableConcept']).has('gastrinoma-histology') || saysGastrinoma(valueWords(holder).join(' | '));
}

export function componentsOf(results: ResultsByConcept, ledger: Ledger): ClinicalPicture['minenComponents'] {
  const share = (concept: 'neuroendocrine-component' | 'non-neuroendocrine-component'): Measured | null => {
    const statements = statementsIn(results.get(concept), 'minenComponents', ledger, (result) => {
      const read = readPercent(result.holder);
      if (read.kind === 'value') return read.value;
      if (read.kind === 'invalid-value' || read.kind === 'unknown-unit') ledger.reject(result.resource, read.kind);
      return null;
    });
    return newestOf(statements, 'minenComponents', ledger, 'GR-9')?.value ?? null;
  };
  return { neuroendocrine: share('neuroendocrine-component'), other: share('non-neuroendocrine-component') };
}

export function otherComponentOf(results: ResultsByConcept, ledger: Ledger): ClinicalPicture['otherComponent'] {
  const statements = statementsIn(results.get('non-neuroendocrine-histology'), 'otherComponent', ledger, ({ holder }) => {
    const coded = oneOf(holder, ['adenocarcinoma', 'squamous-cell-carcinoma', 'none'] as const);
    if (coded !== null) return coded;
    const words = valueWords(holder).join(' | ');
    if (/adenocarcinoma|腺癌/.test(words)) return 'adenocarcinoma';
    return /squamous|鳞(?:状细胞)?癌/.test(words) ? 'squamous-cell-carcinoma' : null;
  });
  return newestOf(statements, 'otherComponent', ledger)?.value ?? 'unknown';
}

export function lymphovascularInvasionOf(results: ResultsByConcept, ledger: Ledger): ClinicalPicture['lymphovascularInvasion'] {
  const fact: Fact = 'lymphovascularInvasion';
  const statements = statementsIn((['lvi', 'lymphatic-invasion', 'venous-invasion'] as const).flatMap((concept) => results.get(concept) ?? []), fact, ledger, ({ holder }) => {
    const polarity = polarityOf(holder);
    if (polarity !== null) return polarity === 'positive' ? ('present' as const) : ('absent' as const);
    const words = valueWords(holder);
    if (words.some((word) => /^(?:l|v)0\b|^no lympho|^lv0$/.test(word))) return 'absent';
    return words.some((word) => /^(?:l|v)[12]\b|invasion (?:present|finding)|^lv1$/.test(word)) ? 'present' : null;
  });
  // Lymphatic and venous invasion are told apart by laboratories and are one fact here: present in either stands.
  const newest = statements.filter((statement) => statement.value === 'present');
  if (newest.length > 0) return 'present';
  return statements.length > 0 ? 'absent' : 'unknown';
}

export function booleanFact(results: ResultsByConcept, concept: 'low-grade-area' | 'surgery-declined' | 'incomplete-endoscopic-clearance' | 'recurrence-after-endoscopy', fact: Fact, ledger: Ledger): 'yes' | 'no' | 'unknown' {
  const newest = newestOf(statementsIn(results.get(concept), fact, ledger, ({ holder }) => booleanOf(holder)), fact, ledger);
  return newest === null ? 'unknown' : newest.value ? 'yes' : 'no';
}

export interface RecordedPathology { grade: Grade | null; type: ClinicalPicture['recorded']['type']; necG3: boolean; reportDate: ClinicalPicture['dates']['reportDate'] }

export function recordedPathologyOf(results: ResultsByConcept, conditionStages: readonly { words: string[]; result: Stated<null> }[], ledger: Ledger): RecordedPathology {
  const graded = statementsIn(results.get('recorded-grade'), 'recordedGrade', ledger, ({ holder }) => oneOf(holder, ['G1', 'G2', 'G3'] as const) ?? gradeIn(valueWords(holder)));
  for (const result of results.get('histologic-grade') ?? []) {
    if (result.origin === 'elsewhere') ledger.reject(result.resource, 'not-this-tumour');
    if (result.origin === 'elsewhere' || result.origin === 'metastasis') continue;
    const value = gradeIn(valueWords(result.holder));
    if (value === null) {
      // Neither a grade nor a differentiation, and not the code that says it cannot be assessed.
      if (hasValue(result.holder) && differentiationIn(result.holder) === null && !meaningsOf(result.holder['valueCodeableConcept']).has('grade-not-assessable')) ledger.reject(result.resource, 'unreadable');
      continue;
    }
    graded.push({ value, date: result.date, resource: result.resource, result });
    ledger.used({ fact: 'recordedGrade', value: valueAsRecorded(result.holder) || value, resource: result.resource, date: result.recordedDate, textMatch: result.textMatch });
  }
  if (graded.length === 0) {
    // A grade among the stages of the diagnosis stands where no result states one.
    for (const { words, result } of conditionStages) {
      const value = gradeIn(words);
      if (value === null) continue;
      graded.push({ ...result, value });
      ledger.used({ fact: 'recordedGrade', value: shortened(words[0] ?? value), resource: result.resource, date: result.date?.first ?? null, textMatch: false });
    }
  }
  const grade = newestOf(graded, 'recordedGrade', ledger, 'GR-4');
  const type = newestOf(statementsIn(results.get('recorded-type'), 'recordedType', ledger, ({ holder }) => oneOf(holder, ['I', 'II', 'III'] as const) ?? clinicalTypeIn(valueWords(holder))), 'recordedType', ledger, 'TY-10');
  const necG3 = [...(results.get('histology') ?? []), ...(results.get('recorded-grade') ?? []), ...(results.get('histologic-grade') ?? [])].some((result) => result.origin !== 'elsewhere' && saysNecG3([...valueWords(result.holder), String(objectAt(result.holder, 'valueCodeableConcept')?.['text'] ?? '')]));
  return { grade: grade?.value ?? null, type: type?.value ?? null, necG3, reportDate: grade?.date ?? null };
}
