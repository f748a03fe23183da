/** Who is trusted: each statement of security.md section 4. */
import { createPublicKey, generateKeyPairSync, sign, type SignKeyObjectInput } from 'node:crypto';
import type { Client } from '../../../src/config';
import { Untrusted } from '../../../src/hooks/errors';
import { makeTrust, type Trust } from '../../../src/hooks/trust';
import { rememberedTokens } from '../../../src/store/used-tokens';
import { aFhirServer, fhir, type Script, type ScriptedServer } from '../fhir-client/a-fhir-server';

const NOW = 1_800_000_000;
const HERE = 'https://cds.example.org/cds-services/gnen-patient-view';
const pem = { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } } as const;
const ecKeys = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve, ...pem });
const keys = { p384: ecKeys('P-384'), p256: ecKeys('P-256'), other: ecKeys('P-384'), rsa: generateKeyPairSync('rsa', { modulusLength: 2048, ...pem }), short: generateKeyPairSync('rsa', { modulusLength: 1024, ...pem }), ed: generateKeyPairSync('ed25519', pem) };
type KeyName = keyof typeof keys;
const jwk = (name: KeyName, over: Record<string, unknown> = {}) => ({ ...createPublicKey(keys[name].publicKey).export({ format: 'jwk' }), kid: name, ...over });
const b64 = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

let serial = 0;
const claimsOf = (over: Record<string, unknown> = {}) => ({ iss: 'https://ehr.example.org', aud: HERE, iat: NOW, exp: NOW + 300, jti: `jti-${serial++}`, ...over });
const token = (over: Record<string, unknown> = {}, header: Record<string, unknown> = {}, name: KeyName = 'p384', hash: string | null = 'sha384') => {
  const head = `${b64({ typ: 'JWT', alg: 'ES384', kid: name, ...header })}.${b64(claimsOf(over))}`;
  const key: SignKeyObjectInput | { key: string; dsaEncoding: 'ieee-p1363' } = { key: keys[name].privateKey, dsaEncoding: 'ieee-p1363' };
  return `${head}.${sign(hash, Buffer.from(head), key as never).toString('base64url')}`;
};
const anEhr = (over: Partial<Client> = {}): Client => ({ iss: 'https://ehr.example.org', name: 'general', jwks: { keys: [jwk('p384'), jwk('p256'), jwk('rsa'), jwk('short'), jwk('ed')] }, jwksUrl: null, algorithms: ['ES384', 'RS384'], audiences: [], tenants: null, maxTokenLifetimeSeconds: 3600, fhirServers: [], allowPrivateNetwork: false, allowLoopback: true, corsOrigins: [], ...over });

let logged: string[] = [];
const aStore = () => {
  const used = new Set<string>();
  const claimed: unknown[] = [];
  return { claimed, away: false, async claimToken(iss: string, jti: string, expiresAt: number) {
    if (this.away) throw new Error('away');
    claimed.push([iss, jti, expiresAt]);
    const name = `${iss} ${jti}`;
    return used.has(name) ? false : used.add(name) !== undefined;
  } };
};
const trusting = (clients: Client[] = [anEhr()], store = aStore(), now: () => number = () => NOW): Trust => makeTrust({ clients, clientsFileGiven: true, production: true }, store, (line) => logged.push(line), { now });
const bearer = (compact: string) => ({ authorization: `Bearer ${compact}` });
const refused = async (trust: Trust, authorization: string | string[] | undefined, endpoint = HERE) => {
  const error: unknown = await trust.verify({ authorization }, endpoint).then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(Untrusted);
  return (error as Untrusted).message;
};
beforeEach(() => { logged = []; });

describe('§4.2 how a token comes', () => {
  it('in one Authorization header, Bearer in any case', async () => {
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) expect(await trusting().verify({ authorization: `${scheme} ${token()}` }, HERE)).toMatchObject({ tenant: null, client: { name: 'general' } });
    expect(await trusting().verify({ authorization: [`Bearer ${token()}`] }, HERE)).toBeDefined();
  });
  it.each<[string, () => string | string[] | undefined]>([
    ['no header', () => undefined], ['the literal null', () => 'null'], ['two headers', () => [`Bearer ${token()}`, `Bearer ${token()}`]],
    ['another scheme', () => `Basic ${token()}`], ['no scheme', () => token()], ['two segments', () => 'Bearer a.b'], ['four segments', () => `Bearer ${token()}.x`],
    ['padding', () => `Bearer ${token()}=`], ['a space after it', () => `Bearer ${token()} `], ['base64 instead of base64url', () => `Bearer ${token().replace(/^../, '+/')}`],
    ['more than 8 KiB', () => `Bearer ${token({ x: 'x'.repeat(8192) })}`], ['a header that is no JSON', () => `Bearer ${b64('{')}.${b64({})}.x`], ['claims that are a list', () => `Bearer ${b64({ typ: 'JWT', alg: 'ES384', kid: 'p384' })}.${b64([])}.x`],
  ])('%s is refused', async (_what, authorization) => { await refused(trusting(), authorization()); });
});

describe('§4.3 §4.4 header and key', () => {
  it.each<[string, Record<string, unknown>]>([
    ['no typ', { typ: undefined }], ['another typ', { typ: 'at+jwt' }], ['alg none', { alg: 'none' }], ['a symmetric alg', { alg: 'HS384' }], ['an alg not in the list', { alg: 'ES256' }], ['no alg', { alg: undefined }],
    ['no kid', { kid: undefined }], ['an empty kid', { kid: '' }], ['a number as kid', { kid: 7 }], ['an unknown kid', { kid: 'unknown' }], ['a kid that is a member of objects', { kid: '__proto__' }],
    ['crit', { crit: ['exp'] }], ['b64', { b64: true }], ['the alg of another key', { alg: 'RS384' }],
  ])('%s is refused', async (_what, header) => { await refused(trusting(), `Bearer ${token({}, header)}`); });

  it.each<[string, Parameters<typeof token>, boolean]>([
    ['ES384', [{}, {}, 'p384', 'sha384'], true], ['RS384', [{}, { alg: 'RS384' }, 'rsa', 'sha384'], true], ['ES256 when listed', [{}, { alg: 'ES256' }, 'p256', 'sha256'], true], ['EdDSA when listed', [{}, { alg: 'EdDSA' }, 'ed', null], true],
    ['ES384 with a P-256 key', [{}, {}, 'p256', 'sha384'], false], ['RSA of 1024 bits', [{}, { alg: 'RS384' }, 'short', 'sha384'], false],
  ])('%s', async (_what, parts, trusted) => {
    const trust = trusting([anEhr({ algorithms: ['ES384', 'RS384', 'ES256', 'EdDSA'] })]);
    if (trusted) expect(await trust.verify(bearer(token(...parts)), HERE)).toBeDefined();
    else await refused(trust, `Bearer ${token(...parts)}`);
  });

  it('§4.6 a signature by another key is refused, also when the token brings that key along', async () => {
    const header = { kid: 'p384', jwk: jwk('other'), x5c: ['x'], x5u: 'https://evil.example.org', x5t: 'x' };
    expect(await refused(trusting(), `Bearer ${token({}, header, 'other')}`)).toContain('signature');
  });
  it('jwk, x5c, x5u and an inline client\'s jku in a header are ignored', async () => {
    expect(await trusting().verify(bearer(token({}, { jwk: jwk('other'), x5c: ['x'], x5u: 'https://evil.example.org', x5t: 'x', jku: 'https://evil.example.org' })), HERE)).toBeDefined();
  });
  it('a changed claim is refused', async () => {
    const [head, , signature] = token().split('.');
    await refused(trusting(), `Bearer ${head}.${b64(claimsOf({ tenant: 'x' }))}.${signature}`);
  });
  it('§4.5 keys belong to an issuer: another client\'s key never counts', async () => {
    const trust = trusting([anEhr(), anEhr({ iss: 'https://other.example.org', name: 'other', jwks: { keys: [jwk('other')] } })]);
    await refused(trust, `Bearer ${token({ iss: 'https://other.example.org' })}`);
    await refused(trust, `Bearer ${token({}, {}, 'other')}`);
    expect((await trust.verify(bearer(token({ iss: 'https://other.example.org' }, {}, 'other')), HERE)).client.name).toBe('other');
  });
  it('§4.4 a key meant for something else is not used', async () => {
    for (const over of [{ use: 'enc' }, { alg: 'ES256' }, { key_ops: ['sign'] }, { d: 'x' }]) await refused(trusting([anEhr({ jwks: { keys: [jwk('p384', over)] } })]), `Bearer ${token()}`);
  });
});

describe('§4.8 claims', () => {
  it.each<[string, Record<string, unknown>]>([
    ['an iss that differs by a slash', { iss: 'https://ehr.example.org/' }], ['no iss', { iss: undefined }], ['an iss that is a member of objects', { iss: 'constructor' }],
    ['the aud of another endpoint', { aud: `${HERE}/feedback` }], ['an aud with a slash more', { aud: `${HERE}/` }], ['an aud with a query', { aud: `${HERE}?x` }], ['no aud', { aud: undefined }], ['an aud that is an object', { aud: {} }], ['an aud list with a number', { aud: [HERE, 7] }], ['an empty aud list', { aud: [] }],
    ['no exp', { exp: undefined }], ['exp as text', { exp: String(NOW + 300) }], ['exp before iat', { exp: NOW - 1 }], ['exp equal to iat', { exp: NOW }], ['a negative iat', { iat: -1, exp: 10 }], ['a lifetime above the client\'s', { exp: NOW + 3601 }], ['iat null', { iat: null }],
    ['expired beyond the skew', { iat: NOW - 400, exp: NOW - 61 }], ['issued in the future beyond the skew', { iat: NOW + 61, exp: NOW + 300 }], ['nbf in the future beyond the skew', { nbf: NOW + 61 }], ['nbf as text', { nbf: '1' }],
    ['no jti', { jti: undefined }], ['an empty jti', { jti: '' }], ['a number as jti', { jti: 7 }], ['a jti of 257 characters', { jti: 'x'.repeat(257) }],
  ])('%s is refused', async (_what, over) => { await refused(trusting(), `Bearer ${token(over)}`); });

  it.each<[string, Record<string, unknown>]>([
    ['aud as a list', { aud: ['https://x', HERE] }], ['a configured audience', { aud: 'typed by hand' }], ['expired within the skew', { iat: NOW - 300, exp: NOW - 59 }], ['issued half a second ahead', { iat: NOW + 0.5 }], ['issued within the skew', { iat: NOW + 59 }],
    ['nbf five minutes ago, as Epic sends it', { nbf: NOW - 300, sub: 'x' }], ['a jti of 256 characters', { jti: 'x'.repeat(256) }], ['unknown claims', { foo: { bar: 1 }, constructor: 1 }], ['a lifetime of exactly the client\'s', { exp: NOW + 3600 }],
  ])('%s is accepted', async (_what, over) => { expect(await trusting([anEhr({ audiences: ['typed by hand'] })]).verify(bearer(token(over)), HERE)).toBeDefined(); });

  it.each([['north', true], ['south', false], [undefined, false], [['north'], false]])('tenant %j of a client that lists north: %s', async (tenant, trusted) => {
    const trust = trusting([anEhr({ tenants: ['north'] })]);
    if (trusted) expect((await trust.verify(bearer(token({ tenant })), HERE)).tenant).toBe('north');
    else await refused(trust, `Bearer ${token({ tenant })}`);
  });
});

describe('one use', () => {
  it('of many parallel tries exactly one is accepted, across endpoints', async () => {
    const once = token({ aud: [HERE, `${HERE}/feedback`] });
    const trust = trusting();
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => trust.verify(bearer(once), n % 2 ? HERE : `${HERE}/feedback`)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
  it('counts across instances that share a store', async () => {
    const store = aStore();
    const once = token();
    await trusting([anEhr()], store).verify(bearer(once), HERE);
    await refused(trusting([anEhr()], store), `Bearer ${once}`);
  });
  it('§4.10 is remembered until exp and skew', async () => {
    const store = aStore();
    await trusting([anEhr()], store).verify(bearer(token({ jti: 'j' })), HERE);
    expect(store.claimed).toEqual([['https://ehr.example.org', 'j', NOW + 360]]);
  });
  it('§4.10 is forgotten after that, so that memory is bounded', async () => {
    let clock = NOW;
    const used = rememberedTokens(() => clock);
    const trust = trusting([anEhr()], Object.assign(aStore(), { claimToken: used.claim }), () => clock);
    const again = (): string => token({ jti: 'j', iat: clock, exp: clock + 300 });
    await trust.verify(bearer(again()), HERE);
    clock = NOW + 359;
    await refused(trust, `Bearer ${again()}`);
    clock = NOW + 500;
    expect(await trust.verify(bearer(again()), HERE)).toBeDefined();
  });
  it('a forgery burns no token', async () => {
    const trust = trusting();
    const [head, claims, signature] = token({ jti: 'mine' }).split('.');
    await refused(trust, `Bearer ${head}.${claims}.${'A'.repeat(signature?.length ?? 0)}`);
    expect(await trust.verify(bearer(`${head}.${claims}.${signature}`), HERE)).toBeDefined();
  });
  it('the same jti of another issuer is another token', async () => {
    const trust = trusting([anEhr(), anEhr({ iss: 'https://other.example.org' })]);
    await trust.verify(bearer(token({ jti: 'same' })), HERE);
    expect(await trust.verify(bearer(token({ jti: 'same', iss: 'https://other.example.org' })), HERE)).toBeDefined();
  });
  it('§9.3 while the store is away this instance judges by what it saw, before and since', async () => {
    const store = aStore();
    const trust = trusting([anEhr()], store);
    const before = token();
    await trust.verify(bearer(before), HERE);
    store.away = true;
    const since = token();
    await trust.verify(bearer(since), HERE);
    await refused(trust, `Bearer ${before}`);
    await refused(trust, `Bearer ${since}`);
    expect(logged.join()).toContain('store is away');
  });
});

describe('a key set by URL', () => {
  let server: ScriptedServer;
  let trust: Trust;
  let clock = NOW;
  const serving = async (script: Script, over: Partial<Client> = {}) => {
    clock = NOW;
    server = await aFhirServer(script);
    trust = trusting([anEhr({ jwks: null, jwksUrl: `${server.origin}/jwks`, ...over })], aStore(), () => clock);
  };
  const fresh = (header: Record<string, unknown> = {}, name: KeyName = 'p384') => token({ iat: clock, exp: clock + 300 }, header, name);
  afterEach(async () => {
    await trust.close();
    await server.close();
  });

  it('§4.12 is fetched once for many, and kept', async () => {
    await serving((_, r) => setTimeout(() => fhir(r, { keys: [jwk('p384')] }), 30));
    await Promise.all(Array.from({ length: 10 }, () => trust.verify(bearer(fresh()), HERE)));
    await trust.verify(bearer(fresh()), HERE);
    expect(server.asked.map(({ url }) => url)).toEqual(['/jwks']);
  });
  it('§4.7 a jku that is not exactly the configured one is refused before anything is fetched', async () => {
    await serving((_, r) => fhir(r, { keys: [jwk('p384')] }));
    for (const jku of [`${server.origin}/jwks/`, `${server.origin}/other`, 7, '']) await refused(trust, `Bearer ${fresh({ jku })}`);
    expect(server.asked).toEqual([]);
    expect(await trust.verify(bearer(fresh({ jku: `${server.origin}/jwks` })), HERE)).toBeDefined();
  });
  it('§4.12 an unknown kid causes one refetch in 30 s at most, and the next finds the new key', async () => {
    let set = [jwk('p384')];
    await serving((_, r) => fhir(r, { keys: set }));
    await trust.verify(bearer(fresh()), HERE);
    for (let n = 0; n < 5; n += 1) await refused(trust, `Bearer ${fresh({}, 'other')}`);
    expect(server.asked).toHaveLength(2);
    set = [jwk('p384'), jwk('other')];
    clock += 30;
    expect(await trust.verify(bearer(fresh({}, 'other')), HERE)).toBeDefined();
    expect(server.asked).toHaveLength(3);
  });
  it('§4.13 known keys go on working while the key server is away', async () => {
    let away = false;
    await serving((_, r) => (away ? r.destroy() : fhir(r, { keys: [jwk('p384')] })));
    await trust.verify(bearer(fresh()), HERE);
    away = true;
    clock += 3600;
    await refused(trust, `Bearer ${fresh({}, 'other')}`);
    expect(await trust.verify(bearer(fresh()), HERE)).toBeDefined();
  });
  it('a withdrawn key stops working after the set was renewed', async () => {
    let set = [jwk('p384')];
    await serving((_, r) => fhir(r, { keys: set }));
    await trust.verify(bearer(fresh()), HERE);
    set = [jwk('other')];
    clock += 601;
    await trust.verify(bearer(fresh()), HERE);
    await trust.verify(bearer(fresh({}, 'other')), HERE);
    await refused(trust, `Bearer ${fresh()}`);
  });
  it.each<[string, Script]>([
    ['a redirect', (url, r) => (url === '/jwks' ? r.writeHead(302, { location: '/elsewhere' }).end() : fhir(r, { keys: [jwk('p384')] }))], ['an error', (_, r) => r.writeHead(500).end()], ['no JSON', (_, r) => fhir(r, '<html>')], ['no key set', (_, r) => fhir(r, [])],
    ['more than 1 MiB', (_, r) => fhir(r, { keys: [jwk('p384')], x: 'x'.repeat(1024 * 1024) })], ['a symmetric key', (_, r) => fhir(r, { keys: [{ kty: 'oct', k: 'AA', kid: 'p384' }] })], ['a private key', (_, r) => fhir(r, { keys: [jwk('p384', { d: 'AA' })] })], ['members of the wrong type', (_, r) => fhir(r, { keys: [null, 7, { kty: 'EC', crv: 'P-384', kid: 'p384', x: 7 }] })],
  ])('§4.12 §4.14 that answers %s gives no key', async (_what, script) => {
    await serving(script);
    await refused(trust, `Bearer ${fresh()}`);
    expect(server.asked).toHaveLength(1);
  });
  it('§4.12 whose server hangs keeps callers waiting for one try, not for one after the other', async () => {
    await serving((_, r) => setTimeout(() => r.destroy(), 300));
    const first = Array.from({ length: 3 }, () => refused(trust, `Bearer ${fresh()}`));
    clock += 5;
    await Promise.all(first);
    const since = performance.now();
    await refused(trust, `Bearer ${fresh()}`);
    expect([server.asked.length, performance.now() - since < 100]).toEqual([1, true]);
    clock += 5;
    await refused(trust, `Bearer ${fresh()}`);
    expect(server.asked).toHaveLength(2);
  });
  it('on loopback without leave is not fetched', async () => {
    await serving((_, r) => fhir(r, { keys: [jwk('p384')] }), { allowLoopback: false });
    await refused(trust, `Bearer ${fresh()}`);
    expect(server.asked).toEqual([]);
  });
  it('is never fetched for an unknown issuer or a token that fails cheaper checks', async () => {
    await serving((_, r) => fhir(r, { keys: [jwk('p384')] }));
    await refused(trust, `Bearer ${token({ iss: 'https://unknown.example.org' })}`);
    await refused(trust, `Bearer ${token({ aud: 'elsewhere' })}`);
    expect(server.asked).toEqual([]);
  });
});

describe('browser origins', () => {
  it('are the union over all clients, compared whole', () => {
    const trust = trusting([anEhr({ corsOrigins: ['https://a.example.org'] }), anEhr({ iss: 'b', corsOrigins: ['https://b.example.org'] })]);
    expect(['https://a.example.org', 'https://b.example.org', 'https://a.example.org.evil.test', 'https://a.example.org/', 'null', '*'].map((origin) => trust.corsAllowed(origin))).toEqual([true, true, false, false, false, false]);
  });
  it('are all of them in development without a clients file', () => {
    expect(makeTrust({ clients: [], clientsFileGiven: false, production: false }, aStore(), () => undefined).corsAllowed('https://any.example.org')).toBe(true);
  });
});

it('no token stands in a refusal or in the log', async () => {
  const secret = token({ aud: 'elsewhere' });
  expect(await refused(trusting(), `Bearer ${secret}`)).not.toContain(secret.slice(0, 20));
  expect(logged.join()).not.toContain(secret.slice(0, 20));
});
