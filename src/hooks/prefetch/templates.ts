/**
 * What every service asks the EHR to send along: first-level tokens, reference parameters, a page size; newest first where
 * dates matter. `conditions` is unsorted because servers refuse `_sort` on Condition.
 * @see CDS Hooks 2.0.1, Prefetch template; contract.md section 3
 */
import type { PrefetchKey } from '../wire';

export const PREFETCH_TEMPLATES: Readonly<Record<PrefetchKey, string>> = Object.freeze({
  patient: 'Patient/{{context.patientId}}',
  conditions: 'Condition?patient={{context.patientId}}&_count=500',
  observations: 'Observation?patient={{context.patientId}}&_sort=-date&_count=500',
  procedures: 'Procedure?patient={{context.patientId}}&_sort=-date&_count=500',
  medications: 'MedicationRequest?patient={{context.patientId}}&_sort=-authoredon&_count=500',
  statements: 'MedicationStatement?patient={{context.patientId}}&_sort=-effective&_count=500',
  reports: 'DiagnosticReport?patient={{context.patientId}}&_sort=-date&_count=500',
  orders: 'ServiceRequest?patient={{context.patientId}}&_sort=-authored&_count=500',
});

/** The query of one key for one patient; the id is percent-encoded, so it stays inside its segment or parameter. */
export function queryFor(key: PrefetchKey, patientId: string): string {
  const encoded = encodeURIComponent(patientId);
  return PREFETCH_TEMPLATES[key].replace('{{context.patientId}}', () => encoded);
}

/** The resource type a key asks for. */
export function typeOf(key: PrefetchKey): string {
  return /^[A-Za-z]+/.exec(PREFETCH_TEMPLATES[key])?.[0] ?? '';
}
