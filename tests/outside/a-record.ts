/** Plainly synthetic records as an EHR would send them, from a few words each: what a case does not name is not recorded. */
import type { AnyResource } from '../../src/fhir-mapping';

export const FACTS = 'https://gnen-cds.org/fhir/CodeSystem/facts';
export const SNOMED = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const ATC = 'http://www.whocc.no/atc';
const UCUM = 'http://unitsofmeasure.org';
const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

/** The day of every finding that says no other. */
export const FOUND_ON = '2026-05-01';
export const SUBJECT = { reference: 'Patient/p' };
export const PATIENT: AnyResource = { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1970-01-01' };

export interface More { id?: string; date?: string | null; [element: string]: unknown }
export const coded = (system: string, code: string, text?: string) => ({ coding: [{ system, code }], ...(text === undefined ? {} : { text }) });
export const quantity = (value: number, unit: string) => ({ value, unit, system: UCUM, code: unit });

export const observation = (id: string, system: string, code: string, value: Record<string, unknown>, { date = FOUND_ON, ...more }: More = {}): AnyResource => ({
  resourceType: 'Observation', id, status: 'final', code: coded(system, code), subject: SUBJECT, ...(date === null ? {} : { effectiveDateTime: date }), ...value, ...more,
});
/** A fact of the project's own code system. */
export const fact = (code: string, value: string | number | boolean, { id = code, ...more }: More = {}): AnyResource =>
  observation(id, FACTS, code, typeof value === 'boolean' ? { valueBoolean: value } : typeof value === 'number' ? { valueInteger: value } : { valueCodeableConcept: coded(FACTS, value) }, more);
export const share = (code: string, percent: number): AnyResource => observation(code, FACTS, code, { valueQuantity: quantity(percent, '%') });
export const laboratory = (id: string, code: string, value: number, unit: string, low: number, high: number, more: More = {}): AnyResource =>
  observation(id, LOINC, code, { valueQuantity: quantity(value, unit), referenceRange: [{ low: quantity(low, unit), high: quantity(high, unit) }] }, more);
export const condition = (id: string, system: string, code: string, { date = '2026-04-20', state = 'confirmed', text, ...more }: More & { state?: string; text?: string } = {}): AnyResource => ({
  resourceType: 'Condition', id, clinicalStatus: coded(CLINICAL, 'active'), verificationStatus: coded(VERIFICATION, state), code: coded(system, code, text), subject: SUBJECT, ...(date === null ? {} : { onsetDateTime: date }), ...more,
});
/** A procedure by its SNOMED CT code, or by its words. */
export const procedure = (id: string, what: string, date: string | null, more: Record<string, unknown> = {}): AnyResource => ({
  resourceType: 'Procedure', id, status: 'completed', code: /^\d+$/.test(what) ? coded(SNOMED, what) : { text: what }, subject: SUBJECT, ...(date === null ? {} : { performedDateTime: date }), ...more,
});
const drugOf = (what: readonly [string, string] | string) => (typeof what === 'string' ? { text: what } : coded(...what));
export const prescribed = (what: readonly [string, string] | string, more: Record<string, unknown> = {}): AnyResource =>
  ({ resourceType: 'MedicationRequest', id: 'prescribed', status: 'active', intent: 'order', medicationCodeableConcept: drugOf(what), subject: SUBJECT, authoredOn: FOUND_ON, ...more });
export const taken = (what: readonly [string, string] | string, more: Record<string, unknown> = {}): AnyResource =>
  ({ resourceType: 'MedicationStatement', id: 'taken', status: 'active', medicationCodeableConcept: drugOf(what), subject: SUBJECT, ...more });

/** What is recorded of one patient. `diagnosed: null` leaves the diagnosis without a date. */
export interface Recorded {
  kind?: 'NET' | 'NEN' | 'NEC';
  diagnosed?: string | null;
  ki67?: number | string; mitoses?: number; differentiation?: 'well' | 'poor';
  sizeMm?: number; sizedOn?: string; count?: number | 'solitary' | 'multiple';
  depth?: string; depthBy?: More; eus?: 'negative' | 'positive'; eusOn?: string; imaging?: 'negative' | 'positive';
  t?: string; n?: string; m?: string; mBy?: More;
  gastrin?: 'elevated' | 'normal'; gastritis?: 'present' | 'absent';
  gastrinoma?: 'present' | 'absent'; zes?: 'present' | 'absent'; men1?: 'present' | 'absent'; perniciousAnaemia?: true;
  liver?: true; peritoneum?: true; pattern?: string; extent?: string; course?: string; resectability?: 'resectable' | 'unresectable'; declined?: boolean;
  clearanceIncomplete?: boolean; recurrent?: boolean;
  sstr?: 'positive' | 'negative'; sstr2?: 'positive' | 'negative'; function?: string; carcinoidSyndrome?: true;
  mgmt?: string; mmr?: string; msi?: string; tmb?: string; given?: string; grade?: string;
  more?: readonly AnyResource[];
}

const DIAGNOSES = { NET: '276808007', NEN: '721194008', NEC: '721638007' } as const;
/** Facts that are one coded or boolean Observation each. */
const PLAIN = {
  differentiation: 'differentiation', count: 'lesion-count', imaging: 'imaging-nodes', gastritis: 'atrophic-gastritis', pattern: 'liver-metastasis-pattern', extent: 'metastasis-extent', course: 'tumour-course',
  resectability: 'resectability', declined: 'surgery-declined', clearanceIncomplete: 'incomplete-endoscopic-clearance', recurrent: 'recurrence-after-endoscopy', sstr: 'sstr-imaging', sstr2: 'sstr2-ihc',
  function: 'hormonal-function', mgmt: 'mgmt', mmr: 'mmr', msi: 'msi', tmb: 'tmb', given: 'treatment-line-given', grade: 'recorded-grade',
} as const;
const BACKGROUNDS = { gastrinoma: '302824004', zes: '53132006', men1: '30664006' } as const;

export function recordOf(said: Recorded): AnyResource[] {
  const resources: AnyResource[] = [PATIENT, condition('nen', SNOMED, DIAGNOSES[said.kind ?? 'NET'], said.diagnosed === undefined ? {} : { date: said.diagnosed })];
  for (const [key, code] of Object.entries(PLAIN) as [keyof typeof PLAIN, string][]) {
    const value = said[key];
    if (value !== undefined) resources.push(fact(code, value));
  }
  if (said.ki67 !== undefined) resources.push(observation('ki67', LOINC, '29593-1', typeof said.ki67 === 'string' ? { valueString: said.ki67 } : { valueQuantity: quantity(said.ki67, '%') }));
  if (said.mitoses !== undefined) resources.push(observation('mitoses', SNOMED, '406094009', { valueQuantity: quantity(said.mitoses, '/(10.[HPF])') }));
  if (said.sizeMm !== undefined) resources.push(observation('size', LOINC, '33728-7', { valueQuantity: quantity(said.sizeMm, 'mm') }, { date: said.sizedOn ?? FOUND_ON }));
  if (said.depth !== undefined) resources.push(fact('depth-of-invasion', said.depth, said.depthBy));
  if (said.eus !== undefined) resources.push(fact('eus-nodes', said.eus, { date: said.eusOn ?? FOUND_ON }));
  for (const [key, code] of [['t', '399504009'], ['n', '399534004'], ['m', '399387003']] as const) {
    const text = said[key];
    if (text !== undefined) resources.push(observation(key, SNOMED, code, { valueCodeableConcept: { text } }, key === 'm' ? said.mBy : {}));
  }
  if (said.gastrin !== undefined) resources.push(observation('gastrin', LOINC, '2333-3', { valueQuantity: quantity(said.gastrin === 'elevated' ? 500 : 50, 'pg/mL'), referenceRange: [{ high: quantity(100, 'pg/mL') }] }));
  for (const [key, code] of Object.entries(BACKGROUNDS) as [keyof typeof BACKGROUNDS, string][]) {
    const state = said[key];
    if (state !== undefined) resources.push(condition(key, SNOMED, code, { state: state === 'absent' ? 'refuted' : 'confirmed' }));
  }
  if (said.perniciousAnaemia === true) resources.push(condition('pernicious-anaemia', SNOMED, '84027009'));
  if (said.liver === true) resources.push(condition('liver', SNOMED, '94381002'));
  if (said.peritoneum === true) resources.push(condition('peritoneum', SNOMED, '94627008'));
  if (said.carcinoidSyndrome === true) resources.push(condition('carcinoid-syndrome', SNOMED, '35868009'));
  return [...resources, ...(said.more ?? [])];
}

export const bundleOf = (resources: readonly AnyResource[]) => ({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ fullUrl: `https://ehr.example.org/fhir/${resource.resourceType}/${resource.id}`, resource })) });

const ofType = (resources: readonly AnyResource[], type: string) => ({ resourceType: 'Bundle', type: 'searchset', entry: resources.filter((one) => one.resourceType === type).map((resource) => ({ resource })) });
/** The record as the prefetch of a hook call. */
export const prefetchOf = (resources: readonly AnyResource[]) => ({
  patient: PATIENT, conditions: ofType(resources, 'Condition'), observations: ofType(resources, 'Observation'), procedures: ofType(resources, 'Procedure'), medications: ofType(resources, 'MedicationRequest'),
  statements: ofType(resources, 'MedicationStatement'), reports: ofType(resources, 'DiagnosticReport'), orders: ofType(resources, 'ServiceRequest'),
});
export const hookCall = (hook: string, resources: readonly AnyResource[], context: Record<string, unknown> = {}) =>
  ({ hook, hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea', context: { userId: 'Practitioner/x', patientId: 'p', ...context }, prefetch: prefetchOf(resources) });

const WELL: Recorded = { differentiation: 'well', ki67: 1, mitoses: 1 };
/** Four tumours that a case changes in one thing. */
export const TYPE_I: Recorded = { ...WELL, gastrin: 'elevated', gastritis: 'present', m: 'cM0', depth: 'submucosa', n: 'cN0', sizeMm: 8 };
export const TYPE_II: Recorded = { ...WELL, gastrin: 'elevated', gastrinoma: 'present', m: 'cM0', depth: 'submucosa', n: 'cN0', sizeMm: 8 };
export const TYPE_III: Recorded = { ...WELL, gastrin: 'normal', gastritis: 'absent', m: 'cM0', depth: 'submucosa', eus: 'negative', imaging: 'negative', sizeMm: 8 };
export const NEC: Recorded = { kind: 'NEC', differentiation: 'poor', ki67: 70, mitoses: 40, m: 'cM0' };
export const METASTATIC_NET: Recorded = { ...TYPE_III, ki67: 5, m: 'cM1', liver: true, extent: 'liver-only', pattern: 'single', resectability: 'resectable', course: 'slow', sstr: 'positive', function: 'non-functioning' };
export const OPEN_TYPE: Recorded = { ...WELL, gastrin: 'elevated', m: 'cM0', sizeMm: 8 };
export const NET_OR_NEC: Recorded = { kind: 'NEN', ki67: 40, mitoses: 30, m: 'cM0' };

/** A tumour without some of what is recorded of it. */
export function without(said: Recorded, ...keys: readonly (keyof Recorded)[]): Recorded {
  return Object.fromEntries(Object.entries(said).filter(([key]) => !keys.includes(key as keyof Recorded)));
}
