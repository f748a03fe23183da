/** A whole encounter of one patient: what is shown from opening the chart to discharge, counted. */
import { bundleOf, hookCall, patientOf } from './fixtures/hook-call';
import { type ServiceUnderTest, startedService } from './fixtures/service-under-test';
import { stories } from './fixtures/story-files';

interface SeenCard { uuid: string; summary: string; indicator: string; source: { topic: { code: string } }; suggestions?: { label: string; uuid: string }[] }

const told = stories();
let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(async () => { await service.close(); });

function patient(name: string): { bundle: unknown; subject: { reference: string }; asOf: string } {
  const found = told.find(([each]) => each === name);
  if (found === undefined) throw new Error(`no story ${name}`);
  const [, { asOf }, bundle] = found;
  return { bundle, asOf, subject: { reference: `Patient/${patientOf(bundle)}` } };
}

/** View, select, sign, book and discharge: what each step shows. */
async function encounter(name: string, language: string): Promise<SeenCard[][]> {
  const { bundle, subject, asOf } = patient(name);
  service.setToday(asOf);
  const drafts = bundleOf(
    { resourceType: 'MedicationRequest', id: 'ppi', status: 'draft', intent: 'order', subject, medicationCodeableConcept: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7646', display: 'Omeprazole' }] } },
    { resourceType: 'ServiceRequest', id: 'count', status: 'draft', intent: 'order', subject, code: { text: 'Full blood count' } },
  );
  const visit = { resourceType: 'Appointment', id: 'visit', status: 'proposed', description: 'Gastroscopy', start: '2029-01-10T09:00:00Z', end: '2029-01-10T09:30:00Z', participant: [{ actor: subject, status: 'needs-action' }] };
  const steps: [string, object][] = [
    ['gnen-patient-view', {}], ['gnen-order-select', { selections: ['MedicationRequest/ppi'], draftOrders: drafts }], ['gnen-order-sign', { draftOrders: drafts }], ['gnen-appointment-book', { appointments: bundleOf(visit) }], ['gnen-encounter-discharge', {}],
  ];
  const shown: SeenCard[][] = [];
  for (const [id, context] of steps) {
    const { status, body } = await service.post(`/cds-services/${id}`, hookCall(id, bundle, context), { 'Accept-Language': language });
    expect(status).toBe(200);
    shown.push((body as { cards: SeenCard[] }).cards); // sound: an answer of 200 has cards
  }
  return shown;
}

const topics = (cards: readonly SeenCard[]): string[] => cards.map(({ source }) => source.topic.code);

describe.each(['en', 'zh-CN'])('in %s', (language) => {
  test.each([
    ['type-i-9-mm', [['summary', 'missingData'], ['orderCheck'], ['orderCheck'], ['appointmentWindow'], ['dischargeSurveillance']]],
    ['type-i-surveillance-overdue', [['summary', 'surveillanceOverdue', 'missingData'], ['orderCheck'], ['orderCheck'], ['appointmentWindow'], ['dischargeSurveillance']]],
    ['type-iii-into-the-muscle', [['summary', 'missingData'], [], [], [], []]],
    ['a-record-without-a-neuroendocrine-neoplasm', [[], [], [], [], []]],
    ['a-patient-who-has-died', [[], [], [], [], []]],
  ])('%s sees each card once, and only where it belongs', async (name, expected) => {
    expect((await encounter(name, language)).map(topics)).toEqual(expected);
  });
});

test('no step says the same twice, one summary at most is shown, and no order is suggested twice', async () => {
  for (const [index, [name, , bundle]] of told.entries()) {
    if (patientOf(bundle) === null) continue;
    const shown = await encounter(name, index % 2 === 0 ? 'en' : 'zh-CN');
    expect([name, shown.flatMap(topics).filter((topic) => topic === 'summary').length <= 1]).toEqual([name, true]);
    for (const cards of shown) {
      expect([name, new Set(cards.map(({ summary }) => summary)).size]).toEqual([name, cards.length]);
      const labels = cards.flatMap(({ suggestions = [] }) => suggestions.map(({ label }) => label));
      expect([name, new Set(labels).size]).toEqual([name, labels.length]);
    }
    const ids = shown.flat().flatMap(({ uuid, suggestions = [] }) => [uuid, ...suggestions.map((one) => one.uuid)]);
    expect(new Set(ids).size).toBe(ids.length);
  }
}, 120_000);
