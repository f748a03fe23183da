/** The public CDS Hooks sandbox as a client: its preflights, its calls as it really sends them, what it does with cards, and its feedback. */
import { readConfig } from '../src/config';
import { NO_SITE_CODES } from '../src/fhir-mapping';
import { answerHook, discovery } from '../src/hooks';
import type { FeedbackEntry } from '../src/store';
import { bundleOf, hookCall, patientOf } from './fixtures/hook-call';
import { stories } from './fixtures/story-files';
import { aService, type Service } from './http/a-service';

const ORIGIN = 'https://sandbox.cds-hooks.org';
const stored: FeedbackEntry[] = [];
let service: Service;

beforeAll(async () => {
  const config = readConfig({ SANDBOX: 'off', LOG_LEVEL: 'silent' });
  service = await aService(config, {
    discovery, verify: () => Promise.resolve({ client: null, tenant: null }),
    answerHook: (id, body, call) => answerHook(id, body, call, { config, siteCodes: NO_SITE_CODES, readerFor: () => null, onCardFailure: () => { throw new Error('a card failed its own check'); } }),
    store: { healthy: () => true, rememberShown: () => undefined, saveFeedback: (entries) => { stored.push(...entries); return Promise.resolve({ stored: [...entries], repeated: 0 }); } },
  });
});
afterAll(async () => { await service.stop(); });

interface Resource { resourceType: string; id?: string; [member: string]: unknown }
interface SandboxAction { type: string; description: string; resource?: Resource; resourceId?: string }
interface SandboxCard { uuid: string; summary: string; detail?: string; indicator: string; source: { label: string }; suggestions?: { uuid: string; label: string; actions: SandboxAction[] }[]; overrideReasons?: { code: string; system: string }[]; links?: { type: string }[] }

const send = (path: string, body: unknown): Promise<Response> =>
  fetch(`${service.url}${path}`, { method: 'POST', headers: { Origin: ORIGIN, Accept: 'application/json', 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
// Sound: asked of answers of 200 only.
const cardsOf = async (response: Response): Promise<SandboxCard[]> => { expect(response.status).toBe(200); return ((await response.json()) as { cards: SandboxCard[] }).cards; };

const [, , typeOne] = stories().find(([name]) => name === 'type-i-9-mm') ?? [];
const subject = { reference: `Patient/${patientOf(typeOne)}` };
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
/** The order form's resource: `category` an object, as the sandbox writes it. */
const omeprazole: Resource = {
  resourceType: 'MedicationRequest', id: 'order-123', status: 'draft', intent: 'order', category: { coding: [{ code: 'outpatient' }] }, subject, authoredOn: '2026-11-22',
  medicationCodeableConcept: { text: 'Omeprazole 20 MG Delayed Release Oral Capsule', coding: [{ system: RXNORM, code: '7646', display: 'Omeprazole' }] }, reasonCode: [],
};
/** The sandbox's Bundle of drafts has no type. */
const drafts = (...resources: Resource[]): object => ({ resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) });
const select = (...resources: Resource[]): Record<string, unknown> =>
  hookCall('gnen-order-select', typeOne, { userId: 'Practitioner/COREPRACTITIONER1', selections: [`${resources[0]?.resourceType}/${resources[0]?.id}`], draftOrders: drafts(...resources) });

describe('a browser may call', () => {
  test.each([
    ['discovery', '/cds-services', 'GET', 'authorization'], ['a service', '/cds-services/gnen-patient-view', 'POST', 'authorization,content-type'], ['feedback', '/cds-services/gnen-order-select/feedback', 'POST', 'authorization,content-type'],
  ])('%s, after a preflight without a token', async (_what, path, method, headers) => {
    const response = await fetch(`${service.url}${path}`, { method: 'OPTIONS', headers: { Origin: ORIGIN, 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': headers } });
    expect([200, 204]).toContain(response.status);
    expect([ORIGIN, '*']).toContain(response.headers.get('access-control-allow-origin'));
    expect(response.headers.get('access-control-allow-methods')).toContain(method);
    for (const header of headers.split(',')) expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toContain(header);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test.each([
    ['400, the second click without drafts', '/cds-services/gnen-order-select', hookCall('gnen-order-select', typeOne), 400], ['404', '/cds-services/none', {}, 404],
    ['412, nothing prefetched', '/cds-services/gnen-patient-view', { ...hookCall('gnen-patient-view', typeOne), prefetch: {} }, 412],
  ])('and reads the error: %s', async (_what, path, body, status) => {
    const response = await send(path, body);
    expect(response.status).toBe(status);
    expect([ORIGIN, '*']).toContain(response.headers.get('access-control-allow-origin'));
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  test('each service is discovered under an id of its own, with queries the sandbox can fill', async () => {
    const response = await fetch(`${service.url}/cds-services`, { headers: { Origin: ORIGIN, Accept: 'application/json' } });
    const { services } = (await response.json()) as { services: { id: string; prefetch: Record<string, string> }[] };
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
    for (const { prefetch } of services) for (const query of Object.values(prefetch)) expect(query.replaceAll('{{context.patientId}}', '1')).not.toMatch(/[{}]/);
  });
});

describe('the sandbox shows', () => {
  test('the summary when a patient is opened, with what it renders', async () => {
    const cards = await cardsOf(await send('/cds-services/gnen-patient-view', hookCall('gnen-patient-view', typeOne, { userId: 'Practitioner/COREPRACTITIONER1' })));
    expect(cards[0]?.summary).toMatch(/^Gastric NET G1, type I/);
    for (const card of cards) {
      expect(card.uuid).toMatch(/^[0-9a-f-]{36}$/);
      expect(card.detail ?? '').not.toMatch(/(?<!\\)<[a-z/!?]/i);
    }
  });

  test('nothing while the order form holds no drug', async () => {
    const { medicationCodeableConcept: _drug, intent: _intent, ...empty } = omeprazole;
    expect(await cardsOf(await send('/cds-services/gnen-order-select', select(empty as Resource)))).toEqual([]);
  });

  test('nothing for an imaging order with an empty coding', async () => {
    expect(await cardsOf(await send('/cds-services/gnen-order-sign', hookCall('gnen-order-sign', typeOne, { draftOrders: drafts({ resourceType: 'ServiceRequest', id: 'pama', status: 'draft', code: { coding: [{}] }, reasonCode: [] }) })))).toEqual([]);
  });

  test('the warning for an acid suppressant, once the drug is chosen', async () => {
    const [card, ...more] = await cardsOf(await send('/cds-services/gnen-order-select', select(omeprazole)));
    expect(more).toEqual([]);
    expect(card?.indicator).toBe('warning');
    expect(card?.overrideReasons?.length).toBeGreaterThanOrEqual(2);
  });
});

/** A suggestion applied as the specification wants it: deletes, then creates, then updates, all or none. */
function applied(before: readonly Resource[], actions: readonly SandboxAction[]): Resource[] {
  const name = ({ resourceType, id }: Resource): string => `${resourceType}/${id}`;
  const after = new Map(before.map((resource) => [name(resource), resource]));
  for (const type of ['delete', 'create', 'update']) {
    for (const action of actions.filter((one) => one.type === type)) {
      if (type === 'delete') {
        if (!after.delete(action.resourceId ?? '')) throw new Error('nothing to delete');
        continue;
      }
      const { resource } = action;
      if (resource === undefined || after.has(name(resource)) !== (type === 'update')) throw new Error(`cannot ${type}`);
      after.set(name(resource), resource);
    }
  }
  return [...after.values()];
}

describe('a suggestion, accepted', () => {
  test('takes the acid suppressant off the drafts, and the next call is silent', async () => {
    const other: Resource = { resourceType: 'ServiceRequest', id: 'count', status: 'draft', intent: 'order', subject, code: { text: 'Full blood count' } };
    const [card] = await cardsOf(await send('/cds-services/gnen-order-select', select(omeprazole, other)));
    const left = applied([omeprazole, other], card?.suggestions?.[0]?.actions ?? []);
    expect(left).toEqual([other]);
    expect(await cardsOf(await send('/cds-services/gnen-order-sign', hookCall('gnen-order-sign', typeOne, { draftOrders: drafts(...left) })))).toEqual([]);
  });

  test('adds an order that is valid beside the drafts and is not suggested again', async () => {
    const view = hookCall('gnen-patient-view', typeOne);
    const missing = (cards: readonly SandboxCard[]): SandboxCard | undefined => cards.find((card) => card.suggestions !== undefined);
    const card = missing(await cardsOf(await send('/cds-services/gnen-patient-view', view)));
    const accepted = card?.suggestions?.[0];
    const drafted = applied([], accepted?.actions ?? []);
    expect(drafted).toHaveLength(1);
    const again = missing(await cardsOf(await send('/cds-services/gnen-patient-view', { ...view, prefetch: { ...(view['prefetch'] as object), orders: { ...bundleOf(...drafted), type: 'searchset' } } })));
    expect((again?.suggestions ?? []).map(({ label }) => label)).not.toContain(accepted?.label);
    expect(again?.suggestions?.length ?? 0).toBe((card?.suggestions?.length ?? 0) - 1);
  });

  test('moves a visit that is booked too late into the window, and the next call is silent', async () => {
    const visit: Resource = { resourceType: 'Appointment', id: 'visit', status: 'proposed', description: 'Gastroscopy', start: '2029-01-10T09:00:00Z', end: '2029-01-10T09:30:00Z', participant: [{ actor: subject, status: 'needs-action' }] };
    const book = (...resources: Resource[]): Promise<Response> => send('/cds-services/gnen-appointment-book', hookCall('gnen-appointment-book', typeOne, { appointments: drafts(...resources) }));
    const [card] = await cardsOf(await book(visit));
    expect(await cardsOf(await book(...applied([visit], card?.suggestions?.[0]?.actions ?? [])))).toEqual([]);
  });
});

describe('feedback', () => {
  test('an accepted suggestion and an overridden card are stored as the sandbox sends them, one entry a delivery', async () => {
    const [card] = await cardsOf(await send('/cds-services/gnen-order-select', select(omeprazole)));
    const reason = { code: card?.overrideReasons?.[0]?.code, system: card?.overrideReasons?.[0]?.system };
    const entries = [
      { card: card?.uuid, outcome: 'accepted', acceptedSuggestions: [{ id: card?.suggestions?.[0]?.uuid }], outcomeTimestamp: '2026-11-22T10:00:00.000Z' },
      { card: card?.uuid, outcome: 'overridden', overrideReason: { reason, userComment: 'Discussed' }, outcomeTimestamp: '2026-11-22T10:01:00.000Z' },
    ];
    for (const entry of entries) {
      const response = await send('/cds-services/gnen-order-select/feedback', { feedback: [entry] });
      expect([response.status, await response.json()]).toEqual([200, {}]);
    }
    expect(stored).toMatchObject([
      { service: 'gnen-order-select', card: card?.uuid, outcome: 'accepted', acceptedSuggestions: [card?.suggestions?.[0]?.uuid] },
      { service: 'gnen-order-select', card: card?.uuid, outcome: 'overridden', reason, userComment: 'Discussed' },
    ]);
  });
});
