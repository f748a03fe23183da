/** security.md section 4 through the real process: who gets in, once, and what a refusal says. The table of claims and headers is in tests/hooks/trust. */
import { aFhirServer } from '../hooks/fhir-client/a-fhir-server';
import { aPatientView } from '../operations/a-request';
import { aRunningService, type RunningService, until } from '../operations/a-running-service';
import { anEhr, aToken, ISS, PUBLIC_BASE, publicJwk, SERVICE } from '../operations/an-ehr';

jest.setTimeout(60_000);
const OTHER = '/cds-services/gnen-order-sign';
let service: RunningService;
beforeAll(async () => {
  service = await aRunningService({ env: { RATE_LIMIT_PER_MINUTE: '0' }, clients: [anEhr({ tenants: ['north'] }), anEhr({ iss: 'https://second.example.org', name: 'second', jwks: { keys: [publicJwk('other')] }, audiences: ['typed-in-by-hand'] })] });
});
afterAll(() => service.remove());
const north = { tenant: 'north' };
const status = async (authorization: string | null, path = SERVICE, body: unknown = aPatientView()): Promise<number> => (await fetch(service.url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...(authorization === null ? {} : { Authorization: authorization }) }, body: JSON.stringify(body) })).status;
const good = async (path = SERVICE): Promise<string> => `Bearer ${await aToken(path, north)}`;
const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);

describe('every refusal is the same 401: one body without a reason, WWW-Authenticate: Bearer', () => {
  const bodies = new Set<string>();
  test.each<[string, () => Promise<string | null> | string | null]>([
    ['no token', () => null], ['the literal null', () => 'null'], ['Basic', () => 'Basic eDp5'], ['alg none', () => `Bearer ${b64({ typ: 'JWT', alg: 'none', kid: 'general' })}.${b64({ iss: ISS })}.`],
    ['an HMAC with the public key', () => `Bearer ${b64({ typ: 'JWT', alg: 'HS256', kid: 'general' })}.${b64({ iss: ISS })}.c2ln`],
    ['an unknown issuer', async () => `Bearer ${await aToken(SERVICE, { ...north, iss: 'https://nobody.example' })}`], ['the issuer in other case', async () => `Bearer ${await aToken(SERVICE, { ...north, iss: ISS.toUpperCase() })}`], ['the issuer with a slash', async () => `Bearer ${await aToken(SERVICE, { ...north, iss: `${ISS}/` })}`],
    ['another client\'s key', async () => `Bearer ${await aToken(SERVICE, north, 'other')}`], ['another client\'s key under this kid', async () => `Bearer ${await aToken(SERVICE, north, 'other', { kid: 'general' })}`], ['its own key brought along', async () => `Bearer ${await aToken(SERVICE, north, 'other', { kid: 'general', jwk: publicJwk('other') as never })}`],
    ['expired', async () => `Bearer ${await aToken(SERVICE, { ...north, iat: now - 1000, exp: now - 100 })}`], ['issued in the future', async () => `Bearer ${await aToken(SERVICE, { ...north, iat: now + 200, exp: now + 300 })}`], ['not valid yet', async () => `Bearer ${await aToken(SERVICE, { ...north, nbf: now + 200 })}`], ['too long a life', async () => `Bearer ${await aToken(SERVICE, { ...north, exp: now + 9000 })}`], ['exp as text', async () => `Bearer ${await aToken(SERVICE, { ...north, exp: String(now + 100) })}`],
    ['the audience of another endpoint', () => good(OTHER)], ['the audience with a query', async () => `Bearer ${await aToken(SERVICE, { ...north, aud: `${PUBLIC_BASE}${SERVICE}?x=1` })}`], ['the bare base as audience', async () => `Bearer ${await aToken(SERVICE, { ...north, aud: PUBLIC_BASE })}`], ['an audience under Host', async () => `Bearer ${await aToken(SERVICE, { ...north, aud: `${service.url}${SERVICE}` })}`], ['another client\'s typed-in audience', async () => `Bearer ${await aToken(SERVICE, { ...north, aud: 'typed-in-by-hand' })}`],
    ['no tenant where they are listed', async () => `Bearer ${await aToken(SERVICE)}`], ['an unlisted tenant', async () => `Bearer ${await aToken(SERVICE, { tenant: 'south' })}`], ['no jti', async () => `Bearer ${await aToken(SERVICE, { ...north, jti: undefined })}`], ['a jti of 257 characters', async () => `Bearer ${await aToken(SERVICE, { ...north, jti: 'j'.repeat(257) })}`], ['crit', async () => `Bearer ${await aToken(SERVICE, north, 'general', { crit: ['b64'], b64: true } as never).catch(() => 'a.b.c')}`], ['another typ', async () => `Bearer ${await aToken(SERVICE, north, 'general', { typ: 'at+jwt' })}`],
    ['a changed signature', async () => (await good()).replace(/.{8}$/, 'AAAAAAAA')], ['more than 8 KiB', async () => `Bearer ${await aToken(SERVICE, { ...north, pad: 'x'.repeat(9000) })}`],
  ])('%s', async (_what, authorization) => {
    const value = await authorization();
    const answer = await fetch(service.url + SERVICE, { method: 'POST', headers: { 'Content-Type': 'application/json', ...(value === null ? {} : { Authorization: value }) }, body: '{}' });
    bodies.add(await answer.text());
    expect([answer.status, answer.headers.get('www-authenticate'), bodies.size]).toEqual([401, 'Bearer', 1]);
  });
  test('the reason stands in the log, the token does not', async () => {
    const token = await aToken(SERVICE, { ...north, iat: now - 1000, exp: now - 100 });
    expect(await status(`Bearer ${token}`)).toBe(401);
    await until('the line is there', () => service.stdout().includes('expired'));
    for (const part of token.split('.')) expect(service.stdout()).not.toContain(part);
  });
});

test('a token stands in one Authorization header and nowhere else', async () => {
  const token = await aToken(SERVICE, north);
  const body = JSON.stringify(aPatientView());
  for (const [path, headers] of [[`${SERVICE}?access_token=${token}`, {}], [SERVICE, { Cookie: `Authorization=Bearer ${token}` }], [SERVICE, { 'X-Authorization': `Bearer ${token}` }]] as const) expect((await fetch(service.url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body })).status).toBe(401);
  expect(await status(`bEaReR ${token}`)).toBe(200);
});

describe('one use', () => {
  test('a replayed token is refused, at the same endpoint and at another', async () => {
    const jti = 'across-endpoints';
    expect(await status(`Bearer ${await aToken(SERVICE, { ...north, jti })}`)).toBe(200);
    expect(await status(`Bearer ${await aToken(OTHER, { ...north, jti })}`, OTHER)).toBe(401);
    expect(await status(`Bearer ${await aToken(`${SERVICE}/feedback`, { ...north, jti })}`, `${SERVICE}/feedback`)).toBe(401);
  });
  test('the same jti of another issuer is another token', async () => {
    const second = await aToken(SERVICE, { iss: 'https://second.example.org', jti: 'across-endpoints' }, 'other');
    expect(await status(`Bearer ${second}`)).toBe(200);
  });
  test('of many parallel requests with one token exactly one is answered', async () => {
    const token = await good();
    const statuses = await Promise.all(Array.from({ length: 40 }, () => status(token)));
    expect([statuses.filter((each) => each === 200).length, statuses.filter((each) => each === 401).length]).toEqual([1, 39]);
  });
  test('a forgery cannot burn a token, a refused body uses it up', async () => {
    const token = await good();
    const forged = token.replace(/.{8}$/, 'AAAAAAAA');
    expect([await status(forged), await status(token)]).toEqual([401, 200]);
    const wasted = await good();
    expect([await status(wasted, SERVICE, { hook: 'other' }), await status(wasted)]).toEqual([400, 401]);
  });
});

test('a typed-in audience of the client is accepted on every route beside the exact URL', async () => {
  for (const [path, body] of [[SERVICE, aPatientView()], ['/assess', { resourceType: 'Bundle' }]] as const) expect(await status(`Bearer ${await aToken(path, { iss: 'https://second.example.org', aud: ['x', 'typed-in-by-hand'] }, 'other')}`, path, body)).toBe(200);
});

describe('a key set by URL', () => {
  test('is fetched from the configured address only; nothing is ever fetched because a token says so; its server away means 401 or 503, and known keys go on', async () => {
    const elsewhere = await aFhirServer((_url, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [{ ...publicJwk('other'), kid: 'general' }] })); });
    const keys = await aFhirServer((_url, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [publicJwk('general')] })); });
    const fetching = await aRunningService({ clients: [anEhr({ jwks: undefined, jwksUrl: `${keys.origin}/jwks.json`, allowLoopback: true })] });
    try {
      const call = async (key: 'general' | 'other', header: Record<string, unknown>): Promise<number> => (await fetching.post(SERVICE, aPatientView(), { Authorization: `Bearer ${await aToken(SERVICE, {}, key, header)}` })).status;
      expect(await call('other', { kid: 'general', jku: `${elsewhere.origin}/jwks.json`, x5u: `${elsewhere.origin}/x5u` })).toBe(401);
      expect(await Promise.all(Array.from({ length: 10 }, () => call('general', {})))).toEqual(Array.from({ length: 10 }, () => 200));
      expect([elsewhere.asked.length, keys.asked.map(({ url }) => url)]).toEqual([0, ['/jwks.json']]);
      await keys.close();
      expect(await call('general', { jku: `${keys.origin}/jwks.json` })).toBe(200);
    } finally { await fetching.remove(); await elsewhere.close(); await keys.close().catch(() => undefined); }
  });
});

test('discovery, health, rulebook, schemas and OpenAPI need no token; hook, feedback and assess do', async () => {
  for (const path of ['/cds-services', '/health/live', '/rulebook', '/openapi.json', '/schemas/assessment.json']) expect((await fetch(service.url + path)).status).toBe(200);
  for (const path of [SERVICE, `${SERVICE}/feedback`, '/assess']) expect((await fetch(service.url + path, { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } })).status).toBe(401);
});
