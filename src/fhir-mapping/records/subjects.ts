/**
 * Whose resource it is. A resource of another patient, of a group or a device, or of nobody in particular never counts;
 * hosts are not compared, because gateways rewrite them and a wrong "another patient's" would be a silent miss.
 * @see contract.md section 3, security.md section 7
 */
import type { AnyResource } from '../mapped-picture';
import { asObject, objectAt } from './elements';
import { targetOf, targetOfElement } from './references';

/** Types that have no patient of their own and are judged by what refers to them. */
const WITHOUT_SUBJECT = new Set(['Medication', 'Practitioner', 'PractitionerRole', 'Organization', 'Location', 'OperationOutcome', 'Substance', 'Device', 'Bundle', 'Parameters']);

/** The bare patient id a resource claims as its subject; `none` where it names nobody, `other` where its subject is no Patient. */
export type Subject = { kind: 'patient'; id: string } | { kind: 'none' } | { kind: 'other' } | { kind: 'not-needed' };

export function subjectOf(resource: AnyResource, fullUrls: ReadonlyMap<string, string>): Subject {
  if (resource.resourceType === 'Patient') return typeof resource.id === 'string' ? { kind: 'patient', id: resource.id } : { kind: 'none' };
  if (WITHOUT_SUBJECT.has(resource.resourceType)) return { kind: 'not-needed' };
  const element = objectAt(resource, 'subject') ?? objectAt(resource, 'patient') ?? actorOf(resource);
  if (element === null || element['reference'] === undefined || element['reference'] === null) return { kind: 'none' };
  const whole = typeof element['reference'] === 'string' ? fullUrls.get(element['reference']) : undefined;
  const target = whole === undefined ? targetOfElement(element) : targetOf(whole);
  if (target?.kind === 'typed') return target.type === 'Patient' ? { kind: 'patient', id: target.id } : { kind: 'other' };
  if (target?.kind === 'opaque') return { kind: 'patient', id: target.key.replace(/^urn:(uuid|oid):/, '') };
  if (target?.kind === 'contained') return containedPatient(resource, target.id);
  return { kind: 'other' };
}

/** How nearly every resource names this patient, where that reference can mean nobody else. */
export function plainReferenceTo(patientId: string | null, fullUrls: ReadonlyMap<string, string>): string | null {
  if (patientId === null) return null;
  const reference = `Patient/${patientId}`;
  const target = targetOf(reference);
  return !fullUrls.has(reference) && target?.kind === 'typed' && target.type === 'Patient' && target.id === patientId ? reference : null;
}

/** Whether the subject is named by exactly this reference: told without taking it apart. False says nothing. */
export function isAbout(resource: AnyResource, reference: string): boolean {
  const subject = resource['subject'];
  return typeof subject === 'object' && subject !== null && (subject as Record<string, unknown>)['reference'] === reference && !Array.isArray(subject) && resource.resourceType !== 'Patient' && !WITHOUT_SUBJECT.has(resource.resourceType); // sound: just seen to be an object
}

function containedPatient(resource: AnyResource, id: string): Subject {
  const contained = resource['contained'];
  if (!Array.isArray(contained)) return { kind: 'other' };
  const patient = contained.map(asObject).find((member) => member?.['id'] === id && member['resourceType'] === 'Patient');
  return patient === undefined ? { kind: 'other' } : { kind: 'none' };
}

/** An Appointment names its patient among the participants. */
function actorOf(resource: AnyResource): Record<string, unknown> | null {
  const participants = resource['participant'];
  if (!Array.isArray(participants)) return null;
  for (const participant of participants) {
    const actor = objectAt(participant, 'actor');
    const target = targetOfElement(actor);
    if (target?.kind === 'typed' && target.type === 'Patient') return actor;
  }
  return null;
}

/**
 * The one patient the resources are about: the id asked for, else the only Patient resource, else the only subject; null when nobody is named.
 */
export function patientIdOf(resources: readonly AnyResource[], asked: string | null, fullUrls: ReadonlyMap<string, string>): string | null {
  if (asked !== null) return asked;
  const patients = new Set<string>();
  const subjects = new Set<string>();
  for (const resource of resources) {
    const subject = subjectOf(resource, fullUrls);
    if (subject.kind !== 'patient') continue;
    (resource.resourceType === 'Patient' ? patients : subjects).add(subject.id);
  }
  const candidates = patients.size > 0 ? patients : subjects;
  // More than one is for the caller to refuse; the smallest id keeps the answer independent of the order of the input.
  return [...candidates].sort()[0] ?? null;
}
