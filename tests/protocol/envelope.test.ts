/** contract.md section 2, Requests: what is compulsory is 400 with its path, what is forgiven is answered. */
import { type ServiceUnderTest, startedService } from '../fixtures/service-under-test';
import { aCall, aRecord, bundleLike, type Call, cardsIn, faultIn, HOOKS, pathOf } from './a-record';

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(() => service.close());
const sent = (call: Call, hook = 'patient-view') => service.post(pathOf(hook), call);
const withMember = (name: string, value: unknown, hook = 'patient-view'): Call => ({ ...aCall(hook), [name]: value });
const withContext = (name: string, value: unknown, hook = 'patient-view'): Call => { const call = aCall(hook); return { ...call, context: { ...call.context, [name]: value } }; };
/** What JSON drops, so that the member is absent. */
const ABSENT = undefined;
const NO_STRING: [string, unknown][] = [['a number', 5], ['true', true], ['a list', ['x']], ['an object', {}]];
const NO_OBJECT: [string, unknown][] = [['text', 'x'], ['a number', 1], ['true', true], ['a list', []]];

describe.each(HOOKS)('%s', (hook) => {
  test('a whole call is answered', async () => expect((await sent(aCall(hook), hook)).status).toBe(200));
  test('another hook than the service\'s own is 400', async () => {
    const { status, body } = await sent(withMember('hook', 'medication-prescribe', hook), hook);
    expect([status, faultIn(body)]).toEqual([400, 'hook']);
  });
});

describe('the envelope', () => {
  test.each<[string, string, unknown]>([
    ...['hook', 'hookInstance'].flatMap((name) => [['absent', ABSENT], ['null', null], ['empty', ''], ...NO_STRING].map(([what, value]): [string, string, unknown] => [name, String(what), value])),
    ['hookInstance', '256 characters', 'x'.repeat(256)],
    ...[['absent', ABSENT], ['null', null], ...NO_OBJECT].map(([what, value]): [string, string, unknown] => ['context', String(what), value]),
    ...NO_OBJECT.map(([what, value]): [string, string, unknown] => ['prefetch', what, value]),
    ...[...NO_STRING, ['empty', ''], ['relative', '/fhir'], ['of another scheme', 'ftp://ehr.example/'], ['without a scheme', '//ehr.example/fhir'], ['with a user', 'https://u:p@ehr.example/'], ['with a query', 'https://ehr.example/?a=1'], ['with a fragment', 'https://ehr.example/#a'], ['with a backslash', 'https://ehr.example\\fhir'], ['with a control character', 'https://ehr.example/\n'], ['that leads out', 'https://ehr.example/fhir/../x'], ['text', 'nonsense']].map(([what, value]): [string, string, unknown] => ['fhirServer', String(what), value]),
  ])('%s %s is 400 and named', async (name, _what, value) => {
    const { status, body } = await sent(withMember(name, value));
    expect([status, faultIn(body)]).toEqual([400, name]);
  });
  test.each<[string, string, unknown]>([
    ['hookInstance', 'of 255 characters', 'x'.repeat(255)], ['hookInstance', 'that is no UUID', 'call 7'], ['fhirServer', 'null', null], ['fhirAuthorization', 'null', null], ['fhirAuthorization', 'without fhirServer', { access_token: 5, token_type: 'mac' }],
    ['extension', 'of any shape', { 'com.example.x': [null] }], ['actionSelectionBehavior', 'that nobody knows', ['x']], ['__proto__x', 'unknown', { a: null }],
  ])('%s %s is answered', async (name, _what, value) => expect((await sent(withMember(name, value))).status).toBe(200));
  test('without the members that are compulsory nothing of the body is told', async () => {
    const { body } = await sent({ ...withContext('patientId', 'a/planted'), hookInstance: 'planted' });
    expect(JSON.stringify(body)).not.toContain('planted');
  });
});

describe('context.patientId', () => {
  test.each<[string, unknown]>([
    ['absent', ABSENT], ['null', null], ['empty', ''], ...NO_STRING, ['one dot', '.'], ['two dots', '..'], ['129 characters', 'x'.repeat(129)], ['of another type', 'Observation/x'], ['an absolute URL', 'https://ehr.example/Patient/x'],
    ['the prefix alone', 'Patient/'], ['the prefix twice', 'Patient/Patient/x'], ['the prefix and dots', 'Patient/..'], ['the prefix in another case', 'patient/x'],
    ...['/', '?', '#', '%', '|', ' ', '\t', '\n', '\u0000', '\u007f', '\u0085', '\u00a0', '\u3000', '\ud800'].map((character): [string, unknown] => [`holding U+${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`, `a${character}b`]),
  ])('%s is 400', async (_what, value) => {
    const { status, body } = await sent(withContext('patientId', value));
    expect([status, faultIn(body)]).toEqual([400, 'context.patientId']);
  });
  test.each(['x'.repeat(128), `Patient/${'x'.repeat(128)}`, 'a.b-c_d~e', '患者1', 'urn:uuid:abc', '...', '{{x}}', "o'brien", 'a&b=c'])('%s is an id', async (patientId) => {
    expect((await sent({ ...withContext('patientId', patientId), prefetch: aRecord({ patient: null, conditions: null, observations: null, procedures: null }) })).status).toBe(200);
  });
  test('Patient/<id> is read as <id>', async () => {
    const cards = async (patientId: string) => cardsIn((await sent(withContext('patientId', patientId))).body).map(({ summary, detail }) => ({ summary, detail }));
    expect(await cards('Patient/synthetic-1')).toEqual(await cards('synthetic-1'));
    expect(await cards('synthetic-1')).not.toEqual([]);
  });
});

describe.each(['userId', 'encounterId'])('context.%s', (name) => {
  test.each(NO_STRING)('%s is 400', async (_what, value) => {
    const { status, body } = await sent(withContext(name, value));
    expect([status, faultIn(body)]).toEqual([400, `context.${name}`]);
  });
  test.each([[ABSENT], [null], [''], ['Practitioner/x'], ['any / text ? at # all']])('%j is not needed and not read', async (value) => expect((await sent(withContext(name, value))).status).toBe(200));
});

describe('what a hook demands of its context', () => {
  const NO_BUNDLE: [string, unknown][] = [['absent', ABSENT], ['null', null], ...NO_OBJECT, ['another resource', { resourceType: 'Patient' }]];
  test.each<[string, string, string, unknown]>([['order-select', 'draftOrders'], ['order-sign', 'draftOrders'], ['problem-list-item-create', 'conditions'], ['appointment-book', 'appointments']].flatMap(([hook, name]) => NO_BUNDLE.map(([what, value]): [string, string, string, unknown] => [String(hook), String(name), what, value])))('%s: %s %s is 400', async (hook, name, _what, value) => {
    const { status, body } = await sent(withContext(name, value, hook), hook);
    expect([status, faultIn(body)?.startsWith(`context.${name}`)]).toEqual([400, true]);
  });
  test.each<[string, unknown]>([['absent', ABSENT], ['null', null], ['text', 'MedicationRequest/ppi'], ['an object', {}], ['holding a number', ['MedicationRequest/ppi', 5]], ['holding null', [null]]])('order-select: selections %s is 400', async (_what, value) => {
    const { status, body } = await sent(withContext('selections', value, 'order-select'), 'order-select');
    expect([status, faultIn(body)?.startsWith('context.selections')]).toEqual([400, true]);
  });
  test.each<[string, string, string]>([['order-select', 'draftOrders', 'entry'], ['order-sign', 'draftOrders', 'entry'], ['problem-list-item-create', 'conditions', 'entry'], ['appointment-book', 'appointments', 'entry']])('%s: %s with misshapen entries is answered', async (hook, name) => {
    for (const entry of [undefined, null, [], {}, 'x', [null, 5, {}, { resource: null }, { resource: {} }, { resource: { resourceType: 5 } }]]) expect((await sent(withContext(name, bundleLike(entry), hook), hook)).status).toBe(200);
  });
});
