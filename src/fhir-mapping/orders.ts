/** Draft orders and planned visits as the rules see them: which drug, which act, and when. */
import type { DateWindow, OrderFacts } from '../engine';
import type { AnyResource } from './mapped-picture';
import { medicationOf } from './medications/drugs';
import { actsOf } from './procedures/act-codes';
import { asObject, objectAt, objectsAt, stringAt, wordsOf } from './records/elements';
import { targetOf } from './records/references';
import { NO_SITE_CODES, type SiteCodes, withStandardCodes } from './terminology';
import { plannedDaysOf } from './values/dates';

/** `unreadable`: references of drafts that say neither a drug nor an act in any way that can be read. */
export interface OrdersRead { orders: OrderFacts[]; unreadable: string[] }

/** A draft with the fullUrl of its entry, where it has one. */
export interface Draft { resource: AnyResource; fullUrl: string | null }

/** Every entry that a draft may refer to (the same Bundle's Medications, ServiceRequests and so on), and the site's own codes. */
export interface OrderSurroundings { entries: readonly Draft[]; siteCodes?: SiteCodes }

const MEDICATION_TYPES = new Set(['MedicationRequest', 'MedicationOrder', 'MedicationStatement', 'MedicationAdministration']);
const SERVICE_TYPES = new Set(['ServiceRequest', 'ProcedureRequest', 'DiagnosticOrder', 'ReferralRequest', 'DeviceRequest', 'Procedure', 'NutritionOrder', 'Task', 'CommunicationRequest', 'VisionPrescription']);

/**
 * Reads drafts of any FHIR version's shape; what a draft refers to is looked for in the draft itself, then among the entries.
 * Other resource types (a Medication beside its request) are no orders. Never throws.
 */
export function orderFactsFrom(drafts: readonly Draft[], surroundings: OrderSurroundings): OrdersRead {
  const siteCodes = surroundings.siteCodes ?? NO_SITE_CODES;
  const entries = usable(surroundings.entries, siteCodes);
  const find = findIn(entries);
  const read: OrdersRead = { orders: [], unreadable: [] };
  for (const draft of usable(drafts, siteCodes)) {
    const { resource } = draft;
    const reference = referenceOf(draft);
    const order = MEDICATION_TYPES.has(resource.resourceType) ? medicationOrder(resource, reference, find)
      : SERVICE_TYPES.has(resource.resourceType) ? serviceOrder(resource, reference, find)
        : resource.resourceType === 'Appointment' ? visit(resource, reference, find) : null;
    if (order === null) continue;
    read.orders.push(order);
    if (order.name === '' && order.drugs.length === 0 && order.acts.length === 0) read.unreadable.push(reference);
  }
  return read;
}

/** Drafts that are resources at all, each local code beside the standard one it means. */
function usable(drafts: readonly Draft[], siteCodes: SiteCodes): Draft[] {
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const resource = asObject(asObject(draft)?.['resource']);
    const fullUrl = stringAt(draft, 'fullUrl');
    if (resource !== null && typeof resource['resourceType'] === 'string') kept.push({ resource: withStandardCodes(resource as AnyResource, siteCodes), fullUrl }); // sound: resourceType was just seen to be a string
  }
  return kept;
}

type Find = (reference: unknown, holder: AnyResource) => AnyResource | null;

function medicationOrder(resource: AnyResource, reference: string, find: Find): OrderFacts {
  const medication = medicationOf(resource, find);
  return { reference, drugs: medication.drugs, acts: medication.drugs.includes('prrt') ? ['prrt'] : [], when: whenOf(resource), name: medication.name, textMatch: medication.textMatch };
}

function serviceOrder(resource: AnyResource, reference: string, find: Find): OrderFacts {
  const code = resource['code'] ?? resource['procedureCodeableConcept'];
  const own = actsOf(code, resource['bodySite'], objectsAt(resource, 'orderDetail').flatMap(wordsOf));
  // Chemotherapy or PRRT may be ordered as a service that names its drugs.
  const drugs = medicationOf({ resourceType: 'MedicationRequest', medicationCodeableConcept: code }, find);
  return { reference, drugs: drugs.drugs, acts: own.acts, when: whenOf(resource), name: own.name === '' ? drugs.name : own.name, textMatch: own.textMatch || drugs.textMatch };
}

/** An Appointment says what it is for in several places, or in the request it is based on. */
function visit(resource: AnyResource, reference: string, find: Find): OrderFacts {
  const concepts = ['serviceType', 'reasonCode', 'appointmentType'].flatMap((name) => objectsAt(resource, name));
  const description = stringAt(resource, 'description') ?? '';
  const readings = concepts.map((concept) => actsOf(concept, undefined));
  if (description !== '') readings.push(actsOf({ text: description.slice(0, 300) }, undefined));
  for (const based of objectsAt(resource, 'basedOn')) {
    const request = find(based, resource);
    if (request !== null) readings.push(actsOf(request['code'], request['bodySite']));
  }
  const acts = [...new Set(readings.flatMap((reading) => reading.acts))].sort();
  const telling = readings.find((reading) => reading.acts.length > 0) ?? readings[0];
  return { reference, drugs: [], acts, when: whenOf(resource), name: telling?.name ?? '', textMatch: readings.filter((reading) => reading.acts.length > 0).every((reading) => reading.textMatch) && acts.length > 0 };
}

/** The ends of time, for a period that is open there. */
const NEVER_BEFORE = '0001-01-01';
const NEVER_AFTER = '9999-12-31';

/** A period that does not say when it begins or ends goes on in that direction; null when it says neither. */
function plannedPeriodOf(period: unknown): DateWindow | null {
  const start = plannedDaysOf(asObject(period)?.['start']);
  const end = plannedDaysOf(asObject(period)?.['end']);
  return start === null && end === null ? null : { first: start?.first ?? NEVER_BEFORE, last: end?.last ?? NEVER_AFTER };
}

/** The days an Appointment may fall on: from its start to its end, else each of the periods that were asked for. */
export function appointmentDaysOf(appointment: AnyResource): DateWindow[] {
  const start = plannedDaysOf(appointment['start']);
  if (start !== null) {
    const end = plannedDaysOf(appointment['end']);
    return [{ first: start.first, last: end !== null && end.last > start.last ? end.last : start.last }];
  }
  return objectsAt(appointment, 'requestedPeriod').flatMap((period) => plannedPeriodOf(period) ?? []);
}

/** The day or period an order is meant for. */
function whenOf(resource: AnyResource): OrderFacts['when'] {
  const single = plannedDaysOf(resource['occurrenceDateTime']) ?? plannedDaysOf(resource['scheduledDateTime']) ?? plannedDaysOf(resource['performedDateTime']);
  if (single !== null) return single;
  for (const period of [objectAt(resource, 'occurrencePeriod'), objectAt(resource, 'scheduledPeriod'), objectAt(objectAt(objectAt(resource, 'occurrenceTiming'), 'repeat'), 'boundsPeriod')]) {
    const window = plannedPeriodOf(period);
    if (window !== null) return window;
  }
  const events = objectAt(resource, 'occurrenceTiming')?.['event'];
  return Array.isArray(events) ? plannedDaysOf(events[0]) : (appointmentDaysOf(resource)[0] ?? null);
}

function referenceOf({ resource, fullUrl }: Draft): string {
  return typeof resource.id === 'string' && resource.id !== '' ? `${resource.resourceType}/${resource.id}` : (fullUrl ?? resource.resourceType);
}

function findIn(entries: readonly Draft[]): Find {
  const byKey = new Map<string, AnyResource>();
  for (const { resource, fullUrl } of entries) {
    if (fullUrl !== null) byKey.set(fullUrl, resource);
    if (typeof resource.id === 'string') byKey.set(`${resource.resourceType}/${resource.id}`, resource);
  }
  return (reference, holder) => {
    const raw = typeof reference === 'string' ? reference : stringAt(asObject(reference), 'reference');
    if (raw === null) return null;
    const target = targetOf(raw);
    if (target?.kind === 'contained') {
      const contained = objectsAt(holder, 'contained').find((member) => member['id'] === target.id && typeof member['resourceType'] === 'string');
      return contained === undefined ? null : (contained as AnyResource); // sound: resourceType was just seen to be a string
    }
    return byKey.get(raw) ?? (target?.kind === 'typed' ? (byKey.get(`${target.type}/${target.id}`) ?? null) : null);
  };
}
