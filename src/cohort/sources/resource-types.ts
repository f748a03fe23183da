/** The resource types of a cohort: what is asked of a server, and whose lines must name a patient. */
export const COHORT_TYPES = ['Patient', 'Condition', 'Observation', 'Procedure', 'MedicationRequest', 'MedicationStatement', 'Medication', 'DiagnosticReport', 'ServiceRequest', 'Specimen'] as const;

/** Everything of these is about a patient. */
export const ABOUT_A_PATIENT: ReadonlySet<string> = new Set(COHORT_TYPES.filter((type) => type !== 'Patient' && type !== 'Medication'));
