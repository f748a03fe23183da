/** Draft orders in every shape that clients write them: the same drug is the same finding, and what is no order brings nothing. */
import { bundleOf, hookCall, patientOf } from '../../fixtures/hook-call';
import { type ServiceUnderTest, startedService } from '../../fixtures/service-under-test';
import { stories } from '../../fixtures/story-files';

interface SeenCard { summary: string; detail?: string; indicator: string; extension: { 'org.gnen-cds.rules': string[] }; suggestions?: { actions: { type: string; resourceId?: string }[] }[] }

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(async () => { await service.close(); });

const [, , typeOne] = stories().find(([name]) => name === 'type-i-9-mm') ?? [];
const subject = { reference: `Patient/${patientOf(typeOne)}` };
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const ATC = 'http://www.whocc.no/atc';
const SNOMED = 'http://snomed.info/sct';
const coded = (system: string, code: string, display?: string): object => ({ coding: [{ system, code, ...(display === undefined ? {} : { display }) }] });
const omeprazole = coded(RXNORM, '7646');
const request = (more: object): object => ({ resourceType: 'MedicationRequest', id: 'draft', status: 'draft', intent: 'order', subject, ...more });
const named = (text: string): object => request({ medicationCodeableConcept: { text } });

async function cards(id: 'gnen-order-select' | 'gnen-order-sign', drafts: object, selections: string[] = ['MedicationRequest/draft'], language = 'en'): Promise<SeenCard[]> {
  const { status, body } = await service.post(`/cds-services/${id}`, hookCall(id, typeOne, { draftOrders: drafts, selections }), { 'Accept-Language': language });
  expect(status).toBe(200);
  return (body as { cards: SeenCard[] }).cards; // sound: an answer of 200 has cards
}

describe('an acid suppressant in a type I tumour is found', () => {
  const forms: [string, object[]][] = [
    ['by its RxNorm ingredient', [request({ medicationCodeableConcept: omeprazole })]],
    ['as an RxNorm product named by its display', [request({ medicationCodeableConcept: coded(RXNORM, '198051', 'omeprazole 20 MG Delayed Release Oral Capsule') })]],
    ['by ATC', [request({ medicationCodeableConcept: coded(ATC, 'A02BC01') })]], ['by the ATC of a P-CAB', [request({ medicationCodeableConcept: coded(ATC, 'A02BC08') })]],
    ['by SNOMED CT', [request({ medicationCodeableConcept: coded(SNOMED, '387137007') })]],
    ['by an English text', [named('Omeprazole 20 mg by mouth daily')]], ['by a Chinese text', [named('奥美拉唑肠溶胶囊 20mg')]], ['by a brand', [named('Nexium 40')]], ['by a Chinese brand', [named('耐信')]], ['as vonoprazan in Chinese', [named('伏诺拉生')]],
    ['in a Medication beside the draft', [request({ medicationReference: { reference: 'Medication/m' } }), { resourceType: 'Medication', id: 'm', code: omeprazole }]],
    ['in one named by an absolute, versioned reference', [request({ medicationReference: { reference: 'https://ehr.example/fhir/Medication/m/_history/2' } }), { resourceType: 'Medication', id: 'm', code: omeprazole }]],
    ['in a contained Medication', [request({ medicationReference: { reference: '#m' }, contained: [{ resourceType: 'Medication', id: 'm', code: omeprazole }] })]],
    ['as an ingredient of a contained Medication', [request({ medicationReference: { reference: '#m' }, contained: [{ resourceType: 'Medication', id: 'm', ingredient: [{ itemCodeableConcept: omeprazole }] }] })]],
    ['by the display of a reference that leads nowhere', [request({ medicationReference: { reference: 'Medication/elsewhere', display: 'omeprazole 20 mg' } })]],
    ['with elements of STU3', [request({ medicationCodeableConcept: omeprazole, category: { text: 'outpatient' }, dosageInstruction: [{ doseQuantity: { value: 1 } }] })]],
    ['when an active order is signed again', [request({ medicationCodeableConcept: omeprazole, status: 'active' })]], ['without a status', [request({ medicationCodeableConcept: omeprazole, status: undefined })]],
    ['twice under one name, as one', [request({ medicationCodeableConcept: omeprazole }), request({ medicationCodeableConcept: omeprazole })]],
  ];
  test.each(forms)('%s', async (_how, drafts) => {
    for (const id of ['gnen-order-select', 'gnen-order-sign'] as const) {
      for (const language of ['en', 'zh-CN']) {
        const [card, ...more] = await cards(id, bundleOf(...drafts), undefined, language);
        expect(more).toEqual([]);
        expect(card).toMatchObject({ indicator: 'warning', extension: { 'org.gnen-cds.rules': ['OR-1', 'SC-1'] }, suggestions: [{ actions: [{ type: 'delete', resourceId: 'MedicationRequest/draft' }] }] });
        expect(card?.summary).not.toMatch(/7646|A02BC|387137007|urn:/);
      }
    }
  });

  test('by the fullUrl of its entry, where it has no id', async () => {
    const fullUrl = 'urn:uuid:11111111-1111-4111-8111-111111111111';
    const [card] = await cards('gnen-order-select', { resourceType: 'Bundle', entry: [{ fullUrl, resource: request({ id: undefined, medicationCodeableConcept: omeprazole }) }] }, [fullUrl]);
    expect(card).toMatchObject({ indicator: 'warning' });
    expect(card?.suggestions).toBeUndefined();
  });
});

describe('no card', () => {
  test.each([
    ['an H2 blocker', named('famotidine 20 mg')], ['an order that says not to', request({ medicationCodeableConcept: omeprazole, doNotPerform: true })], ['another patient', request({ medicationCodeableConcept: omeprazole, subject: { reference: 'Patient/other' } })],
    ...['entered-in-error', 'revoked', 'cancelled', 'completed'].map((status): [string, object] => [`a draft that is ${status}`, request({ medicationCodeableConcept: omeprazole, status })]),
    ['an entry that is no request', { resourceType: 'Medication', id: 'draft', code: omeprazole }],
  ])('for %s', async (_what, draft) => {
    expect(await cards('gnen-order-sign', bundleOf(draft))).toEqual([]);
    expect(await cards('gnen-order-select', bundleOf(draft), ['MedicationRequest/draft', 'Medication/draft'])).toEqual([]);
  });
});

describe('drafts without names', () => {
  test('are told apart: each card is about its own drug', async () => {
    const found = await cards('gnen-order-sign', bundleOf(request({ id: undefined, medicationCodeableConcept: { text: 'omeprazole' } }), request({ id: undefined, medicationCodeableConcept: { text: 'etoposide' } })));
    expect(found.map(({ summary, extension }) => [summary.split(':')[0], extension['org.gnen-cds.rules'][0]])).toEqual([['omeprazole', 'OR-1'], ['etoposide', 'OR-8']]);
  });
  test('and so are two of one name that differ', async () => {
    const found = await cards('gnen-order-sign', bundleOf(named('omeprazole'), named('pantoprazole')));
    expect(found.map(({ summary }) => summary.split(':')[0])).toEqual(['omeprazole', 'pantoprazole']);
  });
});

test('200 mixed drafts are answered in bounds, and the last card says how many more there are', async () => {
  const many = Array.from({ length: 200 }, (_, index) => [
    request({ id: `p${index}`, medicationCodeableConcept: omeprazole }), { resourceType: 'ServiceRequest', id: `s${index}`, status: 'draft', intent: 'order', subject, code: { text: 'Total gastrectomy' } },
    { resourceType: 'ServiceRequest', id: `e${index}`, status: 'draft', code: { coding: [{}] }, reasonCode: [] }, { resourceType: 'NutritionOrder', id: `n${index}`, status: 'draft' },
  ][index % 4] ?? {});
  const found = await cards('gnen-order-sign', bundleOf(...many));
  expect(found).toHaveLength(20);
  expect(Buffer.byteLength(JSON.stringify({ cards: found }))).toBeLessThanOrEqual(64 * 1024);
  expect(found[19]?.detail).toContain('80 more');
});
