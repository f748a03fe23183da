/** CDS Hooks 3.0 ballot: what its clients send is served, what they expect is there, and nothing stands in it that a 2.0 client would not know. */
import { OVERRIDE_CODINGS, NON_ADHERENCE_SYSTEM } from '../../src/hooks/override-reasons';
import { bundleOf } from '../fixtures/hook-call';
import { aFhirServer, fhir, type ScriptedServer } from '../hooks/fhir-client/a-fhir-server';
import { aRunningService, type RunningService, until } from '../operations/a-running-service';
import { anEhr } from '../operations/an-ehr';
import { aCall, aDrug, aPatient, aRecord, atrophicGastritis, cardsIn, found, gNet, HOOKS, pathOf } from './a-record';

jest.setTimeout(60_000);
let ehr: ScriptedServer;
let service: RunningService;
const STORED: Readonly<Record<string, object>> = { Patient: aPatient(), Condition: found(gNet(), atrophicGastritis()) };
beforeAll(async () => {
  ehr = await aFhirServer((url, response) => { fhir(response, STORED[/^\/fhir\/([A-Za-z]+)/.exec(url)?.[1] ?? ''] ?? found()); });
  service = await aRunningService({ clients: [anEhr({ fhirServers: [ehr.base], allowLoopback: true })] });
  // The embedded store opens with the first of its work, which on a busy machine outlasts the patience of one call.
  await until('the store takes feedback', async () => (await service.post(`${pathOf('patient-view')}/feedback`, { feedback: [{ card: 'warm-up', outcome: 'accepted' }] })).ok, 60_000);
}, 90_000);
afterAll(async () => { await service.remove(); await ehr.close(); });
const bodyOf = async (answer: Response): Promise<unknown> => answer.json();

test('discovery names the version of the specification that is spoken, and of each hook', async () => {
  const { services } = (await bodyOf(await fetch(`${service.url}/cds-services`))) as { services: Record<string, unknown>[] };
  expect(services.map(({ hook, version, hookVersion }) => [hook, version, hookVersion])).toEqual([
    ['patient-view', '2.0.1', '1.0'], ['order-select', '2.0.1', '1.0'], ['order-sign', '2.0.1', '1.0'], ['problem-list-item-create', '2.0.1', '0.1.0'], ['appointment-book', '2.0.1', '1.0'], ['encounter-discharge', '2.0.1', '1.0'],
  ]);
  for (const { prefetch } of services) for (const template of Object.values(prefetch as Record<string, string>)) expect(template.replaceAll('{{context.patientId}}', '')).not.toMatch(/\{\{|%/);
});

test.each(['patient/*.rs', 'user/*.cruds', 'patient/Patient.r patient/Condition.rs patient/Observation.rs patient/Procedure.rs patient/MedicationRequest.rs patient/MedicationStatement.rs patient/DiagnosticReport.rs patient/ServiceRequest.rs', 'patient/*.read'])('a token with the scopes %s reads every key', async (scope) => {
  ehr.asked.length = 0;
  const answer = await service.post(pathOf('patient-view'), { ...aCall('patient-view', { prefetch: {} }), fhirServer: ehr.base, fhirAuthorization: { access_token: 'planted', token_type: 'Bearer', expires_in: 300, scope, subject: 'gnen', patient: 'synthetic-1' } });
  expect(cardsIn(await bodyOf(answer))[0]?.summary).toContain('type I');
  expect(ehr.asked.map(({ headers }) => headers.authorization)).toEqual(Array<string>(8).fill('Bearer planted'));
});

test.each(HOOKS)('%s: a call as the ballot writes it is answered as 2.0 knows it', async (hook) => {
  const call = { ...aCall(hook), extension: { 'org.example.session': { started: '2026-11-22T10:00:00Z' } } };
  const answer = await service.post(pathOf(hook), { ...call, context: { ...call.context, extension: { 'org.example.ward': 7 } } });
  expect(answer.status).toBe(200);
  // The client's configuration would have to say that it understands it.
  expect(await answer.text()).not.toContain('actionSelectionBehavior');
});

test.each<[number, string, object]>([[400, pathOf('patient-view'), {}], [404, '/cds-services/unknown', {}], [412, pathOf('patient-view'), aCall('patient-view', { prefetch: {} })]])('a %i answer is an OperationOutcome', async (status, path, body) => {
  const answer = await service.post(path, body);
  expect([answer.status, await bodyOf(answer)]).toEqual([status, expect.objectContaining({ resourceType: 'OperationOutcome' })]);
});

describe('non-adherence reasons', () => {
  test('are offered in their own system where they say the same, and every reason has a display', async () => {
    const answer = await service.post(pathOf('order-sign'), aCall('order-sign', { context: { draftOrders: bundleOf(aDrug('ppi')) }, prefetch: aRecord() }));
    const reasons = cardsIn(await bodyOf(answer))[0]?.overrideReasons ?? [];
    expect(reasons.filter(({ system }) => system === NON_ADHERENCE_SYSTEM).map(({ code }) => code)).toEqual([OVERRIDE_CODINGS['evidence-disputed'].code]);
    for (const { display } of reasons) expect(display).not.toBe('');
  });
  test('are taken back in feedback, with a display or without', async () => {
    const reason = { code: 'patient-condition', system: NON_ADHERENCE_SYSTEM };
    const answer = await service.post(`${pathOf('order-sign')}/feedback`, { feedback: [{ card: 'c-1', outcome: 'overridden', overrideReason: { reason } }, { card: 'c-2', outcome: 'overridden', overrideReason: { reason: { ...reason, display: 'x' }, userComment: 'y' } }] });
    expect([answer.status, await bodyOf(answer)]).toEqual([200, {}]);
  });
});
