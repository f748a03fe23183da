/** contract.md sections 2 and 5: what each hook looks at in its context, and what it proposes. */
import { bundleOf } from '../fixtures/hook-call';
import { type ServiceUnderTest, startedService } from '../fixtures/service-under-test';
import { aCall, aDrug, anOrder, aPatient, aRecord, atrophicGastritis, bundleLike, cardsIn, coded, found, gNet, hypertension, ofPatient, outcome, pathOf, PATIENT, type Prefetch, RXNORM, rulesIn, type Seen, SNOMED, wordsIn } from './a-record';

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(() => service.close());
const ask = async (hook: string, context: object, prefetch: Prefetch = aRecord()): Promise<Seen[]> => {
  const { status, body } = await service.post(pathOf(hook), aCall(hook, { context, prefetch }));
  expect(status).toBe(200);
  return cardsIn(body);
};
const actionsOf = (cards: Seen[]) => cards.flatMap((card) => card.suggestions ?? []).flatMap(({ actions }) => actions);
const URN = 'urn:uuid:0b8b2a1c-1111-4222-8333-444455556666';
const nameless = (): object => { const { id: _id, ...draft } = aDrug('x'); return draft; };

describe('order-select: a selection', () => {
  const select = (selection: string, ...entries: object[]) => ask('order-select', { selections: [selection], draftOrders: bundleLike(entries) });
  test.each<[string, string, object]>([
    ['type and id', 'MedicationRequest/ppi', { resource: aDrug('ppi') }],
    ['the fullUrl of an entry without id', URN, { fullUrl: URN, resource: nameless() }],
    ['an absolute fullUrl', 'https://ehr.example/fhir/MedicationRequest/ppi', { fullUrl: 'https://ehr.example/fhir/MedicationRequest/ppi', resource: aDrug('ppi') }],
    ['another base', 'https://gateway.example/MedicationRequest/ppi', { resource: aDrug('ppi') }],
    ['a version', 'MedicationRequest/ppi/_history/2', { resource: aDrug('ppi') }],
  ])('names its draft by %s', async (_how, selection, entry) => expect((await select(selection, entry)).map((card) => card.extension['org.gnen-cds.rules'].slice(0, 2))).toEqual([['OR-1', 'SC-1']]));
  test.each([['that names no draft', 'MedicationRequest/other'], ['of another type', 'ServiceRequest/ppi'], ['of an id alone', 'ppi']])('%s is ignored', async (_what, selection) => expect(await select(selection, { resource: aDrug('ppi') })).toEqual([]));
  test('of two drafts the selected one is judged', async () => {
    const cards = await select('MedicationRequest/second', { resource: aDrug('first') }, { resource: aDrug('second', '40790') });
    expect(actionsOf(cards).map(({ type, resourceId }) => [type, resourceId])).toEqual([['delete', 'MedicationRequest/second']]);
  });
  test.each<[string, object[], object]>([
    ['an entry of the same Bundle', [{ resource: { resourceType: 'Medication', id: 'm', code: coded(RXNORM, '7646') } }], { medicationReference: { reference: 'Medication/m' } }],
    ['an entry, by its fullUrl', [{ fullUrl: URN, resource: { resourceType: 'Medication', code: coded(RXNORM, '7646') } }], { medicationReference: { reference: URN } }],
    ['a contained one', [], { contained: [{ resourceType: 'Medication', id: 'm', code: coded(RXNORM, '7646') }], medicationReference: { reference: '#m' } }],
  ])('the drug of a draft may stand in %s', async (_where, entries, over) => {
    const { medicationCodeableConcept: _concept, ...draft } = aDrug('ppi');
    expect(await select('MedicationRequest/ppi', ...entries, { resource: { ...draft, ...over } })).toHaveLength(1);
  });
  test('the first call of a real client, with neither drug nor intent, is answered', async () => {
    expect(await select('MedicationRequest/d', { resource: { resourceType: 'MedicationRequest', id: 'd', status: 'draft', category: { coding: [] }, reasonCode: [] } }, { resource: { resourceType: 'ServiceRequest', id: 's', code: { coding: [{}] } } })).toEqual([]);
  });
});

describe('order-sign', () => {
  test.each<[string, number]>([['draft', 1], ['active', 1], ['on-hold', 1], ['stopped', 1], ['unknown', 1], ['entered-in-error', 0], ['revoked', 0], ['cancelled', 0], ['completed', 0]])('an order that is %s brings %i card', async (status, count) => {
    expect(await ask('order-sign', { draftOrders: bundleOf(aDrug('ppi', '7646', { status })) })).toHaveLength(count);
  });
  test('an order of another patient is none of ours', async () => expect(await ask('order-sign', { draftOrders: bundleOf(aDrug('ppi', '7646', { subject: ofPatient('another') })) })).toEqual([]));
  test('a draft without an id is advised against and not taken back', async () => {
    const cards = await ask('order-sign', { draftOrders: bundleOf(nameless()) });
    expect([cards.length, actionsOf(cards)]).toEqual([1, []]);
  });
});

describe('appointment-book: a visit beyond the window is recognised by', () => {
  const book = (over: object, ...others: object[]) => ask('appointment-book', { appointments: bundleOf({ resourceType: 'Appointment', id: 'a', status: 'proposed', start: '2028-01-10T09:00:00Z', end: '2028-01-10T09:30:00Z', participant: [{ actor: ofPatient(), status: 'needs-action' }], ...over }, ...others) });
  const scope = coded(SNOMED, '76009000');
  test.each<[string, object, object[]]>([
    ['serviceType, by code', { serviceType: [scope] }, []], ['serviceType, by text', { serviceType: [{ text: 'Gastroscopy' }] }, []], ['reasonCode, by code', { reasonCode: [scope] }, []], ['reasonCode, by text', { reasonCode: [{ text: '胃镜复查' }] }, []],
    ['appointmentType, by code', { appointmentType: scope }, []], ['appointmentType, by text', { appointmentType: { text: 'EGD' } }, []], ['description', { description: 'Upper endoscopy' }, []], ['description, with the bowel', { description: '胃肠镜' }, []],
    ['basedOn', { basedOn: [{ reference: 'ServiceRequest/scope' }] }, [anOrder('scope', scope)]], ['basedOn, absolute', { basedOn: [{ reference: 'https://ehr.example/ServiceRequest/scope/_history/1' }] }, [anOrder('scope', scope)]],
    ['a follow-up, by code', { appointmentType: coded('http://terminology.hl7.org/CodeSystem/v2-0276', 'FOLLOWUP') }, []],
    ...['Follow-up', 'Routine follow up visit', 'Gastroenterology follow-up', 'Oncology follow-up after thyroid surgery', '复查', '消化内科复诊', '神经内分泌肿瘤随访'].map((description): [string, object, object[]] => [`a follow-up: ${description}`, { description }, []]),
  ])('%s', async (_how, over, others) => {
    const cards = await book(over, ...others);
    expect(cards.map((card) => [card.indicator, card.extension['org.gnen-cds.rules'][0]])).toEqual([['warning', 'OR-12']]);
  });
  test.each(['Cardiology follow-up', 'Dental follow up', 'Follow-up dermatology', 'Diabetes follow-up', 'Colonoscopy surveillance', 'Gastroenterology: colonoscopy surveillance', 'Mammography surveillance', '心内科复诊', '高血压随访', '眼科复查', '肠镜复查', 'Colonoscopy', 'Blood sampling'])('%s is none of ours', async (description) => expect(await book({ description })).toEqual([]));
  test.each<[string, object]>([['cancelled', { status: 'cancelled' }], ['for another patient', { participant: [{ actor: ofPatient('another'), status: 'accepted' }] }], ['without a day', { start: undefined, end: undefined }], ['told in the comment only', { description: undefined, comment: 'gastroscopy' }]])('one that is %s brings no card', async (_what, over) => expect(await book({ description: 'Gastroscopy', ...over })).toEqual([]));
  test('the proposal is the whole appointment on another day, at its own time', async () => {
    const [action] = actionsOf(await book({ description: 'Gastroscopy' }));
    expect(action).toMatchObject({ type: 'update', resource: { id: 'a', status: 'proposed', start: '2027-05-01T09:00:00Z', end: '2027-05-01T09:30:00Z', description: 'Gastroscopy' } });
  });
});

describe('encounter-discharge', () => {
  const overdue = (over: Prefetch): Prefetch => aRecord({ conditions: found(gNet({ recordedDate: '2022-01-01' }), atrophicGastritis()), procedures: null, ...over });
  const scope = (status: string): object => anOrder('scope', coded(SNOMED, '76009000'), { status });
  test.each<[string, string, number]>([['active', 'silences it', 0], ['draft', 'is no active order', 1], ['completed', 'is over', 1], ['revoked', 'is over', 1], ['entered-in-error', 'never was', 1]])('surveillance overdue: an order that is %s %s', async (status, _why, count) => {
    expect(await ask('encounter-discharge', {}, overdue({ orders: found(scope(status)) }))).toHaveLength(count);
  });
  test.each<[string, unknown]>([['failed', outcome()], ['absent', undefined], ['text', 'x']])('orders %s: says that they could not be read', async (_what, orders) => {
    const [card] = await ask('encounter-discharge', {}, overdue({ orders }));
    expect(`${card?.summary}\n${card?.detail}`).toMatch(/whether it is ordered is not known[\s\S]*Service orders could not be read/);
  });
  test('no orders: says that none was found, and proposes the visit for this patient', async () => {
    const [card] = await ask('encounter-discharge', {}, overdue({ orders: null }));
    expect(card?.summary).toContain('no active order found');
    expect(card?.suggestions?.[0]?.actions[0]?.resource).toMatchObject({ resourceType: 'ServiceRequest', status: 'draft', intent: 'proposal', subject: { reference: `Patient/${PATIENT}` }, authoredOn: '2026-11-22', occurrencePeriod: { start: '2026-11-22' } });
  });
});

describe('problem-list-item-create', () => {
  test('a g-NEN being added asks for its work-up', async () => {
    const cards = await ask('problem-list-item-create', { conditions: bundleOf(gNet()) }, aRecord({ conditions: null, observations: null }));
    expect(cards).toHaveLength(1);
    expect(actionsOf(cards).length).toBeGreaterThan(0);
  });
  test.each<[string, object]>([['something else', hypertension()], ['another patient\'s', gNet({ subject: ofPatient('another') })], ['refuted', gNet({ verificationStatus: coded('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'refuted') })]])('%s brings no card, whatever is on record', async (_what, condition) => {
    expect(await ask('problem-list-item-create', { conditions: bundleOf(condition) })).toEqual([]);
  });
});

test('whatever is advised against or asked for can be overridden with a reason, a summary that asks nothing cannot', async () => {
  const prefetch = aRecord({ medications: found(aDrug('ppi', '7646', { status: 'active' })), observations: null });
  const [summary, ...others] = await ask('patient-view', {}, prefetch);
  expect([summary?.source.topic.code, summary?.overrideReasons]).toEqual(['summary', undefined]);
  expect(others.length).toBeGreaterThan(1);
  for (const card of others) expect((card.overrideReasons ?? []).filter(({ code, system, display }) => code !== '' && system !== '' && display !== '').length).toBeGreaterThanOrEqual(2);
  expect(rulesIn({ cards: others })).toContain('SC-1');
  expect(wordsIn({ cards: others })).toContain('contraindicated in principle');
});

describe('an unknown modifier takes its resource out of', () => {
  const modified = { modifierExtension: [{ url: 'https://ehr.example/unknown', valueBoolean: true }] };
  const visit = { resourceType: 'Appointment', id: 'a', status: 'proposed', description: 'Gastroscopy', start: '2028-01-10T09:00:00Z', end: '2028-01-10T09:30:00Z' };
  test.each<[string, string, (over: object) => object]>([
    ['the drafts', 'order-sign', (over) => ({ draftOrders: bundleOf(aDrug('ppi', '7646', over)) })],
    ['the selected drafts', 'order-select', (over) => ({ selections: ['MedicationRequest/ppi'], draftOrders: bundleOf(aDrug('ppi', '7646', over)) })],
    ['the appointments', 'appointment-book', (over) => ({ appointments: bundleOf({ ...visit, ...over }) })],
    ['the Conditions being added', 'problem-list-item-create', (over) => ({ conditions: bundleOf(gNet(over)) })],
  ])('%s', async (_what, hook, context) => expect([(await ask(hook, context(modified))).length, (await ask(hook, context({}))).length]).toEqual([0, 1]));
  test('the orders: it silences no discharge card', async () => {
    const scope = (over: object): object => anOrder('scope', coded(SNOMED, '76009000'), { status: 'active', ...over });
    const overdue = (orders: unknown): Prefetch => aRecord({ conditions: found(gNet({ recordedDate: '2022-01-01' }), atrophicGastritis()), procedures: null, orders });
    expect([(await ask('encounter-discharge', {}, overdue(found(scope(modified))))).length, (await ask('encounter-discharge', {}, overdue(found(scope({}))))).length]).toEqual([1, 0]);
  });
  test('the Patient: the vital status is unknown', async () => expect(wordsIn({ cards: await ask('patient-view', {}, aRecord({ patient: aPatient(modified) })) })).toContain('vital status is unknown'));
});
