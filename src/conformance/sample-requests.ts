/** Hook calls as a client would send them, about a synthetic patient, with every prefetch key of the service filled. */
import { randomUUID } from 'node:crypto';
import { syntheticPatient } from '../synthetic-patients';
import { isFilled, isObject, type Json } from './finding';

export interface Service { id: string; hook: string; prefetch: Record<string, string> }

export function servicesIn(discovery: unknown): Service[] {
  const services = isObject(discovery) && Array.isArray(discovery['services']) ? (discovery['services'] as unknown[]) : [];
  return services.flatMap((each) => {
    if (!isObject(each) || !isFilled(each['id']) || !isFilled(each['hook'])) return [];
    const prefetch = isObject(each['prefetch']) ? Object.entries(each['prefetch']).filter((entry): entry is [string, string] => isFilled(entry[1])) : [];
    return [{ id: each['id'], hook: each['hook'], prefetch: Object.fromEntries(prefetch) }];
  });
}

// The first synthetic patient of this seed that has a neoplasm and takes an acid suppressant: there is something to say.
const RECORD = Array.from({ length: 400 }, (_none, index) => syntheticPatient(index + 1, { seed: 1, kilobytes: 0 })).find((record) => record.some((each) => each.resourceType === 'MedicationRequest')) ?? syntheticPatient(1, { seed: 1, kilobytes: 0 });
const PATIENT_ID = RECORD[0]?.id ?? 'synthetic';

export function sampleRequest({ hook, prefetch }: Service): Json {
  return { hook, hookInstance: randomUUID(), context: contextOf(hook), ...(Object.keys(prefetch).length === 0 ? {} : { prefetch: Object.fromEntries(Object.entries(prefetch).map(([key, template]) => [key, answerTo(template)])) }) };
}

/** What a FHIR server holds for a template: the patient, or the matches of its type. */
function answerTo(template: string): unknown {
  const type = /^[A-Za-z]+/.exec(template)?.[0] ?? '';
  if (!template.includes('?')) return RECORD.find((each) => each.resourceType === type) ?? null;
  const entry = RECORD.filter((each) => each.resourceType === type).map((resource) => ({ fullUrl: `https://example.org/fhir/${type}/${resource.id}`, resource, search: { mode: 'match' } }));
  return { resourceType: 'Bundle', type: 'searchset', total: entry.length, ...(entry.length === 0 ? {} : { entry }) };
}

const bundleOf = (...resources: Json[]): Json => ({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) });

function contextOf(hook: string): Json {
  const subject = { reference: `Patient/${PATIENT_ID}` };
  const order = { resourceType: 'MedicationRequest', id: 'draft-1', status: 'draft', intent: 'order', subject, medicationCodeableConcept: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7646', display: 'Omeprazole' }] } };
  const base = { userId: 'Practitioner/synthetic-practitioner', patientId: PATIENT_ID };
  const more: Record<string, Json> = {
    'order-select': { selections: ['MedicationRequest/draft-1'], draftOrders: bundleOf(order) },
    'order-sign': { draftOrders: bundleOf(order) },
    'order-dispatch': { dispatchedOrders: ['ServiceRequest/1'], performer: 'Organization/1' },
    'encounter-start': { encounterId: 'synthetic-encounter' },
    'encounter-discharge': { encounterId: 'synthetic-encounter' },
    'appointment-book': { appointments: bundleOf({ resourceType: 'Appointment', id: 'visit-1', status: 'proposed', description: 'Gastroscopy', start: '2027-01-10T09:00:00Z', end: '2027-01-10T09:30:00Z', participant: [{ actor: subject, status: 'needs-action' }] }) },
    'problem-list-item-create': { conditions: bundleOf({ resourceType: 'Condition', id: 'problem-1', subject, code: { coding: [{ system: 'http://snomed.info/sct', code: '276808007', display: 'Carcinoid tumor of stomach' }] } }) },
  };
  return { ...base, ...(Object.hasOwn(more, hook) ? more[hook] : {}) };
}
