/** security.md section 5 through the real process: where calls go, what goes with them, and whom an answer is for. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { aFhirServer, fhir, page, type ScriptedServer } from '../hooks/fhir-client/a-fhir-server';
import { aCallWithServer, aPatientView, storyBundle } from '../operations/a-request';
import { aRunningService, logLines, type RunningService } from '../operations/a-running-service';
import { anEhr, bearer, publicJwk, SERVICE } from '../operations/an-ehr';

jest.setTimeout(60_000);
const OTHER_ISS = 'https://second.example.org';
let upstream: ScriptedServer;
let others: ScriptedServer;
let service: RunningService;
const story = (url: string, response: Parameters<typeof fhir>[0]): void => {
  const type = /\/fhir\/(\w+)/.exec(url)?.[1];
  const found = storyBundle().entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
  fhir(response, type === 'Patient' ? found[0] : page(found));
};
beforeAll(async () => {
  upstream = await aFhirServer(story);
  others = await aFhirServer(story);
  service = await aRunningService({
    env: { RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'debug' },
    clients: [anEhr({ fhirServers: [upstream.base], allowLoopback: true }), anEhr({ iss: OTHER_ISS, name: 'second', jwks: { keys: [publicJwk('other')] }, fhirServers: [others.base, 'http://127.0.0.1:1/fhir'], allowLoopback: true })],
  });
});
afterAll(async () => { await service.remove(); await upstream.close(); await others.close(); });
beforeEach(() => { upstream.asked.length = 0; others.asked.length = 0; });

const authorization = (over: Record<string, unknown> = {}): Record<string, unknown> => ({ access_token: 'planted-access-token', token_type: 'Bearer', expires_in: 300, scope: 'patient/*.read', subject: 'gnen', ...over });
const call = async (over: Record<string, unknown> = {}, headers?: Record<string, string>): Promise<{ status: number; text: string }> => {
  const answer = await service.post(SERVICE, aCallWithServer(upstream.base, over), headers ?? (await bearer(SERVICE)));
  return { status: answer.status, text: await answer.text() };
};
const tokensSeen = (): unknown[] => [...new Set(upstream.asked.map(({ headers }) => headers.authorization))];

test('§5.5 another client\'s base is not listed: it is not called, whoever asks', async () => {
  expect((await call({ fhirServer: others.base })).status).toBe(412);
  expect([others.asked, upstream.asked]).toEqual([[], []]);
});

describe('§5.7 certificates are verified', () => {
  test.each([['', ''], ['0', 'also when the environment says that they need not be']])('NODE_TLS_REJECT_UNAUTHORIZED=%j %s', async (value) => {
    const file = (name: string): Buffer => readFileSync(join(__dirname, 'self-signed', name));
    let asked = 0;
    const server = createServer({ key: file('key.pem'), cert: file('certificate.pem') }, (_request, response) => { asked += 1; fhir(response, page([])); });
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
    const base = `https://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
    const strict = await aRunningService({ clients: [anEhr({ fhirServers: [base], allowLoopback: true })], env: { NODE_TLS_REJECT_UNAUTHORIZED: value } });
    try {
      expect((await strict.post(SERVICE, aCallWithServer(base))).status).toBe(412);
      expect(asked).toBe(0);
      // The runtime's own warning about the variable is a line of the log like any other.
      for (const line of [...logLines(strict.stdout()), ...logLines(strict.stderr())]) expect(line).toHaveProperty('level');
    } finally { await strict.remove(); await new Promise((done) => { server.close(done); server.closeAllConnections(); }); }
  });
});

describe('§5.12 an access token', () => {
  test.each<[string, unknown]>([['with a space', 'a b'], ['with a line break', 'a\r\nX-Injected: 1'], ['with a letter of another script', 'aé'], ['with a NUL', 'a\u0000'], ['with padding in the middle', 'a=b'], ['that is only padding', '='], ['with a comma', 'a,b'], ['with a quote', 'a"b'], ['with half a surrogate pair', 'a\ud800'], ['that is a number', 7], ['that is a list', ['a']], ['above 16 KiB', 'a'.repeat(16 * 1024 + 1)]])('%s is 400 when it would be used, and nothing is called', async (_what, access_token) => {
    const { status, text } = await call({ fhirAuthorization: authorization({ access_token }) });
    expect([status, text.includes('fhirAuthorization.access_token'), upstream.asked]).toEqual([400, true, []]);
  });
  test('of 16 KiB of every character of RFC 6750 is used as it is', async () => {
    const access_token = `${'AZaz09-._~+/'.repeat(1400).slice(0, 12_000)}==`;
    expect((await call({ fhirAuthorization: authorization({ access_token }) })).status).toBe(200);
    expect(tokensSeen()).toEqual([`Bearer ${access_token}`]);
  });
  test.each<[string, Record<string, unknown>]>([['with everything prefetched', { prefetch: aPatientView().prefetch }], ['with a server that is not listed', { fhirServer: 'https://unlisted.example.org/fhir', prefetch: aPatientView().prefetch }]])('of other characters that nobody would use is no fault: %s', async (_what, over) => {
    expect((await call({ ...over, fhirAuthorization: authorization({ access_token: 'a b', token_type: 'MAC' }) })).status).toBe(200);
    expect(upstream.asked).toEqual([]);
  });
});

describe('§5.13 the access token goes to that base only, with this request only, never after expires_in', () => {
  test('the next request without a token is read without one', async () => {
    expect((await call()).status).toBe(200);
    expect(tokensSeen()).toEqual(['Bearer planted-access-token']);
    upstream.asked.length = 0;
    expect((await call({ fhirAuthorization: undefined })).status).toBe(200);
    expect(tokensSeen()).toEqual([undefined]);
  });
  test.each([0, -1, -1e9])('expires_in %d: it is not used, and the server is not asked without it, to which it might look empty', async (expires_in) => {
    const { status } = await call({ fhirAuthorization: authorization({ expires_in }) });
    expect([status, upstream.asked]).toEqual([412, []]);
    // What was prefetched counts as ever, and what could not be read is named.
    const partly = await call({ prefetch: { ...aPatientView().prefetch, observations: undefined }, fhirAuthorization: authorization({ expires_in }) });
    expect([partly.status, upstream.asked]).toEqual([200, []]);
  });
  test('requests in parallel keep each its own token', async () => {
    const names = Array.from({ length: 8 }, (_each, nth) => `token-${nth}`);
    await Promise.all(names.map((access_token) => call({ fhirAuthorization: authorization({ access_token }) })));
    expect(tokensSeen().sort()).toEqual(names.map((name) => `Bearer ${name}`));
    expect(upstream.asked).toHaveLength(64);
  });
});

test('§5.14 the access token is never stored, logged or returned', async () => {
  const { text } = await call();
  const export_ = `${service.stdout()}${service.stderr()}${text}`;
  expect(export_).not.toContain('planted-access-token');
});

test.each<[string, unknown]>([['without a token', { token_type: 'Bearer', scope: 'patient/*.read' }], ['null', null], ['with a token that is null', authorization({ access_token: null })], ['with an empty token', authorization({ access_token: '' })]])('§5.15 fhirAuthorization %s is as if absent: the server is read without a token', async (_what, fhirAuthorization) => {
  expect((await call({ fhirAuthorization })).status).toBe(200);
  expect([tokensSeen(), upstream.asked.length]).toEqual([[undefined], 8]);
});

test('§5.17 answers are never shared: the same call is asked anew each time, for each token and each client', async () => {
  for (const access_token of ['one', 'one', 'two']) expect((await call({ fhirAuthorization: authorization({ access_token }) })).status).toBe(200);
  expect(upstream.asked).toHaveLength(24);
});

describe('§3.13 an id is percent-encoded where it enters a URL', () => {
  test.each(['a&_count=1', 'a;b', 'a+b', "a'b", '{x}', '$&', 'ä', '病人', 'a=b', 'a,b', '~', '...', '-', '*', '😀', '_history', '$everything', '@x', 'a:b', '\\x'])('§3.14 %s cannot leave its segment or add a parameter', async (patientId) => {
    await call({ context: { patientId, userId: 'Practitioner/planted-user', encounterId: 'planted-encounter' } });
    expect(upstream.asked).toHaveLength(8);
    for (const { url } of upstream.asked) {
      const { pathname, searchParams, hash } = new URL(url, upstream.origin);
      const segments = pathname.split('/');
      expect([hash, segments.length]).toEqual(['', segments[2] === 'Patient' ? 4 : 3]);
      if (segments[2] === 'Patient') expect(decodeURIComponent(segments[3] ?? '')).toBe(patientId);
      else expect([searchParams.getAll('patient'), [...searchParams.keys()].every((name) => ['patient', '_count', '_sort'].includes(name))]).toEqual([[patientId], true]);
      // §3.14: userId and encounterId are read by nothing and enter no URL.
      expect(url).not.toContain('planted');
    }
  });
  test('the prefix Patient/ is taken off, and 128 characters pass', async () => {
    const patientId = `${'x'.repeat(126)}.-`;
    await call({ context: { patientId: `Patient/${patientId}` } });
    expect(upstream.asked.filter(({ url }) => url === `/fhir/Patient/${patientId}`)).toHaveLength(1);
    for (const bad of ['Patient/', 'Patient/Patient/a', 'Patient/a/b', 'patient/a', `Patient/${'x'.repeat(129)}`, 'Patient/..']) expect((await call({ context: { patientId: bad } })).status).toBe(400);
  });
});
