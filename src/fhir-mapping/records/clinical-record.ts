/**
 * One patient's record, gone through once: copies merged, other people's resources, invalid statuses, later days and
 * superseded results taken out (each with its reason), and the rest sorted by type with a date each.
 */
import type { AnyResource } from '../mapped-picture';
import { asObject, objectsAt, stringAt } from './elements';
import type { ClinicalRecord, RecordEntry } from './entries';
import { dateOf, type ResourceDate } from './resource-dates';
import { byCodeUnit, type Ledger } from './ledger';
import { targetOfElement } from './references';
import { hasModifier, standingOf } from './standing';
import { isAbout, patientIdOf, plainReferenceTo, subjectOf } from './subjects';
import { supersededIn } from './superseding';
import { newerVersion, saysAnother } from './versions';

export interface RecordOptions {
  patientId: string | null;
  asOf: string;
  fullUrls?: ReadonlyMap<string, string>;
}

const NO_URLS: ReadonlyMap<string, string> = new Map();

export function clinicalRecordOf(resources: readonly AnyResource[], options: RecordOptions, ledger: Ledger): ClinicalRecord {
  const fullUrls = options.fullUrls ?? NO_URLS;
  const whole = mergedCopies(resources, ledger);
  const patientId = options.patientId ?? patientIdOf([...whole.values()], null, fullUrls);
  const urnTargets = urnsByKey(fullUrls);
  const record: ClinicalRecord = {
    patientId, patient: null, conditions: [], refuted: [], observations: [], preliminary: [], reports: [], procedures: [],
    medicationRequests: [], medicationStatements: [], medicationAdministrations: [],
    keyOf: (reference, holder) => keyOfReference(reference, holder, fullUrls, urnTargets, whole),
    find: (reference, holder) => {
      const contained = containedIn(reference, holder);
      if (contained !== null) return contained;
      const key = record.keyOf(reference, holder);
      return key === null ? null : (whole.get(key) ?? null);
    },
  };
  const accepted: RecordEntry[] = [];
  const plainly = plainReferenceTo(patientId, fullUrls);
  for (const [reference, resource] of whole) {
    const subject = plainly !== null && isAbout(resource, plainly) ? null : subjectOf(resource, fullUrls);
    if (subject?.kind === 'not-needed') continue;
    const ours = subject === null || (subject.kind === 'patient' ? subject.id === patientId : subject.kind === 'none' && patientId === null);
    if (!ours) {
      ledger.reject(reference, 'other-patient');
      continue;
    }
    if (hasModifier(resource)) {
      ledger.reject(reference, 'unreadable');
      continue;
    }
    if (resource.resourceType === 'Patient') {
      record.patient = resource;
      continue;
    }
    accepted.push({ resource, reference, date: null, recordedDate: null, said: null });
  }
  const dated = accepted.filter((entry) => keepUpTo(options.asOf, entry, record, ledger));
  const superseded = supersededIn(dated, record);
  for (const entry of dated.sort((a, b) => byCodeUnit(a.reference, b.reference))) {
    if (superseded.has(entry)) ledger.reject(entry.reference, 'superseded');
    else place(entry, record, ledger);
  }
  return record;
}

function place(entry: RecordEntry, record: ClinicalRecord, ledger: Ledger): void {
  const standing = standingOf(entry.resource);
  if (standing.kind === 'out') {
    ledger.reject(entry.reference, standing.why);
    return;
  }
  if (standing.kind === 'refuted') {
    ledger.reject(entry.reference, 'refuted');
    record.refuted.push(entry);
    return;
  }
  if (standing.kind === 'shown') {
    ledger.reject(entry.reference, 'not-final');
    if (entry.resource.resourceType === 'Observation') record.preliminary.push(entry);
    return;
  }
  listFor(entry.resource.resourceType, record)?.push(entry);
}

function listFor(type: string, record: ClinicalRecord): RecordEntry[] | null {
  switch (type) {
    case 'Condition': return record.conditions;
    case 'Observation': return record.observations;
    case 'DiagnosticReport': return record.reports;
    case 'Procedure': return record.procedures;
    case 'MedicationRequest': return record.medicationRequests;
    case 'MedicationStatement': return record.medicationStatements;
    case 'MedicationAdministration': return record.medicationAdministrations;
    default: return null;
  }
}

function keepUpTo(asOf: string, entry: RecordEntry, record: ClinicalRecord, ledger: Ledger): boolean {
  const dates: ResourceDate = dateOf(entry.resource, record);
  entry.date = dates.date;
  entry.recordedDate = dates.recorded;
  if (dates.earliestDay !== null && dates.earliestDay > asOf) {
    ledger.reject(entry.reference, 'after-as-of');
    return false;
  }
  return true;
}

/** Every resource once, under `Type/id`; results contained in a report or panel stand under `Parent/id#their-id`. */
function mergedCopies(resources: readonly AnyResource[], ledger: Ledger): Map<string, AnyResource> {
  const whole = new Map<string, AnyResource>();
  for (const resource of resources) {
    if (typeof resource !== 'object' || resource === null || typeof resource.resourceType !== 'string') continue;
    const key = typeof resource.id === 'string' && resource.id !== '' ? keyOf(resource.resourceType, resource.id) : anonymousKey(resource, whole);
    const present = whole.get(key);
    if (present !== undefined && saysAnother(present, resource)) ledger.reject(key, 'superseded');
    whole.set(key, present === undefined ? resource : newerVersion(present, resource));
  }
  const holders: [string, AnyResource][] = [];
  for (const each of whole) if (each[1]['contained'] !== undefined && (each[1].resourceType === 'DiagnosticReport' || each[1].resourceType === 'Observation')) holders.push(each);
  for (const [key, resource] of holders) {
    for (const member of objectsAt(resource, 'contained')) {
      const id = stringAt(member, 'id');
      if (member['resourceType'] !== 'Observation' || id === null) continue;
      // A contained result has no identity of its own: its subject is its container's.
      whole.set(`${key}#${id}`, { ...member, resourceType: 'Observation', subject: resource['subject'] });
    }
  }
  return whole;
}

/** Put together in one piece: it is looked up and compared again and again, and pieces would be put together each time. */
const keyOf = (type: string, id: string): string => [type, id].join('/');

/** Resources without an id are told apart by their content, so that their order does not matter. */
function anonymousKey(resource: AnyResource, whole: ReadonlyMap<string, AnyResource>): string {
  const bare = resource.resourceType;
  const present = whole.get(bare);
  if (present === undefined || JSON.stringify(present) === JSON.stringify(resource)) return bare;
  let digest = 5381;
  for (const character of JSON.stringify(resource)) digest = (digest * 33 + (character.codePointAt(0) ?? 0)) % 4294967296;
  return `${bare}/(no id ${digest.toString(16)})`;
}

function urnsByKey(fullUrls: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (fullUrls.size === 0) return NO_URLS;
  const urns = new Map<string, string>();
  for (const [url, key] of fullUrls) if (url.startsWith('urn:')) urns.set(url, key);
  return urns;
}

function keyOfReference(
  reference: unknown, holder: AnyResource, fullUrls: ReadonlyMap<string, string>, urns: ReadonlyMap<string, string>, whole: ReadonlyMap<string, AnyResource>,
): string | null {
  const element = asObject(reference);
  const raw = stringAt(element, 'reference');
  if (raw === null) return null;
  const full = fullUrls.get(raw);
  if (full !== undefined) return full;
  const target = targetOfElement(element);
  if (target === null) return null;
  if (target.kind === 'typed') return `${target.type}/${target.id}`;
  if (target.kind === 'contained') return typeof holder.id === 'string' ? `${holder.resourceType}/${holder.id}#${target.id}` : null;
  const known = urns.get(target.key);
  if (known !== undefined) return known;
  const id = target.key.replace(/^urn:(uuid|oid):/, '');
  for (const type of ['Observation', 'Condition', 'Specimen', 'Procedure', 'DiagnosticReport', 'Encounter', 'Medication', 'ServiceRequest', 'BodyStructure']) {
    if (whole.has(`${type}/${id}`)) return `${type}/${id}`;
  }
  return target.key;
}

function containedIn(reference: unknown, holder: AnyResource): AnyResource | null {
  const raw = stringAt(asObject(reference), 'reference');
  if (raw === null || !raw.startsWith('#')) return null;
  const found = objectsAt(holder, 'contained').find((member) => member['id'] === raw.slice(1) && typeof member['resourceType'] === 'string');
  return found === undefined ? null : (found as AnyResource); // sound: resourceType was just seen to be a string
}
