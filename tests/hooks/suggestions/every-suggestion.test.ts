/** Every resource that any example patient's cards propose, before a real FHIR R4 validator. */
import { faultsInAll } from '../../a-fhir-validator';
import { hookCall, patientOf } from '../../fixtures/hook-call';
import { type ServiceUnderTest, startedService } from '../../fixtures/service-under-test';
import { clientCalls, orderCalls, stories } from '../../fixtures/story-files';

interface Proposed { type: string; description?: string; resource?: { resourceType: string; id?: string; subject?: { reference: string }; occurrencePeriod?: { start: string; end?: string } }; resourceId?: string }
interface SeenCard { suggestions?: { actions: Proposed[] }[] }

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(async () => { await service.close(); });

async function proposed(path: string, body: unknown, today: string, language = 'en'): Promise<Proposed[]> {
  service.setToday(today);
  const { status, body: answer } = await service.post(`/cds-services/${path}`, body, { 'Accept-Language': language });
  if (status !== 200) return [];
  // Sound: an answer of 200 has cards.
  return (answer as { cards: SeenCard[] }).cards.flatMap((card) => (card.suggestions ?? []).flatMap(({ actions }) => actions));
}
const resourcesOf = (actions: readonly Proposed[]): NonNullable<Proposed['resource']>[] => actions.flatMap(({ resource }) => resource ?? []);

const judged = new Set<string>();
/** Faults of the resources that no other like them, but for id, patient and day, was judged before. */
function newFaults(resources: readonly NonNullable<Proposed['resource']>[]): string[] {
  return faultsInAll(resources.filter((resource) => {
    const like = JSON.stringify({ ...resource, id: resource.id?.length, subject: null, authoredOn: null });
    return !judged.has(like) && judged.add(like);
  }));
}

const patients = stories().filter(([, , bundle]) => patientOf(bundle) !== null);

test.each(['gnen-patient-view', 'gnen-encounter-discharge'])('whatever %s proposes for any story is valid, for that patient, and never wholly in the past', async (id) => {
  let seen = 0;
  for (const [name, story, bundle] of patients) {
    const resources = resourcesOf(await proposed(id, hookCall(id, bundle), story.asOf, seen % 2 === 0 ? 'en' : 'zh-CN'));
    seen += resources.length;
    expect([name, newFaults(resources)]).toEqual([name, []]);
    for (const { subject, occurrencePeriod } of resources) {
      expect(subject).toEqual({ reference: `Patient/${patientOf(bundle)}` });
      if (occurrencePeriod !== undefined) expect((occurrencePeriod.end ?? occurrencePeriod.start) >= story.asOf).toBe(true);
    }
  }
  expect(seen).toBeGreaterThan(10);
}, 120_000);

test('whatever the problem list proposes for any story is valid', async () => {
  let seen = 0;
  for (const [name, story, bundle] of patients) {
    const { prefetch } = hookCall('gnen-patient-view', bundle) as { prefetch: { conditions: unknown } };
    const resources = resourcesOf(await proposed('gnen-problem-list-item-create', hookCall('gnen-problem-list-item-create', bundle, { conditions: prefetch.conditions }), story.asOf));
    seen += resources.length;
    expect([name, newFaults(resources)]).toEqual([name, []]);
  }
  expect(seen).toBeGreaterThan(10);
}, 120_000);

test('whatever is proposed for any order is valid, and what is taken back is one of the drafts', async () => {
  const types = new Set<string>();
  for (const [name, { service: id, today }, request] of orderCalls()) {
    const actions = await proposed(id, request, today);
    for (const { type } of actions) types.add(type);
    expect([name, newFaults(resourcesOf(actions))]).toEqual([name, []]);
    const drafts = JSON.stringify((request as { context: unknown }).context);
    for (const { type, resource, resourceId } of actions) {
      if (type !== 'delete') continue;
      expect(resource).toBeUndefined();
      expect(drafts).toContain(`"id":"${resourceId?.split('/')[1]}"`);
    }
  }
  expect([...types].sort()).toEqual(['create', 'delete', 'update']);
}, 120_000);

test('whatever is proposed to clients with quirks is valid', async () => {
  for (const [name, call] of clientCalls()) expect([name, newFaults(resourcesOf(await proposed(call.service, call.body, '2026-11-22')))]).toEqual([name, []]);
}, 60_000);
