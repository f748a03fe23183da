/** One resource sent more than once: the newer version stands, and equal copies are one, whatever their order. */
import type { AnyResource } from '../mapped-picture';
import { objectAt, stringAt } from './elements';

/** The one of two copies of a resource (same type and id) that counts: by `meta.lastUpdated`, then numeric `meta.versionId`, then by content. */
export function newerVersion(a: AnyResource, b: AnyResource): AnyResource {
  const updated = updatedAt(a) - updatedAt(b);
  if (updated !== 0 && !Number.isNaN(updated)) return updated > 0 ? a : b;
  const version = versionOf(a) - versionOf(b);
  if (version !== 0) return version > 0 ? a : b;
  // Nothing says which is newer: any choice will do that does not hang on the order of the input.
  return JSON.stringify(a) >= JSON.stringify(b) ? a : b;
}

/** Whether two versions of a resource differ in more than their meta data. */
export function saysAnother(a: AnyResource, b: AnyResource): boolean {
  return JSON.stringify({ ...a, meta: null }) !== JSON.stringify({ ...b, meta: null });
}

/** `meta.lastUpdated` as milliseconds since 1970, or -1 where it is missing or no instant. */
export function updatedAt(resource: AnyResource): number {
  return instantOf(stringAt(objectAt(resource, 'meta'), 'lastUpdated'));
}

/** Milliseconds since 1970 of a FHIR instant or dateTime with a time, or -1. */
export function instantOf(value: string | null): number {
  if (value === null || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return -1;
  const time = Date.parse(value);
  return Number.isNaN(time) ? -1 : time;
}

function versionOf(resource: AnyResource): number {
  const version = stringAt(objectAt(resource, 'meta'), 'versionId');
  return version !== null && /^\d{1,15}$/.test(version) ? Number(version) : -1;
}
