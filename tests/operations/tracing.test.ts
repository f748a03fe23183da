/** OpenTelemetry traces: only when asked for, complete, without anything of a patient, and never in the way of an answer. */
import { readFileSync } from 'node:fs';
import { tracesAskedFor } from '../../src/tracing';
import { aFhirServer, fhir, page, type ScriptedServer } from '../hooks/fhir-client/a-fhir-server';
import { aCallWithServer, aPatientView, cardsOf, storyBundle } from './a-request';
import { aCollector, attributesOf, type Collector, type SeenSpan } from './a-collector';
import { aRunningService, logLines, type RunningService, until } from './a-running-service';
import { anEhr, aToken, bearer, SERVICE } from './an-ehr';

jest.setTimeout(90_000);
const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const running: { remove?: () => Promise<void>; close?: () => Promise<void> }[] = [];
afterEach(async () => { for (const each of running.splice(0).reverse()) await (each.remove ?? each.close)?.(); });
const keep = <T extends { remove?: () => Promise<void>; close?: () => Promise<void> }>(one: T): T => { running.push(one); return one; };
const collector = async (...given: Parameters<typeof aCollector>): Promise<Collector> => keep(await aCollector(...given));
const traced = async (to: Collector, env: Record<string, string> = {}, clients?: Record<string, unknown>[]): Promise<RunningService> => keep(await aRunningService({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: to.origin, OTEL_BSP_SCHEDULE_DELAY: '100', ...env }, ...(clients === undefined ? {} : { clients }) }));
const named = (spans: SeenSpan[], name: string): SeenSpan[] => spans.filter((span) => span.name === name);

/** A FHIR server that holds the story, but whose observations fail. */
const upstreamOf = async (): Promise<ScriptedServer> => keep(await aFhirServer((url, response) => {
  const type = /\/fhir\/(\w+)/.exec(url)?.[1];
  if (type === 'Observation') { response.writeHead(500).end('planted-upstream-body'); return; }
  const found = storyBundle().entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
  fhir(response, type === 'Patient' ? found[0] : page(found));
}));

describe('whether traces are asked for', () => {
  test.each<[string, Record<string, string>, 'no' | 'yes' | 'unusable']>([
    ['nothing set', {}, 'no'], ['an endpoint', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, 'yes'], ['an endpoint for traces', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, 'yes'],
    ['the exporter by name', { OTEL_TRACES_EXPORTER: 'otlp' }, 'yes'], ['the exporter none', { OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, 'no'], ['the SDK disabled', { OTEL_SDK_DISABLED: 'TRUE', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, 'no'],
    ['an endpoint for metrics alone', { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://collector:4318' }, 'no'], ['a service name alone', { OTEL_SERVICE_NAME: 'x' }, 'no'], ['an empty endpoint', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, 'no'],
    ['another exporter', { OTEL_TRACES_EXPORTER: 'zipkin' }, 'unusable'], ['gRPC', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4317', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'unusable'],
  ])('%s: %s', (_what, env, kind) => expect(tracesAskedFor(env).kind).toBe(kind));
  test('what is not asked for is not loaded: the process holds no file of the library', async () => {
    const maps = async (env: Record<string, string>): Promise<boolean> => {
      const service = keep(await aRunningService({ env: { NODE_OPTIONS: `--require ${require.resolve('./says-what-is-loaded.js')}`, ...env } }));
      await until('it says what is loaded', () => service.stderr().includes('loaded:'));
      // The metrics library brings the empty interface package along.
      return /loaded:.*@opentelemetry\/(?!api)/.test(service.stderr());
    };
    expect(await maps({})).toBe(false);
    expect(await maps({ OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: (await collector()).origin })).toBe(true);
  });
  test('what cannot be done as asked is said in the log and stops nothing', async () => {
    const service = keep(await aRunningService({ env: { OTEL_TRACES_EXPORTER: 'jaeger' } }));
    expect((await service.post(SERVICE, aPatientView())).status).toBe(200);
    expect(logLines(service.stdout())).toContainEqual(expect.objectContaining({ level: 'warn', msg: expect.stringContaining('OTEL_TRACES_EXPORTER') }));
  });
});

test('a hook call is one trace under the caller\'s: the request, its token, gathering with each FHIR call, mapping, assessment, cards', async () => {
  const [to, upstream] = [await collector(), await upstreamOf()];
  const service = await traced(to, { OTEL_SERVICE_NAME: 'hospital-cds', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test', OTEL_EXPORTER_OTLP_HEADERS: 'x-key=secret' }, [anEhr({ fhirServers: [upstream.base], allowLoopback: true })]);
  const answer = await service.post(SERVICE, aCallWithServer(upstream.base), { traceparent: PARENT, tracestate: 'planted=state', baggage: 'planted=baggage' });
  expect([answer.status, (await cardsOf(answer)).length > 0]).toEqual([200, true]);
  await until('the trace has come', () => named(to.spans(), `POST ${SERVICE}`).length === 1);
  const spans = to.spans();
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([PARENT.split('-')[1]]));
  const [server] = named(spans, `POST ${SERVICE}`);
  expect(server).toMatchObject({ parentSpanId: PARENT.split('-')[2], kind: 2 });
  expect(attributesOf(server)).toEqual({ 'http.request.method': 'POST', 'http.route': SERVICE, 'http.response.status_code': 200, 'gnen.service': 'gnen-patient-view', 'gnen.outcome': 'advice', 'gnen.client': 'general-hospital', 'gnen.request': expect.stringMatching(/^[0-9a-f-]{36}$/) });
  for (const name of ['verify', 'gather', 'map', 'assess', 'cards']) expect(named(spans, name)).toEqual([expect.objectContaining({ parentSpanId: server?.spanId, kind: 1 })]);
  const calls = named(spans, 'fhir call');
  // Eight keys, and the one retry of the one that failed.
  expect(calls).toHaveLength(9);
  for (const call of calls) expect(call).toMatchObject({ parentSpanId: named(spans, 'gather')[0]?.spanId, kind: 3 });
  const failed = calls.filter((call) => attributesOf(call)['gnen.key'] === 'observations');
  expect(failed.map((call) => [attributesOf(call)['gnen.upstream.outcome'], attributesOf(call)['http.response.status_code'], call.status?.code])).toEqual([['status', 500, 2], ['status', 500, 2]]);
  expect(to.resource()).toMatchObject({ 'service.name': 'hospital-cds', 'deployment.environment': 'test' });
  expect(Object.keys(to.resource()).filter((name) => /^(process|host)\./.test(name))).toEqual([]);
  expect(to.headers()[0]?.['x-key']).toBe('secret');
  // The FHIR server may join the trace by random numbers; what the caller put beside them goes nowhere.
  const sent = upstream.asked.map(({ headers }) => headers['traceparent']);
  expect(new Set(sent)).toEqual(new Set(calls.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`)));
  expect(upstream.asked.every(({ headers }) => headers['tracestate'] === undefined && headers['baggage'] === undefined)).toBe(true);
});

test('feedback has a span of the store, an assessment one of mapping and assessment, and a request without a traceparent a trace of its own', async () => {
  const to = await collector();
  const service = await traced(to);
  // The embedded store lays out its folder first, which takes its time on a busy machine.
  let refused = -1;
  await until('feedback is stored', async () => { refused += 1; return (await service.post(`${SERVICE}/feedback`, { feedback: [{ card: 'c', outcome: 'accepted' }] })).status === 200; }, 50_000);
  expect((await service.post('/assess', storyBundle())).status).toBe(200);
  await until('both have come', () => named(to.spans(), 'POST /assess').length + named(to.spans(), `POST ${SERVICE}/feedback`).length === refused + 2);
  const childrenOf = (name: string): string[] => { const parent = named(to.spans(), name).find((span) => attributesOf(span)['http.response.status_code'] === 200); return to.spans().filter(({ parentSpanId }) => parentSpanId === parent?.spanId).map((span) => span.name); };
  expect([childrenOf(`POST ${SERVICE}/feedback`), childrenOf('POST /assess')]).toEqual([['verify', 'store'], ['verify', 'map', 'assess']]);
  expect(named(to.spans(), 'POST /assess')[0]?.parentSpanId ?? '').toBe('');
  expect(new Set(to.spans().map(({ traceId }) => traceId)).size).toBe(refused + 2);
});

test('probes and unknown addresses make no trace; a traceparent that is none is not believed', async () => {
  const to = await collector();
  const service = await traced(to);
  for (const path of ['/health/live', '/health/ready', '/planted', '/metrics']) await fetch(service.url + path);
  for (const traceparent of ['planted', '00-00000000000000000000000000000000-b7ad6b7169203331-01', `${PARENT}${'0'.repeat(5000)}`, 'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01']) expect((await fetch(`${service.url}/cds-services`, { headers: { traceparent } })).status).toBe(200);
  await until('the four have come', () => to.spans().length >= 4);
  expect(to.spans().map(({ name, parentSpanId = '' }) => [name, parentSpanId])).toEqual(Array.from({ length: 4 }, () => ['GET /cds-services', '']));
});

test('§8.2 nothing planted is in any byte that the collector gets: no patient data, id, token, body, address or query', async () => {
  const [to, upstream] = [await collector(), await upstreamOf()];
  const service = await traced(to, {}, [anEhr({ fhirServers: [upstream.base], allowLoopback: true })]);
  const patientId = 'planted-patient';
  const body = { ...aCallWithServer(upstream.base), hookInstance: 'planted-instance', context: { patientId, userId: 'Practitioner/planted-user', encounterId: 'planted-encounter' }, prefetch: { ...aPatientView().prefetch, observations: undefined, patient: { resourceType: 'Patient', id: patientId, name: [{ text: 'planted-name' }], birthDate: '1931-01-09' } } };
  expect((await service.post(`${SERVICE}?planted=query`, body, { ...(await bearer(SERVICE)), tracestate: 'planted=1', baggage: 'planted=1', 'X-Planted': 'planted', 'User-Agent': 'planted' })).status).toBe(200);
  const token = await aToken(SERVICE, { iss: 'https://planted.example', jti: 'planted-jti' });
  expect((await service.post(SERVICE, body, { Authorization: `Bearer ${token}` })).status).toBe(401);
  expect((await service.post(SERVICE, { ...body, context: { patientId: 'planted/id' } })).status).toBe(400);
  await until('feedback is stored', async () => (await service.post(`${SERVICE}/feedback`, { feedback: [{ card: 'planted-card', outcome: 'overridden', overrideReason: { userComment: 'planted-comment' } }] })).status === 200, 50_000);
  await until('all have come', () => to.spans().some((span) => span.name === `POST ${SERVICE}/feedback` && attributesOf(span)['http.response.status_code'] === 200));
  expect(upstream.asked.some(({ url }) => url.includes(patientId))).toBe(true);
  const said = to.everything();
  expect(said).not.toMatch(/planted/i);
  expect(said).not.toContain('1931-01-09');
  expect(said).not.toContain(new URL(upstream.origin).host);
  for (const part of token.split('.')) expect(said).not.toContain(part);
});

describe('a collector that fails never touches an answer', () => {
  test.each<[string, Parameters<typeof aCollector>[0]]>([['refuses', (response) => { response.writeHead(400).end('planted-refusal'); }], ['breaks off', (response) => { response.destroy(); }], ['hangs', () => undefined]])('one that %s', async (_what, answer) => {
    const to = await collector(answer);
    const service = await traced(to, { OTEL_BSP_SCHEDULE_DELAY: '50', OTEL_EXPORTER_OTLP_TIMEOUT: '500' });
    for (let nth = 0; nth < 5; nth += 1) {
      const since = performance.now();
      expect((await service.post(SERVICE, aPatientView())).status).toBe(200);
      expect(performance.now() - since).toBeLessThan(1500);
    }
    await until('the log says so', () => service.stdout().includes('traces could not be handed'));
    expect(service.stdout() + service.stderr()).not.toMatch(/planted|node_modules/);
    for (const line of logLines(service.stderr())) expect(line).toHaveProperty('level');
    const since = performance.now();
    service.child.kill('SIGTERM');
    expect(await service.ended).toMatchObject({ code: 0 });
    expect(performance.now() - since).toBeLessThan(5000);
  });
});

test('SIGTERM hands over what is waiting, within the limit of a stop', async () => {
  const to = await collector();
  const service = await traced(to, { OTEL_BSP_SCHEDULE_DELAY: '60000' });
  expect((await service.post(SERVICE, aPatientView())).status).toBe(200);
  expect(to.spans()).toEqual([]);
  const since = performance.now();
  service.child.kill('SIGTERM');
  expect(await service.ended).toMatchObject({ code: 0 });
  expect([performance.now() - since < 10_000, named(to.spans(), `POST ${SERVICE}`).length]).toEqual([true, 1]);
});

test('the sampler is the operator\'s: always_off sends nothing, and still tells the FHIR server that it is not sampled', async () => {
  const [to, upstream] = [await collector(), await upstreamOf()];
  const service = await traced(to, { OTEL_TRACES_SAMPLER: 'always_off' }, [anEhr({ fhirServers: [upstream.base], allowLoopback: true })]);
  expect((await service.post(SERVICE, aCallWithServer(upstream.base), { traceparent: PARENT })).status).toBe(200);
  service.child.kill('SIGTERM');
  await service.ended;
  expect([to.spans(), upstream.asked.every(({ headers }) => /-00$/.test(String(headers['traceparent'])))]).toEqual([[], true]);
});

test('without traces the FHIR server gets no traceparent', async () => {
  const upstream = await upstreamOf();
  const service = keep(await aRunningService({ clients: [anEhr({ fhirServers: [upstream.base], allowLoopback: true })] }));
  expect((await service.post(SERVICE, aCallWithServer(upstream.base), { traceparent: PARENT })).status).toBe(200);
  expect(upstream.asked.some(({ headers }) => 'traceparent' in headers)).toBe(false);
});

test('the library\'s line is one whose engines admit the oldest Node that is supported', () => {
  for (const name of ['core', 'exporter-trace-otlp-http', 'resources', 'sdk-trace-base']) {
    const { engines } = JSON.parse(readFileSync(require.resolve(`@opentelemetry/${name}/package.json`), 'utf8')) as { engines: { node: string } };
    expect(engines.node).toContain('>=20.6.0');
  }
});
