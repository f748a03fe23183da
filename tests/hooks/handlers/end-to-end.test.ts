/** Real mapping, real engine, hand-written requests: what a clinician sees at each step of an encounter. */
import { demandConformance } from '../../fixtures/conformant';
import type { Config } from '../../../src/config';
import { NO_SITE_CODES } from '../../../src/fhir-mapping';
import { answerHook, type HookDeps } from '../../../src/hooks/answer';
import { assessBundle } from '../../../src/hooks/assess-bundle';
import { assessmentSchema } from '../../../src/hooks/assessment-schema';
import { responseSchema } from '../../../src/hooks/response-schema';
import { SERVICE_IDS, type ServiceId } from '../../../src/hooks/wire';

let failures = 0;
const deps: HookDeps = {
  config: { publicBaseUrl: 'http://localhost:8080', smartLaunchUrl: 'https://smart.example/launch', gastrinUpperLimit: null } as unknown as Config,
  siteCodes: NO_SITE_CODES, readerFor: () => null, onCardFailure: () => { failures += 1; },
};
const subject = { reference: 'Patient/synthetic' };
const active = { clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] }, verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }] } };
const icd = (code: string) => ({ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] });
const condition = (id: string, code: object, more: object = {}) => ({ resourceType: 'Condition', id, subject, ...active, code, recordedDate: '2025-06-01', ...more });
const observation = (id: string, code: object, more: object) => ({ resourceType: 'Observation', id, subject, status: 'final', code, effectiveDateTime: '2025-06-01', ...more });
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const fact = (code: string) => ({ coding: [{ system: 'https://gnen-cds.org/fhir/CodeSystem/facts', code }] });
const searchset = (...resources: object[]) => ({ resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) });

const patient = { resourceType: 'Patient', id: 'synthetic', birthDate: '1966-03-01', gender: 'female' };
const typeOne = [
  condition('net', icd('C7A.092')), condition('gastritis', icd('K29.40'), {}),
  observation('ki67', loinc('29593-1'), { valueQuantity: { value: 2, unit: '%', system: 'http://unitsofmeasure.org', code: '%' } }),
  observation('gastrin', loinc('2333-3'), { valueQuantity: { value: 900, unit: 'pg/mL', system: 'http://unitsofmeasure.org', code: 'pg/mL' }, referenceRange: [{ high: { value: 100, unit: 'pg/mL', system: 'http://unitsofmeasure.org', code: 'pg/mL' } }] }),
  observation('differentiation', fact('differentiation'), { valueCodeableConcept: fact('well') }),
];
const egd = { resourceType: 'Procedure', id: 'egd', subject, status: 'completed', code: { coding: [{ system: 'http://snomed.info/sct', code: '76009000' }] }, performedDateTime: '2025-06-01' };
const prefetch = {
  patient, conditions: searchset(...typeOne.filter((one) => one.resourceType === 'Condition')), observations: searchset(...typeOne.filter((one) => one.resourceType === 'Observation')),
  procedures: searchset(egd), medications: null, statements: null, reports: null, orders: null,
};
const ask = async (id: ServiceId, context: object = {}, more: object = {}, language: 'en' | 'zh-CN' = 'en') => {
  const hook = id.replace(/^gnen-/, '');
  const answer = await answerHook(id, { hook, hookInstance: 'x', context: { patientId: 'synthetic', ...context }, prefetch: { ...prefetch, ...more } }, { language, client: null, signal: new AbortController().signal, today: '2026-11-22' }, deps);
  expect(responseSchema.safeParse(answer.response).error).toBeUndefined();
  demandConformance(`/cds-services/${id}`, 200, JSON.parse(JSON.stringify(answer.response)));
  expect(failures).toBe(0);
  return answer.response.cards;
};
const omeprazole = { resourceType: 'MedicationRequest', id: 'ppi', status: 'draft', intent: 'order', subject, medicationCodeableConcept: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7646', display: 'omeprazole' }] } };
const orders = searchset(omeprazole);

describe('an encounter of a patient with a type I tumour', () => {
  test.each(['en', 'zh-CN'] as const)('walked from view to discharge, in %s: one summary, and each card where it belongs', async (language) => {
    const steps: [ServiceId, object][] = [
      ['gnen-patient-view', {}], ['gnen-order-select', { selections: ['MedicationRequest/ppi'], draftOrders: orders }], ['gnen-order-sign', { draftOrders: orders }],
      ['gnen-appointment-book', { appointments: searchset({ resourceType: 'Appointment', id: 'a', status: 'proposed', description: '胃镜 gastroscopy', start: '2027-03-01T09:00:00Z', end: '2027-03-01T09:30:00Z', participant: [{ actor: subject, status: 'needs-action' }] }) }], ['gnen-encounter-discharge', {}],
    ];
    const shown: string[][] = [];
    for (const [id, context] of steps) shown.push((await ask(id, context, {}, language)).map((card) => card.source.topic.code));
    expect(shown[0]?.[0]).toBe('summary');
    expect(shown.flat().filter((topic) => topic === 'summary')).toHaveLength(1);
    expect(shown.slice(1)).toEqual([['orderCheck'], ['orderCheck'], ['appointmentWindow'], ['dischargeSurveillance']]);
  });
  test('the summary says grade, type, action and date', async () => {
    const [summary] = await ask('gnen-patient-view');
    expect(summary?.summary).toMatch(/^Gastric NET G1 \(provisional\), type I \(established\): gastroscopy overdue since 2026-06-01, /);
    expect(summary?.detail).toContain('Ki-67 index: ');
  });
  test('every notice of the assessment is in the summary', async () => {
    const bundle = searchset(patient, ...typeOne, egd);
    const assessment = assessBundle(bundle, { asOf: '2026-11-22', language: 'en' }, { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null });
    const [summary] = await ask('gnen-patient-view');
    if (!assessment.applicable) throw new Error('applicable is expected');
    expect(assessmentSchema.safeParse(assessment).error).toBeUndefined();
    expect(assessment.notices.length).toBeGreaterThan(0);
    for (const notice of assessment.notices) expect(summary?.detail).toContain(notice.text);
  });
  test('is assessed the same to the byte whatever the order of the Bundle', () => {
    const all = [patient, ...typeOne, egd];
    const texts = [all, [...all].reverse()].map((list) => JSON.stringify(assessBundle(searchset(...list), { asOf: '2026-11-22', language: 'en' }, { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null })));
    expect(texts[0]).toBe(texts[1]);
  });
  test('a gastric NEN added to the problem list asks for its work-up; a hypertension does not', async () => {
    const cards = await ask('gnen-problem-list-item-create', { conditions: searchset(condition('new', icd('C7A.092'))) }, { conditions: null, observations: null, procedures: null });
    expect(cards.map((card) => card.source.topic.code)).toEqual(['problemWorkUp']);
    expect(cards[0]?.suggestions?.length).toBeGreaterThan(0);
    expect(await ask('gnen-problem-list-item-create', { conditions: searchset(condition('new', icd('I10'))) })).toEqual([]);
  });
  test('200 mixed drafts are answered within the bounds', async () => {
    const many = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? { ...omeprazole, id: `ppi${index}` } : { resourceType: 'ServiceRequest', id: `s${index}`, status: 'draft', intent: 'order', subject, code: { text: 'Chest X-ray' } }));
    const cards = await ask('gnen-order-sign', { draftOrders: searchset(...many) });
    expect(cards.length).toBeLessThanOrEqual(20);
    expect(Buffer.byteLength(JSON.stringify({ cards }))).toBeLessThanOrEqual(64 * 1024);
  });
});

describe('nonsense', () => {
  const mangled: unknown[] = [null, 7, 'x', [], {}, { resourceType: 'Bundle' }, { entry: 'x' }, { entry: [null, 1, { resource: null }, { resource: { resourceType: 'MedicationRequest', id: 5, medicationCodeableConcept: [], category: {}, reasonCode: [] } }] }, { entry: [{ resource: { resourceType: 'Appointment', participant: 'x', start: 7, serviceType: 'x', basedOn: 3 } }] }];
  test.each(SERVICE_IDS.flatMap((id) => mangled.map((value, index) => [id, index, value] as const)))('%s survives mangled context %i', async (id, _index, value) => {
    const context = { selections: ['MedicationRequest/5', ''], draftOrders: value, conditions: value, appointments: value };
    await ask(id, context).then((cards) => expect(Array.isArray(cards)).toBe(true), (error: unknown) => expect(error).toMatchObject({ status: 400 }));
  });
});

