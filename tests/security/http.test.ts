/** security.md section 2, statement by statement, against the real process in production mode. */
import { readdirSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { raw } from '../http/a-service';
import { aFhirServer, type ScriptedServer } from '../hooks/fhir-client/a-fhir-server';
import { aCallWithServer, aPatientView, cardsOf } from '../operations/a-request';
import { aRunningService, type RunningService, until } from '../operations/a-running-service';
import { anEhr, aToken, bearer, SERVICE } from '../operations/an-ehr';

const BODY_LIMIT = 100_000;
const PORTAL = 'https://portal.ehr.example.org';
jest.setTimeout(60_000);

let service: RunningService;
let hanging: ScriptedServer;
beforeAll(async () => {
  hanging = await aFhirServer(() => undefined);
  service = await aRunningService({ clients: [anEhr({ corsOrigins: [PORTAL], fhirServers: [hanging.base], allowLoopback: true })], env: { BODY_LIMIT_BYTES: String(BODY_LIMIT), MAX_IN_FLIGHT: '4', UPSTREAM_BUDGET_MS: '2000' } });
});
afterAll(async () => { await service.remove(); await hanging.close(); });
afterEach(async () => { expect((await service.post(SERVICE, aPatientView())).status).toBe(200); });

const head = async (lines: string[], path = SERVICE): Promise<string> => [`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Type: application/json', `Authorization: Bearer ${await aToken(path)}`, ...lines, '', ''].join('\r\n');
const statuses = (text: string): string[] => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((hit) => hit[1] ?? '');

describe('routes are matched exactly', () => {
  test.each(['/cds-services/', '//cds-services', '/CDS-Services', '/cds-services/../assess', `${SERVICE}/`, `${SERVICE}%2Ffeedback`, '/cds-services/gnen-patient-vie%77', '/assess/', '/health', '/', '/sandbox/fhir/Patient', '/metrics', '/package.json', '/.git/config', '/debug', '/docs'])('§2.1 there is no second way to a route, and nothing else is served: %s', async (path) => {
    for (const method of ['GET', 'POST']) expect(await raw(service.port, `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 404 [\s\S]*OperationOutcome/);
  });
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'gnen-nothing'])('§2.2 ids are looked up among the services only: %s is 404 with any token or none, for feedback too', async (id) => {
    for (const path of [`/cds-services/${id}`, `/cds-services/${id}/feedback`]) {
      expect((await service.post(path, {})).status).toBe(404);
      expect((await fetch(service.url + path, { method: 'POST', body: '{}' })).status).toBe(404);
    }
  });
  test('§2.3 known route, other method: 405 with Allow; TRACE echoes nothing; override headers and parameters are ignored', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND']) {
      const answer = await raw(service.port, `${method} ${SERVICE}?_method=POST HTTP/1.1\r\nHost: x\r\nX-HTTP-Method-Override: POST\r\nX-Planted: echo-me\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 405 [\s\S]*\r\nAllow: POST, OPTIONS\r\n/);
      expect(answer).not.toContain('echo-me');
    }
  });
  test('§2.4 the query string never changes an answer', async () => {
    const cards = async (query: string): Promise<unknown> => {
      const answer = await service.post(SERVICE + query, aPatientView(), await bearer(SERVICE));
      return (await cardsOf(answer)).map(({ summary }) => summary);
    };
    expect(await cards('?asOf=1999-01-01&lang=zh&hook=other&__proto__[x]=1')).toEqual(await cards(''));
  });
});

describe('bodies', () => {
  test.each<[string, Record<string, string>, string | Buffer, number]>([
    ['§2.5 another media type is 415', { 'Content-Type': 'text/json' }, '{}', 415], ['another charset is 415', { 'Content-Type': 'application/json; charset=utf-16' }, '{}', 415], ['a compressed body is 415, nothing is inflated', { 'Content-Encoding': 'gzip' }, Buffer.from([0x1f, 0x8b]), 415],
    ['not JSON is 400', {}, '{"planted', 400], ['§2.6 invalid UTF-8 is refused, not replaced', {}, Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), 400], ['UTF-16 is 400', {}, Buffer.from('{"hook":1}', 'utf16le'), 400], ['an empty body is 400', {}, '', 400], ['no object is 400', {}, '[1]', 400], ['two values are 400', {}, '{}{}', 400],
  ])('%s', async (_what, headers, body, status) => {
    const answer = await fetch(service.url + SERVICE, { method: 'POST', headers: { 'Content-Type': 'application/json', ...(await bearer(SERVICE)), ...headers }, body: body as never });
    const text = await answer.text();
    expect([answer.status, (JSON.parse(text) as { resourceType: string }).resourceType, text.includes('planted')]).toEqual([status, 'OperationOutcome', false]);
  });
  test('§2.7 above BODY_LIMIT_BYTES is 413, exactly the limit passes; at once when declared, else as soon as it is crossed', async () => {
    const sized = (bytes: number): string => { const base = { ...aPatientView(), pad: '' }; const short = Buffer.byteLength(JSON.stringify(base)); return JSON.stringify({ ...base, pad: 'x'.repeat(bytes - short) }); };
    expect((await service.post(SERVICE, sized(BODY_LIMIT))).status).toBe(200);
    expect((await service.post(SERVICE, sized(BODY_LIMIT + 1))).status).toBe(413);
    expect(await raw(service.port, await head(['Content-Length: 99999999']), 400)).toMatch(/^HTTP\/1\.1 413/);
    expect(await raw(service.port, `${await head(['Transfer-Encoding: chunked'])}${'8000\r\n' + 'x'.repeat(0x8000) + '\r\n'.repeat(1)}${'8000\r\n'}${'x'.repeat(0x8000)}\r\n${'20000\r\n'}${'x'.repeat(0x20000)}\r\n`, 400)).toMatch(/^HTTP\/1\.1 413/);
  });
  test('a body that ends before its declared length is answered by nobody and harms nobody', async () => {
    const socket = net.connect(service.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`${await head(['Content-Length: 500'])}{"hook":`);
    await sleep(100);
    socket.destroy();
    expect((await service.post(SERVICE, aPatientView())).status).toBe(200);
  });
});

describe('the HTTP parser', () => {
  test('§2.8 headers above 16 KiB: 431', async () => expect(await raw(service.port, `GET /health/live HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 20 }, (_each, nth) => `X-${nth}: ${'a'.repeat(1000)}\r\n`).join('')}\r\n`)).toMatch(/^HTTP\/1\.1 431/));
  test.each<[string, string[]]>([['both length and transfer coding', ['Content-Length: 2', 'Transfer-Encoding: chunked']], ['two lengths', ['Content-Length: 2', 'Content-Length: 3']], ['a list of lengths', ['Content-Length: 2, 3']], ['an unknown coding', ['Transfer-Encoding: identity']], ['chunked not last', ['Transfer-Encoding: chunked, gzip']], ['a length that is no number', ['Content-Length: 0x2']], ['space before the colon', ['Content-Length : 2']]])('§2.10 ambiguous framing is 400 and close: %s', async (_what, lines) => {
    const since = performance.now();
    const answer = await raw(service.port, `${await head(lines)}{}GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n`, 3000);
    // One refusal and the end: what was smuggled in behind it is never answered.
    expect([statuses(answer), performance.now() - since < 2500]).toEqual([['400'], true]);
  });
  test.each<[string, string, string]>([
    ['no Host', 'GET /health/live HTTP/1.1\r\n\r\n', '400'], ['two Hosts', 'GET /health/live HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', '400'], ['a folded header', 'GET /health/live HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n', '400'], ['a NUL in a header', 'GET /health/live HTTP/1.1\r\nHost: x\r\nX-A: \u0000\r\n\r\n', '400'],
    ['line feeds alone', 'GET /health/live HTTP/1.1\nHost: x\n\n', '400'], ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '400'], ['a method that is none', 'get /health/live HTTP/1.1\r\nHost: x\r\n\r\n', '400'], ['trailers above 16 KiB', '', '431'],
  ])('§2.20 its refusals have the headers of every answer: %s', async (_what, bytes, status) => {
    const trailers = bytes === '' ? `${await head(['Transfer-Encoding: chunked'])}2\r\n{}\r\n0\r\nX-A: ${'b'.repeat(30_000)}\r\n\r\n` : bytes;
    const answer = await raw(service.port, trailers, 2000);
    expect([statuses(answer), answer.includes('X-Content-Type-Options: nosniff'), answer.includes('Strict-Transport-Security'), answer.includes('Connection: close')]).toEqual([[status], true, true, true]);
  });
  test('§2.1 a fragment, a bare mark and the star find no route; an unknown expectation and an offer to change the protocol change nothing', async () => {
    for (const target of ['/cds-services#x', '/cds-services?a#x', '*', '/cds-services?#']) expect(await raw(service.port, `OPTIONS ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 404 /);
    expect(await raw(service.port, `GET /cds-services HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 [\s\S]*nosniff/);
    expect(statuses(await raw(service.port, `GET /cds-services HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n\r\n`, 1500))).toEqual(['200']);
  });
  test('§2.10 a body that hides in a GET is no second request', async () => {
    const hidden = 'GET /assess HTTP/1.1\r\nHost: x\r\n\r\n';
    expect(statuses(await raw(service.port, `GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`, 1500))).toEqual(['200']);
  });
  test('§1.4 a connection that says nothing is closed within seconds', async () => expect(await raw(service.port, '', 9000)).toMatch(/^HTTP\/1\.1 408/));
  test('§2.9 headers are complete within 5 s and the body within 10 s, however slowly they drip, or the connection is closed with 408', async () => {
    const drip = async (start: string, piece: string): Promise<[string, number]> => {
      const since = performance.now();
      const socket = net.connect(service.port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => { text += chunk; }).on('error', () => undefined);
      socket.write(start);
      const timer = setInterval(() => socket.write(piece), 500);
      await Promise.race([new Promise((done) => { socket.once('close', done); }), sleep(20_000)]);
      clearInterval(timer);
      socket.destroy();
      return [text.slice(0, 12), performance.now() - since];
    };
    const [headers, body] = await Promise.all([drip('GET /health/live HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n'), drip(await head(['Content-Length: 5000']), ' ')]);
    expect([headers?.[0], body?.[0]]).toEqual(['HTTP/1.1 408', 'HTTP/1.1 408']);
    expect([headers[1] < 7000, body[1] < 12_500]).toEqual([true, true]);
  });
  test('§2.11 Expect: 100-continue never hangs; a bad token is refused before the body is sent', async () => {
    const refused = await raw(service.port, `POST ${SERVICE} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n`, 2000);
    expect(statuses(refused)).toEqual(['401']);
    const socket = net.connect(service.port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => { text += chunk; });
    socket.write(await head(['Expect: 100-continue', 'Content-Length: 2']));
    await until('it may go on', () => text.includes('100 Continue'));
    socket.write('{}');
    await until('it is answered', () => text.includes('HTTP/1.1 400'));
    socket.destroy();
  });
  test('§2.12 pipelined requests are answered in order', async () => {
    const body = JSON.stringify(aPatientView());
    const answer = await raw(service.port, `${await head([`Content-Length: ${Buffer.byteLength(body)}`])}${body}GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n${await head(['Content-Length: 2'])}{}GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(statuses(answer)).toEqual(['200', '404', '400', '200']);
  });
  test('§2.13 clients that vanish leave no socket, no file and no upstream call behind', async () => {
    const files = (): number => readdirSync(`/proc/${service.child.pid}/fd`).length;
    const before = files();
    const sockets = await Promise.all(Array.from({ length: 3 }, async () => {
      const body = JSON.stringify(aCallWithServer(hanging.base));
      const socket = net.connect(service.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(`${await head([`Content-Length: ${Buffer.byteLength(body)}`])}${body}`);
      return socket;
    }));
    await until('calls are open', () => hanging.openCalls() > 0);
    for (const socket of sockets) socket.destroy();
    await until('the upstream calls were ended', () => hanging.openCalls() === 0, 1000);
    await until('no file is left', () => files() <= before + 1, 5000);
  });
});

test('§2.13 a caller that is gone before its token was judged leaves no place taken', async () => {
  // More than MAX_IN_FLIGHT of them: a place that stayed taken would shut the door for good.
  for (let nth = 0; nth < 6; nth += 1) {
    const socket = net.connect(service.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(await head(['Content-Length: 2']), () => socket.resetAndDestroy());
    await sleep(30);
  }
  for (let nth = 0; nth < 3; nth += 1) expect((await service.post(SERVICE, aPatientView())).status).toBe(200);
});

describe('who the caller seems to be', () => {
  test('§2.14 Host, Forwarded and X-Forwarded-* decide nothing: not aud, not links', async () => {
    const answer = await raw(service.port, `${await head(['X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: http', 'X-Forwarded-Prefix: /evil', 'Forwarded: host=evil.example', 'Connection: close', `Content-Length: ${Buffer.byteLength(JSON.stringify(aPatientView()))}`])}${JSON.stringify(aPatientView())}`.replace('Host: x', 'Host: evil.example'));
    expect(answer).toMatch(/^HTTP\/1\.1 200/);
    expect(answer).toContain('https://cds.example.org/rulebook');
    expect(answer).not.toContain('evil');
  });
  test('§2.15 above RATE_LIMIT_PER_MINUTE 429 with Retry-After, whatever X-Forwarded-For says; health is exempt', async () => {
    const limited = await aRunningService({ env: { RATE_LIMIT_PER_MINUTE: '5' } });
    try {
      const answers = [];
      for (let nth = 0; nth < 6; nth += 1) answers.push(await fetch(`${limited.url}/cds-services`, { headers: { 'X-Forwarded-For': `192.0.2.${nth}` } }));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
      expect(Number(answers[5]?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await fetch(`${limited.url}/health/live`)).status).toBe(200);
    } finally { await limited.remove(); }
  });
  test('§2.16 above MAX_IN_FLIGHT 503 with Retry-After within half a second, without touching the neighbours; normal again within 2 s', async () => {
    const slow = Array.from({ length: 4 }, () => service.post(SERVICE, aCallWithServer(hanging.base)));
    await until('the first is in flight', () => hanging.openCalls() > 0);
    await sleep(300);
    for (const path of ['/health/live', '/health/ready']) expect((await fetch(service.url + path)).status).toBe(200);
    const signed = await Promise.all(Array.from({ length: 8 }, () => bearer(SERVICE)));
    const took: number[] = [];
    const further = await Promise.all(signed.map(async (headers) => {
      const since = performance.now();
      const answer = await service.post(SERVICE, aPatientView(), headers);
      took.push(performance.now() - since);
      return answer;
    }));
    const done = await Promise.all(slow);
    // The median: one late answer may be this busy machine's, all of them are the service's.
    expect(took.sort((a, b) => a - b)[4]).toBeLessThan(500);
    expect(further.map((each) => [each.status, each.headers.has('retry-after')])).toEqual(Array.from({ length: 8 }, () => [503, true]));
    expect(done.map(({ status }) => status)).toEqual([412, 412, 412, 412]);
    expect((await service.post(SERVICE, aPatientView())).status).toBe(200);
  });
});

describe('CORS', () => {
  test('§2.17 Access-Control-Allow-Origin is the configured origin itself, on errors too, with Vary, never * and no credentials', async () => {
    for (const [path, init] of [['/nothing', {}], [SERVICE, { method: 'POST' }], ['/cds-services', {}]] as const) {
      const { headers } = await fetch(service.url + path, { ...init, headers: { Origin: PORTAL } });
      expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials'), headers.get('vary')?.includes('Origin')]).toEqual([PORTAL, null, true]);
    }
  });
  test.each([`${PORTAL}.evil.example`, `${PORTAL}:443`, PORTAL.replace('https', 'http'), PORTAL.toUpperCase(), 'null', '*'])('§2.18 an unlisted origin gets no CORS header: %s', async (origin) => {
    const answer = await fetch(`${service.url}/cds-services`, { headers: { Origin: origin } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  });
  test('§2.19 preflights are answered without a token and allow authorization and content-type', async () => {
    for (const path of ['/cds-services', SERVICE, `${SERVICE}/feedback`, '/assess']) {
      const { status, headers } = await fetch(service.url + path, { method: 'OPTIONS', headers: { Origin: PORTAL, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization,content-type' } });
      expect([status < 300, headers.get('access-control-allow-origin'), headers.get('access-control-allow-headers')?.toLowerCase()]).toEqual([true, PORTAL, 'authorization, content-type']);
    }
  });
});

test('§2.20 every answer has nosniff and HSTS; hook, assess, feedback and error answers are not stored; no version is told', async () => {
  const { version } = process;
  for (const answer of [await fetch(`${service.url}/cds-services`), await fetch(`${service.url}/nothing`), await service.post(SERVICE, aPatientView()), await service.post(SERVICE, {}), await service.post(`${SERVICE}/feedback`, { feedback: [{ card: 'c', outcome: 'accepted' }] }), await fetch(`${service.url}/rulebook`)]) {
    const all = JSON.stringify([...answer.headers]);
    expect([answer.headers.get('x-content-type-options'), answer.headers.has('strict-transport-security'), answer.headers.has('x-powered-by'), answer.headers.has('server'), all.includes(version)]).toEqual(['nosniff', true, false, false, false]);
    if (answer.status !== 200 || answer.url.includes('gnen-')) expect(answer.headers.get('cache-control')).toBe('no-store');
    if (answer.url.endsWith('/rulebook')) expect(answer.headers.has('content-security-policy')).toBe(true);
  }
});
test('§2.21 successful hook answers are application/json whatever Accept says', async () => {
  for (const accept of ['text/html', 'application/xml', 'nonsense', '*/*;q=0']) {
    const answer = await service.post(SERVICE, aPatientView(), { Accept: accept });
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'application/json']);
  }
});
test('§2.22 discovery shows specification members only and needs no token', async () => {
  const { services } = (await (await fetch(`${service.url}/cds-services`, { headers: { Authorization: 'Bearer nonsense' } })).json()) as { services: Record<string, unknown>[] };
  expect(services).toHaveLength(6);
  for (const each of services) expect(['hook', 'title', 'description', 'id', 'prefetch', 'usageRequirements', 'version', 'hookVersion']).toEqual(expect.arrayContaining(Object.keys(each)));
});
