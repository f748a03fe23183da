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

export interface PatientRecord { patient: string; bundle: Bundle; refused: string[]; appContext: unknown }

/** Reads the patient's record: every type by its own search, pages followed; what was refused is named. */
export async function readRecord(): Promise<PatientRecord> {
  const client = await FHIR.oauth2.ready();
  const patient = client.patient.id;
  if (patient === null) throw new Error('The server named no patient.');
  const refused: string[] = [];
  const lists = await Promise.all(APP_TYPES.map(async (type): Promise<Resource[]> => {
    try {
      if (type === 'Patient') return [(await client.patient.read()) as unknown as Resource];
      return await client.request<Resource[]>(`${type}?patient=${encodeURIComponent(patient)}&_count=200`, { pageLimit: 10, flat: true });
    } catch {
      refused.push(type);
      return [];
    }
  }));
  const bundle: Bundle = { resourceType: 'Bundle', type: 'collection', entry: lists.flat().filter((resource) => resource.resourceType !== 'OperationOutcome').map((resource) => ({ resource })) };
  return { patient, bundle, refused, appContext: readContext(client.state.tokenResponse?.['appContext']) };
}

/** What the card that launched the app said: a JSON string, possibly nothing, possibly another app's. */
export function readContext(value: unknown): unknown {
  if (typeof value !== 'string') return null;
  try { return JSON.parse(value); } catch { return null; }
}

/** The rule a card pointed to, where its context names one. */
export function ruleOf(appContext: unknown): string | null {
  const rule = typeof appContext === 'object' && appContext !== null ? (appContext as { rule?: unknown; rules?: unknown }).rule ?? ((appContext as { rules?: unknown[] }).rules ?? [])[0] : null;
  return typeof rule === 'string' && /^[A-Z][A-Z0-9]-\d{1,2}$/.test(rule) ? rule : null;
}
