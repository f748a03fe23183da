/** security.md section 3: JSON and the request, against the real process. */
import { aPatientView, cardsOf, storyBundle } from '../operations/a-request';
import { aRunningService, type RunningService } from '../operations/a-running-service';
import { SERVICE } from '../operations/an-ehr';

jest.setTimeout(60_000);
let service: RunningService;
let usual: string[];
const summaries = async (body: unknown): Promise<string[]> => {
  const answer = await service.post(SERVICE, body);
  expect(answer.status).toBe(200);
  return (await cardsOf(answer)).map(({ summary }) => summary);
};
beforeAll(async () => { service = await aRunningService({ env: { MAX_ENTRIES: '200', RATE_LIMIT_PER_MINUTE: '0', BODY_LIMIT_BYTES: '50000000' } }); usual = await summaries(aPatientView()); });
afterAll(() => service.remove());
// After any request the process lives and the next ordinary request gets the same answer as before.
afterEach(async () => { expect(await summaries(aPatientView())).toEqual(usual); });
const status = async (body: unknown, path = SERVICE): Promise<number> => {
  const answer = await service.post(path, body);
  if (answer.status !== 200) expect(((await answer.json()) as { resourceType: string }).resourceType).toBe('OperationOutcome');
  return answer.status;
};

describe('nesting and number', () => {
  test.each<[string, (depth: number) => string]>([['lists', (depth) => '['.repeat(depth) + ']'.repeat(depth)], ['objects', (depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)]])('§3.1 nesting above MAX_JSON_DEPTH anywhere is 400, also a million levels: %s', async (_what, nested) => {
    for (const depth of [64, 5000, 1_000_000 / 2]) expect(await status(`{"extension":${nested(depth)}}`)).toBe(400);
    const body = JSON.stringify({ ...aPatientView(), extension: 1 }).replace('"extension":1', `"extension":${nested(63)}`);
    expect(await status(body)).toBe(200);
  });
  test('§3.2 more than MAX_ENTRIES Bundle entries or feedback items: 413', async () => {
    const entry = Array.from({ length: 201 }, () => ({}));
    expect(await status({ ...aPatientView(), prefetch: { conditions: { resourceType: 'Bundle', entry } } })).toBe(413);
    expect(await status({ resourceType: 'Bundle', entry }, '/assess')).toBe(413);
    expect([400, 413]).toContain(await status({ feedback: entry.map(() => ({ card: 'c', outcome: 'accepted' })) }, `${SERVICE}/feedback`));
  });
  test.each<[string, unknown]>([['blanks', ' '.repeat(1_000_000)], ['digits', '1'.repeat(1_000_000)], ['percent signs', '%'.repeat(1_000_000)], ['Ki-67 words', 'Ki-67 '.repeat(160_000)], ['Chinese', '约5%，'.repeat(100_000)], ['dashes', '-'.repeat(1_000_000)], ['open brackets', '<'.repeat(1_000_000)], ['emphasis', '*_'.repeat(500_000)]])('§3.3 a field of 1 MB of anything costs no more than its parsing: %s', async (_what, value) => {
    const body = aPatientView();
    const bundle = (type: string, over: (resource: Record<string, unknown>) => object): object => ({ resourceType: 'Bundle', type: 'searchset', entry: storyBundle().entry.filter(({ resource }) => resource.resourceType === type).slice(0, 2).map(({ resource }) => ({ resource: { ...resource, ...over(resource) } })) });
    const hostile = {
      observations: bundle('Observation', () => ({ valueQuantity: undefined, valueString: value, effectiveDateTime: value, note: [{ text: value }], code: { text: value, coding: [{ system: value, code: value }] } })),
      conditions: bundle('Condition', (resource) => ({ onsetString: value, code: { ...(resource['code'] as object), text: value } })),
    };
    const once = async (): Promise<number> => {
      const since = performance.now();
      expect(await status({ ...body, prefetch: { ...body.prefetch, ...hostile } })).toBe(200);
      return performance.now() - since;
    };
    // The better of two: one may be this busy machine's.
    const first = await once();
    expect(first < 1500 ? first : Math.min(first, await once())).toBeLessThan(3000);
  });
});

describe('names', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'])('§3.4 %s is an ordinary unknown name wherever it stands', async (name) => {
    const hostile = `{"${name}":{"conditions":null,"polluted":true,"patientId":"other","toString":1}}`;
    const base = JSON.stringify(aPatientView());
    for (const body of [base.replace('{', `{"${name}":${hostile},`), base.replace('"prefetch":{', `"prefetch":{"${name}":${hostile},`), base.replace('"context":{', `"context":{"${name}":${hostile},`), base.replaceAll('"coding":[{', `"coding":[{"${name}":${hostile},`)]) expect(await summaries(body)).toEqual(usual);
  });
  test('§3.4 a prefetch key of such a name is never taken for ours', async () => expect(await status({ ...aPatientView(), prefetch: JSON.parse('{"__proto__":{"conditions":{"resourceType":"Bundle","entry":[]}}}') as object })).toBe(412));
  test('§3.9 unknown members and extensions are ignored anywhere', async () => {
    const strewn = (value: unknown): unknown => (Array.isArray(value) ? value.map(strewn) : typeof value === 'object' && value !== null ? { unknownMember: { a: [1] }, extension: [{ url: 'https://a.example/x', valueString: 'x' }], ...Object.fromEntries(Object.entries(value).map(([name, each]) => [name, strewn(each)])) } : value);
    expect(await summaries(strewn(aPatientView()))).toEqual(usual);
  });
  test('§2.6 a byte order mark is no part of the body', async () => expect(await summaries(`\ufeff${JSON.stringify(aPatientView())}`)).toEqual(usual));
  test('§3.5 duplicate members: the last one wins everywhere, what was checked is what is used', async () => {
    const base = JSON.stringify(aPatientView());
    expect(await summaries(base.replace('"hook":"patient-view"', '"hook":"order-sign","hook":"patient-view"'))).toEqual(usual);
    expect(await status(base.replace('"hook":"patient-view"', '"hook":"patient-view","hook":"order-sign"'))).toBe(400);
    expect(await status(base.replace(/"patientId":"([^"]+)"/, '"patientId":"$1","patientId":"a/b"'))).toBe(400);
  });
});

describe('members of the wrong JSON type', () => {
  test.each<[string, Record<string, unknown>]>([
    ['hook', { hook: 5 }], ['hook of another service', { hook: 'order-sign' }], ['hookInstance', { hookInstance: {} }], ['an empty hookInstance', { hookInstance: '' }], ['context', { context: [] }], ['no context', { context: null }], ['prefetch', { prefetch: 'x' }], ['prefetch as a list', { prefetch: [] }],
    ['patientId', { context: { patientId: 5 } }], ['userId', { context: { patientId: 'a', userId: 5 } }], ['encounterId', { context: { patientId: 'a', encounterId: {} } }], ['fhirServer', { fhirServer: 5 }],
  ])('§3.6 §3.10 in the envelope is 400: %s', async (_what, over) => expect(await status({ ...aPatientView(), ...over })).toBe(400));
  test.each(['a/b', 'a?b', 'a#b', 'a%2e', 'a|b', 'a b', 'a\u0000b', 'a\nb', '.', '..', 'a'.repeat(129), ''])('§3.12 an id that could leave its path segment is 400: %j', async (patientId) => expect(await status({ ...aPatientView(), context: { patientId } })).toBe(400));
  test('§3.11 hookInstance may repeat: it is no replay key', async () => { for (let nth = 0; nth < 3; nth += 1) expect(await status(aPatientView())).toBe(200); });
  test.each<[string, unknown]>([['text', '55'], ['a list', [55]], ['true', true], ['an object', { value: 55 }], ['null', null]])('§3.7 inside a resource nothing is coerced: a Ki-67 that is %s is not used and never 500', async (_what, value) => {
    const body = aPatientView();
    const entry = storyBundle().entry.filter(({ resource }) => resource.resourceType === 'Observation').map(({ resource }) => ({ resource: { ...resource, ...(resource['valueQuantity'] === undefined ? {} : { valueQuantity: { ...(resource['valueQuantity'] as object), value } }) } }));
    const cards = await summaries({ ...body, prefetch: { ...body.prefetch, observations: { resourceType: 'Bundle', entry } } });
    expect(cards[0]).not.toMatch(/NET G[123]/);
  });
  test.each<[string, unknown]>([['null entries', { resourceType: 'Bundle', entry: [null, 5, 'x', [], {}] }], ['entry that is an object', { resourceType: 'Bundle', entry: {} }], ['resources that are none', { resourceType: 'Bundle', entry: [{ resource: null }, { resource: [] }, { resource: { resourceType: 5 } }] }], ['a list', []], ['text', 'x'], ['a number', 5]])('§3.8 misshapen prefetch is never a 500: %s', async (_what, value) => {
    for (const key of ['conditions', 'observations', 'patient', 'medications', 'reports']) expect([200, 400, 412]).toContain(await status({ ...aPatientView(), prefetch: { ...aPatientView().prefetch, [key]: value } }));
  });
  test('§3.7 1e400 is not a value, and lone surrogates crash nothing', async () => {
    const base = JSON.stringify(aPatientView());
    expect(await summaries(base.replace(/"value":\d+(\.\d+)?/g, '"value":1e400'))).not.toEqual(usual);
    expect([200, 400]).toContain(await status(base.replace('"hook"', '"x\\ud800":"\\udfff","hook"')));
  });
});
