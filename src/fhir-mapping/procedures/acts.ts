/** What has been done: examinations, resections with their margin and intent, and the dates that surveillance counts from. */
import type { Act, DateWindow, DoneAct } from '../../engine';
import { oneOf, shortened, valueWords } from '../observations/fact-values';
import { statementsIn } from '../observations/newest';
import type { Result, ResultsByConcept } from '../observations/results';
import { type ClinicalRecord, keysAt } from '../records/entries';
import { compareDates, daysBetween } from '../records/date-order';
import { codeOf, objectAt, objectsAt, wordsOf } from '../records/elements';
import { byCodeUnit, type Ledger } from '../records/ledger';
import { saidBy } from '../records/said';
import { meaningsOf } from '../terminology';
import { dateWindowOf } from '../values/dates';
import { actsOf } from './act-codes';

const TUMOUR_RESECTIONS: ReadonlySet<Act> = new Set(['endoscopic-resection', 'local-excision', 'radical-gastrectomy', 'surgery-unspecified']);
const RESECTIONS: ReadonlySet<Act> = new Set([...TUMOUR_RESECTIONS, 'lymphadenectomy', 'gastrinoma-resection', 'metastasis-resection']);
const SURGERY: ReadonlySet<Act> = new Set(['local-excision', 'radical-gastrectomy', 'surgery-unspecified', 'lymphadenectomy', 'gastrinoma-resection', 'metastasis-resection']);

/** Pathology this many days after a resection is taken from its specimen. */
const SPECIMEN_DAYS = 60;

export function doneActsOf(record: ClinicalRecord, results: ResultsByConcept, ledger: Ledger): DoneAct[] {
  const acts: DoneAct[] = [];
  for (const entry of record.procedures) {
    // A referral asks for the examination: it is none.
    if (saidBy(entry).meanings.has('gastroscopy-referral')) continue;
    const recognised = actsOf(entry.resource['code'], entry.resource['bodySite']);
    // A tracer tells what the code of a PET leaves open.
    const byTracer = !recognised.acts.includes('sstr-imaging') && objectsAt(entry.resource, 'usedCode').some((used) => meaningsOf(used).has('sstr-tracer'));
    for (const act of byTracer ? [...recognised.acts, 'sstr-imaging' as const] : recognised.acts) {
      acts.push({ act, date: entry.date, resource: entry.reference, margin: null, intent: null });
      ledger.used({ fact: factOf(act), value: shortened(wordsOf(entry.resource['code'])[0] ?? codeOf(entry.resource['code']) ?? act), resource: entry.reference, date: entry.recordedDate, textMatch: recognised.textMatch });
    }
  }
  for (const entry of record.reports) {
    const { examinations, textMatch } = reportedIn(entry.resource['code']);
    for (const act of examinations) {
      acts.push({ act, date: entry.date, resource: entry.reference, margin: null, intent: null });
      ledger.used({ fact: factOf(act), value: shortened(wordsOf(entry.resource['code'])[0] ?? codeOf(entry.resource['code']) ?? act), resource: entry.reference, date: entry.recordedDate, textMatch });
    }
  }
  for (const [concept, act] of [['gastroscopy-observation', 'gastroscopy'], ['eus-report', 'eus']] as const) {
    for (const { date, resource, recordedDate, holder } of results.get(concept) ?? []) {
      acts.push({ act, date, resource, margin: null, intent: null });
      ledger.used({ fact: factOf(act), value: shortened(wordsOf(holder['code'])[0] ?? codeOf(holder['code']) ?? act), resource, date: recordedDate, textMatch: false });
    }
  }
  for (const entry of record.conditions) {
    // An acquired absence of the stomach or a part of it: an operation nobody recorded otherwise.
    if (!saidBy(entry).meanings.has('acquired-absence-of-stomach') || acts.some(({ act }) => TUMOUR_RESECTIONS.has(act) && act !== 'endoscopic-resection')) continue;
    acts.push({ act: 'surgery-unspecified', date: entry.date, resource: entry.reference, margin: null, intent: null });
    ledger.used({ fact: 'treatment.surgery', value: shortened(wordsOf(entry.resource['code'])[0] ?? codeOf(entry.resource['code']) ?? ''), resource: entry.reference, date: entry.recordedDate, textMatch: false });
  }
  attach(results.get('resection-margin'), 'treatment.margin', (result) => oneOf(result.holder, ['R0', 'R1', 'R2'] as const) ?? marginInWords(result), acts, ledger, (act, margin) => { act.margin = margin; });
  attach(results.get('resection-intent'), 'treatment.intent', (result) => oneOf(result.holder, ['curative', 'palliative'] as const), acts, ledger, (act, intent) => { act.intent = intent; });
  return acts.sort((a, b) => compareDates(a.date, b.date) || byCodeUnit(a.resource, b.resource) || byCodeUnit(a.act, b.act));
}

function factOf(act: Act): 'treatment.endoscopic-resection' | 'treatment.surgery' | 'dates.last-gastroscopy' | 'dates.last-imaging' | 'eusDone' | 'markers.sstr-imaging' | 'treatment' {
  if (act === 'endoscopic-resection') return 'treatment.endoscopic-resection';
  if (SURGERY.has(act)) return 'treatment.surgery';
  if (act === 'gastroscopy' || act === 'gastric-biopsy') return 'dates.last-gastroscopy';
  if (act === 'ct' || act === 'mri') return 'dates.last-imaging';
  if (act === 'sstr-imaging') return 'markers.sstr-imaging';
  return act === 'eus' ? 'eusDone' : 'treatment';
}

function marginInWords(result: Result): 'R0' | 'R1' | 'R2' | null {
  const said = valueWords(result.holder).flatMap((word) => /^r([012])\b/.exec(word)?.[1] ?? []);
  return said[0] === undefined || new Set(said).size > 1 ? null : (`R${said[0]}` as 'R0' | 'R1' | 'R2'); // sound: 0, 1 or 2 only
}

/** A specimen of a resection: named so by another result, by the procedure it was collected in, or by the day it was collected on. */
function isOfResection(key: string, result: Result, resections: readonly DoneAct[], bonds: ResectionBonds, record: ClinicalRecord): boolean {
  if (bonds.specimens.has(key)) return true;
  const specimen = record.find({ reference: key }, result.entry.resource);
  const collection = objectAt(specimen, 'collection');
  if (specimen === null || collection === null) return false;
  const procedure = record.keyOf(collection['procedure'], specimen);
  if (procedure !== null && bonds.procedures.has(procedure)) return true;
  const collected = dateWindowOf(collection['collectedDateTime'] ?? objectAt(collection, 'collectedPeriod')?.['start']);
  return collected !== null && collected.first === collected.last && resections.some(({ date }) => date !== null && date.first === collected.first && date.last === collected.last);
}

/** A margin or intent belongs to the Procedure it names, else to the only resection there is; the newest statement stands. */
function attach<V>(results: readonly Result[] | undefined, fact: 'treatment.margin' | 'treatment.intent', read: (result: Result) => V | null, acts: readonly DoneAct[], ledger: Ledger, set: (act: DoneAct, value: V) => void): void {
  const statements = statementsIn(results, fact, ledger, read).sort((a, b) => compareDates(a.date, b.date) || byCodeUnit(a.resource, b.resource));
  const resections = acts.filter((act) => RESECTIONS.has(act.act));
  const only = new Set(acts.filter((act) => TUMOUR_RESECTIONS.has(act.act)).map((act) => act.resource));
  const saidOn = new Map<DoneAct, { date: DateWindow | null; value: V }>();
  for (const statement of statements) {
    const named = [...(statement.result?.partOf ?? []), ...(statement.result?.focus ?? [])];
    const targets = resections.filter((act) => named.includes(act.resource));
    const chosen = targets.length > 0 ? targets : only.size === 1 ? resections.filter((act) => only.has(act.resource)) : [];
    for (const act of chosen) {
      const before = saidOn.get(act);
      if (before !== undefined && compareDates(before.date, statement.date) === 0 && before.value !== statement.value) ledger.conflict('same-day-fact-differs', 'GR-13', [fact], { date: statement.date?.first ?? '' });
      saidOn.set(act, { date: statement.date, value: statement.value });
      set(act, statement.value);
    }
  }
}

export function lastDateOf(acts: readonly DoneAct[], kinds: readonly Act[]): DateWindow | null {
  let last: DateWindow | null = null;
  for (const act of acts) if (kinds.includes(act.act) && compareDates(act.date, last) > 0) last = act.date;
  return last;
}

/** By what a finding can be told to come from a resection: the Procedures themselves, and the specimens and reports that are theirs. */
export interface ResectionBonds { procedures: ReadonlySet<string>; specimens: ReadonlySet<string>; reports: ReadonlySet<string> }

/** A specimen or report is a resection's when one of its results names the Procedure, or the Procedure names the report. */
export function resectionBondsOf(record: ClinicalRecord, results: ResultsByConcept, acts: readonly DoneAct[]): ResectionBonds {
  const procedures = new Set(acts.filter((act) => TUMOUR_RESECTIONS.has(act.act)).map((act) => act.resource));
  const specimens = new Set<string>();
  const reports = new Set<string>();
  const bonds = { procedures, specimens, reports };
  if (procedures.size === 0) return bonds;
  for (const entry of record.procedures) if (procedures.has(entry.reference)) for (const key of keysAt(entry, 'report', record)) reports.add(key);
  for (const ofConcept of results.values()) {
    for (const { partOf, focus, specimen, report } of ofConcept) {
      if (![...partOf, ...focus].some((key) => procedures.has(key))) continue;
      if (specimen !== null) specimens.add(specimen);
      if (report !== null) reports.add(report);
    }
  }
  return bonds;
}

/** Whether a finding was taken from a resection specimen: linked to it, or pathology soon after it with no newer endoscopy. */
export function belongsToResection(result: Result, date: DateWindow | null, acts: readonly DoneAct[], bonds: ResectionBonds, record: ClinicalRecord): boolean {
  const resections = acts.filter((act) => TUMOUR_RESECTIONS.has(act.act));
  if ([...result.partOf, ...result.focus].some((key) => bonds.procedures.has(key))) return true;
  if (result.report !== null && bonds.reports.has(result.report)) return true;
  if (result.specimen !== null && isOfResection(result.specimen, result, resections, bonds, record)) return true;
  if (date === null || result.concept === 'eus-nodes' || result.concept === 'imaging-nodes') return false;
  return resections.some((act) => {
    if (act.date === null) return false;
    const days = daysBetween(act.date.first, date.first);
    if (days < 0 || days > SPECIMEN_DAYS) return false;
    return !acts.some((other) => (other.act === 'gastroscopy' || other.act === 'eus') && other.date !== null && act.date !== null && other.date.first > act.date.last && other.date.first <= date.last);
  });
}

const EXAMINATIONS: ReadonlySet<Act> = new Set(['gastroscopy', 'eus', 'ct', 'mri']);
const OF_A_SPECIMEN = /patholog|histolog|cytolog|biops|病理|活检|细胞学/i;

/** A report of an examination says that it was done; one of a specimen says so of its pathology only. */
function reportedIn(code: unknown): { examinations: Act[]; textMatch: boolean } {
  const ids = meaningsOf(code);
  if (ids.has('gastroscopy-observation')) return { examinations: ['gastroscopy'], textMatch: false };
  if (ids.has('eus-report')) return { examinations: ['eus'], textMatch: false };
  if (wordsOf(code).some((words) => OF_A_SPECIMEN.test(words))) return { examinations: [], textMatch: false };
  const { acts, textMatch } = actsOf(code, undefined);
  return { examinations: acts.filter((act) => EXAMINATIONS.has(act)), textMatch };
}
