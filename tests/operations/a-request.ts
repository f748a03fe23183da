/** A hook call that an EHR could send: one story of the fixtures as its prefetch. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './built-service';

type Resource = Record<string, unknown> & { resourceType: string };

const KEYS: Record<string, string> = { Condition: 'conditions', Observation: 'observations', Procedure: 'procedures', MedicationRequest: 'medications', MedicationStatement: 'statements', DiagnosticReport: 'reports', ServiceRequest: 'orders' };

export const storyBundle = (name = 'type-i-low-b12-and-ferritin'): { resourceType: 'Bundle'; entry: { resource: Resource }[] } =>
  JSON.parse(readFileSync(join(ROOT, 'fixtures', 'stories', name, 'bundle.json'), 'utf8')) as { resourceType: 'Bundle'; entry: { resource: Resource }[] }; // sound: our own fixture

/** patient-view with everything prefetched. */
export function aPatientView(over: Record<string, unknown> = {}, story?: string): Record<string, unknown> & { context: Record<string, unknown>; prefetch: Record<string, unknown> } {
  const resources = storyBundle(story).entry.map(({ resource }) => resource);
  const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
  const prefetch: Record<string, unknown> = { patient };
  for (const [type, key] of Object.entries(KEYS)) prefetch[key] = { resourceType: 'Bundle', type: 'searchset', entry: resources.filter(({ resourceType }) => resourceType === type).map((resource) => ({ resource })) };
  return { hook: 'patient-view', hookInstance: '00000000-0000-4000-8000-000000000001', context: { userId: 'Practitioner/synthetic', patientId: patient?.['id'] }, prefetch, ...over };
}

/** The same call where nothing was prefetched but the names of a FHIR server are. */
export const aCallWithServer = (fhirServer: string, over: Record<string, unknown> = {}): Record<string, unknown> =>
  ({ ...aPatientView(), prefetch: {}, fhirServer, fhirAuthorization: { access_token: 'planted-access-token', token_type: 'Bearer', expires_in: 300, scope: 'patient/*.read', subject: 'gnen' }, ...over });

export const cardsOf = async (answer: Response): Promise<{ summary: string; uuid: string }[]> => ((await answer.json()) as { cards: { summary: string; uuid: string }[] }).cards;
