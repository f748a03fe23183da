/** A large body is worked on in another thread, and nobody can tell by the answer. */
import { type Done, LARGE_BODY_BYTES, type LargeBodies, type Task, workOf } from '../../src/calls';
import { type RecordReader, answerHook, assessBundle, type HookRequest } from '../../src/hooks';
import { NO_SITE_CODES } from '../../src/fhir-mapping';
import { type Service, aService, post } from '../http/a-service';
import { aPatientView, storyBundle } from '../operations/a-request';
import { builtFile } from '../operations/built-service';

const SETUP = { limits: { maxJsonDepth: 64, maxEntries: 10_000 }, publicBaseUrl: 'https://cds.example.org', smartLaunchUrl: null, gastrinUpperLimit: null };
const TODAY = '2026-11-22';
const PATH = '/cds-services/gnen-patient-view';
const HOOK: Task = { kind: 'hook', service: 'gnen-patient-view', language: 'en', today: TODAY };
const ASSESS: Task = { kind: 'assess', asOf: undefined, language: 'zh-CN', today: TODAY };
const FEEDBACK: Task = { kind: 'feedback', service: 'gnen-order-sign', iss: 'https://ehr.example.org', tenant: null, now: `${TODAY}T10:00:00.000Z` };
jest.setTimeout(60_000);

/** Scripted: what was asked of the FHIR server, and its answer to every key. */
let asked: { request: HookRequest; keys: string[]; hungUp: AbortSignal }[] = [];
const reader = (request: HookRequest): RecordReader | null => (request.fhirServer !== 'https://fhir.example.org/r4' ? null : {
  read: async (queries, hungUp) => {
    asked.push({ request, keys: queries.map(({ key }) => key), hungUp });
    return new Map(queries.map(({ key }) => [key, key === 'procedures' ? { state: 'complete', resources: [{ resourceType: 'Procedure', id: 'gastroscopy', status: 'completed', code: { coding: [{ system: 'http://snomed.info/sct', code: '76009000' }] }, performedDateTime: '2026-05-04' }] } : { state: 'failed', resources: [] }]));
  },
});

let threads: LargeBodies;
let replaced = 0;
beforeAll(async () => {
  const { largeBodies } = require(await builtFile('calls/index')) as typeof import('../../src/calls'); // sound: the same module, compiled
  threads = largeBodies({ setup: { ...SETUP, conceptMaps: [] }, readerFor: reader, onCardFailure: () => { replaced += 1; } });
});
afterAll(() => threads.close());
beforeEach(() => { asked = []; });

const here = workOf({
  limits: SETUP.limits,
  answerHook: (id, body, call) => answerHook(id, body, call, { config: SETUP, siteCodes: NO_SITE_CODES, readerFor: reader, onCardFailure: () => { replaced += 1; } }),
  assess: (bundle, options) => assessBundle(bundle, options, { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null }),
});
const signal = new AbortController().signal;
const bytesOf = (body: unknown): Buffer => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
/** A random id is a name: only which is which counts. */
const named = (done: Done): unknown => {
  const names = new Map<string, string>();
  const text = JSON.stringify({ ...done, upstreamMs: undefined }).replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (uuid) => {
    const name = names.get(uuid) ?? `uuid-${names.size}`;
    names.set(uuid, name);
    return name;
  });
  return JSON.parse(text);
};

const withoutProcedures = (): Record<string, unknown> => { const body = aPatientView(); delete body.prefetch['procedures']; return { ...body, fhirServer: 'https://fhir.example.org/r4', fhirAuthorization: { access_token: 'secret', token_type: 'Bearer' } }; };

describe('the answer is the same to the byte, whoever works on it', () => {
  test.each<[string, Task, () => unknown]>([
    ['a hook call', HOOK, () => aPatientView()],
    ['a hook call in Chinese', { ...HOOK, language: 'zh-CN' }, () => aPatientView()],
    ['a hook call that reads from a FHIR server', HOOK, withoutProcedures],
    ['a hook call that names a server nobody may call, with a token nobody can use', HOOK, () => ({ ...withoutProcedures(), fhirServer: 'https://elsewhere.example.org/r4', fhirAuthorization: { access_token: 'un usable', token_type: 'Bearer' } })],
    ['an assessment', ASSESS, () => storyBundle()],
    ['feedback', FEEDBACK, () => ({ feedback: [{ card: 'a', outcome: 'accepted', acceptedSuggestions: [{ id: 'b' }] }, { nonsense: true }] })],
  ])('%s', async (_what, task, body) => {
    const [near, far] = [await here(bytesOf(body()), task, { client: null, signal }), await threads.work(bytesOf(body()), task, { client: null, signal })];
    expect(named(far)).toEqual(named(near));
    expect(replaced).toBe(0);
  });

  test.each<[string, Task, unknown, string, string | undefined]>([
    ['what is no JSON', HOOK, '{"planted', 'MalformedRequest', undefined],
    ['another hook', HOOK, { hook: 'order-sign' }, 'MalformedRequest', 'hook'],
    ['nesting', HOOK, `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'MalformedRequest', undefined],
    ['too many entries', ASSESS, { resourceType: 'Bundle', entry: Array.from({ length: 10_001 }, () => ({})) }, 'TooLarge', undefined],
    ['no conditions', { ...HOOK, language: 'zh-CN' }, { ...aPatientView(), prefetch: {} }, 'NeededDataMissing', 'prefetch.conditions'],
    ['a token that would be used and cannot be', HOOK, { ...withoutProcedures(), fhirAuthorization: { access_token: 'un usable', token_type: 'Bearer' } }, 'MalformedRequest', 'fhirAuthorization.access_token'],
    ['another resource', ASSESS, { resourceType: 'Patient' }, 'NotAssessable', 'resourceType'],
    ['an impossible day', { ...ASSESS, asOf: '2026-02-30' } as Task, { resourceType: 'Bundle' }, 'MalformedRequest', 'asOf'],
    ['nothing usable', FEEDBACK, { feedback: [{}] }, 'MalformedRequest', 'feedback'],
  ])('the refusal of %s is the same', async (_what, task, body, name, path) => {
    const refusal = async (work: typeof here): Promise<unknown> => work(bytesOf(body), task, { client: null, signal }).then(() => 'answered', ({ name: kind, message, path: at, status, language }: Error & { path?: string; status: number; language: string }) => ({ kind, message, at, status, language }));
    const near = await refusal(here);
    expect(near).toMatchObject({ kind: name, ...(path === undefined ? {} : { at: path }) });
    expect(await refusal(threads.work)).toEqual(near);
  });

  test('reading stays in the service: the server, the token and the hang-up of the request, and no record beside', async () => {
    const hangUp = new AbortController();
    const done = await threads.work(bytesOf(withoutProcedures()), HOOK, { client: null, signal: hangUp.signal });
    expect(done).toMatchObject({ kind: 'hook', upstreamMs: expect.any(Number) });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ keys: ['procedures'], request: { fhirServer: 'https://fhir.example.org/r4', fhirAuthorization: { accessToken: 'secret' } } });
    expect(asked[0]?.request.prefetch).toBeUndefined();
    hangUp.abort();
    expect(asked[0]?.hungUp.aborted).toBe(true);
  });
});

describe('only large bodies go there', () => {
  let service: Service;
  const seen: string[] = [];
  beforeAll(async () => {
    service = await aService({}, {
      answerHook: async () => { seen.push('here'); return { response: { cards: [] }, outcome: 'advice', rules: [], shown: [] }; },
      // Sound: a hook call is all that this test sends.
      largeBodies: (async (bytes: Buffer) => { seen.push(`there ${bytes.length}`); return { kind: 'hook', body: '{"cards":[]}', outcome: 'advice', cards: 0, rules: [], rulesOfCards: [], shown: [], upstreamMs: undefined }; }) as never,
    });
  });
  afterAll(() => service.stop());

  test.each([[LARGE_BODY_BYTES, 'here'], [LARGE_BODY_BYTES + 1, `there ${LARGE_BODY_BYTES + 1}`]])('%i bytes are worked on %s', async (length, where) => {
    seen.length = 0;
    const answer = await post(service.url + PATH, `{"a":"${'x'.repeat(length - 8)}"}`);
    expect([answer.status, await answer.text(), seen]).toEqual([200, '{"cards":[]}', [where]]);
  });
});
