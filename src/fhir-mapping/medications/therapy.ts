/** Which drugs are active now, and which systemic therapies have been given. */
import type { ActiveDrug, ClinicalPicture, Drug } from '../../engine';
import { newestOf, statementsIn } from '../observations/newest';
import { oneOf, shortened } from '../observations/fact-values';
import type { ResultsByConcept } from '../observations/results';
import type { ClinicalRecord, RecordEntry } from '../records/entries';
import { objectAt, stringAt } from '../records/elements';
import { byCodeUnit, type Ledger } from '../records/ledger';
import { dateWindowOf } from '../values/dates';
import { medicationOf } from './drugs';

type Line = ClinicalPicture['priorSystemic'][number];
const LINES = ['etoposide-platinum', 'somatostatin-analogue', 'everolimus', 'surufatinib', 'prrt', 'interferon-alfa', 'other'] as const;
const LINE_OF_DRUG: Partial<Record<Drug, Line>> = {
  'octreotide': 'somatostatin-analogue', 'lanreotide': 'somatostatin-analogue', 'pasireotide': 'somatostatin-analogue', 'everolimus': 'everolimus', 'surufatinib': 'surufatinib', 'prrt': 'prrt', 'interferon-alfa': 'interferon-alfa',
  'sunitinib': 'other', 'cabozantinib': 'other', 'irinotecan': 'other', 'temozolomide': 'other', 'capecitabine': 'other', 'fluorouracil': 'other', 'oxaliplatin': 'other', 'streptozocin': 'other', 'pembrolizumab': 'other',
};
const PLATINUM: readonly Drug[] = ['cisplatin', 'carboplatin'];
/** An intent that is no order: it was thought of, not given. */
const NOT_ORDERED = new Set(['proposal', 'plan', 'option']);
const GIVEN = new Set(['active', 'completed', 'stopped', 'on-hold', 'in-progress', 'intended']);

export interface Therapy { activeDrugs: ActiveDrug[]; priorSystemic: Line[] }

export function therapyOf(record: ClinicalRecord, results: ResultsByConcept, asOf: string, ledger: Ledger): Therapy {
  const active: ActiveDrug[] = [];
  const given = new Set<Drug>();
  for (const entry of [...record.medicationRequests, ...record.medicationStatements, ...record.medicationAdministrations]) {
    const status = stringAt(entry.resource, 'status') ?? '';
    if (status === 'cancelled') {
      ledger.reject(entry.reference, 'cancelled');
      continue;
    }
    if (!GIVEN.has(status) || NOT_ORDERED.has(stringAt(entry.resource, 'intent') ?? '') || entry.resource['doNotPerform'] === true) continue;
    const medication = medicationOf(entry.resource, record.find);
    if (medication.contradicted !== null) {
      ledger.reject(entry.reference, 'code-text-conflict');
      ledger.notice('medication-name-contradicts', ['ppi', 'p-cab'].includes(medication.contradicted) ? 'SC-1' : 'MT-7', 'warning', ['medications'], { resource: entry.reference, quote: shortened(medication.name) });
    }
    if (medication.drugs.length === 0) continue;
    const current = isActive(entry, status, asOf);
    for (const drug of medication.drugs) {
      if (status !== 'intended') given.add(drug);
      if (current) active.push({ drug, resource: entry.reference, name: shortened(medication.name), textMatch: medication.textMatch });
      // What is over counts only as a therapy that was given; of any other drug nothing follows.
      if (current) ledger.used({ fact: `medications.${drug}`, value: shortened(medication.name), resource: entry.reference, date: entry.recordedDate, textMatch: medication.textMatch });
      else if (status !== 'intended' && isSystemicTherapy(drug)) ledger.used({ fact: 'treatment.prior-systemic', value: shortened(`${medication.name} (${status === 'active' ? 'ended' : status})`), resource: entry.reference, date: entry.recordedDate, textMatch: medication.textMatch });
      if (current && medication.textMatch) ledger.textMatched(`medications.${drug}`);
    }
  }
  const lines = new Set<Line>();
  for (const drug of given) {
    const line = LINE_OF_DRUG[drug];
    if (line !== undefined) lines.add(line);
  }
  if (given.has('etoposide') && PLATINUM.some((drug) => given.has(drug))) lines.add('etoposide-platinum');
  else if (given.has('etoposide') || PLATINUM.some((drug) => given.has(drug))) lines.add('other');
  for (const statement of statementsIn(results.get('treatment-line-given'), 'treatment.prior-systemic', ledger, ({ holder }) => oneOf(holder, LINES))) lines.add(statement.value);
  return { activeDrugs: active.sort((a, b) => byCodeUnit(a.drug, b.drug) || byCodeUnit(a.resource, b.resource)), priorSystemic: LINES.filter((line) => lines.has(line)) };
}

function isSystemicTherapy(drug: Drug): boolean {
  return LINE_OF_DRUG[drug] !== undefined || drug === 'etoposide' || PLATINUM.includes(drug);
}

/** An active order or statement whose period, where one is recorded, has not ended. */
function isActive(entry: RecordEntry, status: string, asOf: string): boolean {
  if (entry.resource.resourceType === 'MedicationAdministration') return status === 'in-progress';
  if (status !== 'active') return false;
  const end = dateWindowOf(stringAt(objectAt(entry.resource, 'effectivePeriod'), 'end'));
  return end === null || end.last >= asOf;
}

export function resectabilityOf(results: ResultsByConcept, ledger: Ledger): 'yes' | 'no' | 'unknown' {
  const newest = newestOf(statementsIn(results.get('resectability'), 'unresectable', ledger, ({ holder }) => oneOf(holder, ['resectable', 'unresectable'] as const)), 'unresectable', ledger);
  return newest === null ? 'unknown' : newest.value === 'unresectable' ? 'yes' : 'no';
}

export function courseOf(results: ResultsByConcept, ledger: Ledger): ClinicalPicture['course'] {
  return newestOf(statementsIn(results.get('tumour-course'), 'course', ledger, ({ holder }) => oneOf(holder, ['slow', 'progressive', 'stable'] as const)), 'course', ledger)?.value ?? 'unknown';
}
