/** Small plainly synthetic records for the mapping's tests: a complete unremarkable default, so that a test states only what it is about. */
import { type AnyResource, clinicalPictureFrom, type MappedPicture, type MappingOptions, NO_SITE_CODES } from '../../src/fhir-mapping';

export const SUBJECT = { reference: 'Patient/synthetic' };
export const patient: AnyResource = { resourceType: 'Patient', id: 'synthetic', birthDate: '1970-01-01', gender: 'female' };
export const gnet: AnyResource = { resourceType: 'Condition', id: 'gnet', subject: SUBJECT, clinicalStatus: { coding: [{ code: 'active' }] }, onsetDateTime: '2025-01-10', code: { coding: [{ system: 'http://snomed.info/sct', code: '276808007' }] } };

export const loinc = (code: string, text?: string) => ({ coding: [{ system: 'http://loinc.org', code }], ...(text === undefined ? {} : { text }) });
export const sct = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] });
export const fact = (code: string) => ({ coding: [{ system: 'https://gnen-cds.org/fhir/CodeSystem/facts', code }] });

export const observation = (id: string, code: unknown, value: Record<string, unknown>, more: Record<string, unknown> = {}): AnyResource => ({
  resourceType: 'Observation', id, status: 'final', subject: SUBJECT, effectiveDateTime: '2026-05-01', code, ...value, ...more,
});
export const percent = (value: number) => ({ valueQuantity: { value, unit: '%', system: 'http://unitsofmeasure.org', code: '%' } });
export const ki67 = (id: string, value: number, more: Record<string, unknown> = {}) => observation(id, loinc('29593-1'), percent(value), more);
export const mitoses = (id: string, value: number, more: Record<string, unknown> = {}) => observation(id, sct('406094009'), { valueQuantity: { value } }, more);

export function mapped(resources: unknown[], options: Partial<MappingOptions> = {}): MappedPicture {
  return clinicalPictureFrom(resources as AnyResource[], { patientId: 'synthetic', asOf: '2026-11-22', siteCodes: NO_SITE_CODES, gastrinUpperLimit: null, ...options }); // sound for tests: hostile shapes are the point
}
