/** Examples for the profiles: results of a synthetic patient, and nothing that stands for a real one. */
import { syntheticPatient } from '../synthetic-patients';
import { type Artefact, canonical } from './resource';

/** Code of the first resource that shows a profile. */
const PROFILE_OF: Readonly<Record<string, string>> = { '29593-1': 'ki67', '406094009': 'mitotic-count', '2333-3': 'gastrin', '33728-7': 'tumour-size', '276808007': 'gnen-condition', differentiation: 'fact', '399387003': 'tumour-category', '76009000': 'act', '7646': 'medication' };
const SUBJECT = { reference: 'Patient/example-patient', display: 'Synthetic patient' };

export function examples(): Artefact[] {
  for (let number = 1; number <= 2000; number += 1) {
    const record = syntheticPatient(number, { seed: 1, kilobytes: 0 });
    const [patient] = record;
    // One patient for all of them, so that the references hold.
    if (patient !== undefined && Object.keys(PROFILE_OF).every((code) => record.some((resource) => codeOf(resource) === code))) return [{ ...patient, id: 'example-patient' }, ...ofRecord(record), ...written()];
  }
  throw new RangeError('no synthetic patient of the first 2000 shows every profile');
}

function ofRecord(record: ReturnType<typeof syntheticPatient>): Artefact[] {
  const found = new Map<string, Artefact>();
  for (const resource of record) {
    const code = codeOf(resource) ?? '';
    const profile = Object.hasOwn(PROFILE_OF, code) ? PROFILE_OF[code] : undefined;
    if (profile !== undefined && !found.has(profile)) found.set(profile, { ...resource, ...exampleOf(profile), subject: SUBJECT });
  }
  return [...found.values()];
}

const exampleOf = (profile: string): { id: string; meta: { profile: string[] } } => ({ id: `example-${profile}`, meta: { profile: [canonical('StructureDefinition', profile)] } });

/** What the synthetic records do not hold. */
function written(): Artefact[] {
  const quantity = (value: number): Record<string, unknown> => ({ value, unit: 'pg/mL', system: 'http://unitsofmeasure.org', code: 'pg/mL' });
  return [
    { resourceType: 'Observation', ...exampleOf('histology'), status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '59847-4' }] }, subject: SUBJECT, effectiveDateTime: '2026-01-15', valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '1286768001', display: 'Well-differentiated neuroendocrine tumor' }] } },
    { resourceType: 'Observation', ...exampleOf('laboratory-result'), status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '2132-9' }] }, subject: SUBJECT, effectiveDateTime: '2026-01-15', valueQuantity: quantity(180), referenceRange: [{ low: quantity(200), high: quantity(900) }] },
    { resourceType: 'DiagnosticReport', ...exampleOf('pathology-report'), status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '60568-3', display: 'Pathology synoptic report' }] }, subject: SUBJECT, effectiveDateTime: '2026-01-15', result: ['ki67', 'mitotic-count', 'histology'].map((id) => ({ reference: `Observation/example-${id}` })) },
    { resourceType: 'ServiceRequest', ...exampleOf('suggested-order'), status: 'draft', intent: 'proposal', code: { coding: [{ system: 'http://snomed.info/sct', code: '450556004', display: 'Endoscopic ultrasonography' }], text: 'Endoscopic ultrasound' }, subject: SUBJECT, authoredOn: '2026-01-16' },
  ];
}

function codeOf(resource: Record<string, unknown>): string | undefined {
  const code = (resource['code'] ?? resource['medicationCodeableConcept']) as { coding?: { code?: string }[] } | undefined; // sound: our own synthetic resources
  return code?.coding?.[0]?.code;
}
