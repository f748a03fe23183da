/** The SMART client of the app: as few scopes as the assessment needs, all of them reading. */
import FHIR from 'fhirclient';
import { APP_CLIENT_ID, APP_TYPES, EHR_LAUNCH_SCOPE, STANDALONE_SCOPE } from '../../pages/smart-app';
import { type Bundle, HERE, type Resource } from '../service';

const clientId = (): string => new URLSearchParams(location.search).get('client_id') ?? APP_CLIENT_ID;

/** EHR launch: `iss` and `launch` stand in the address. Standalone: the server the reader names. PKCE always. */
export async function authorize(iss?: string): Promise<void> {
  await FHIR.oauth2.authorize({
    clientId: clientId(), redirectUri: new URL('app', HERE).href, pkceMode: 'required',
    scope: iss === undefined ? EHR_LAUNCH_SCOPE : STANDALONE_SCOPE, ...(iss === undefined ? {} : { iss }),
  });
}

/** `unread`: types that were refused, failed, or were not read to their end. `server` is whose record it is. */
export interface PatientRecord { patient: string; bundle: Bundle; unread: string[]; appContext: unknown; server: string }

/** What stands in the way of reading a record at all; the page has the words. */
export class NoRecord extends Error { constructor(readonly why: 'no-patient' | 'all-refused') { super(why); } }

const MOST_PAGES = 25;
type Client = Awaited<ReturnType<typeof FHIR.oauth2.ready>>;

/** Every page of one type; an outcome of severity error among the matches, or more pages than are read, leave it incomplete. */
async function readType(client: Client, type: string, patient: string): Promise<{ resources: Resource[]; whole: boolean }> {
  const pages = (await client.request<Bundle[]>(`${type}?patient=${encodeURIComponent(patient)}&_count=200`, { pageLimit: MOST_PAGES, flat: false }));
  const all = (Array.isArray(pages) ? pages : [pages]).flatMap((page) => page.entry ?? []).map(({ resource }) => resource);
  const failed = all.some((resource) => resource.resourceType === 'OperationOutcome' && ((resource['issue'] as { severity?: string }[] | undefined) ?? []).some(({ severity }) => severity === 'error' || severity === 'fatal'));
  const last = Array.isArray(pages) ? pages.at(-1) : pages;
  return { resources: all.filter((resource) => resource.resourceType !== 'OperationOutcome'), whole: !failed && last?.link?.some(({ relation }) => relation === 'next') !== true };
}

const MOST_MEDICATIONS = 100;

/** The Medications that prescriptions name; null stands for one that could not be read. */
async function medicationsOf(client: Client, resources: readonly Resource[]): Promise<(Resource | null)[]> {
  const base = `${client.state.serverUrl.replace(/\/+$/, '')}/`;
  const named = new Set(resources.flatMap((resource) => {
    const reference: unknown = (resource['medicationReference'] as { reference?: unknown } | undefined)?.reference;
    if (typeof reference !== 'string') return [];
    // Only of this server: what is named elsewhere is never asked for.
    const relative = reference.startsWith(base) ? reference.slice(base.length) : reference;
    return /^Medication\/[A-Za-z0-9.-]{1,128}$/.test(relative) ? [relative] : [];
  }));
  const asked = [...named].slice(0, MOST_MEDICATIONS);
  const read = await Promise.all(asked.map((path) => client.request<Resource>(path).then((found) => (found.resourceType === 'Medication' ? found : null), () => null)));
  return named.size > asked.length ? [...read, null] : read;
}

/**
 * Reads the patient's record: every type by its own search, pages followed; what was refused or cut short is named.
 * @throws NoRecord where the server named no patient or gave nothing at all
 */
export async function readRecord(): Promise<PatientRecord> {
  const client = await FHIR.oauth2.ready();
  const patient = client.patient.id;
  if (patient === null) throw new NoRecord('no-patient');
  const unread: string[] = [];
  let given = 0;
  const lists = await Promise.all(APP_TYPES.map(async (type): Promise<Resource[]> => {
    try {
      const { resources, whole } = type === 'Patient' ? { resources: [(await client.patient.read()) as unknown as Resource], whole: true } : await readType(client, type, patient); // sound: a FHIR resource either way
      if (!whole) unread.push(type);
      given += 1;
      return resources;
    } catch {
      unread.push(type);
      return [];
    }
  }));
  if (given === 0) throw new NoRecord('all-refused');
  const medications = await medicationsOf(client, lists.flat());
  if (medications.includes(null)) unread.push('Medication');
  lists.push(medications.filter((medication) => medication !== null));
  const bundle: Bundle = { resourceType: 'Bundle', type: 'collection', entry: lists.flat().map((resource) => ({ resource })) };
  return { patient, bundle, unread: unread.sort(), appContext: readContext(client.state.tokenResponse?.['appContext']), server: client.state.serverUrl };
}

/** What the card that launched the app said: a JSON string, possibly nothing, possibly another app's. */
export function readContext(value: unknown): unknown {
  if (typeof value !== 'string') return null;
  try { return JSON.parse(value); } catch { return null; }
}

/** The language the card was written in, where its context says so. */
export function languageOf(appContext: unknown): 'en' | 'zh-CN' | null {
  const language: unknown = typeof appContext === 'object' && appContext !== null ? (appContext as { language?: unknown }).language : null;
  return language === 'en' || language === 'zh-CN' ? language : null;
}

/** The rules of the card that was clicked, where its context names any. */
export function rulesOf(appContext: unknown): string[] {
  const rules: unknown = typeof appContext === 'object' && appContext !== null ? (appContext as { rules?: unknown }).rules : null;
  return Array.isArray(rules) ? rules.filter((rule): rule is string => typeof rule === 'string' && /^[A-Z][A-Z0-9]-\d{1,2}$/.test(rule)).slice(0, 10) : [];
}
