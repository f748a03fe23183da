/** The service as the pages call it: relative to where the page was loaded from, so that a path prefix makes no difference. */
import type { Assessment, Card, HookResponse, ServiceDescription } from '../hooks/browser';
import type { SiteKnowledge } from './assessor/conversation';

export type { Assessment, Card, ServiceDescription };
export type ApplicableAssessment = Extract<Assessment, { applicable: true }>;
export type Resource = { resourceType: string; id?: string } & Record<string, unknown>;
export interface Bundle { resourceType: 'Bundle'; type: string; entry?: { fullUrl?: string; resource: Resource }[]; link?: { relation: string; url: string }[] }

export const HERE = new URL('.', document.baseURI).href;

/** A random UUID also where the browser gives none, which is everywhere but https and localhost. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, index) => (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** What came back, kept whole for the request and response panes. */
export interface Exchange<T> { status: number; body: T; milliseconds: number }

async function call<T>(path: string, init: RequestInit): Promise<Exchange<T>> {
  const started = performance.now();
  const answer = await fetch(new URL(path, HERE), init);
  const text = await answer.text();
  let body: unknown = null;
  try { body = text === '' ? null : JSON.parse(text); } catch { body = { text }; }
  return { status: answer.status, body: body as T, milliseconds: performance.now() - started };
}

const json = { 'Content-Type': 'application/json' };

export const discover = (language: string): Promise<Exchange<{ services: ServiceDescription[] }>> => call('cds-services', { headers: { 'Accept-Language': language } });
export const callHook = (service: string, request: unknown, language: string): Promise<Exchange<HookResponse>> =>
  call(`cds-services/${service}`, { method: 'POST', headers: { ...json, 'Accept-Language': language }, body: JSON.stringify(request) });
export const sendFeedback = (service: string, items: unknown[]): Promise<Exchange<unknown>> =>
  call(`cds-services/${service}/feedback`, { method: 'POST', headers: json, body: JSON.stringify({ feedback: items }) });
/** What this site has configured beside the rules. */
export async function siteKnowledge(): Promise<SiteKnowledge> {
  const { status, body } = await call<SiteKnowledge>('app/site-knowledge.json', {});
  if (status !== 200) throw new Error(`site-knowledge.json: ${status}`);
  return body;
}

/** One FHIR search, its pages included; relative queries are run against `base`. */
export async function search(base: string, query: string): Promise<Bundle> {
  const root = base.endsWith('/') ? base : `${base}/`;
  let next: string | undefined = new URL(query, new URL(root, HERE)).href;
  const entries: NonNullable<Bundle['entry']> = [];
  for (let page = 0; next !== undefined && page < 20; page += 1) {
    const answer: Response = await fetch(next, { headers: { Accept: 'application/fhir+json' } });
    if (!answer.ok) throw new Error(`${query}: ${answer.status}`);
    const found = (await answer.json()) as Bundle | Resource;
    if (found.resourceType !== 'Bundle') return { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: found as Resource }] };
    const bundle = found as Bundle;
    entries.push(...(bundle.entry ?? []));
    next = bundle.link?.find((link) => link.relation === 'next')?.url;
  }
  return { resourceType: 'Bundle', type: 'searchset', entry: entries };
}

/** A patient of the sandbox with the sentence that introduces it. */
export interface SandboxPatient { id: string; sentence: string }

const SENTENCES = 'https://gnen-cds.org/fhir/CodeSystem/sandbox-stories';

export async function sandboxPatients(language: string): Promise<SandboxPatient[]> {
  const found = await search(`${HERE}sandbox/fhir`, 'Patient?_count=200');
  return (found.entry ?? []).flatMap(({ resource }) => {
    if (resource.id === undefined) return [];
    const tags = ((resource['meta'] as { tag?: { system?: string; code?: string; display?: string }[] } | undefined)?.tag ?? []).filter((tag) => tag.system === SENTENCES);
    const tag = tags.find((each) => each.code === language) ?? tags[0];
    return [{ id: resource.id, sentence: tag?.display ?? resource.id }];
  });
}

/** Every resource the prefetch templates name, from a FHIR server, as the prefetch of a hook call. */
export async function prefetchFor(service: ServiceDescription, patientId: string, base: string): Promise<Record<string, unknown>> {
  const answers = await Promise.all(Object.entries(service.prefetch).map(async ([key, template]): Promise<[string, unknown]> => {
    const query = template.replaceAll('{{context.patientId}}', encodeURIComponent(patientId));
    const found = await search(base, query);
    return [key, query.includes('?') ? found : found.entry?.[0]?.resource ?? null];
  }));
  return Object.fromEntries(answers);
}

/** The prefetch a client would build from a Bundle at hand: each resource under the key that asks for its type. */
export function prefetchFromBundle(service: ServiceDescription, bundle: Bundle): Record<string, unknown> {
  return Object.fromEntries(Object.entries(service.prefetch).map(([key, template]) => {
    const type = template.split(/[/?]/, 1)[0];
    const matching = (bundle.entry ?? []).filter(({ resource }) => resource?.resourceType === type);
    return [key, template.includes('?') ? { resourceType: 'Bundle', type: 'searchset', entry: matching } : matching[0]?.resource ?? null];
  }));
}

/** All prefetched resources as one Bundle, for `/assess`. */
export function bundleOf(prefetch: Record<string, unknown>): Bundle {
  const entry = Object.values(prefetch).flatMap((value) => {
    const resource = value as Resource | Bundle | null;
    if (resource === null) return [];
    return resource.resourceType === 'Bundle' ? (resource as Bundle).entry ?? [] : [{ resource: resource as Resource }];
  });
  return { resourceType: 'Bundle', type: 'collection', entry };
}
