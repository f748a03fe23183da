import { connect } from 'node:net';
import { type Service, aService, away, post, raw } from './a-service';

const HOOK = '/cds-services/gnen-patient-view';
let service: Service;
const services: Service[] = [];
const started = async (...given: Parameters<typeof aService>): Promise<Service> => { const one = await aService(...given); services.push(one); return one; };
beforeAll(async () => { service = await started({ bodyLimitBytes: 2000, maxJsonDepth: 10, maxEntries: 3 }); });
afterAll(async () => { await Promise.all(services.map((each) => each.stop())); });

/** Sends the head, waits for the answer, and only then sends the body, as far as the connection lets it. */
async function sentOn(port: number, head: string, body: string, hangsUp = false): Promise<{ answer: string; failed: string | null }> {
  const socket = connect(port, '127.0.0.1');
  let [answer, failed] = ['', null as string | null];
  socket.on('error', (error: NodeJS.ErrnoException) => { failed = error.code ?? 'unknown'; });
  const ended = new Promise<void>((done) => socket.once('close', () => done()));
  socket.once('data', () => { if (hangsUp) socket.end(body); else socket.write(body); });
  socket.on('data', (chunk) => { answer += String(chunk); });
  socket.write(head);
  await ended;
  return { answer, failed };
}

describe('routes are matched exactly', () => {
  test.each(['/cds-services/', '/CDS-services', '//cds-services', '/cds-services/./', '/x/../cds-services', '/cds%2dservices', `${HOOK}/`, `${HOOK}//feedback`, '/cds-services/toString', '/cds-services/__proto__', '/cds-services/gnen-patient-vie%77', '/assess;x', '/package.json', '/.env'])('%s is 404', async (path) => {
    expect(await raw(service.port, `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 404 [\s\S]*OperationOutcome/);
  });
  test('an unknown id is 404 with any token or none, for feedback too', async () => {
    const strict = await started({ auth: 'required' });
    for (const path of ['/cds-services/other', '/cds-services/other/feedback']) expect((await post(strict.url + path)).status).toBe(404);
    expect(strict.verified).toEqual([]);
  });
  test('the absolute form of a request target finds the same route', async () => {
    expect(await raw(service.port, 'GET http://other.example/health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 200/);
  });
  test('a query changes nothing', async () => expect((await post(`${service.url}${HOOK}?_method=GET&asOf=nonsense`)).status).toBe(200));
});

describe('a known route by another method', () => {
  test.each<[string, string, string]>([['GET', HOOK, 'POST, OPTIONS'], ['DELETE', '/cds-services', 'GET, HEAD, OPTIONS'], ['TRACE', '/cds-services', 'GET, HEAD, OPTIONS'], ['POST', '/health/live', 'GET, HEAD, OPTIONS']])('%s %s is 405 with Allow', async (method, path, allow) => {
    const answer = await raw(service.port, `${method} ${path} HTTP/1.1\r\nHost: x\r\nX-Echo: planted\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 405/);
    expect(answer).toContain(`Allow: ${allow}\r\n`);
    expect(answer).not.toContain('planted');
  });
  test('HEAD works where GET does, without a body', async () => {
    const answer = await fetch(`${service.url}/cds-services`, { method: 'HEAD' });
    expect([answer.status, await answer.text(), Number(answer.headers.get('content-length')) > 0]).toEqual([200, '', true]);
  });
  test('a method-override header is ignored', async () => expect((await fetch(service.url + HOOK, { headers: { 'X-HTTP-Method-Override': 'POST' } })).status).toBe(405));
});

describe('bodies', () => {
  test.each(['application/json', 'application/fhir+json', 'Application/JSON; Charset="UTF-8"', 'application/json; fhirVersion=4.0'])('%s is taken', async (type) => expect((await post(service.url + HOOK, {}, { 'Content-Type': type })).status).toBe(200));
  test.each(['text/plain', 'application/xml', 'application/json; charset=latin1', 'application/jsonx', 'application/x-www-form-urlencoded'])('%s is 415', async (type) => expect((await post(service.url + HOOK, {}, { 'Content-Type': type })).status).toBe(415));
  test('no content type is 415', async () => expect(await raw(service.port, `POST ${HOOK} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`)).toMatch(/^HTTP\/1\.1 415/));
  test.each([['gzip', 415], ['br', 415], ['identity', 200]])('content encoding %s is %i', async (encoding, status) => expect((await post(service.url + HOOK, {}, { 'Content-Encoding': String(encoding) })).status).toBe(status));
  test.each<[string, string | Buffer]>([
    ['not JSON', '{"planted'], ['empty', ''], ['a list', '[]'], ['text', '"x"'], ['null', 'null'], ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])], ['nested too deep', `{"a":${'['.repeat(10)}${']'.repeat(10)}}`],
  ])('%s is 400, and the body is not quoted', async (_what, body) => {
    const answer = await post(service.url + HOOK, body);
    const text = await answer.text();
    expect([answer.status, JSON.parse(text).resourceType, text.includes('planted')]).toEqual([400, 'OperationOutcome', false]);
  });
  test('nesting of exactly the limit passes, and brackets within strings do not count', async () => {
    expect((await post(service.url + HOOK, `{"a":${'['.repeat(9)}${']'.repeat(9)}}`)).status).toBe(200);
    expect((await post(service.url + HOOK, { a: '[[[[[[[[[[[[\\"[[[' })).status).toBe(200);
  });
  test('lone surrogate escapes and prototype names do no harm', async () => expect((await post(service.url + HOOK, '{"a":"\\ud800","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')).status).toBe(200));
  test('exactly the limit passes, one byte more is 413', async () => {
    const sized = (bytes: number): string => `{"a":"${'x'.repeat(bytes - 8)}"}`;
    expect((await post(service.url + HOOK, sized(2000))).status).toBe(200);
    expect((await post(service.url + HOOK, sized(2001))).status).toBe(413);
  });
  test('a declared length above the limit is refused before anything is sent', async () => {
    expect(await raw(service.port, `POST ${HOOK} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\nContent-Type: application/json\r\n\r\n`, 500)).toMatch(/^HTTP\/1\.1 413/);
  });
  test('a chunked body is refused as soon as it crosses the limit', async () => {
    expect(await raw(service.port, `POST ${HOOK} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n1000\r\n${'x'.repeat(4096)}\r\n`, 500)).toMatch(/^HTTP\/1\.1 413/);
  });
  // Superagent, urllib and proxies that speak HTTP/1.0 end the connection with each request.
  test.each<[string, string, string[], string]>([
    ['413', HOOK, ['Content-Length: 4000000', 'Content-Type: application/json'], 'x'.repeat(4_000_000)],
    ['404', '/nowhere', ['Content-Length: 4000000'], 'x'.repeat(4_000_000)],
    ['415', HOOK, ['Transfer-Encoding: chunked', 'Content-Type: text/plain'], `${'8000\r\n'}${'x'.repeat(0x8000)}\r\n`.repeat(100) + '0\r\n\r\n'],
  ])('a %s reaches a client that sends on and ends the connection with it', async (status, path, headers, body) => {
    for (let times = 0; times < 5; times += 1) {
      const { answer, failed } = await sentOn(service.port, `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers.join('\r\n')}\r\n\r\n`, body);
      expect([answer.slice(9, 12), answer.split('HTTP/1.1 ').length - 1, failed]).toEqual([status, 1, null]);
    }
  });
  test.each([['hangs up', true], ['falls silent', false]])('one that %s instead of sending the rest does not keep the connection', async (_what, hangsUp) => {
    const started = performance.now();
    const { answer } = await sentOn(service.port, `POST ${HOOK} HTTP/1.0\r\nContent-Length: 4000000\r\nContent-Type: application/json\r\n\r\n`, 'x', hangsUp);
    expect([answer.slice(9, 12), performance.now() - started < 4000]).toEqual(['413', true]);
  });
  test('too many Bundle entries, all Bundles together, are 413', async () => {
    const bundle = (entries: number): object => ({ resourceType: 'Bundle', entry: Array.from({ length: entries }, () => ({})) });
    expect((await post(service.url + HOOK, { prefetch: { a: bundle(2) }, context: { draftOrders: bundle(1) } })).status).toBe(200);
    expect((await post(service.url + HOOK, { prefetch: { a: bundle(2) }, context: { draftOrders: bundle(2) } })).status).toBe(413);
    expect((await post(`${service.url}/assess`, { resourceType: 'Bundle', entry: [{ resource: bundle(3) }] })).status).toBe(413);
  });
});

describe('several faults at once are told in the order of the contract', () => {
  let strict: Service;
  beforeAll(async () => { strict = await started({ auth: 'required', bodyLimitBytes: 100 }); });
  test.each<[string, number, string, string, Record<string, string>]>([
    ['405 before 413', 405, 'PUT', HOOK, { 'Content-Length': '999' }], ['413 by declared length before 401', 413, 'POST', HOOK, { 'Content-Length': '999' }], ['401 before 415', 401, 'POST', HOOK, { 'Content-Length': '2', 'Content-Type': 'text/plain' }],
    ['415 before 400', 415, 'POST', HOOK, { 'Content-Length': '2', 'Content-Type': 'text/plain', Authorization: 'Bearer good' }], ['two Authorization headers are 401', 401, 'POST', HOOK, { Authorization: 'Bearer good\r\nAuthorization: Bearer good', 'Content-Length': '2', 'Content-Type': 'application/json' }],
  ])('%s', async (_what, status, method, path, headers) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
    expect(await raw(strict.port, `${method} ${path} HTTP/1.1\r\nHost: x\r\n${lines}\r\n{}`, 400)).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`));
  });
  test('every refusal is the same 401, with WWW-Authenticate and no reason', async () => {
    const answer = await post(strict.url + HOOK, {}, { Authorization: 'Bearer bad' });
    expect([answer.status, answer.headers.get('www-authenticate'), (await answer.text()).includes('not good')]).toEqual([401, 'Bearer', false]);
  });
  test('the audience is the endpoint under the public base, whatever Host says', async () => {
    await raw(strict.port, `POST ${HOOK}/feedback?x=1 HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    expect(strict.verified.at(-1)).toBe(`http://localhost:8080${HOOK}/feedback`);
  });
  test('Expect: 100-continue with a bad token is refused before the body is sent', async () => {
    const answer = await raw(strict.port, `POST ${HOOK} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n`, 3000);
    expect(answer).toMatch(/^HTTP\/1\.1 401[\s\S]*Connection: close/);
  });
  test('Expect: 100-continue with a good token is told to go on', async () => {
    expect(await raw(strict.port, `POST ${HOOK} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nAuthorization: Bearer good\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n`, 300)).toMatch(/^HTTP\/1\.1 100 Continue/);
  });
});

describe('what the HTTP parser refuses', () => {
  test('headers above 16 KiB are 431', async () => expect(await raw(service.port, `GET /health/live HTTP/1.1\r\nHost: x\r\nX-Large: ${'a'.repeat(17_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431[\s\S]*nosniff/));
  test.each([['both length and transfer coding', 'Content-Length: 2\r\nTransfer-Encoding: chunked'], ['two lengths', 'Content-Length: 2\r\nContent-Length: 3'], ['an unknown coding', 'Transfer-Encoding: gzip']])('%s is 400 and close', async (_what, framing) => {
    expect(await raw(service.port, `POST ${HOOK} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${framing}\r\n\r\n{}`, 2000)).toMatch(/^HTTP\/1\.1 400/);
  });
  test('headers that are not complete within 5 s close the connection with 408', async () => expect(await raw(service.port, 'GET /health/live HTTP/1.1\r\nHost:')).toMatch(/^HTTP\/1\.1 408/), 10_000);
  test.each([['of a known length', `Content-Length: 300000\r\n\r\n${'x'.repeat(300_000)}`], ['in chunks', `Transfer-Encoding: chunked\r\n\r\n493e0\r\n${'x'.repeat(300_000)}\r\n0\r\n\r\n`]])('a refused body %s goes by, and its connection goes on', async (_what, framed) => {
    const strict = await started({ auth: 'required' });
    const answer = await raw(strict.port, `POST ${HOOK} HTTP/1.1\r\nHost: x\r\n${framed}GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map((hit) => hit[1])).toEqual(['401', '200']);
  });
  test('pipelined requests are answered in order', async () => {
    const answer = await raw(service.port, 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nGET /nope HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map((hit) => hit[1])).toEqual(['200', '404']);
  });
});

describe('limits', () => {
  test('above MAX_IN_FLIGHT is 503 with Retry-After at once; health still answers', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((open) => { release = open; });
    const busy = await started({ maxInFlight: 1 }, { answerHook: async () => { await gate; return { response: { cards: [] }, outcome: 'advice', rules: [], shown: [] }; } });
    const first = post(busy.url + HOOK);
    await new Promise((done) => setTimeout(done, 100));
    const second = await post(busy.url + HOOK);
    expect([second.status, second.headers.get('retry-after'), (await fetch(`${busy.url}/health/live`)).status]).toEqual([503, '1', 200]);
    release();
    expect([(await first).status, (await post(busy.url + HOOK)).status]).toEqual([200, 200]);
  });
  test('§2.14 above RATE_LIMIT_PER_MINUTE is 429 with Retry-After, and X-Forwarded-For is believed of a configured proxy only', async () => {
    const limited = await started({ rateLimitPerMinute: 2 });
    const statuses = [];
    for (const from of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) statuses.push((await fetch(`${limited.url}/cds-services`, { headers: { 'X-Forwarded-For': from } })).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await fetch(`${limited.url}/health/live`)).status).toBe(200);
    const behind = await started({ rateLimitPerMinute: 1, trustProxy: ['127.0.0.0/8'] });
    const seen = [];
    for (const from of ['1.1.1.1', '2.2.2.2', '9.9.9.9, 2.2.2.2']) seen.push((await fetch(`${behind.url}/cds-services`, { headers: { 'X-Forwarded-For': from } })).status);
    expect(seen).toEqual([200, 200, 429]);
  });
});

describe('CORS and headers', () => {
  test('development lets any origin in, on errors too, without credentials', async () => {
    const answer = await fetch(`${service.url}/nope`, { headers: { Origin: 'https://a.example' } });
    expect([answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-credentials')]).toEqual(['*', null]);
  });
  test('with a list the origin itself is allowed, compared whole, and Vary names Origin', async () => {
    const [client] = [{ corsOrigins: ['https://portal.example.org'] }] as never[];
    const listed = await started({ production: true, auth: 'required', clientsFileGiven: true, clients: [client] });
    const allowed = async (origin: string): Promise<unknown[]> => {
      const answer = await post(listed.url + HOOK, {}, { Origin: origin });
      return [answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('vary')];
    };
    expect(await allowed('https://portal.example.org')).toEqual([401, 'https://portal.example.org', 'Origin']);
    expect(await allowed('https://portal.example.org.evil.example')).toEqual([401, null, 'Origin']);
    const preflight = await fetch(listed.url + HOOK, { method: 'OPTIONS', headers: { Origin: 'https://portal.example.org', 'Access-Control-Request-Method': 'POST' } });
    expect([preflight.status, preflight.headers.get('access-control-allow-methods'), preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'GET, POST', 'Authorization, Content-Type']);
    expect((await fetch(`${listed.url}/sandbox/fhir/Patient`)).status).toBe(200);
    expect((await fetch(`${listed.url}/metrics`)).status).toBe(404);
  });
  test.each(['/cds-services', '/nope', '/rulebook', '/health/live'])('%s has the headers of every answer', async (path) => {
    const { headers } = await fetch(service.url + path);
    expect([headers.get('x-content-type-options'), headers.has('strict-transport-security'), headers.get('x-powered-by'), headers.get('server')]).toEqual(['nosniff', true, null, null]);
  });
  test('hook answers are JSON, not stored, in the language asked for, whatever Accept says', async () => {
    const { headers, status } = await post(service.url + HOOK, {}, { Accept: 'text/html', 'Accept-Language': 'zh-TW' });
    expect([status, headers.get('content-type'), headers.get('cache-control'), headers.get('content-language'), headers.get('vary')]).toEqual([200, 'application/json; charset=utf-8', 'no-store', 'zh-CN', 'Accept-Language']);
  });
  test('the rulebook is a page with a policy, an anchor for each rule, or data', async () => {
    const page = await fetch(`${service.url}/rulebook`);
    expect([page.headers.has('content-security-policy'), (await page.text()).includes('id="OR-1"')]).toEqual([true, true]);
    const data = (await (await fetch(`${service.url}/rulebook?lang=zh`, { headers: { Accept: 'application/json' } })).json()) as { language: string };
    expect(data.language).toBe('zh-CN');
  });
});

describe('faults inside', () => {
  test('§8.5 a defect is 500 with an incident id and nothing else; the log holds the id and no message', async () => {
    const broken = await started({}, { answerHook: async () => { throw new Error('planted-secret'); } });
    const answer = await post(broken.url + HOOK);
    const text = await answer.text();
    const incident = /Incident ([0-9a-f-]{36})/.exec(text)?.[1];
    expect([answer.status, text.includes('planted'), JSON.stringify(broken.log).includes('planted')]).toEqual([500, false, false]);
    expect(broken.log).toContainEqual(expect.objectContaining({ incident, error: 'Error' }));
  });
  test('feedback is 503 with Retry-After while the store is away, and 200 with {} once stored', async () => {
    const body = { feedback: [{ card: 'c', outcome: 'accepted' }, { nonsense: true }] };
    const without = await started({}, { store: { healthy: () => false, rememberShown: () => undefined, saveFeedback: away } });
    const refused = await post(`${without.url}${HOOK}/feedback`, body);
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([503, true]);
    const ready = await fetch(`${without.url}/health/ready`);
    expect([ready.status, ready.headers.has('retry-after'), await ready.json()]).toEqual([503, true, { store: 'failed', serving: 'ok' }]);
    const stored = await post(`${service.url}${HOOK}/feedback`, body);
    expect([stored.status, await stored.json()]).toEqual([200, {}]);
  });
  test('metrics want their token where one is set', async () => {
    const guarded = await started({ metricsToken: 'sixteen-letters!' });
    const status = async (headers: Record<string, string>): Promise<number> => (await fetch(`${guarded.url}/metrics`, { headers })).status;
    expect([await status({}), await status({ Authorization: 'Bearer wrong' }), await status({ Authorization: 'Bearer sixteen-letters!' })]).toEqual([401, 401, 200]);
  });
  test('an asOf that is no full date is 400 and named', async () => {
    const answer = await post(`${service.url}/assess?asOf=2026-02-30`, { resourceType: 'Bundle' });
    expect([answer.status, ((await answer.json()) as { issue: { expression: string[] }[] }).issue[0].expression]).toEqual([400, ['asOf']]);
  });
  test('a stop answers what is in flight with Connection: close and takes nothing new', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((open) => { release = open; });
    const leaving = await aService({}, { answerHook: async () => { await gate; return { response: { cards: [] }, outcome: 'advice', rules: [], shown: [] }; } });
    const inFlight = raw(leaving.port, `POST ${HOOK} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`);
    await new Promise((done) => setTimeout(done, 100));
    const stopped = leaving.stop();
    // Whoever was waiting to be accepted is still taken in.
    await new Promise((done) => setTimeout(done, 50));
    expect(await raw(leaving.port, 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n', 300)).toBe('');
    release();
    expect(await inFlight).toMatch(/^HTTP\/1\.1 200[\s\S]*Connection: close/);
    await stopped;
  });
});
