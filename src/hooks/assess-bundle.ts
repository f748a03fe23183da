/** A Bundle of one patient in, an Assessment out: what `POST /assess` and the command line share. */
import { assess, type ClinicalPicture, type RecordPart } from '../engine';
import { type AnyResource, clinicalPictureFrom, type SiteCodes } from '../fhir-mapping';
import type { Assessment } from './assessment-schema';
import { patientReference } from './patient-reference';
import { MalformedRequest, NotAssessable } from './errors';
import { hasNextPage, saysError } from './prefetch/index';
import { published } from './published';
import { type Language, wordsFor } from './wording';
import { during, type Span } from '../tracing';

/** What an assessment needs beside the Bundle: the site's own codes and the configured gastrin limit (TY-9). */
export interface AssessDeps { siteCodes: SiteCodes; gastrinUpperLimit: { value: number; unit: string } | null }

/**
 * @param bundle parsed JSON, nothing about it is certain
 * @throws MalformedRequest (400) without a string `resourceType` or with an `entry` that is no list
 * @throws NotAssessable (422) for another resource, two patients, or subjects that differ without a Patient
 */
export function assessBundle(bundle: unknown, { asOf, language, span }: { asOf: string; language: Language; span?: Span | undefined }, deps: AssessDeps): Assessment {
  const { resources, fullUrls, partial } = contentsOf(bundle, language);
  const patientId = onePatientOf(resources, fullUrls, language);
  const read = during(span, 'map', () => clinicalPictureFrom(resources, { patientId, asOf, siteCodes: deps.siteCodes, gastrinUpperLimit: deps.gastrinUpperLimit, fullUrls }));
  const mapped = partial ? { ...read, picture: inPart(read.picture) } : read;
  const conclusion = during(span, 'assess', () => assess(mapped.picture, asOf));
  return published(mapped, conclusion, { patient: patientId === null ? null : `Patient/${patientId}`, asOf, language });
}

const ALL_PARTS: readonly RecordPart[] = ['conditions', 'acts'];
/** A picture of one page of more, or of searches that failed in part: said so, and nothing concluded from its silence. */
const inPart = (picture: ClinicalPicture): ClinicalPicture =>
  ({ ...picture, partlyRead: ALL_PARTS, notices: [...picture.notices, { code: 'data-incomplete', rule: 'AP-1', severity: 'warning', facts: [], about: {} }] });

/** The day of an assessment as a caller writes it. @throws MalformedRequest for anything but a full, possible date */
export function fullDate(text: string, path = 'asOf'): string {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) && !text.startsWith('0000') ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== text) throw new MalformedRequest('A full date is wanted, YYYY-MM-DD.', { path });
  return text;
}

interface Contents { resources: AnyResource[]; fullUrls: Map<string, string>; partial: boolean }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function contentsOf(bundle: unknown, language: Language): Contents {
  const { errors } = wordsFor(language).porch;
  if (!isObject(bundle) || typeof bundle['resourceType'] !== 'string' || bundle['resourceType'] === '') throw new MalformedRequest(errors['no-resource-type'], { path: 'resourceType', language });
  if (bundle['resourceType'] !== 'Bundle') throw new NotAssessable(errors['not-a-bundle'], { path: 'resourceType', language });
  const contents: Contents = { resources: [], fullUrls: new Map(), partial: false };
  // Batch responses hold Bundles in Bundles: walked with a list, never by recursion, so that depth costs nothing.
  const waiting: { bundle: Record<string, unknown>; path: string }[] = [{ bundle, path: 'entry' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (hasNextPage(next.bundle)) contents.partial = true;
    const entries = next.bundle['entry'];
    if (entries === undefined || entries === null) continue;
    if (!Array.isArray(entries)) throw new MalformedRequest('Bundle.entry is a list.', { path: next.path });
    for (const entry of entries as unknown[]) {
      if (isObject(entry) && hasFailed(entry)) contents.partial = true;
      if (!isObject(entry) || !isObject(entry['resource'])) continue;
      const resource = entry['resource'];
      if (typeof resource['resourceType'] !== 'string') continue;
      if (resource['resourceType'] === 'Bundle') { waiting.push({ bundle: resource, path: 'entry.resource.entry' }); continue; }
      contents.resources.push(placed(resource as AnyResource, entry['fullUrl'], contents.fullUrls)); // sound: resourceType was just seen to be a string
    }
  }
  return contents;
}

/** An error among the matches, or one search of a batch that was refused. */
function hasFailed({ resource, response }: Record<string, unknown>): boolean {
  if (isObject(resource) && resource['resourceType'] === 'OperationOutcome') return saysError(resource);
  return isObject(response) && typeof response['status'] === 'string' && /^[45]/.test(response['status']);
}

/** A resource under its fullUrl; one without an id takes the UUID of its fullUrl as its id, as references name it by that. */
function placed(resource: AnyResource, fullUrl: unknown, fullUrls: Map<string, string>): AnyResource {
  if (typeof fullUrl !== 'string' || fullUrl === '') return resource;
  const uuid = /^urn:uuid:(.+)$/.exec(fullUrl)?.[1];
  const named = uuid !== undefined && (typeof resource.id !== 'string' || resource.id === '') ? { ...resource, id: uuid } : resource;
  if (typeof named.id === 'string') fullUrls.set(fullUrl, `${named.resourceType}/${named.id}`);
  return named;
}

function onePatientOf(resources: AnyResource[], fullUrls: ReadonlyMap<string, string>, language: Language): string | null {
  const { errors } = wordsFor(language).porch;
  const patients = new Set<string>();
  let patientSeen = false;
  for (const resource of resources) {
    if (resource.resourceType !== 'Patient') continue;
    patientSeen = true;
    if (typeof resource.id === 'string' && resource.id !== '') patients.add(resource.id);
  }
  if (patients.size > 1) throw new NotAssessable(errors['two-patients'], { path: 'entry', language });
  const [patient] = patients;
  if (patient !== undefined) return patient;
  const subjects = new Set<string>();
  for (const resource of resources) {
    const subject = patientReference(resource['subject'], fullUrls) ?? patientReference(resource['patient'], fullUrls);
    if (subject !== null) subjects.add(subject);
  }
  if (subjects.size > 1 && !patientSeen) throw new NotAssessable(errors['subjects-differ'], { path: 'entry', language });
  return subjects.size === 1 ? ([...subjects][0] ?? null) : null;
}
