/** Whether a resource may stand in a suggestion: what R4 requires of the types suggested here, and nothing null or empty in it. */
import type { AnyResource } from '../../fhir-mapping';

const REQUEST_STATUS = new Set(['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown']);
const REQUEST_INTENT = new Set(['proposal', 'plan', 'directive', 'order', 'original-order', 'reflex-order', 'filler-order', 'instance-order', 'option']);
const APPOINTMENT_STATUS = new Set(['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'entered-in-error', 'checked-in', 'waitlist']);
const PARTICIPATION = new Set(['accepted', 'declined', 'tentative', 'needs-action']);
const LISTS = ['category', 'reasonCode', 'reasonReference', 'orderDetail', 'note', 'identifier', 'participant', 'performer', 'bodySite', 'serviceType', 'supportingInfo', 'basedOn', 'requestedPeriod', 'extension', 'contained'];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const within = (set: ReadonlySet<string>, value: unknown): boolean => typeof value === 'string' && set.has(value);
const isConcept = (value: unknown): boolean => isObject(value) && (value['coding'] === undefined || Array.isArray(value['coding'])) && (value['text'] === undefined || typeof value['text'] === 'string');

/** Down to the second and with its offset. */
const isInstant = (value: unknown): boolean => typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

export function isValidR4(resource: AnyResource): boolean {
  if (typeof resource.id !== 'string' || !/^[A-Za-z0-9\-.]{1,64}$/.test(resource.id)) return false;
  if (LISTS.some((name) => resource[name] !== undefined && !Array.isArray(resource[name]))) return false;
  return hasNothingEmpty(resource, 0) && hasWhatItsTypeNeeds(resource);
}

function hasWhatItsTypeNeeds(resource: AnyResource): boolean {
  if (resource.resourceType === 'ServiceRequest') {
    const subject = resource['subject'];
    const occurrences = ['occurrenceDateTime', 'occurrencePeriod', 'occurrenceTiming'].filter((name) => resource[name] !== undefined);
    return within(REQUEST_STATUS, resource['status']) && within(REQUEST_INTENT, resource['intent']) && isObject(subject) && typeof subject['reference'] === 'string'
      && occurrences.length <= 1 && (resource['code'] === undefined || isConcept(resource['code'])) && (resource['orderDetail'] === undefined || resource['code'] !== undefined);
  }
  if (resource.resourceType === 'Appointment') {
    const participants = resource['participant'];
    return within(APPOINTMENT_STATUS, resource['status']) && Array.isArray(participants) && participants.length > 0
      && participants.every((one) => isObject(one) && within(PARTICIPATION, one['status']) && (one['type'] !== undefined || one['actor'] !== undefined))
      && (resource['start'] === undefined) === (resource['end'] === undefined) && ['start', 'end'].every((name) => resource[name] === undefined || isInstant(resource[name]))
      && (resource['start'] !== undefined || ['proposed', 'cancelled', 'waitlist'].includes(String(resource['status'])));
  }
  return false;
}

function hasNothingEmpty(value: unknown, depth: number): boolean {
  if (value === null || value === '' || depth > 40) return false;
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => hasNothingEmpty(one, depth + 1));
  if (typeof value !== 'object') return true;
  const members = Object.values(value);
  return members.length > 0 && members.every((one) => hasNothingEmpty(one, depth + 1));
}
