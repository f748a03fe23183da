/** security.md section 4 through the real process: who gets in, once, and what a refusal says. The table of claims and headers is in tests/hooks/trust. */
import { createHmac } from 'node:crypto';
import { aFhirServer } from '../hooks/fhir-client/a-fhir-server';
import { aCallWithServer, aPatientView } from '../operations/a-request';
import { aRunningService, type RunningService, until } from '../operations/a-running-service';
import { anEhr, aToken, ISS, PUBLIC_BASE, publicJwk, publicPem, SERVICE, signedAsItIs } from '../operations/an-ehr';

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

describe('§4.3 no forgery of any kind gets in', () => {
  let serial = 0;
  const header = (over: Record<string, unknown> = {}): string => JSON.stringify({ typ: 'JWT', alg: 'ES384', kid: 'general', ...over });
  const claims = (over: Record<string, unknown> = {}): string => { serial += 1; return JSON.stringify({ iss: ISS, aud: `${PUBLIC_BASE}${SERVICE}`, iat: now, exp: now + 300, jti: `forged-${serial}`, tenant: 'north', ...over }); };
  const hmac = (alg: string, secret: string, hash: string): string => {
    const head = [header({ alg }), claims()].map((text) => Buffer.from(text).toString('base64url')).join('.');
    return `${head}.${createHmac(hash, secret).update(head).digest('base64url')}`;
  };
  const withSignature = (signature: (good: string) => string): string => { const [a, b, c = ''] = signedAsItIs(header(), claims()).split('.'); return `${a}.${b}.${signature(c)}`; };
  test('what is signed as it stands is accepted, so that each refusal below is its own', async () => expect(await status(`Bearer ${signedAsItIs(header(), claims())}`)).toBe(200));
  test.each<[string, () => string]>([
    ...['none', 'None', 'NONE', 'nOnE', ''].map((alg): [string, () => string] => [`alg ${JSON.stringify(alg)} and no signature`, () => `${Buffer.from(header({ alg })).toString('base64url')}.${Buffer.from(claims()).toString('base64url')}.`]),
    ['alg none with a good signature', () => signedAsItIs(header({ alg: 'none' }), claims())],
    ['HS256 keyed with the public key as PEM', () => hmac('HS256', publicPem('general'), 'sha256')], ['HS384 keyed with the public key as JWK', () => hmac('HS384', JSON.stringify(publicJwk('general')), 'sha384')], ['HS512 keyed with nothing', () => hmac('HS512', '', 'sha512')],
    ['an algorithm of another length over the same key', () => signedAsItIs(header({ alg: 'ES256' }), claims())], ['the algorithm in small letters', () => signedAsItIs(header({ alg: 'es384' }), claims())], ['an algorithm that is a list', () => signedAsItIs(header({ alg: ['ES384'] }), claims())], ['ECDH', () => signedAsItIs(header({ alg: 'ECDH-ES' }), claims())],
    ['a signature of zeros', () => withSignature((good) => Buffer.alloc(Buffer.from(good, 'base64url').length).toString('base64url'))], ['a signature as DER', () => signedAsItIs(header(), claims(), 'general', 'der')], ['half a signature', () => withSignature((good) => good.slice(0, good.length / 2))], ['a signature with a byte more', () => withSignature((good) => `${good}AA`)], ['an empty signature', () => withSignature(() => '')],
    ['alg twice, the last one none', () => signedAsItIs('{"typ":"JWT","alg":"ES384","kid":"general","alg":"none"}', claims())], ['kid twice, the last one unknown', () => signedAsItIs('{"typ":"JWT","alg":"ES384","kid":"general","kid":"x"}', claims())], ['aud twice, the last one another', () => signedAsItIs(header(), claims().replace('"aud":', '"aud2":').replace('{', `{"aud":"${PUBLIC_BASE}${SERVICE}","aud":"x",`))],
    ...['../../etc/passwd', "' or 1=1 --", '__proto__', 'general\u0000', 'GENERAL', ' general'].map((kid): [string, () => string] => [`kid ${JSON.stringify(kid)}`, () => signedAsItIs(header({ kid }), claims())]),
    ['kid as a list', () => signedAsItIs(header({ kid: ['general'] }), claims())], ['crit of something known', () => signedAsItIs(header({ crit: ['exp'] }), claims())], ['an empty crit', () => signedAsItIs(header({ crit: [] }), claims())], ['b64 true', () => signedAsItIs(header({ b64: true }), claims())], ['typ in small letters', () => signedAsItIs(header({ typ: 'jwt' }), claims())],
    ['exp beyond all numbers', () => signedAsItIs(header(), claims().replace(/"exp":\d+/, '"exp":1e400'))], ['iat as true', () => signedAsItIs(header(), claims({ iat: true }))], ['exp in milliseconds', () => signedAsItIs(header(), claims({ exp: (now + 300) * 1000 }))], ['aud in a list of lists', () => signedAsItIs(header(), claims({ aud: [[`${PUBLIC_BASE}${SERVICE}`]] }))], ['aud in other case', () => signedAsItIs(header(), claims({ aud: `${PUBLIC_BASE}${SERVICE}`.toUpperCase() }))], ['aud of the feedback route', () => signedAsItIs(header(), claims({ aud: `${PUBLIC_BASE}${SERVICE}/feedback` }))], ['aud with a trailing slash', () => signedAsItIs(header(), claims({ aud: `${PUBLIC_BASE}${SERVICE}/` }))],
    ['iss as a list', () => signedAsItIs(header(), claims({ iss: [ISS] }))], ['claims nested a thousand levels', () => signedAsItIs(header(), claims({ deep: 0 }).replace('"deep":0', `"deep":${'['.repeat(1000)}${']'.repeat(1000)}`))], ['claims that are no UTF-8', () => signedAsItIs(header(), Buffer.from([0x7b, 0xff, 0x7d]).toString('latin1'))],
    ['JSON of five parts, encrypted', () => `${Buffer.from(header({ alg: 'dir', enc: 'A256GCM' })).toString('base64url')}..a.b.c`], ['JSON serialisation', () => JSON.stringify({ payload: 'a', signatures: [] })],
  ])('%s', async (_what, token) => {
    const answer = await fetch(service.url + SERVICE, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token()}` }, body: JSON.stringify(aPatientView()) });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });
  test.each<[string, (token: string) => string]>([['a tab for the space', (token) => `Bearer\t${token}`], ['a comma', (token) => `Bearer ${token},`], ['a parameter behind it', (token) => `Bearer ${token}, realm=x`], ['the word twice', (token) => `Bearer Bearer ${token}`], ['no space', (token) => `Bearer${token}`], ['percent-encoding', (token) => `Bearer ${token.replaceAll('.', '%2E')}`], ['quotes', (token) => `Bearer "${token}"`], ['the scheme JWT', (token) => `JWT ${token}`]])('a good token written with %s', async (_what, written) => {
    expect(await status(written(signedAsItIs(header(), claims())))).toBe(401);
  });
});

test('§4.1 a refusal makes no upstream call and holds no place', async () => {
  const upstream = await aFhirServer((_url, response) => { response.writeHead(500).end(); });
  const strict = await aRunningService({ clients: [anEhr({ fhirServers: [upstream.base], jwks: undefined, jwksUrl: `${upstream.origin}/jwks`, allowLoopback: true })] });
  try {
    for (const authorization of ['Bearer a.b.c', `Bearer ${await aToken(SERVICE, { iss: 'https://nobody.example' })}`, `Bearer ${await aToken(SERVICE, { aud: 'elsewhere' })}`, `Bearer ${await aToken(SERVICE, { exp: now - 100, iat: now - 400 })}`, `Bearer ${await aToken(SERVICE, {}, 'general', { jku: `${upstream.origin}/other` })}`]) {
      expect((await strict.post(SERVICE, aCallWithServer(upstream.base), { Authorization: authorization })).status).toBe(401);
    }
    expect(upstream.asked).toEqual([]);
  } finally { await strict.remove(); await upstream.close(); }
});

describe('§4.1 every refusal is the same 401: one body without a reason, WWW-Authenticate: Bearer', () => {
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
  test('§4.1 the reason stands in the log, the token does not', async () => {
    const token = await aToken(SERVICE, { ...north, iat: now - 1000, exp: now - 100 });
    expect(await status(`Bearer ${token}`)).toBe(401);
    await until('the line is there', () => service.stdout().includes('expired'));
    for (const part of token.split('.')) expect(service.stdout()).not.toContain(part);
  });
});

test('§4.2 a token stands in one Authorization header and nowhere else', async () => {
  const token = await aToken(SERVICE, north);
  const body = JSON.stringify(aPatientView());
  for (const [path, headers] of [[`${SERVICE}?access_token=${token}`, {}], [SERVICE, { Cookie: `Authorization=Bearer ${token}` }], [SERVICE, { 'X-Authorization': `Bearer ${token}` }]] as const) expect((await fetch(service.url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body })).status).toBe(401);
  expect(await status(`bEaReR ${token}`)).toBe(200);
});

describe('one use', () => {
  test('§4.9 a replayed token is refused, at the same endpoint and at another', async () => {
    const jti = 'across-endpoints';
    expect(await status(`Bearer ${await aToken(SERVICE, { ...north, jti })}`)).toBe(200);
    expect(await status(`Bearer ${await aToken(OTHER, { ...north, jti })}`, OTHER)).toBe(401);
    expect(await status(`Bearer ${await aToken(`${SERVICE}/feedback`, { ...north, jti })}`, `${SERVICE}/feedback`)).toBe(401);
  });
  test('the same jti of another issuer is another token', async () => {
    const second = await aToken(SERVICE, { iss: 'https://second.example.org', jti: 'across-endpoints' }, 'other');
    expect(await status(`Bearer ${second}`)).toBe(200);
  });
  test('§4.9 of many parallel requests with one token exactly one is answered', async () => {
    const token = await good();
    const statuses = await Promise.all(Array.from({ length: 40 }, () => status(token)));
    expect([statuses.filter((each) => each === 200).length, statuses.filter((each) => each === 401).length]).toEqual([1, 39]);
  });
  test('§4.9 of many parallel requests to all endpoints with one token exactly one is let in', async () => {
    for (let round = 0; round < 3; round += 1) {
      // An audience typed in by hand is good on every route: only the one use keeps it from being used on all of them.
      const token = `Bearer ${await aToken(SERVICE, { iss: 'https://second.example.org', aud: 'typed-in-by-hand' }, 'other')}`;
      const endpoints: [string, unknown][] = [[SERVICE, aPatientView()], [OTHER, {}], ['/assess', {}], [`${SERVICE}/feedback`, {}]];
      const statuses = await Promise.all(Array.from({ length: 40 }, (_each, nth) => { const [path, body] = endpoints[nth % endpoints.length] as [string, unknown]; return status(token, path, body); }));
      expect(statuses.filter((each) => each !== 401)).toHaveLength(1);
    }
  });
  test('§4.11 a forgery cannot burn a token, a refused body uses it up', async () => {
    const token = await good();
    const forged = token.replace(/.{8}$/, 'AAAAAAAA');
    expect([await status(forged), await status(token)]).toEqual([401, 200]);
    const wasted = await good();
    expect([await status(wasted, SERVICE, { hook: 'other' }), await status(wasted)]).toEqual([400, 401]);
  });
});

test('§4.8 a typed-in audience of the client is accepted on every route beside the exact URL', async () => {
  for (const [path, body] of [[SERVICE, aPatientView()], ['/assess', { resourceType: 'Bundle' }]] as const) expect(await status(`Bearer ${await aToken(path, { iss: 'https://second.example.org', aud: ['x', 'typed-in-by-hand'] }, 'other')}`, path, body)).toBe(200);
});

describe('a key set by URL', () => {
  test('§4.6 is fetched from the configured address only; nothing is ever fetched because a token says so; its server away means 401 or 503, and known keys go on', async () => {
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
