/** What the embedded FHIR endpoint says of itself. */

const SEARCHES: Readonly<Record<string, readonly [string, 'token' | 'reference' | 'date' | 'string'][]>> = {
  Patient: [['_id', 'token'], ['identifier', 'token'], ['name', 'string'], ['family', 'string'], ['given', 'string'], ['gender', 'token'], ['birthdate', 'date']],
  Condition: [['_id', 'token'], ['patient', 'reference'], ['subject', 'reference'], ['code', 'token'], ['category', 'token'], ['clinical-status', 'token'], ['verification-status', 'token'], ['onset-date', 'date'], ['recorded-date', 'date']],
  MedicationRequest: [['_id', 'token'], ['patient', 'reference'], ['subject', 'reference'], ['code', 'token'], ['status', 'token'], ['intent', 'token'], ['authoredon', 'date']],
  MedicationStatement: [['_id', 'token'], ['patient', 'reference'], ['subject', 'reference'], ['code', 'token'], ['status', 'token'], ['effective', 'date']],
  ServiceRequest: [['_id', 'token'], ['patient', 'reference'], ['subject', 'reference'], ['code', 'token'], ['category', 'token'], ['status', 'token'], ['intent', 'token'], ['authored', 'date']],
};
const CLINICAL: readonly [string, 'token' | 'reference' | 'date'][] = [['_id', 'token'], ['patient', 'reference'], ['subject', 'reference'], ['code', 'token'], ['category', 'token'], ['status', 'token'], ['date', 'date']];
/** Types that can be read and searched; one without data is an empty search. */
export const TYPES = ['Patient', 'Condition', 'Observation', 'Procedure', 'MedicationRequest', 'MedicationStatement', 'DiagnosticReport', 'ServiceRequest', 'Specimen', 'Encounter', 'Practitioner', 'Medication', 'Appointment'] as const;

/** @param date the day the software was built or started, ISO 8601. */
export function capabilityStatement(date: string, base: string): Record<string, unknown> {
  return {
    resourceType: 'CapabilityStatement', status: 'active', date, kind: 'instance', fhirVersion: '4.0.1', format: ['application/fhir+json', 'json'],
    software: { name: 'gnen-cds sandbox' }, implementation: { description: 'Synthetic patients for trying the service out; read-only', url: base },
    rest: [{
      mode: 'server',
      security: { cors: true, description: 'None: the patients are synthetic.' },
      resource: TYPES.map((type) => ({
        type, versioning: 'no-version', interaction: [{ code: 'read' }, { code: 'search-type' }],
        searchParam: (SEARCHES[type] ?? CLINICAL).map(([name, kind]) => ({ name, type: kind })),
      })),
    }],
  };
}
