/** The FHIR client against a server that fails in every way: security.md section 6, row by row. */
import { gzipSync } from 'node:zlib';
import type { Client } from '../../../src/config';
import type { RecordReader } from '../../../src/hooks/gathered';
import { makeFhirClient, type FhirClient, type FhirClientOptions, type FhirClientSettings, type UpstreamCall } from '../../../src/hooks/fhir-client';
import { PREFETCH_TEMPLATES, queryFor } from '../../../src/hooks/prefetch';
import { PREFETCH_KEYS, type HookRequest, type PrefetchKey } from '../../../src/hooks/wire';
import { aCondition, aFhirServer, anOutcome, fhir, next, page, type Script, type ScriptedServer } from './a-fhir-server';

const BUDGET_MS = 600;
let server: ScriptedServer;
let fhirClient: FhirClient;
let calls: UpstreamCall[] = [];

const anEhr = (over: Partial<Client> = {}): Client => ({ iss: 'https://ehr.example.org', name: 'general', jwks: null, jwksUrl: null, algorithms: [], audiences: [], tenants: null, maxTokenLifetimeSeconds: 3600, fhirServers: [server.base], allowPrivateNetwork: false, allowLoopback: true, corsOrigins: [], ...over });
const settings = (over: Partial<FhirClientSettings> = {}): FhirClientSettings => ({ auth: 'required', clients: [], clientsFileGiven: true, production: true, publicBaseUrl: 'https://cds.example.org', sandbox: false, upstreamBudgetMs: BUDGET_MS, maxJsonDepth: 64, ...over });
const request = (over: Partial<HookRequest> = {}): HookRequest => ({ hook: 'patient-view', hookInstance: 'x', patientId: 'p1', context: {}, fhirServer: server.base, ...over });

async function serving(script: Script, over: Partial<FhirClientSettings> = {}, options: FhirClientOptions = {}): Promise<void> {
  server = await aFhirServer(script);
  calls = [];
  fhirClient = makeFhirClient(settings(over), { onCall: (call) => calls.push(call), ...options });
}
afterEach(async () => {
  await fhirClient.close();
  await server.close();
});

async function readAll(keys: readonly PrefetchKey[], over: Partial<HookRequest> = {}, signal = new AbortController().signal, client: Client | null = anEhr()) {
  const reader = fhirClient(request(over), client) as RecordReader;
  return reader.read(keys.map((key) => ({ key, query: queryFor(key, 'p1') })), signal);
}
async function conditions(over: Partial<HookRequest> = {}) {
  const read = (await readAll(['conditions'], over)).get('conditions');
  return { state: read?.state, ids: read?.resources.map(({ id }) => id) };
}
const FAILED = { state: 'failed', ids: [] };

describe('§6.4 an answer counts only if it is whole and what was asked for', () => {
  const ok = page([aCondition('a')]);
  const deep = `{"resourceType":"Bundle","x":${'['.repeat(70)}${']'.repeat(70)}}`;
  it.each<[string, Script, object]>([
    ['a Bundle', (_, r) => fhir(r, ok), { state: 'complete', ids: ['a'] }],
    ['application/json with a charset', (_, r) => fhir(r, ok, { 'content-type': 'application/json; charset=UTF-8' }), { state: 'complete', ids: ['a'] }],
    ['gzip', (_, r) => fhir(r, gzipSync(JSON.stringify(ok)), { 'content-encoding': 'gzip' }), { state: 'complete', ids: ['a'] }],
    ['an empty Bundle', (_, r) => fhir(r, { resourceType: 'Bundle' }), { state: 'complete', ids: [] }],
    ['a warning beside no match', (_, r) => fhir(r, page([anOutcome('warning')])), { state: 'complete', ids: [] }],
    ['201', (_, r) => r.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(ok)), FAILED],
    ['204', (_, r) => r.writeHead(204).end(), FAILED],
    ['206', (_, r) => r.writeHead(206, { 'content-type': 'application/json' }).end(JSON.stringify(ok)), FAILED],
    ['HTML', (_, r) => fhir(r, '<html>log in</html>', { 'content-type': 'text/html' }), FAILED],
    ['JSON that says it is HTML', (_, r) => fhir(r, ok, { 'content-type': 'text/html' }), FAILED],
    ['another charset', (_, r) => fhir(r, ok, { 'content-type': 'application/json; charset=gbk' }), FAILED],
    ['an unknown content coding', (_, r) => fhir(r, ok, { 'content-encoding': 'zstd' }), FAILED],
    ['an OperationOutcome in place of the Bundle', (_, r) => fhir(r, anOutcome('warning')), FAILED],
    ['an error and no match', (_, r) => fhir(r, page([anOutcome('error')])), FAILED],
    ['null', (_, r) => fhir(r, 'null'), FAILED], ['a list', (_, r) => fhir(r, '[]'), FAILED],
    ['an entry that is no list', (_, r) => fhir(r, { resourceType: 'Bundle', entry: {} }), FAILED],
    ['invalid UTF-8', (_, r) => fhir(r, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])), FAILED],
    ['JSON cut in the middle', (_, r) => fhir(r, JSON.stringify(ok).slice(0, -9)), FAILED],
    ['JSON nested too deep', (_, r) => fhir(r, deep), FAILED],
    ['gzip cut in the middle', (_, r) => fhir(r, gzipSync(JSON.stringify(ok)).subarray(0, 60), { 'content-encoding': 'gzip' }), FAILED],
    ['a body shorter than its length', (_, r) => { r.writeHead(200, { 'content-type': 'application/json', 'content-length': '99999' }); r.write(JSON.stringify(ok)); setTimeout(() => r.destroy(), 20); }, FAILED],
    ['a chunked body without its end', (_, r) => { r.writeHead(200, { 'content-type': 'application/json' }); r.write(JSON.stringify(ok)); setTimeout(() => r.destroy(), 20); }, FAILED],
    ['more than 10 MiB', (_, r) => fhir(r, `{"resourceType":"Bundle","x":"${'x'.repeat(10 * 1024 * 1024)}"}`), FAILED],
    ['a bomb that inflates beyond 10 MiB', (_, r) => fhir(r, gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)), { 'content-encoding': 'gzip' }), FAILED],
    ['more than 5 000 resources', (_, r) => fhir(r, page(Array.from({ length: 5001 }, (__, n) => aCondition(`c${n}`)))), FAILED],
    ['matches beside an error', (_, r) => fhir(r, page([aCondition('a'), anOutcome('error')])), { state: 'incomplete', ids: ['a'] }],
  ])('%s', async (_what, script, expected) => {
    await serving(script);
    expect(await conditions()).toEqual(expected);
  });

  it('a redirect is not followed', async () => {
    await serving((url, r) => (url.includes('elsewhere') ? fhir(r, ok) : r.writeHead(302, { location: '/fhir/elsewhere' }).end()));
    expect(await conditions()).toEqual(FAILED);
    expect(server.asked).toHaveLength(1);
  });

  it.each([['the Patient', { resourceType: 'Patient', id: 'p1' }, 'complete'], ['another Patient', { resourceType: 'Patient', id: 'p2' }, 'failed'], ['another resource', aCondition('p1'), 'failed'], ['a Bundle', page([]), 'failed']])('a read that gives %s', async (_what, value, state) => {
    await serving((_, r) => fhir(r, value));
    expect((await readAll(['patient'])).get('patient')?.state).toBe(state);
    expect(server.asked[0]?.url).toBe('/fhir/Patient/p1');
  });

  it('an endless answer ends with the budget', async () => {
    await serving((_, r) => { r.writeHead(200, { 'content-type': 'application/json' }); const drip = setInterval(() => r.write(' '), 5); r.on('close', () => clearInterval(drip)); });
    const started = performance.now();
    expect(await conditions()).toEqual(FAILED);
    expect(performance.now() - started).toBeLessThan(BUDGET_MS + 300);
    expect(calls.at(-1)?.outcome).toBe('timeout');
  });
});

describe('pages', () => {
  it('are followed within the base, also when relative', async () => {
    await serving((url, r) => fhir(r, url.includes('page=2') ? page([aCondition('b')], next('Condition?page=3')) : url.includes('page=3') ? page([aCondition('c')]) : page([aCondition('a')], next(`${server.base}?page=2`))));
    expect(await conditions()).toEqual({ state: 'complete', ids: ['a', 'b', 'c'] });
  });

  it.each<[string, (base: string) => string]>([
    ['another host', () => 'http://localhost.example.org/fhir?page=2'], ['another port', () => 'http://127.0.0.1:1/fhir?page=2'],
    ['a path above the base', (base) => `${base}/../admin`], ['an encoded way out', (base) => `${base}/%2e%2e/admin`], ['a smuggled separator', (base) => `${base}/..%2fadmin`],
    ['a path that only begins like the base', (base) => `${base}x?page=2`], ['user info', (base) => base.replace('//', '//u:p@')], ['another scheme', () => 'file:///etc/passwd'], ['a backslash', (base) => `${base}\\..\\admin`],
  ])('§5.10 are not followed to %s', async (_what, where) => {
    await serving((_, r) => fhir(r, page([aCondition('a')], next(where(server.base)))));
    expect(await conditions()).toEqual({ state: 'incomplete', ids: ['a'] });
    expect(server.asked).toHaveLength(1);
  });

  it.each<[string, Script, number]>([
    ['that fails', (url, r) => (url.includes('page=2') ? r.writeHead(404).end() : fhir(r, page([aCondition('a')], next(`${server.base}?page=2`)))), 2],
    ['whose address was seen before', (_, r) => fhir(r, page([aCondition('a')], next(`${server.base}/Condition?patient=p1&_count=500`))), 1],
    ['that hangs', (url, r) => { if (!url.includes('page=2')) fhir(r, page([aCondition('a')], next(`${server.base}?page=2`))); }, 2],
  ])('§6.6 a later page %s makes the key incomplete', async (_what, script, count) => {
    await serving(script);
    expect(await conditions()).toEqual({ state: 'incomplete', ids: ['a'] });
    expect(server.asked).toHaveLength(count);
  });

  it('§6.5 end after ten', async () => {
    await serving((_, r, nth) => fhir(r, page([aCondition(`c${nth}`)], next(`${server.base}?page=${nth + 1}`))));
    expect((await conditions()).state).toBe('incomplete');
    expect(server.asked).toHaveLength(10);
  });

  it('§6.5 end at 5 000 resources', async () => {
    await serving((_, r, nth) => fhir(r, page(Array.from({ length: 2000 }, (__, n) => aCondition(`c${nth}-${n}`)), next(`${server.base}?page=${nth + 1}`))));
    const read = await conditions();
    expect([read.state, read.ids?.length, server.asked.length]).toEqual(['incomplete', 4000, 3]);
  });

  it('continue a prefetched page', async () => {
    await serving((_, r) => fhir(r, page([aCondition('b')])));
    const read = await fhirClient(request(), anEhr())?.read([{ key: 'conditions', query: 'x', continueFrom: `${server.base}?page=2` }, { key: 'orders', query: 'x', continueFrom: 'https://evil.example.org/fhir?page=2' }], new AbortController().signal);
    expect([read?.get('conditions')?.state, read?.get('orders')?.state, server.asked.map(({ url }) => url)]).toEqual(['complete', 'failed', ['/fhir?page=2']]);
  });
});

describe('retries', () => {
  it.each([500, 502, 503, 504])('§6.8 once after %i', async (status) => {
    await serving((_, r, nth) => (nth === 1 ? r.writeHead(status).end() : fhir(r, page([aCondition('a')]))));
    expect(await conditions()).toEqual({ state: 'complete', ids: ['a'] });
  });
  it('§6.8 once after a broken connection, and not twice', async () => {
    await serving((_, r) => r.destroy());
    expect(await conditions()).toEqual(FAILED);
    expect(server.asked).toHaveLength(2);
  });
  it.each([400, 401, 403, 404, 405, 410, 501])('§6.8 never after %i', async (status) => {
    await serving((_, r) => r.writeHead(status).end());
    expect(await conditions()).toEqual(FAILED);
    expect(server.asked).toHaveLength(1);
  });
  it.each([429, 503])('after %i wait for a Retry-After that fits the budget', async (status) => {
    await serving((_, r, nth) => (nth === 1 ? r.writeHead(status, { 'retry-after': '1' }).end() : fhir(r, page([aCondition('a')]))), { upstreamBudgetMs: 2000 });
    expect(await conditions()).toEqual({ state: 'complete', ids: ['a'] });
    expect((server.asked[1]?.at ?? 0) - (server.asked[0]?.at ?? 0)).toBeGreaterThan(950);
  });
  it.each([['that does not fit', '10', 10_000], ['as a date', new Date(Date.now() + 3_600_000).toUTCString(), 30_000], ['of an hour, 30 s at most', '3600', 30_000], ['of no use', 'soon', 5_000], ['that is missing', undefined, 5_000], ['below zero', '-1', 5_000], ['with a fraction', '1.5', 5_000], ['that is empty', '', 5_000], ['twice', '10, 20', 5_000], ['in another base', '0x10', 5_000], ['of forty digits', '9'.repeat(40), 30_000], ['as an impossible date', 'Mon, 99 Zzz 2099 99:99:99 GMT', 5_000]])('§6.9 429 with a Retry-After %s fails at once and leaves the origin alone', async (_what, value, ms) => {
    let clock = 0;
    let busy = true;
    await serving((_, r) => (busy ? r.writeHead(429, value === undefined ? {} : { 'retry-after': value }).end() : fhir(r, page([]))), {}, { now: () => clock });
    const started = performance.now();
    expect(await conditions()).toEqual(FAILED);
    busy = false;
    clock = ms - 1;
    expect(await conditions()).toEqual(FAILED);
    expect(performance.now() - started).toBeLessThan(400);
    expect(server.asked).toHaveLength(1);
    clock = ms;
    expect((await conditions()).state).toBe('complete');
  });
});

describe('a Retry-After of nothing', () => {
  it.each([['0', '0'], ['a date gone by', 'Wed, 21 Oct 2015 07:28:00 GMT']])('%s is one retry at once', async (_what, value) => {
    await serving((_, r, nth) => (nth === 1 ? r.writeHead(429, { 'retry-after': value }).end() : fhir(r, page([aCondition('a')]))));
    expect(await conditions()).toEqual({ state: 'complete', ids: ['a'] });
    expect(server.asked).toHaveLength(2);
  });
});

describe('a failing origin', () => {
  it('§6.10 is left alone after five failed calls in a row, then probed once, then normal', async () => {
    let clock = 0;
    let down = true;
    await serving((_, r) => (down ? r.writeHead(500).end() : fhir(r, page([]))), {}, { now: () => clock });
    for (let n = 0; n < 5; n += 1) await conditions();
    expect(server.asked).toHaveLength(10);
    const started = performance.now();
    expect(await conditions()).toEqual(FAILED);
    expect(performance.now() - started).toBeLessThan(50);
    expect([server.asked.length, calls.at(-1)?.outcome]).toEqual([10, 'left-alone']);
    clock = 5_000;
    await Promise.all([conditions(), conditions(), conditions()]);
    expect(server.asked).toHaveLength(12);
    down = false;
    clock = 15_000;
    const all = await Promise.all([conditions(), conditions(), conditions()]);
    expect(all.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete']);
  });

  it('is not failing because it refuses', async () => {
    await serving((_, r) => r.writeHead(403).end());
    for (let n = 0; n < 7; n += 1) await conditions();
    expect(server.asked).toHaveLength(7);
  });

  it('§6.2 that answers all keys at once with much is parsed in one turn of the event loop each, so that the deadline and others have theirs', async () => {
    const large = JSON.stringify(page(Array.from({ length: 300 }, (_each, nth) => ({ ...aCondition(`c${nth}`), note: [{ text: 'x'.repeat(2000) }] }))));
    let waiting: (() => void)[] = [];
    await serving((_url, r) => { waiting.push(() => fhir(r, large)); if (waiting.length === 8) { for (const answer of waiting) answer(); waiting = []; } }, { upstreamBudgetMs: 10_000 });
    let turn = 0;
    let counting = true;
    const count = (): void => { turn += 1; if (counting) setImmediate(count); };
    setImmediate(count);
    const turns: number[] = [];
    const { parse } = JSON;
    const spy = jest.spyOn(JSON, 'parse').mockImplementation((text: string) => { if (text.length > 100_000) turns.push(turn); return parse(text) as unknown; });
    await readAll(PREFETCH_KEYS);
    counting = false;
    spy.mockRestore();
    expect([turns.length, new Set(turns).size]).toEqual([8, 8]);
  });

  it('§6.2 that hangs costs the budget and no more, and every key says so', async () => {
    await serving(() => undefined);
    const started = performance.now();
    const read = await readAll(PREFETCH_KEYS);
    expect(performance.now() - started).toBeLessThan(BUDGET_MS + 300);
    expect([...read.values()].map(({ state }) => state)).toEqual(PREFETCH_KEYS.map(() => 'failed'));
  });
});

describe('calls', () => {
  it('§6.1 run in parallel, ask for FHIR JSON, carry the token', async () => {
    await serving((url, r) => setTimeout(() => fhir(r, url.includes('/Patient/') ? { resourceType: 'Patient', id: 'p1' } : page([])), 100));
    const started = performance.now();
    const read = await readAll(PREFETCH_KEYS, { fhirAuthorization: { accessToken: 'secret', tokenType: 'Bearer', expiresIn: 300 } });
    expect(performance.now() - started).toBeLessThan(400);
    expect([...read.values()].every(({ state }) => state === 'complete')).toBe(true);
    expect(server.asked.every(({ headers }) => headers.authorization === 'Bearer secret' && headers.accept === 'application/fhir+json')).toBe(true);
    expect(new Set(server.asked.map(({ url }) => decodeURIComponent(url)))).toEqual(new Set(Object.values(PREFETCH_TEMPLATES).map((template) => `/fhir/${template.replace('{{context.patientId}}', 'p1')}`)));
    expect(JSON.stringify(calls)).not.toMatch(/secret|p1/);
  });
  it('go without a token when there is none', async () => {
    await serving((_, r) => fhir(r, page([])));
    expect((await conditions()).state).toBe('complete');
    expect(server.asked[0]?.headers.authorization).toBeUndefined();
  });
  it('stop when the token has expired, between two pages too', async () => {
    let clock = 0;
    await serving((_, r) => { clock += 1500; fhir(r, page([aCondition('a')], next(`${server.base}?page=2`))); }, {}, { now: () => clock });
    expect(await conditions({ fhirAuthorization: { accessToken: 'x', tokenType: 'Bearer', expiresIn: 1 } })).toEqual({ state: 'incomplete', ids: ['a'] });
    expect(server.asked).toHaveLength(1);
  });
  it('§5.16 use at most eight connections to one origin, further ones wait', async () => {
    await serving((_, r) => setTimeout(() => fhir(r, page([])), 40));
    const all = await Promise.all(Array.from({ length: 30 }, () => conditions()));
    expect(all.every(({ state }) => state === 'complete')).toBe(true);
    expect(server.mostConnections()).toBe(8);
  });
  it('end when the EHR hangs up', async () => {
    await serving(() => undefined);
    const ehr = new AbortController();
    setTimeout(() => ehr.abort(), 60);
    const started = performance.now();
    await readAll(PREFETCH_KEYS, {}, ehr.signal);
    expect(performance.now() - started).toBeLessThan(300);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    expect([server.asked.length, server.openCalls()]).toEqual([8, 0]);
    expect(calls.at(-1)?.outcome).toBe('hung-up');
  });
  it('are not made when the EHR has hung up already', async () => {
    await serving((_, r) => fhir(r, page([])));
    await readAll(['conditions'], {}, AbortSignal.abort());
    expect(server.asked).toEqual([]);
  });
});

describe('scopes', () => {
  it.each([
    ['patient/*.read', 'complete'], ['patient/Condition.rs', 'complete'], ['user/Condition.s', 'complete'], ['system/*.*', 'complete'], ['user/*.cruds', 'complete'],
    ['patient/Observation.read', 'absent'], ['patient/Condition.write launch openid', 'absent'], ['patient/Condition.c', 'absent'],
    ['patient/Condition.rs?category=problem-list-item', 'incomplete'], ['epic.scanning.dmsusername.read', 'complete'], ['', 'complete'], ['launch/patient openid', 'complete'],
  ])('%s', async (scope, state) => {
    await serving((_, r) => fhir(r, page([])));
    expect((await conditions({ fhirAuthorization: { accessToken: 'x', tokenType: 'Bearer', scope } })).state).toBe(state);
    expect(server.asked).toHaveLength(state === 'absent' ? 0 : 1);
  });
  it('of a token bound to another patient ask nothing', async () => {
    await serving((_, r) => fhir(r, page([])));
    expect((await conditions({ fhirAuthorization: { accessToken: 'x', tokenType: 'Bearer', scope: 'patient/*.rs', patient: 'p2' } })).state).toBe('absent');
  });
});
