/** Evidence that the record is about a gastric neuroendocrine neoplasm, and about what other tumours. @see rules.md AP-1, AP-2, AP-4 */
import type { ClinicalPicture, DateWindow, NecSubtype } from '../../engine';
import type { AnyResource } from '../mapped-picture';
import type { ClinicalRecord, RecordEntry } from '../records/entries';
import { compareDates } from '../records/date-order';
import { codeOf, codingsOf, type Element, stringAt, wordsOf } from '../records/elements';
import type { Ledger } from '../records/ledger';
import { dateOf } from '../records/resource-dates';
import { saidBy } from '../records/said';
import { shortened } from '../observations/fact-values';
import { morphologiesOf } from '../observations/irregular-shapes';
import { FACTS, icdCode, type Meaning, meaningsOf } from '../terminology';
import { saysOtherOrgan, saysStomach, tumourSiteOf } from '../specimens/tumour-site';
import { gastricNenOfMetastasis, isNegated, kindInWords, maySayNeoplasm, statesAdenocarcinoma, statesGastricNen, statesGastricSite, statesMetastasis, statesNeuroendocrine, statesOtherNen, subtypeInWords } from './neoplasm-words';

export type Kind = ClinicalPicture['codedKind'];

/** What one Condition is to the gastric NEN. */
export type Role = 'gastric-nen' | 'other-nen' | 'adenocarcinoma' | 'metastasis' | 'other-neoplasm' | 'none';

export interface NeoplasmFindings {
  evidence: boolean;
  textOnly: boolean;
  otherPrimary: boolean;
  secondPrimary: boolean;
  adenocarcinoma: boolean;
  codedKind: Kind;
  /** The morphology a Condition carries (mCODE), where it says more than the diagnosis code. */
  morphology: { kind: Kind; subtype: NecSubtype | null; words: string; entry: RecordEntry; byText: boolean }[];
  diagnosis: DateWindow | null;
  /** A NET of the past: a history code, or a NET recorded as over. */
  priorNet: boolean;
  roles: Map<string, 'gastric-nen' | 'metastasis' | 'other-neoplasm'>;
  /** Gastric tumours whose histology no Condition states. */
  gastricSites: RecordEntry[];
  gastricConditions: RecordEntry[];
  metastasisConditions: RecordEntry[];
}

const METASTASIS: readonly Meaning[] = ['liver-metastasis', 'peritoneal-metastasis', 'lymph-node-metastasis', 'metastasis-site-elsewhere', 'metastatic-carcinoid', 'net-metastasis', 'net-metastasis-liver', 'net-metastasis-bone', 'net-metastasis-distant-nodes', 'net-metastasis-peritoneum', 'net-metastasis-other'];

export interface Morphology { kind: Kind; subtype: NecSubtype | null; adenocarcinoma: boolean; known: boolean }

/** MiNEN by the code of the project's own system, whose facts are all of the stomach. */
export function isOwnMinen(concept: unknown): boolean {
  return codingsOf(concept).some((coding) => stringAt(coding, 'code') === 'minen' && stringAt(coding, 'system') === FACTS);
}

/** What a morphology code or its words say; unknown codes say nothing. */
export function morphologyOf(concept: unknown): Morphology {
  const ids = meaningsOf(concept);
  const said = (kind: Kind, subtype: NecSubtype | null = null): Morphology => ({ kind, subtype, adenocarcinoma: false, known: true });
  if (ids.has('minen') || codingsOf(concept).some((coding) => stringAt(coding, 'code') === 'minen')) return said('MiNEN');
  if (ids.has('small-cell-nec')) return said('NEC', 'small-cell');
  if (ids.has('large-cell-nec')) return said('NEC', 'large-cell');
  if (ids.has('nec-histology') || ids.has('nec-site-not-stated') || ids.has('gnec')) return said('NEC');
  if (ids.has('net-histology') || ids.has('net-site-not-stated') || ids.has('gnet')) return said('NET');
  if (ids.has('adenocarcinoma-histology') || ids.has('adenocarcinoma-with-neuroendocrine-differentiation') || ids.has('gastric-adenocarcinoma')) return { kind: 'unknown', subtype: null, adenocarcinoma: true, known: true };
  return { kind: 'unknown', subtype: null, adenocarcinoma: false, known: false };
}

export function neoplasmIn(record: ClinicalRecord, beingAdded: readonly AnyResource[], asOf: string, ledger: Ledger): NeoplasmFindings {
  const findings: NeoplasmFindings = {
    evidence: false, textOnly: true, otherPrimary: false, secondPrimary: false, adenocarcinoma: false, codedKind: 'unknown', morphology: [], diagnosis: null, priorNet: false,
    roles: new Map(), gastricSites: [], gastricConditions: [], metastasisConditions: [],
  };
  const added = beingAdded.filter((resource) => resource.resourceType === 'Condition' && !isOut(resource)).map((resource, index): RecordEntry => ({
    resource, reference: typeof resource.id === 'string' ? `Condition/${resource.id}` : `Condition/(being added ${index + 1})`, ...datedBy(resource, record, asOf), said: null,
  }));
  const kinds: StatedKind[] = [];
  const known = new Set(record.conditions.map((entry) => entry.reference));
  for (const entry of [...record.conditions, ...added.filter((entry) => !known.has(entry.reference))]) readCondition(entry, findings, kinds, ledger);
  findings.codedKind = kindOf(kinds, ledger);
  if (findings.evidence && findings.textOnly) ledger.textMatched('neoplasm');
  return findings;
}

interface StatedKind { kind: Exclude<Kind, 'unknown'>; over: boolean }

/** A diagnosis that is over does not speak against one that stands; two that stand and differ say nothing certain. */
function kindOf(kinds: readonly StatedKind[], ledger: Ledger): Kind {
  const standing = kinds.some(({ over }) => !over) ? kinds.filter(({ over }) => !over) : kinds;
  const said = [...new Set(standing.map(({ kind }) => kind))].sort();
  const [first = 'unknown', second] = said;
  if (second === undefined) return first;
  ledger.conflict('diagnoses-differ', 'GR-8', ['neoplasm'], { first, second: said.slice(1).join(', ') });
  return 'unknown';
}

function readCondition(entry: RecordEntry, findings: NeoplasmFindings, kinds: StatedKind[], ledger: Ledger): void {
  const condition = entry.resource;
  const { meanings: ids, text: code } = saidBy(entry);
  if (ids.size === 0 && condition['bodySite'] === undefined && condition['extension'] === undefined && !maySayNeoplasm(code) && !isCodedCancer(condition)) {
    if (isOfAnotherPlace(code)) findings.roles.set(entry.reference, 'other-neoplasm');
    return;
  }
  const words = wordsOf(condition['code']);
  const stated = morphologiesOf(condition)[0];
  const morphology = morphologyOf(stated);
  const role = roleOf(condition, ids, words, morphology);
  if (role.role === 'none') {
    // A gastric tumour of unstated histology: a neuroendocrine morphology bound to it makes it one of ours.
    if (ids.has('gastric-cancer-unspecified') || ids.has('gastric-neoplasm-uncertain') || (tumourSiteOf(condition['bodySite']) === 'stomach' && /tumou?r|neoplasm|malignan|cancer|瘤|癌/i.test(words.join(' ')))) {
      findings.roles.set(entry.reference, 'gastric-nen');
      findings.gastricSites.push(entry);
    } else if (ids.size === 0 && isOfAnotherPlace(code)) findings.roles.set(entry.reference, 'other-neoplasm');
    return;
  }
  if (role.role === 'metastasis') {
    findings.metastasisConditions.push(entry);
    findings.roles.set(entry.reference, 'metastasis');
    const named = gastricNenOfMetastasis(words.join(' | '));
    if (named !== null) takeTumourOfMetastasis(entry, named, shortened(words[0] ?? ''), words, findings, kinds, ledger);
    return;
  }
  if (role.role !== 'gastric-nen') {
    findings.roles.set(entry.reference, 'other-neoplasm');
    if (role.role === 'other-nen') findings.otherPrimary = true;
    else if (role.role === 'adenocarcinoma') findings.adenocarcinoma = true;
    // On record is enough: a cancer in remission had a Ki-67 of its own.
    else findings.secondPrimary = true;
    return;
  }
  findings.evidence = true;
  findings.roles.set(entry.reference, 'gastric-nen');
  findings.gastricConditions.push(entry);
  const text = shortened(words[0] ?? '');
  ledger.used({ fact: 'neoplasm', value: text === '' ? (codeOf(condition['code']) ?? '') : text, resource: entry.reference, date: entry.recordedDate, textMatch: role.byText });
  if (role.byText) ledger.notice('neoplasm-text-match', 'AP-1', 'info', ['neoplasm'], { resource: entry.reference, quote: text });
  else findings.textOnly = false;
  if (morphology.known) findings.morphology.push({ kind: morphology.kind, subtype: morphology.subtype, words: shortened(wordsOf(stated)[0] ?? codeOf(stated) ?? ''), entry, byText: false });
  const own = morphology.known ? null : morphologyOf(condition['code']);
  if (own?.kind === 'NEC' && own.subtype !== null) findings.morphology.push({ kind: own.kind, subtype: own.subtype, words: text === '' ? (codeOf(condition['code']) ?? '') : text, entry, byText: false });
  const subtypeByText = role.byText && !morphology.known ? subtypeInWords(words.join(' | ')) : null;
  if (subtypeByText !== null) findings.morphology.push({ kind: 'NEC', subtype: subtypeByText, words: text, entry, byText: true });
  if (ids.has('history-of-gastric-neoplasm') || (kindCoded(ids) === 'NET' && ['resolved', 'inactive', 'remission'].includes(codeOf(condition['clinicalStatus']) ?? ''))) findings.priorNet = true;
  const kind = kindCoded(ids) ?? (morphology.known ? morphology.kind : kindInWords(words.join(' | ')));
  if (kind !== 'unknown') kinds.push({ kind, over: ['resolved', 'inactive', 'remission'].includes(codeOf(condition['clinicalStatus']) ?? '') });
  if (entry.date !== null && (findings.diagnosis === null || compareDates(entry.date, findings.diagnosis) < 0)) findings.diagnosis = entry.date;
}

/** A metastasis whose words name the gastric tumour is evidence of it too. @see rules.md AP-1 */
function takeTumourOfMetastasis(entry: RecordEntry, named: 'primary' | 'origin', text: string, words: readonly string[], findings: NeoplasmFindings, kinds: StatedKind[], ledger: Ledger): void {
  findings.evidence = true;
  findings.gastricConditions.push(entry);
  if (named === 'primary') findings.roles.set(entry.reference, 'gastric-nen');
  ledger.used({ fact: 'neoplasm', value: text, resource: entry.reference, date: entry.recordedDate, textMatch: true });
  ledger.notice('neoplasm-text-match', 'AP-1', 'info', ['neoplasm'], { resource: entry.reference, quote: text });
  const kind = kindInWords(words.join(' | '));
  if (kind !== 'unknown') kinds.push({ kind, over: false });
  if (named === 'primary' && entry.date !== null && (findings.diagnosis === null || compareDates(entry.date, findings.diagnosis) < 0)) findings.diagnosis = entry.date;
}

/** The date of a problem being added; one still to come is none yet. */
function datedBy(resource: AnyResource, record: ClinicalRecord, asOf: string): Pick<RecordEntry, 'date' | 'recordedDate'> {
  const { date, recorded, earliestDay } = dateOf(resource, record);
  return earliestDay !== null && earliestDay <= asOf ? { date, recordedDate: recorded } : { date: null, recordedDate: null };
}

/** A code that is not known here and no words of the stomach: what names it in `focus` is not shown to be of this tumour. */
const isOfAnotherPlace = (words: string): boolean => words === '' || (saysOtherOrgan(words) && !saysStomach(words));

function roleOf(condition: Element, ids: ReadonlySet<Meaning>, words: readonly string[], morphology: Morphology): { role: Role; byText: boolean } {
  const coded = (role: Role): { role: Role; byText: boolean } => ({ role, byText: false });
  const text = words.join(' | ');
  if (METASTASIS.some((id) => ids.has(id))) return coded('metastasis');
  if (ids.has('gnen') || ids.has('gnec') || ids.has('gnet')) return coded('gastric-nen');
  if (ids.has('history-of-gastric-neoplasm') && codingsOf(condition['code']).some((coding) => icdCode(stringAt(coding, 'code') ?? '').startsWith('Z85.020'))) return coded('gastric-nen');
  const site = tumourSiteOf(condition['bodySite']);
  if (isOwnMinen(condition['code']) && site !== 'elsewhere' && site !== 'metastatic-site') return coded('gastric-nen');
  const neuroendocrineCode = ids.has('net-site-not-stated') || ids.has('nec-site-not-stated') || ids.has('nen-other-site') || ids.has('net-histology') || ids.has('nec-histology') || ids.has('minen') || ids.has('large-cell-nec') || ids.has('small-cell-nec') || (ids.has('gastrinoma-histology') && site === 'stomach');
  const neuroendocrine = neuroendocrineCode || (morphology.known && morphology.kind !== 'unknown');
  const stomachCode = ids.has('gastric-cancer-unspecified') || ids.has('gastric-neoplasm-uncertain') || ids.has('stomach-topography') || ids.has('gastric-adenocarcinoma');
  if (neuroendocrine) {
    if (site === 'stomach' || (site === null && stomachCode)) return coded('gastric-nen');
    if (site === 'metastatic-site') return coded('metastasis');
    if (site === 'elsewhere' || ids.has('other-primary-nen')) return coded('other-nen');
    // The code says what it is, the words where.
    if (statesGastricSite(text)) return { role: 'gastric-nen', byText: !neuroendocrineCode };
    return coded(saysOtherOrgan(text) && !isNegated(text) ? 'other-nen' : 'none');
  }
  if (ids.has('other-primary-nen')) {
    const pancreasOnly = codingsOf(condition['code']).some((coding) => /^C25/.test(icdCode(stringAt(coding, 'code') ?? '')));
    if (!pancreasOnly) return coded('other-nen');
    return coded(statesNeuroendocrine(text) ? 'other-nen' : 'other-neoplasm');
  }
  const adenocarcinomaCode = morphology.adenocarcinoma || ids.has('adenocarcinoma-histology') || ids.has('adenocarcinoma-with-neuroendocrine-differentiation');
  if (ids.has('gastric-adenocarcinoma') || (adenocarcinomaCode && (site === 'stomach' || (site === null && (stomachCode || statesGastricSite(text)))))) return coded('adenocarcinoma');
  if (adenocarcinomaCode && site === 'elsewhere') return coded('other-neoplasm');
  if (statesGastricNen(text) || (stomachCode && statesNeuroendocrine(text)) || (site === 'stomach' && statesNeuroendocrine(text))) return { role: 'gastric-nen', byText: true };
  if (statesOtherNen(text)) return { role: 'other-nen', byText: true };
  if (stomachCode && statesAdenocarcinoma(text)) return coded('adenocarcinoma');
  if (/胃|\bgastric\b|\bstomach\b/i.test(text) && statesAdenocarcinoma(text)) return { role: 'adenocarcinoma', byText: true };
  if (statesMetastasis(text)) return { role: 'metastasis', byText: true };
  return coded(isOtherCancer(condition, text) ? 'other-neoplasm' : 'none');
}

const CANCER_WORDS = /\bmalignant (?:neoplasm|tumou?r)|\bcancer\b|\bcarcinoma\b|\blymphoma\b|\bmelanoma\b|\bsarcoma\b|恶性肿瘤|癌(?!胚|前)/i;
const NOT_A_CANCER = /history of|family|screening|suspect|exclu|胃|gastric|stomach|排除|筛查|家族/i;

/** A malignant tumour of another place: by an ICD chapter of malignancy, else by its words. */
const isOtherCancer = (condition: Element, text: string): boolean => isCodedCancer(condition) || (CANCER_WORDS.test(text) && !NOT_A_CANCER.test(text));

function isCodedCancer(condition: Element): boolean {
  for (const coding of codingsOf(condition['code'])) {
    const written = stringAt(coding, 'code');
    if (written === null || !/^\s*c/i.test(written)) continue;
    const code = icdCode(written);
    if (/icd/i.test(stringAt(coding, 'system') ?? '') && /^C(?:[0-6]\d|7[0-6]|8\d|9[0-6])/.test(code) && !/^C(?:16|44|7[AB])/.test(code)) return true;
  }
  return false;
}

function kindCoded(ids: ReadonlySet<Meaning>): Kind | null {
  if (ids.has('minen')) return 'MiNEN';
  if (ids.has('gnec') || ids.has('nec-site-not-stated') || ids.has('nec-histology') || ids.has('large-cell-nec') || ids.has('small-cell-nec')) return 'NEC';
  return ids.has('gnet') || ids.has('net-site-not-stated') || ids.has('net-histology') ? 'NET' : null;
}

function isOut(resource: AnyResource): boolean {
  const verification = codeOf(resource['verificationStatus']);
  return verification === 'entered-in-error' || verification === 'refuted';
}
