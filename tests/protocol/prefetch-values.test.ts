/** contract.md section 3: what each prefetch key can be, and what follows from it when no FHIR server can be asked. */
import { type ServiceUnderTest, startedService } from '../fixtures/service-under-test';
import { aCall, aCondition, aPatient, aRecord, atrophicGastritis, cardsIn, coded, faultIn, found, gastrin, gNet, histology, hypertension, ki67, onePage, outcome, pathOf, type Prefetch, SNOMED, wordsIn } from './a-record';

let service: ServiceUnderTest;
beforeAll(async () => { service = await startedService(); });
afterAll(() => service.close());
const view = (prefetch: unknown, hook = 'patient-view', context: object = {}) => service.post(pathOf(hook), aCall(hook, { prefetch, context }));
const words = async (over: Prefetch): Promise<string> => { const { status, body } = await view(aRecord(over)); expect(status).toBe(200); return wordsIn(body); };

const NAMES: Readonly<Record<string, string>> = { observations: 'observations', procedures: 'procedures', medications: 'medication orders', statements: 'medication statements', reports: 'diagnostic reports', orders: 'service orders' };
const KEYS = Object.keys(NAMES);
const FAILED: [string, unknown][] = [['an OperationOutcome', outcome()], ['an OperationOutcome that only warns', outcome('warning')], ['a list', []], ['text', 'x'], ['a number', 0], ['false', false], ['an object without a type', {}], ['another resource', { resourceType: 'Basic', id: 'b' }], ['a Bundle whose entry is no list', { resourceType: 'Bundle', entry: {} }], ['only a fatal outcome', found(outcome('fatal'))]];
const EMPTY: [string, unknown][] = [['null', null], ['an empty Bundle', found()], ['a Bundle without entry', { resourceType: 'Bundle', type: 'searchset', total: 0 }], ['only a warning', found(outcome('warning'))], ['only information', { ...found(outcome('information')), total: 0 }]];
const SELF = ['Condition?patient={{context.patientId}}', 'https://ehr.example/Condition?patient=%7B%7Bcontext.patientId%7D%7D', 'https://ehr.example/Condition?patient=%7b%7bcontext.patientId%7d%7d'];
const withSelf = (url: string): object => ({ ...found(), total: 0, link: [{ relation: 'self', url }] });

describe.each(KEYS)('%s', (key) => {
  test.each(FAILED)('%s: failed, and named', async (_what, value) => expect(await words({ [key]: value })).toContain(`Could not be read: ${NAMES[key]}.`));
  test.each(EMPTY)('%s: asked, nothing there', async (_what, value) => expect(await words({ [key]: value })).toBe(await words({ [key]: null })));
  test('absent: named as not at hand', async () => expect(await words({ [key]: undefined })).toContain(`Not at hand: ${NAMES[key]}.`));
  test.each(SELF)('run with the token unresolved (%s): absent', async (url) => expect(await words({ [key]: withSelf(url) })).toContain(`Not at hand: ${NAMES[key]}.`));
  test('one page of more, or matches beside an error: used, and incomplete', async () => {
    for (const value of [onePage(gastrin()), found(gastrin(), outcome('error'))]) expect(await words({ [key]: value })).toContain(`The search was incomplete: ${NAMES[key]}.`);
  });
});

describe('conditions', () => {
  const noSign = { observations: found(ki67()), procedures: null };
  test.each<[string, unknown]>([['absent', undefined], ...FAILED, ...SELF.map((url): [string, unknown] => ['run with the token unresolved', withSelf(url)])])('%s and no other sign of a g-NEN: 412, naming the key', async (_what, conditions) => {
    const { status, body } = await view(aRecord({ ...noSign, conditions }));
    expect([status, faultIn(body)]).toEqual([412, 'prefetch.conditions']);
  });
  test.each(EMPTY)('%s and no other sign: no cards', async (_what, conditions) => expect(await view(aRecord({ ...noSign, conditions }))).toMatchObject({ status: 200, body: { cards: [] } }));
  test('incomplete and no g-NEN seen: no cards', async () => expect(await view(aRecord({ ...noSign, conditions: found(hypertension(), outcome('error')) }))).toMatchObject({ status: 200, body: { cards: [] } }));
  test.each<[string, unknown]>([['absent', undefined], ['failed', outcome()]])('%s beside a histology of the stomach: cards that name them', async (_what, conditions) => expect(await words({ conditions, observations: found(histology()) })).toMatch(/(Not at hand|Could not be read): conditions/));
  test.each(['order-select', 'order-sign', 'appointment-book', 'encounter-discharge'])('%s asks for them too', async (hook) => expect((await view(aRecord({ ...noSign, conditions: undefined }), hook)).status).toBe(412));
  test.each<[string, unknown]>([['absent', undefined], ['failed', outcome()], ['null', null]])('%s: for problem-list-item-create the Condition being added stands in', async (_what, conditions) => {
    const { status, body } = await view(aRecord({ ...noSign, conditions }), 'problem-list-item-create');
    expect([status, cardsIn(body).length]).toEqual([200, 1]);
  });
  test('warnings among the matches change nothing', async () => expect(await words({ conditions: found(gNet(), atrophicGastritis(), outcome('warning')) })).toBe(await words({})));
});

describe('patient', () => {
  test.each<[string, unknown]>([['absent', undefined], ['null', null], ...FAILED])('%s: the vital status is unknown, and said so', async (_what, patient) => expect(await words({ patient })).toContain('vital status is unknown'));
  test('there: nothing is said of it', async () => expect(await words({})).not.toContain('vital status'));
  test('of another id: 400 on every hook', async () => {
    for (const hook of ['patient-view', 'order-sign', 'encounter-discharge']) {
      const { status, body } = await view(aRecord({ patient: aPatient({ id: 'another' }) }), hook);
      expect([status, faultIn(body)]).toEqual([400, 'prefetch.patient']);
    }
  });
  test('deceased: no cards', async () => expect(await view(aRecord({ patient: aPatient({ deceasedBoolean: true }) }))).toMatchObject({ status: 200, body: { cards: [] } }));
});

describe('prefetch itself', () => {
  test.each<[string, unknown]>([['absent', undefined], ['null', null], ['empty', {}], ['of other keys only', { user: aPatient({ id: 'another' }), '-conditions': found(gNet()) }]])('%s: 412', async (_what, prefetch) => {
    const call = aCall('patient-view', { prefetch: {} });
    expect((await service.post(pathOf('patient-view'), { ...call, prefetch })).status).toBe(412);
  });
  test('keys that are not ours are ignored', async () => expect(wordsIn((await view({ ...aRecord(), user: aPatient({ id: 'another' }), extension: { a: null }, constructor: 5 })).body)).toBe(await words({})));
});

test.each<[string, object]>([['another patient', { reference: 'Patient/another' }], ['another patient, by an absolute reference', { reference: 'https://ehr.example/fhir/Patient/another' }], ['a group', { reference: 'Group/1' }]])('a g-NEN of %s brings no card', async (_what, subject) => {
  const { status, body } = await view(aRecord({ conditions: found(aCondition('x', coded(SNOMED, '276808007'), { subject })), observations: null, procedures: null }));
  expect([status, cardsIn(body)]).toEqual([200, []]);
});
test.each(['https://gateway.example/other/base/Patient/synthetic-1', 'Patient/synthetic-1/_history/3'])('%s is this patient, whatever its base', async (reference) => {
  expect(cardsIn((await view(aRecord({ conditions: found(gNet({ subject: { reference } })) }))).body)).not.toEqual([]);
});

describe('results of another patient among the matches', () => {
  const others = (id: string): object => ({ ...ki67(70), id, subject: { reference: 'Patient/another' } });
  test.each(['patient-view', 'order-sign', 'encounter-discharge', 'problem-list-item-create'])('%s: not used, and said so', async (hook) => {
    const record = (...more: object[]): Prefetch => aRecord({ conditions: found(gNet({ recordedDate: '2022-01-01' }), atrophicGastritis()), procedures: null, observations: found(gastrin(), ki67(), ...more) });
    const [alone, beside] = [wordsIn((await view(record(), hook)).body), wordsIn((await view(record(others('x')), hook)).body)];
    expect(alone).not.toMatch(/another patient/);
    expect(beside).toContain('Data of another patient came along and were not used.');
    expect(beside).not.toContain('70 %)');
    expect(beside.match(/Ki-67 index: [^\n]*/)?.[0]).toBe(alone.match(/Ki-67 index: [^\n]*/)?.[0]);
  });
});
