/** security.md sections 5 and 6 through the real process: where the access token goes, and what a failing FHIR server may cost. The table of faults is in tests/hooks/fhir-client. */
import { aFhirServer, anOutcome, fhir, next, page, type Script, type ScriptedServer } from '../hooks/fhir-client/a-fhir-server';
import { aCallWithServer, aPatientView, cardsOf, storyBundle } from '../operations/a-request';
import { aRunningService, type RunningService, until } from '../operations/a-running-service';
import { anEhr, bearer, SERVICE } from '../operations/an-ehr';

jest.setTimeout(120_000);
const BUDGET_MS = 1000;
let script: Script = () => undefined;
let upstream: ScriptedServer;
let stranger: ScriptedServer;
let service: RunningService;
beforeAll(async () => { stranger = await aFhirServer((_url, response) => fhir(response, page([]))); });
afterAll(() => stranger.close());
// A server and a process of its own for each row: a circuit that opened must not decide the next one.
beforeEach(async () => {
  upstream = await aFhirServer((url, response, nth) => script(url, response, nth));
  service = await aRunningService({ clients: [anEhr({ fhirServers: [upstream.base], allowLoopback: true })], env: { UPSTREAM_BUDGET_MS: String(BUDGET_MS), RATE_LIMIT_PER_MINUTE: '0', HTTP_PROXY: stranger.origin, HTTPS_PROXY: stranger.origin, http_proxy: stranger.origin } });
});
afterEach(async () => { await service.remove(); await upstream.close(); });

/** Answers from a story, as a FHIR server would. */
const fromStory: Script = (url, response) => {
  const type = /\/fhir\/(\w+)/.exec(url)?.[1];
  const found = storyBundle().entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
  fhir(response, type === 'Patient' ? found[0] : page(found));
};
const shown = async (body: unknown): Promise<{ status: number; text: string; cards: string[] }> => {
  const answer = await service.post(SERVICE, body);
  const text = await answer.clone().text();
  return { status: answer.status, text, cards: answer.status === 200 ? (await cardsOf(answer)).map(({ summary }) => summary) : [] };
};
const only = (type: string, fault: Script): Script => (url, response, nth) => (url.includes(`/fhir/${type}`) ? fault : fromStory)(url, response, nth);

test('§5.1 §5.2 §5.8 calls go to the base that is named and listed, and the access token with them; no proxy variable counts', async () => {
  script = fromStory;
  const { status, cards } = await shown(aCallWithServer(`${upstream.base}/`));
  expect(status).toBe(200);
  expect(cards.length).toBeGreaterThan(0);
  expect(new Set(upstream.asked.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer planted-access-token']));
  expect(upstream.asked.every(({ url, headers }) => url.startsWith('/fhir/') && headers.accept === 'application/fhir+json')).toBe(true);
  expect(stranger.asked).toEqual([]);
});
test('§5.4 a well-formed server that is not listed is never contacted: its call is answered from prefetch, or is 412', async () => {
  for (const server of [stranger.base, `${upstream.origin}/fhirother`, `${upstream.origin}/other/fhir`, `${upstream.origin}/fhir/../other`, `http://localhost:${new URL(upstream.origin).port}/fhir`]) {
    expect([400, 412]).toContain((await shown(aCallWithServer(server))).status);
    expect((await shown({ ...aPatientView(), fhirServer: server })).status).toBe(server.includes('..') ? 400 : 200);
  }
  expect([stranger.asked, upstream.asked]).toEqual([[], []]);
});
test.each(['not a url', 'ftp://a.example/fhir', 'https://u:p@fhir.example.org/r4', 'https://fhir.example.org/r4?x=1', 'https://fhir.example.org/r4#x', 'https://fhir.example.org\\@evil.example/r4', ''])('§5.3 a fhirServer that is no plain absolute http(s) URL is 400: %j', async (server) => expect((await shown(aCallWithServer(server))).status).toBe(400));
test.each<[string, Record<string, unknown>, number]>([['of other characters is 400', { access_token: 'a b' }, 400], ['above 16 KiB is 400', { access_token: 'a'.repeat(17_000) }, 400], ['of another type is 400', { access_token: 'a', token_type: 'MAC' }, 400]])('an access token %s, and nothing is called', async (_what, over, status) => {
  expect((await shown({ ...aCallWithServer(upstream.base), fhirAuthorization: { token_type: 'Bearer', expires_in: 300, scope: 'patient/*.read', subject: 'x', ...over } })).status).toBe(status);
  expect(upstream.asked).toEqual([]);
});
test('an access token is never used after expires_in', async () => {
  script = fromStory;
  await shown({ ...aCallWithServer(upstream.base), fhirAuthorization: { access_token: 'planted-access-token', token_type: 'Bearer', expires_in: 0, scope: 'patient/*.read', subject: 'x' } });
  expect(upstream.asked.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
});
test('§5.9 §5.10 §5.11 redirects are not followed, next links only within the base, and nothing else in data is dereferenced', async () => {
  script = (url, response, nth) => {
    if (url.includes('/Condition')) fhir(response, page(storyBundle().entry.filter(({ resource }) => resource.resourceType === 'Condition').map(({ resource }) => ({ ...resource, evidence: [{ detail: [{ reference: `${stranger.base}/Observation/x` }] }] })), next(`${stranger.base}/Condition?page=2`)));
    else if (url.includes('/Observation')) response.writeHead(302, { location: `${stranger.base}/Observation` }).end();
    else fromStory(url, response, nth);
  };
  const { status, text } = await shown(aCallWithServer(upstream.base));
  expect(status).toBe(200);
  expect(stranger.asked).toEqual([]);
  expect(text).toMatch(/observations|results/i);
});

describe('§6.2 §6.4 §6.7 a fault may cost a card and never brings a wrong one: conditions that', () => {
  test.each<[string, Script]>([
    ['are 500', (_url, response) => { response.writeHead(500).end(); }], ['are 404', (_url, response) => { response.writeHead(404).end(); }], ['are 401', (_url, response) => { response.writeHead(401).end(); }], ['are 204', (_url, response) => { response.writeHead(204).end(); }], ['are 206', (_url, response) => { response.writeHead(206, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(page([]))); }],
    ['are HTML', (_url, response) => { response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>'); }], ['are truncated', (_url, response) => { response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': '9999' }).write('{"resourceType":"Bundle","entry":['); setTimeout(() => response.destroy(), 20); }], ['are no JSON', (_url, response) => fhir(response, '{"resourceType":')], ['are no UTF-8', (_url, response) => fhir(response, Buffer.from([0x22, 0xff, 0x22]))],
    ['are an OperationOutcome', (_url, response) => fhir(response, anOutcome('error'))], ['are another resource', (_url, response) => fhir(response, { resourceType: 'Patient', id: 'x' })], ['have entries that are no list', (_url, response) => fhir(response, { resourceType: 'Bundle', entry: {} })], ['nest too deep', (_url, response) => fhir(response, `{"resourceType":"Bundle","a":${'['.repeat(3000)}${']'.repeat(3000)}}`)],
    ['never come', () => undefined], ['never end', (_url, response) => { response.writeHead(200, { 'content-type': 'application/fhir+json' }); const drip = setInterval(() => response.write(' '), 50); response.on('close', () => clearInterval(drip)); }], ['are cut off', (_url, response) => { response.destroy(); }], ['are a bomb', (_url, response) => { response.writeHead(200, { 'content-type': 'application/fhir+json' }); const more = (): void => { while (!response.destroyed && response.write(' '.repeat(65_536))); }; response.on('drain', more); more(); }],
  ])('%s give 412 that names the key, within the budget and half a second, and the process lives', async (_what, fault) => {
    script = only('Condition', fault);
    // Without observations nothing else speaks of the neoplasm.
    const call = { ...aCallWithServer(upstream.base), prefetch: Object.fromEntries(['observations', 'procedures', 'medications', 'statements', 'reports', 'orders'].map((key) => [key, null])) };
    const since = performance.now();
    const { status, text } = await shown(call);
    expect(performance.now() - since).toBeLessThan(BUDGET_MS + 500 + 300);
    expect([status, text.includes('conditions'), text.includes('planted')]).toEqual([412, true, false]);
    expect((await shown(aPatientView())).status).toBe(200);
  });
});
describe('§1.3 observations that failed are something else than observations that are not there', () => {
  test.each<[string, Script]>([['failed', (_url, response) => { response.writeHead(500).end(); }], ['hang', () => undefined], ['came in part', (_url, response) => fhir(response, page([], next('/elsewhere/Observation?page=2')))], ['came with an error outcome beside them', (_url, response) => fhir(response, page([anOutcome('error')]))]])('%s', async (_what, fault) => {
    script = only('Observation', fault);
    const faulty = await shown(aCallWithServer(upstream.base));
    script = only('Observation', (_url, response) => fhir(response, page([])));
    const empty = await shown({ ...aPatientView(), prefetch: { ...aPatientView().prefetch, observations: { resourceType: 'Bundle', entry: [] } } });
    const text = (cards: string): string => cards.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
    expect([faulty.status, empty.status]).toEqual([200, 200]);
    expect(text(faulty.text)).not.toBe(text(empty.text));
  });
});
test('§6.13 another patient\'s data in an answer is thrown away: it never makes a statement', async () => {
  script = (url, response, nth) => {
    if (!url.includes('/Observation')) return fromStory(url, response, nth);
    fhir(response, page(storyBundle().entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === 'Observation').map((resource) => ({ ...resource, subject: { reference: 'Patient/somebody-else' } }))));
  };
  const { status, cards } = await shown(aCallWithServer(upstream.base));
  expect(status).toBe(200);
  expect(cards.join()).not.toMatch(/NET G[123]/);
});
const next2 = (url: string, base: string): Record<string, unknown> => (url.includes('page=2') ? {} : next(`${base}/Observation?page=2`));
test('§6.12 the same resource twice counts once, and of two versions the newer by its instant', async () => {
  script = (url, response, nth) => {
    if (!url.includes('/Observation')) return fromStory(url, response, nth);
    const observations = storyBundle().entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === 'Observation');
    const version = (value: number, lastUpdated: string) => (resource: Record<string, unknown>) => ({ ...resource, meta: { lastUpdated }, ...(String(resource['id']).startsWith('ki67') ? { valueQuantity: { value, unit: '%', system: 'http://unitsofmeasure.org', code: '%' } } : {}) });
    // As text the first would be the newer.
    fhir(response, page(url.includes('page=2') ? observations.map(version(15, '2026-05-06T00:00:00-10:00')) : observations.map(version(1, '2026-05-06T09:00:00Z')), next2(url, upstream.base)));
  };
  const { status, cards } = await shown(aCallWithServer(upstream.base));
  expect([status, cards[0]]).toEqual([200, expect.stringContaining('G2')]);
});
describe('§6.6 a key whose later pages do not come is incomplete, and the cards say so', () => {
  test.each<[string, Script]>([
    ['fail', (_url, response) => { response.writeHead(404).end(); }], ['hang', () => undefined], ['are cut off', (_url, response) => { response.destroy(); }],
    ['go round in a circle', (_url, response) => fhir(response, page([], next('Observation?page=2')))], ['lead elsewhere', (_url, response) => fhir(response, page([], next(`${stranger.base}/Observation?page=3`)))], ['never end', (url, response) => fhir(response, page([], next(`Observation?page=2&n=${Number(/n=(\d+)/.exec(url)?.[1] ?? 0) + 1}`)))],
  ])('%s', async (_what, fault) => {
    script = (url, response, nth) => {
      if (url.includes('page=2')) return fault(url, response, nth);
      if (!url.includes('/Observation')) return fromStory(url, response, nth);
      fhir(response, page(storyBundle().entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === 'Observation'), next(`${upstream.base}/Observation?page=2`)));
    };
    const since = performance.now();
    const { status, text } = await shown(aCallWithServer(upstream.base));
    expect(performance.now() - since).toBeLessThan(BUDGET_MS + 500 + 300);
    expect([status, /incomplete|in part|not complete/i.test(text), stranger.asked]).toEqual([200, true, []]);
    expect(upstream.asked.filter(({ url }) => url.includes('/Observation')).length).toBeLessThanOrEqual(10);
  });
});
test('§6.9 a 429 whose Retry-After does not fit fails at once, and the origin is left alone for that time', async () => {
  script = (_url, response) => { response.writeHead(429, { 'retry-after': '2' }).end(); };
  await shown(aCallWithServer(upstream.base));
  const asked = upstream.asked.length;
  script = fromStory;
  const since = performance.now();
  expect((await shown(aCallWithServer(upstream.base))).status).toBe(412);
  expect([performance.now() - since < 500, upstream.asked.length]).toEqual([true, asked]);
  await until('it is asked again', async () => (await shown(aCallWithServer(upstream.base))).status === 200, 10_000);
});
test('§6.10 §6.11 after five failed calls in a row an origin is left alone, requests then fail at once; after its recovery answers are normal within 30 s', async () => {
  script = (_url, response) => { response.writeHead(500).end(); };
  await shown(aCallWithServer(upstream.base));
  const asked = upstream.asked.length;
  const took: number[] = [];
  for (let nth = 0; nth < 5; nth += 1) {
    const since = performance.now();
    expect((await shown(aCallWithServer(upstream.base))).status).toBe(412);
    took.push(performance.now() - since);
  }
  expect(upstream.asked).toHaveLength(asked);
  expect(took.sort((a, b) => a - b)[2]).toBeLessThan(250);
  script = fromStory;
  const usual = (await shown(aPatientView())).cards;
  await until('its answers are as before', async () => JSON.stringify((await shown(aCallWithServer(upstream.base))).cards) === JSON.stringify(usual), 30_000);
});
test('§6.3 when the EHR hangs up, its calls are ended', async () => {
  script = () => undefined;
  const leaving = new AbortController();
  const body = JSON.stringify(aCallWithServer(upstream.base));
  const lost = fetch(service.url + SERVICE, { method: 'POST', headers: { 'Content-Type': 'application/json', ...(await bearer(SERVICE)) }, body, signal: leaving.signal }).catch(() => 'gone');
  await until('calls are open', () => upstream.openCalls() >= 8);
  leaving.abort();
  expect(await lost).toBe('gone');
  await until('no call is open', () => upstream.openCalls() === 0, BUDGET_MS + 1500);
});
