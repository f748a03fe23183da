/** security.md section 8 with planted markers: what must never be in a log line, an error or a metric, looked for in everything the process says. */
import net from 'node:net';
import { raw } from '../http/a-service';
import { aFhirServer, fhir, page, type ScriptedServer } from '../hooks/fhir-client/a-fhir-server';
import { aPatientView, storyBundle } from '../operations/a-request';
import { aRunningService, logLines, type RunningService, until } from '../operations/a-running-service';
import { anEhr, aToken, bearer, SERVICE } from '../operations/an-ehr';

jest.setTimeout(240_000);
const METRICS = { Authorization: 'Bearer planted-metrics-token-x' };
let service: RunningService;
let upstream: ScriptedServer;
beforeAll(async () => {
  upstream = await aFhirServer((url, response) => {
    if (url.includes('/Observation')) response.writeHead(500, { 'content-type': 'application/fhir+json' }).end('{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"x","diagnostics":"planted-upstream-diagnostics"}]}');
    else fhir(response, page([]));
  });
  service = await aRunningService({ clients: [anEhr({ fhirServers: [upstream.base], allowLoopback: true })], env: { LOG_LEVEL: 'debug', METRICS_TOKEN: 'planted-metrics-token-x' } });
  // The embedded store lays out its folder first.
  await until('feedback is stored', async () => (await service.post(`${SERVICE}/feedback`, { feedback: [{ card: 'first', outcome: 'accepted' }] })).status === 200, 60_000);
}, 90_000);
afterAll(async () => { await service.remove(); await upstream.close(); });

/** The story with a marker wherever a person, a value or free text can stand. */
const marked = (): Record<string, unknown> => {
  const body = aPatientView();
  const patient = { ...(body.prefetch['patient'] as object), id: 'planted-id', name: [{ text: 'planted-name' }], birthDate: '1931-01-09', identifier: [{ value: 'planted-identifier' }], telecom: [{ value: 'planted-telecom' }] };
  const entry = storyBundle().entry.filter(({ resource }) => resource.resourceType === 'Observation').map(({ resource }) => ({ resource: { ...resource, subject: { reference: 'Patient/planted-id' }, note: [{ text: 'planted-note' }], valueString: undefined, code: { ...(resource['code'] as object), text: 'planted-text' } } }));
  const conditions = storyBundle().entry.filter(({ resource }) => resource.resourceType === 'Condition').map(({ resource }) => ({ resource: { ...resource, subject: { reference: 'Patient/planted-id' }, note: [{ text: 'planted-note' }] } }));
  return { ...body, hookInstance: 'planted-instance', context: { userId: 'Practitioner/planted-user', patientId: 'planted-id', encounterId: 'planted-encounter' }, prefetch: { ...body.prefetch, patient, observations: undefined, conditions: { resourceType: 'Bundle', entry: conditions }, reports: { resourceType: 'Bundle', entry } }, fhirServer: upstream.base, fhirAuthorization: { access_token: 'planted-access-token', token_type: 'Bearer', expires_in: 300, scope: 'patient/*.read', subject: 'planted-subject' } };
};

test('§8.2 no name, identifier, birth date, value, comment, body, token or address is in any log line, error or metric', async () => {
  const answers: string[] = [];
  const errorOf = async (answer: Response): Promise<number> => { if (answer.status !== 200) answers.push(await answer.text(), JSON.stringify([...answer.headers])); return answer.status; };
  expect(await errorOf(await service.post(SERVICE, marked()))).toBe(200);
  expect(await errorOf(await service.post('/assess?asOf=planted-query', { resourceType: 'Bundle', entry: [{ resource: marked() }] }, await bearer('/assess')))).toBe(400);
  expect(await errorOf(await service.post(`${SERVICE}/feedback`, { feedback: [{ card: 'planted-card', outcome: 'overridden', overrideReason: { userComment: 'planted-comment', reason: { code: 'planted-reason' } } }] }))).toBe(200);
  expect(await errorOf(await service.post(SERVICE, { ...marked(), context: { patientId: 'planted/id', userId: 'planted-user' } }))).toBe(400);
  expect(await errorOf(await service.post(SERVICE, '{"planted-body"'))).toBe(400);
  expect(await errorOf(await service.post(SERVICE, { ...marked(), hook: 'planted-hook' }))).toBe(400);
  expect(await errorOf(await service.post(SERVICE, { ...marked(), fhirServer: 'planted-server' }))).toBe(400);
  expect(await errorOf(await service.post('/assess', { resourceType: 'planted-type' }))).toBe(422);
  expect(await errorOf(await service.post(SERVICE, {}, { 'Content-Type': 'text/planted' }))).toBe(415);
  const token = await aToken(SERVICE, { iss: 'https://planted-issuer.example', sub: 'planted-sub' });
  expect(await errorOf(await service.post(SERVICE, marked(), { Authorization: `Bearer ${token}` }))).toBe(401);
  expect(await errorOf(await fetch(`${service.url}/planted-path?planted-query=1`, { headers: { Origin: 'https://planted-origin.example', 'X-Planted': 'planted-header', 'User-Agent': 'planted-agent' } }))).toBe(404);
  answers.push(await raw(service.port, 'PLANTED /planted HTTP/1.1\r\nHost: planted\r\n\r\n', 1000), await raw(service.port, 'GET /planted HTTP/1.1\r\nplanted header\r\n\r\n', 1000));
  const metrics = await (await fetch(`${service.url}/metrics`, { headers: METRICS })).text();
  await until('the last lines are there', () => service.stdout().includes('"none"'));
  for (const said of [service.stdout(), service.stderr(), metrics, ...answers]) {
    expect(said).not.toMatch(/planted(?!-metrics)/i);
    expect(said).not.toContain('1931-01-09');
    for (const part of token.split('.')) expect(said).not.toContain(part);
    expect(said).not.toMatch(/node_modules|\.ts:|\.js:\d|\/tmp\/|dist\//);
  }
});

test('§8.1 every line on stdout and stderr is one JSON object, control characters escaped', async () => {
  await service.post(SERVICE, { hook: 'a\nb\u001b[31m' }, { Authorization: `Bearer ${await aToken(SERVICE, { iss: 'https://a.example\n{"level":"info"}' })}` });
  const lines = [...logLines(service.stdout()), ...logLines(service.stderr())];
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(line).toMatchObject({ level: expect.any(String), time: expect.any(String), msg: expect.any(String) });
  expect(service.stdout()).not.toContain('\u001b');
});

test('a call leaves an audit line and a line with its id, service, outcome, rule ids, durations and upstream time', async () => {
  await service.post(SERVICE, marked());
  const lines = logLines(service.stdout()).filter(({ service: id, outcome }) => id === 'gnen-patient-view' && outcome !== undefined);
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'audit', client: 'general-hospital', outcome: 'advice', request: expect.any(String) }));
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'request', status: 200, outcome: 'advice', rules: expect.arrayContaining([expect.stringMatching(/^[A-Z]{2,3}-\d/)]), ms: expect.any(Number), upstreamMs: expect.any(Number) }));
});

test('§8.4 metric labels come from fixed sets: nothing a caller can choose makes a new series', async () => {
  const series = async (): Promise<string[]> => (await (await fetch(`${service.url}/metrics`, { headers: METRICS })).text()).split('\n').filter((line) => line.startsWith('gnen_')).map((line) => line.split(' ')[0] ?? '').sort();
  const send = async (name: string): Promise<void> => {
    await fetch(`${service.url}/${name}`, { method: 'GET', headers: { Origin: `https://${name}.example` } });
    await service.post(`/cds-services/${name}`, {});
    await service.post(SERVICE, { hook: name }, { Authorization: `Bearer ${await aToken(SERVICE, { iss: name, tenant: name })}` });
    await raw(service.port, `${name.toUpperCase()} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 1000);
  };
  await send('first');
  await series();
  const before = await series();
  await send('second');
  await send('third');
  expect(await series()).toEqual(before);
});

test('§1.2 every refusal of the application is one OperationOutcome as JSON, with the field where there is one', async () => {
  const body = aPatientView();
  const refused: [number, () => Promise<Response>][] = [
    [400, () => service.post(SERVICE, { ...body, hookInstance: '' })], [401, () => service.post(SERVICE, body, { Authorization: 'Bearer x' })], [404, () => fetch(`${service.url}/nothing`)], [405, () => fetch(service.url + SERVICE)],
    [412, () => service.post(SERVICE, { ...body, prefetch: {} })], [413, () => service.post(SERVICE, `"${'x'.repeat(6_000_000)}"`)], [415, () => service.post(SERVICE, body, { 'Content-Type': 'text/plain' })], [422, () => service.post('/assess', { resourceType: 'Patient' })],
  ];
  for (const [status, ask] of refused) {
    const answer = await ask();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/json; charset=utf-8']);
    const { resourceType, issue } = (await answer.json()) as { resourceType: string; issue: { severity: string; code: string; diagnostics: string; expression?: string[] }[] };
    expect([resourceType, issue]).toEqual(['OperationOutcome', [expect.objectContaining({ severity: 'error', code: expect.any(String), diagnostics: expect.any(String) })]]);
    if (status === 400) expect(issue[0]?.expression).toEqual(['hookInstance']);
  }
});

test('§2.23 /metrics wants its token', async () => {
  for (const headers of [{}, { Authorization: 'Bearer wrong' }, { Authorization: METRICS.Authorization.slice(0, -1) }] as Record<string, string>[]) expect((await fetch(`${service.url}/metrics`, { headers })).status).toBe(401);
});

test('feedback is recorded under the token\'s client and the URL\'s service, whatever the body claims; parallel repeats are one', async () => {
  const entry = { card: 'parallel', outcome: 'accepted', outcomeTimestamp: '2026-11-20T10:00:00Z', iss: 'https://other.example', service: 'other', overrideReasons: 'x', extension: { a: 1 } };
  const count = async (): Promise<number> => Number(/^gnen_feedback_total\{outcome="accepted"\} (\d+)/m.exec(await (await fetch(`${service.url}/metrics`, { headers: METRICS })).text())?.[1]);
  const before = await count();
  expect((await Promise.all(Array.from({ length: 10 }, () => service.post(`${SERVICE}/feedback`, { feedback: [entry, { nonsense: true }, null, 5] })))).map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  expect((await count()) - before).toBe(1);
});

test('§9.4 memory and open files are level under any repetition of the same request', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const files = (): number => readdirSync(`/proc/${service.child.pid}/fd`).length;
  const residentMb = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${service.child.pid}/status`, 'utf8'))?.[1]) / 1024;
  const repeat = async (times: number): Promise<void> => { for (let nth = 0; nth < times; nth += 5) await Promise.all(Array.from({ length: 5 }, async () => (await service.post(SERVICE, aPatientView())).arrayBuffer())); };
  await repeat(300);
  const [filesBefore, memoryBefore] = [files(), residentMb()];
  await repeat(600);
  expect(files()).toBeLessThanOrEqual(filesBefore + 10);
  expect(residentMb() - memoryBefore).toBeLessThan(60);
  await new Promise((done) => { const socket = net.connect(service.port, '127.0.0.1', () => { socket.destroy(); done(null); }); });
});
