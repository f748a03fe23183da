/** Whose resource it is, as far as a reference says so plainly; what stays open is judged when the record is translated. */
import type { AnyResource } from '../../fhir-mapping';
import { isObject } from './search-answer';

/** True when the resource is, or names as its subject, a Patient of another id; hosts are not compared, gateways rewrite them. */
export function isOfAnotherPatient(resource: AnyResource, patientId: string, fullUrls: ReadonlyMap<string, string>): boolean {
  if (resource.resourceType === 'Patient') return resource.id !== patientId;
  const subject = resource['subject'] ?? resource['patient'];
  const reference = isObject(subject) ? subject['reference'] : undefined;
  if (typeof reference !== 'string') return false;
  const target = fullUrls.get(reference) ?? reference;
  // What nearly every resource says, told without taking it apart.
  if (target.length === 'Patient/'.length + patientId.length && target.startsWith('Patient/') && target.endsWith(patientId) && patientId !== '_history') return false;
  const parts = target.split('/');
  const history = parts.indexOf('_history');
  if (history >= 0) parts.length = history;
  return parts.length >= 2 && parts[parts.length - 2] === 'Patient' && parts[parts.length - 1] !== patientId;
}

/** Of two copies of one resource the newer: by `meta.lastUpdated` as an instant, else by a numeric `versionId`, else the one seen first. */
export function newerOf(first: AnyResource, second: AnyResource): AnyResource {
  const [a, b] = [metaOf(first), metaOf(second)];
  if (!Number.isNaN(a.updated) && !Number.isNaN(b.updated) && a.updated !== b.updated) return a.updated > b.updated ? first : second;
  return b.version > a.version ? second : first;
}

function metaOf(resource: AnyResource): { updated: number; version: number } {
  const meta = isObject(resource['meta']) ? resource['meta'] : {};
  const { lastUpdated, versionId } = meta;
  return {
    updated: typeof lastUpdated === 'string' ? Date.parse(lastUpdated) : Number.NaN,
    version: typeof versionId === 'string' && /^\d{1,15}$/.test(versionId) ? Number(versionId) : -1,
  };
}
