/** Prefetch first, then the FHIR server for what is left: one record per call, and for each key how much of it is there. */
import type { AnyResource } from '../fhir-mapping';
import { MalformedRequest } from './errors';
import type { Gathered, KeyState, RecordReader } from './gathered';
import { isOfAnotherPatient, newerOf, queryFor, readPrefetched, typeOf, type Prefetched } from './prefetch/index';
import { PREFETCH_KEYS, type HookRequest, type PrefetchKey } from './wire';

type KeyResult = Gathered['byKey'][PrefetchKey];
type Query = Parameters<RecordReader['read']>[0][number];

/**
 * Gathers what can be had of the patient's record.
 * @param reader null when the request names no FHIR server that may be called.
 * @param signal aborted when the EHR hangs up.
 * @throws MalformedRequest (400) when the prefetched Patient is not the patient of the context, or a token that would be used cannot be.
 */
export async function gather(request: HookRequest, reader: RecordReader | null, signal: AbortSignal): Promise<Gathered> {
  const { patientId, prefetch = {} } = request;
  const fullUrls = new Map<string, string>();
  const byKey = {} as Gathered['byKey']; // Filled for every key in the loop below.
  const queries: Query[] = [];
  const partial = new Set<PrefetchKey>();
  for (const key of PREFETCH_KEYS) {
    const prefetched = readPrefetched(Object.hasOwn(prefetch, key) ? prefetch[key] : undefined, typeOf(key), key === 'patient');
    if (key === 'patient') checkPatient(prefetched, patientId);
    byKey[key] = resultOf(prefetched, key, patientId);
    if (prefetched.kind === 'absent') queries.push({ key, query: queryFor(key, patientId) });
    if (prefetched.kind !== 'answer') continue;
    if (prefetched.partial) partial.add(key);
    for (const [url, target] of prefetched.fullUrls) fullUrls.set(url, target);
    if (typeof prefetched.next === 'string') queries.push({ key, query: queryFor(key, patientId), continueFrom: prefetched.next });
  }
  if (reader !== null && queries.length > 0) {
    if (request.unusableToken !== undefined) throw new MalformedRequest(request.unusableToken.message, { path: request.unusableToken.path });
    const read = await reader.read(queries, signal);
    for (const query of queries) byKey[query.key] = withRead(byKey[query.key], query, read.get(query.key), partial.has(query.key));
  }
  return together(byKey, patientId, fullUrls);
}

/** A wrong patient's chart must not be answered about at all; one without an id cannot be told. */
function checkPatient(prefetched: Prefetched, patientId: string): void {
  if (prefetched.kind !== 'answer') return;
  const another = prefetched.resources.some((resource) => resource.resourceType === 'Patient' && typeof resource.id === 'string' && resource.id !== patientId);
  if (another) throw new MalformedRequest('The prefetched Patient is not the patient of the context.', { path: 'prefetch.patient' });
}

function resultOf(prefetched: Prefetched, key: PrefetchKey, patientId: string): KeyResult {
  if (prefetched.kind === 'absent') return { state: 'absent', resources: [], source: 'none' };
  if (prefetched.kind === 'failed') return { state: 'failed', resources: [], source: 'prefetch' };
  const { resources } = prefetched;
  const nameless = key === 'patient' && resources.length > 0 && !resources.some((resource) => resource.resourceType === 'Patient' && resource.id === patientId);
  if (nameless) return { state: 'failed', resources: [], source: 'prefetch' };
  // Until its next page has come, a page is incomplete.
  const state: KeyState = prefetched.partial || prefetched.next !== undefined ? 'incomplete' : 'complete';
  return { state, resources, source: 'prefetch' };
}

function withRead(before: KeyResult, query: Query, read: { state: KeyState; resources: AnyResource[] } | undefined, partial: boolean): KeyResult {
  if (query.continueFrom === undefined) {
    if (read === undefined) return { state: 'failed', resources: [], source: 'fhir-server' };
    return { ...read, source: read.state === 'absent' ? 'none' : 'fhir-server' };
  }
  const state: KeyState = read?.state === 'complete' && !partial ? 'complete' : 'incomplete';
  return { state, resources: [...before.resources, ...(read?.resources ?? [])], source: 'prefetch' };
}

function together(byKey: Gathered['byKey'], patientId: string, fullUrls: Map<string, string>): Gathered {
  const whole = new Map<string, AnyResource>();
  const nameless: AnyResource[] = [];
  let otherPatientSeen = false;
  for (const key of PREFETCH_KEYS) {
    const { state, source, resources } = byKey[key];
    const own: AnyResource[] = [];
    let cameTwice = false;
    for (const resource of resources) {
      if (isOfAnotherPatient(resource, patientId, fullUrls)) {
        otherPatientSeen = true;
        continue;
      }
      own.push(resource);
      const name = nameOf(resource);
      if (name === null) {
        nameless.push(resource);
        continue;
      }
      const known = whole.get(name);
      cameTwice ||= known !== undefined;
      whole.set(name, known === undefined ? resource : newerOf(known, resource));
    }
    byKey[key] = { state, source, resources: cameTwice ? eachOnce(own) : own };
  }
  return { resources: [...whole.values(), ...nameless], byKey, otherPatientSeen, fullUrls };
}

const nameOf = (resource: AnyResource): string | null => (typeof resource.id !== 'string' || resource.id === '' ? null : [resource.resourceType, resource.id].join('/')); // in one piece, for it is looked up again and again

function eachOnce(resources: readonly AnyResource[]): AnyResource[] {
  const once = new Map<unknown, AnyResource>();
  for (const resource of resources) {
    // A resource without an id is only the same as itself.
    const name = nameOf(resource) ?? resource;
    const known = once.get(name);
    once.set(name, known === undefined ? resource : newerOf(known, resource));
  }
  return [...once.values()];
}
