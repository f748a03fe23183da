/** The hooks from request to cards, with a picture given instead of read: what is said, when, and when nothing is. */
import { demandConformance } from '../../fixtures/conformant';
import type { ClinicalPicture, OrderFacts } from '../../../src/engine';
import type { Config } from '../../../src/config';
import { answerHook, type HookDeps } from '../../../src/hooks/answer';
import { responseSchema } from '../../../src/hooks/response-schema';
import type { ServiceId } from '../../../src/hooks/wire';
import { aPicture, background, drugs } from './pictures';

let mockPicture: ClinicalPicture;
let mockAdded: ClinicalPicture;
let mockOrders: OrderFacts[] = [];
jest.mock('../../../src/fhir-mapping', () => ({
  hasModifier: () => false,
  clinicalPictureFrom: (resources: unknown[], options: { conditionsBeingAdded?: unknown[] }) => ({ picture: resources.length === 0 && options.conditionsBeingAdded !== undefined ? mockAdded : mockPicture, evidence: [], rejected: [] }),
  appointmentDaysOf: jest.requireActual<typeof import('../../../src/fhir-mapping')>('../../../src/fhir-mapping').appointmentDaysOf,
  orderFactsFrom: (drafts: { resource: { resourceType: string } }[]) => ({ orders: drafts.some((draft) => draft.resource.resourceType !== 'Appointment') ? mockOrders : [] }),
}));

const typeOne = (over: Partial<ClinicalPicture> = {}): ClinicalPicture => aPicture({ ...background('atrophic-gastritis'), ...over });
const noNen = (): ClinicalPicture => aPicture({ evidenceOfGastricNen: false });

const failures = { count: 0 };
const deps: HookDeps = {
  // Handlers read these three settings and nothing else.
  config: { publicBaseUrl: 'http://localhost:8080', smartLaunchUrl: null, gastrinUpperLimit: null } as unknown as Config,
  siteCodes: null as never, readerFor: () => null, onCardFailure: () => { failures.count += 1; },
};
const allKeys = { patient: { resourceType: 'Patient', id: 'synthetic' }, conditions: null, observations: null, procedures: null, medications: null, statements: null, reports: null, orders: null };
const HOOK: Record<ServiceId, [string, object]> = {
  'gnen-patient-view': ['patient-view', {}],
  'gnen-order-select': ['order-select', { selections: ['MedicationRequest/ppi'], draftOrders: { entry: [{ resource: { resourceType: 'MedicationRequest', id: 'ppi' } }] } }],
  'gnen-order-sign': ['order-sign', { draftOrders: { entry: [{ resource: { resourceType: 'MedicationRequest', id: 'ppi', status: 'draft' } }] } }],
  'gnen-problem-list-item-create': ['problem-list-item-create', { conditions: { entry: [{ resource: { resourceType: 'Condition', id: 'new' } }] } }],
  'gnen-appointment-book': ['appointment-book', { appointments: { entry: [{ resource: { resourceType: 'Appointment', id: 'a', status: 'proposed', start: '2026-02-01T09:00:00Z', end: '2026-02-01T10:00:00Z', description: 'Surveillance gastroscopy', participant: [{ actor: { reference: 'Patient/synthetic' }, status: 'needs-action' }] } }] } }],
  'gnen-encounter-discharge': ['encounter-discharge', {}],
};
const ask = async (id: ServiceId, more: { prefetch?: object; context?: object; language?: 'en' | 'zh-CN' } = {}) => {
  const [hook, context] = HOOK[id];
  const body = { hook, hookInstance: 'x', context: { patientId: 'synthetic', ...context, ...more.context }, prefetch: more.prefetch ?? allKeys };
  const answer = await answerHook(id, body, { language: more.language ?? 'en', client: null, signal: new AbortController().signal, today: '2026-11-22' }, deps);
  demandConformance(`/cds-services/${id}`, 200, JSON.parse(JSON.stringify(answer.response)));
  return answer;
};
const topics = (answer: Awaited<ReturnType<typeof ask>>) => answer.response.cards.map((card) => card.source.topic.code);

const seen = { date: { first: '2025-06-01', last: '2025-06-01' } };
const lastGastroscopy = { diagnosis: { first: '2025-01-01', last: '2025-01-01' }, reportDate: null, lastGastroscopy: seen.date, lastImaging: null };

beforeEach(() => { mockPicture = typeOne(); mockAdded = typeOne(); mockOrders = []; failures.count = 0; });
afterEach(() => { expect(failures.count).toBe(0); });

describe('patient-view', () => {
  test.each(['en', 'zh-CN'] as const)('shows one summary first, and the active PPI, in %s', async (language) => {
    mockPicture = typeOne(drugs('ppi'));
    const answer = await ask('gnen-patient-view', { language });
    expect(topics(answer)[0]).toBe('summary');
    expect(topics(answer).filter((topic) => topic === 'summary')).toHaveLength(1);
    expect(topics(answer)).toContain('activeAcidSuppressant');
    expect(answer.outcome).toBe('advice');
    expect(responseSchema.safeParse(answer.response).error).toBeUndefined();
    expect(answer.shown.map((one) => one.card)).toEqual(answer.response.cards.map((card) => card.uuid));
  });
  test('gives every notice of the conclusion a place in a card, and new identifiers each time', async () => {
    const [first, second] = [await ask('gnen-patient-view'), await ask('gnen-patient-view')];
    expect(first.response.cards[0]?.uuid).not.toBe(second.response.cards[0]?.uuid);
  });
  test.each<[string, ClinicalPicture]>([['no g-NEN', noNen()], ['another primary only', aPicture({ evidenceOfGastricNen: false, otherPrimaryOnly: true })], ['a deceased patient', aPicture({ patient: { birthDate: null, sex: 'unknown', deceased: 'yes' } })]])('is silent about %s', async (_what, picture) => {
    mockPicture = picture;
    expect(await ask('gnen-patient-view')).toMatchObject({ response: { cards: [] }, outcome: 'not-applicable' });
  });
});

describe('needed data', () => {
  const { conditions: _conditions, ...without } = allKeys;
  test.each([['absent', without], ['failed', { ...allKeys, conditions: { resourceType: 'OperationOutcome', issue: [] } }]])('conditions %s and no g-NEN seen: 412', async (_state, prefetch) => {
    mockPicture = noNen();
    await expect(ask('gnen-patient-view', { prefetch })).rejects.toMatchObject({ status: 412, path: 'prefetch.conditions' });
  });
  test('conditions absent with a g-NEN seen elsewhere: cards that say what is missing', async () => {
    const answer = await ask('gnen-patient-view', { prefetch: without });
    expect(answer.response.cards[0]?.detail).toContain('Not at hand: conditions.');
  });
  test('conditions incomplete and no g-NEN seen: no cards, and that is not the same as none', async () => {
    mockPicture = noNen();
    const conditions = { resourceType: 'Bundle', entry: [{ search: { mode: 'outcome' }, resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'timeout' }] } }, { resource: { resourceType: 'Condition', id: 'c', subject: { reference: 'Patient/synthetic' } } }] };
    expect(await ask('gnen-patient-view', { prefetch: { ...allKeys, conditions } })).toMatchObject({ response: { cards: [] }, outcome: 'insufficient' });
  });
  test('the Condition being added stands in for conditions', async () => {
    expect(topics(await ask('gnen-problem-list-item-create', { prefetch: without }))).toEqual(['problemWorkUp']);
  });
});

describe('order hooks', () => {
  const ppi: OrderFacts = { reference: 'MedicationRequest/ppi', drugs: ['ppi'], acts: [], when: null, name: 'Omeprazole', textMatch: false };
  test.each(['gnen-order-select', 'gnen-order-sign'] as const)('%s warns of a PPI in type I and never repeats the summary', async (id) => {
    mockOrders = [ppi];
    const answer = await ask(id);
    expect(topics(answer)).toEqual(['orderCheck']);
    expect(answer.response.cards[0]).toMatchObject({ indicator: 'warning', suggestions: [{ actions: [{ type: 'delete', resourceId: 'MedicationRequest/ppi' }] }] });
    expect(answer.response.cards[0]?.extension['org.gnen-cds.rules']).toEqual(expect.arrayContaining(['OR-1', 'SC-1']));
    expect(responseSchema.safeParse(answer.response).error).toBeUndefined();
  });
  test('an order that fits brings no card', async () => {
    mockOrders = [{ ...ppi, drugs: ['vitamin-b12'], name: 'Vitamin B12' }];
    expect((await ask('gnen-order-sign')).response.cards).toEqual([]);
  });
  test.each([
    ['a selection that names no draft', { selections: ['MedicationRequest/other'] }, 0], ['no selection', { selections: [] }, 0],
    ['a selection by fullUrl', { selections: ['urn:uuid:1'], draftOrders: { entry: [{ fullUrl: 'urn:uuid:1', resource: { resourceType: 'MedicationRequest' } }] } }, 1],
    ['an absolute selection', { selections: ['https://ehr.example/fhir/MedicationRequest/ppi/_history/2'] }, 1],
  ])('%s', async (what, context, cards) => {
    mockOrders = [what === 'a selection by fullUrl' ? { ...ppi, reference: 'urn:uuid:1' } : ppi];
    expect((await ask('gnen-order-select', { context })).response.cards).toHaveLength(cards);
  });
  test.each([['draft', 1], ['active', 1], [undefined, 1], ['revoked', 0], ['entered-in-error', 0], ['cancelled', 0], ['completed', 0]])('order-sign on status %s gives %s cards', async (status, cards) => {
    mockOrders = [ppi];
    const draftOrders = { entry: [{ resource: { resourceType: 'MedicationRequest', id: 'ppi', status } }] };
    expect((await ask('gnen-order-sign', { context: { draftOrders } })).response.cards).toHaveLength(cards);
  });
});

describe('the other hooks', () => {
  test('problem-list-item-create is silent when what is added is no g-NEN', async () => {
    mockAdded = noNen();
    expect((await ask('gnen-problem-list-item-create')).response.cards).toEqual([]);
  });
  test.each([['2025-09-01', 'info', 'earlier'], ['2025-12-01', null, ''], ['2026-06-01', null, ''], ['2026-06-02', 'warning', 'later']])('an appointment on %s: %s', async (day, indicator, word) => {
    mockPicture = typeOne({ dates: lastGastroscopy, acts: [{ act: 'gastroscopy', date: seen.date, resource: 'Procedure/1', margin: null, intent: null }] });
    const appointments = { entry: [{ resource: { resourceType: 'Appointment', id: 'a', status: 'proposed', start: `${day}T09:00:00Z`, end: `${day}T10:00:00Z`, description: '随访胃镜', participant: [{ actor: { reference: 'Patient/synthetic' }, status: 'needs-action' }] } }] };
    const { cards } = (await ask('gnen-appointment-book', { context: { appointments } })).response;
    expect(cards.map((card) => card.indicator)).toEqual(indicator === null ? [] : [indicator]);
    if (indicator !== null) {
      expect(cards[0]?.summary).toContain(word);
      expect(cards[0]?.suggestions?.[0]?.actions?.[0]).toMatchObject({ type: 'update', resource: { resourceType: 'Appointment', id: 'a' } });
    }
  });
  test('an appointment for something else is none of our business', async () => {
    mockPicture = typeOne({ dates: lastGastroscopy });
    const appointments = { entry: [{ resource: { resourceType: 'Appointment', id: 'a', status: 'proposed', start: '2029-01-01T09:00:00Z', serviceType: [{ text: 'Dermatology' }], appointmentType: { coding: [{ code: 'FOLLOWUP' }] } } }] };
    expect((await ask('gnen-appointment-book', { context: { appointments } })).response.cards).toEqual([]);
  });
  test('an appointment is recognised by the order it is based on', async () => {
    mockPicture = typeOne({ dates: lastGastroscopy });
    const appointments = { entry: [{ fullUrl: 'urn:uuid:2', resource: { resourceType: 'ServiceRequest', code: { coding: [{ code: '76009000' }] } } }, { resource: { resourceType: 'Appointment', id: 'a', status: 'proposed', start: '2029-01-01T09:00:00Z', basedOn: [{ reference: 'urn:uuid:2' }] } }] };
    expect((await ask('gnen-appointment-book', { context: { appointments } })).response.cards).toHaveLength(1);
  });
  test('discharge with surveillance overdue and not ordered suggests the visit; an active order silences it; unread orders are admitted', async () => {
    mockPicture = typeOne({ dates: lastGastroscopy });
    const { cards } = (await ask('gnen-encounter-discharge')).response;
    expect(cards).toMatchObject([{ indicator: 'warning', suggestions: [{ actions: [{ resource: { resourceType: 'ServiceRequest', occurrencePeriod: { start: '2026-11-22' }, note: [{ text: expect.stringContaining('between 2025-12-01 and 2026-06-01') }] } }] }] }]);
    const ordered = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'ServiceRequest', id: 's', status: 'active', subject: { reference: 'Patient/synthetic' }, code: { coding: [{ code: '76009000' }] } } }] };
    expect((await ask('gnen-encounter-discharge', { prefetch: { ...allKeys, orders: ordered } })).response.cards).toEqual([]);
    const { orders: _orders, ...unread } = allKeys;
    expect((await ask('gnen-encounter-discharge', { prefetch: unread })).response.cards[0]?.detail).toContain('could not be read');
  });
});
