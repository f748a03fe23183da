/** A small G1 gastric NET of type I, whole and unremarkable, and the calls an EHR makes about it: a test states only what differs. */
import { bundleOf } from '../fixtures/hook-call';

export const TODAY = '2026-11-22';
export const PATIENT = 'synthetic-1';
export const SNOMED = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const UCUM = 'http://unitsofmeasure.org';

export interface Resource { resourceType: string; id?: string; [member: string]: unknown }

export const coded = (system: string, code: string): object => ({ coding: [{ system, code }] });
export const ofPatient = (id = PATIENT): object => ({ reference: `Patient/${id}` });
const status = (kind: string, code: string): object => coded(`http://terminology.hl7.org/CodeSystem/condition-${kind}`, code);

export const aCondition = (id: string, code: object, over: object = {}): Resource =>
  ({ resourceType: 'Condition', id, clinicalStatus: status('clinical', 'active'), verificationStatus: status('ver-status', 'confirmed'), code, subject: ofPatient(), recordedDate: '2026-05-01', ...over });
export const anObservation = (id: string, code: object, value: object): Resource => ({ resourceType: 'Observation', id, status: 'final', code, subject: ofPatient(), effectiveDateTime: '2026-05-01', ...value });
export const quantity = (value: number, unit: string, code = unit): object => ({ valueQuantity: { value, unit, system: UCUM, code } });

export const gNet = (over: object = {}): Resource => aCondition('g-net', coded(SNOMED, '276808007'), over);
export const atrophicGastritis = (over: object = {}): Resource => aCondition('atrophic-gastritis', coded(SNOMED, '84568007'), over);
export const hypertension = (): Resource => aCondition('hypertension', coded(SNOMED, '38341003'));
export const gastrin = (value = 900): Resource => anObservation('gastrin', coded(LOINC, '2333-3'), { ...quantity(value, 'pg/mL'), referenceRange: [{ high: { value: 100, unit: 'pg/mL', system: UCUM, code: 'pg/mL' } }] });
export const ki67 = (value = 1): Resource => anObservation('ki67', coded(LOINC, '29593-1'), quantity(value, '%'));
export const mitoses = (): Resource => anObservation('mitoses', coded(SNOMED, '406094009'), quantity(1, '/10 HPF', '/(10.[HPF])'));
export const size = (mm = 5): Resource => anObservation('size', coded(LOINC, '33728-7'), quantity(mm, 'mm'));
export const solitary = (): Resource => anObservation('lesions', coded('https://gnen-cds.org/fhir/CodeSystem/facts', 'lesion-count'), { valueString: 'solitary' });
/** The histology of a NET of the stomach: evidence of a g-NEN without any Condition. */
export const histology = (): Resource => ({ ...anObservation('histology', coded(LOINC, '31206-6'), { valueCodeableConcept: coded('http://terminology.hl7.org/CodeSystem/icd-o-3', '8240/3') }), bodySite: coded(SNOMED, '69695003') });
export const gastroscopy = (performedDateTime = '2026-05-01'): Resource => ({ resourceType: 'Procedure', id: 'gastroscopy', status: 'completed', code: coded(SNOMED, '76009000'), subject: ofPatient(), performedDateTime });
export const aDrug = (id: string, rxnorm = '7646', over: object = {}): Resource => ({ resourceType: 'MedicationRequest', id, status: 'draft', intent: 'order', medicationCodeableConcept: coded(RXNORM, rxnorm), subject: ofPatient(), authoredOn: TODAY, ...over });
export const anOrder = (id: string, code: object, over: object = {}): Resource => ({ resourceType: 'ServiceRequest', id, status: 'draft', intent: 'order', code, subject: ofPatient(), authoredOn: TODAY, ...over });
export const aPatient = (over: object = {}): Resource => ({ resourceType: 'Patient', id: PATIENT, gender: 'female', birthDate: '1970-01-01', ...over });

export const found = (...resources: object[]): { resourceType: 'Bundle'; type: string; entry: object[]; [member: string]: unknown } => ({ ...bundleOf(...resources), type: 'searchset' });
export const outcome = (severity = 'error'): Resource => ({ resourceType: 'OperationOutcome', issue: [{ severity, code: 'exception' }] });
/** A Bundle that is one page of more, elsewhere. */
export const onePage = (...resources: object[]): object => ({ ...found(...resources), link: [{ relation: 'next', url: 'https://elsewhere.example/next' }] });

export type Prefetch = Record<string, unknown>;
/** Every key asked and answered; a key given as `undefined` is absent. */
export const aRecord = (over: Prefetch = {}): Prefetch => {
  const whole: Prefetch = {
    patient: aPatient(), conditions: found(gNet(), atrophicGastritis()), observations: found(gastrin(), ki67(), mitoses(), size()), procedures: found(gastroscopy()),
    medications: found(), statements: found(), reports: found(), orders: found(), ...over,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
};

/** The context that each hook demands, about nothing that brings a card of its own. */
const CONTEXTS: Readonly<Record<string, object>> = {
  'order-select': { selections: ['MedicationRequest/ppi'], draftOrders: bundleOf(aDrug('ppi')) }, 'order-sign': { draftOrders: bundleOf(aDrug('ppi')) },
  'problem-list-item-create': { conditions: bundleOf(gNet()) }, 'encounter-discharge': { encounterId: 'e' },
  'appointment-book': { appointments: bundleOf({ resourceType: 'Appointment', id: 'a', status: 'proposed', start: '2026-12-01T09:00:00Z', end: '2026-12-01T09:30:00Z', description: 'Gastroscopy', participant: [{ actor: ofPatient(), status: 'needs-action' }] }) },
};
export const HOOKS = ['patient-view', ...Object.keys(CONTEXTS)];
export const pathOf = (hook: string): string => `/cds-services/gnen-${hook}`;

export interface Call { hook: unknown; hookInstance: unknown; context: Record<string, unknown>; prefetch: unknown; [member: string]: unknown }
export const aCall = (hook: string, { context = {}, prefetch = aRecord() }: { context?: object; prefetch?: unknown } = {}): Call =>
  ({ hook, hookInstance: '00000000-0000-4000-8000-000000000001', context: { userId: 'Practitioner/synthetic', patientId: PATIENT, ...CONTEXTS[hook], ...context }, prefetch });

/** A card as far as these tests look into it. */
export interface Seen {
  summary: string; detail?: string; indicator: string; source: { topic: { code: string } }; extension: { 'org.gnen-cds.rules': string[] };
  suggestions?: { label: string; actions: { type: string; resourceId?: string; resource?: Resource }[] }[]; overrideReasons?: { code: string; system: string; display: string }[];
}
export const cardsIn = (body: unknown): Seen[] => (body as { cards?: Seen[] }).cards ?? [];
export const rulesIn = (body: unknown): string[] => cardsIn(body).flatMap((card) => card.extension['org.gnen-cds.rules']);
export const wordsIn = (body: unknown): string => cardsIn(body).map((card) => `${card.summary}\n${card.detail ?? ''}`).join('\n');
/** Where an OperationOutcome says the fault is. */
export const faultIn = (body: unknown): string | undefined => (body as { issue?: { expression?: string[] }[] }).issue?.[0]?.expression?.[0];
/** A Bundle whose entry is whatever the test wants it to be. */
export const bundleLike = (entry: unknown): object => ({ resourceType: 'Bundle', type: 'collection', entry });
