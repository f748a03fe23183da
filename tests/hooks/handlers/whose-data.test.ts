/** What another patient's resource, or a search that failed, may never bring into a card. */
import { bundleOf, hookCall, patientOf } from '../../fixtures/hook-call';
import { type ServiceUnderTest, startedService } from '../../fixtures/service-under-test';
import { stories } from '../../fixtures/story-files';

interface SeenCard { summary: string; detail?: string }

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(async () => { await service.close(); });

const [, , typeOne] = stories().find(([name]) => name === 'type-i-9-mm') ?? [];
const [, , overdue] = stories().find(([name]) => name === 'type-i-surveillance-overdue') ?? [];
const own = `Patient/${patientOf(typeOne)}`;

async function cards(id: string, body: object, language = 'en'): Promise<SeenCard[]> {
  const answer = await service.post(`/cds-services/${id}`, body, { 'Accept-Language': language });
  expect(answer.status).toBe(200);
  return (answer.body as { cards: SeenCard[] }).cards; // sound: an answer of 200 has cards
}

describe('an appointment', () => {
  const actor = (...references: string[]): object => ({ participant: references.map((reference) => ({ actor: { reference }, status: 'needs-action' })) });
  const visit = (more: object): object => ({ resourceType: 'Appointment', id: 'a', status: 'proposed', description: 'gastroscopy', start: '2029-03-01T09:00:00Z', end: '2029-03-01T09:30:00Z', ...more });
  test.each([
    ['for this patient', actor('Practitioner/1', own), 1], ['for this patient, under another base', actor(`https://ehr.example/fhir/${own}/_history/3`), 1], ['that names no patient', actor('Practitioner/1'), 1],
    ['for another patient', actor('Practitioner/1', 'Patient/other'), 0], ['for several patients, this one among them', actor('Patient/other', own), 1], ['with participants that are nonsense', { participant: [null, 5, { actor: 'x' }, {}] }, 1],
  ])('%s', async (_what, more, count) => {
    expect(await cards('gnen-appointment-book', hookCall('gnen-appointment-book', typeOne, { appointments: bundleOf(visit(more)) }))).toHaveLength(count);
  });
});

describe('a gastric NEN put on the problem list', () => {
  const added = (reference: string): object => ({ resourceType: 'Condition', id: 'new', subject: { reference }, code: { coding: [{ system: 'http://snomed.info/sct', code: '276808007' }] } });
  const nothing = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Patient', id: patientOf(typeOne) } }] };
  test.each([['of this patient', own, 1], ['of another patient', 'Patient/other', 0]])('%s', async (_whose, reference, count) => {
    expect(await cards('gnen-problem-list-item-create', hookCall('gnen-problem-list-item-create', nothing, { conditions: bundleOf(added(reference)) }))).toHaveLength(count);
  });
});

describe('at discharge', () => {
  const call = (orders: unknown): object => { const body = hookCall('gnen-encounter-discharge', overdue) as { prefetch: object }; return { ...body, prefetch: { ...body.prefetch, orders } }; };
  const failed = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'timeout' }] };
  test.each([
    ['en', 'no active order found', 'whether it is ordered is not known'], ['zh-CN', '未见有效医嘱', '不知是否已开具'],
  ])('orders that could not be read are not called absent, in %s', async (language, absent, unread) => {
    const [known] = await cards('gnen-encounter-discharge', call(null), language);
    expect(known?.summary).toContain(absent);
    for (const orders of [failed, undefined, { resourceType: 'Bundle', entry: [], link: [{ relation: 'next', url: 'https://ehr.example/next' }] }]) {
      const [card] = await cards('gnen-encounter-discharge', call(orders), language);
      expect(card?.summary).toContain(unread);
      expect(`${card?.summary}${card?.detail}`).not.toContain(absent);
    }
  });
});
