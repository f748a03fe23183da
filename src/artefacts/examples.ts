/** Examples for the profiles: results of a synthetic patient, and nothing that stands for a real one. */
import { syntheticPatient } from '../synthetic-patients';
import { type Artefact, canonical } from './resource';

const PROFILE_OF: Readonly<Record<string, string>> = { '29593-1': 'ki67', '406094009': 'mitotic-count', '2333-3': 'gastrin', '33728-7': 'tumour-size', '276808007': 'gnen-condition', differentiation: 'fact' };

export function examples(): Artefact[] {
  const found = new Map<string, Artefact>();
  for (let number = 1; number <= 200 && found.size < Object.keys(PROFILE_OF).length + 1; number += 1) {
    const record = syntheticPatient(number, { seed: 1, kilobytes: 0 });
    // One patient for all of them, so that the references hold.
    if (!Object.keys(PROFILE_OF).every((code) => record.some((resource) => codeOf(resource) === code))) continue;
    const [patient] = record;
    if (patient === undefined) continue;
    found.set('patient', { ...patient, id: 'example-patient' });
    for (const resource of record) {
      const code = codeOf(resource) ?? '';
      const profile = Object.hasOwn(PROFILE_OF, code) ? PROFILE_OF[code] : undefined;
      if (profile === undefined || found.has(profile)) continue;
      found.set(profile, { ...resource, id: `example-${profile}`, meta: { profile: [canonical('StructureDefinition', profile)] }, subject: { reference: 'Patient/example-patient' } });
    }
  }
  return [...found.values()];
}

function codeOf(resource: Record<string, unknown>): string | undefined {
  const code = resource['code'] as { coding?: { code?: string }[] } | undefined; // sound: our own synthetic resources
  return code?.coding?.[0]?.code;
}
