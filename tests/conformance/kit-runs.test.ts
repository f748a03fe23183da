/** The kit against the service as it is built and started: every call of the collection, the conformance checks, the doctor, and the symptoms of the troubleshooting table. */
import { spawn } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anonymous, conformanceOf, type Signing, signing } from '../../src/conformance';
import { examine } from '../../src/doctor';
import { builtFile } from '../operations/built-service';
import { aBuiltService, type BuiltService } from '../web/a-built-service';
import { brunoCall, filledIn, holds, partOf, variablesOf } from './a-bruno-call';

jest.setTimeout(120_000);
const kit = join(__dirname, '../../docs/integration');
const folder = mkdtempSync(join(tmpdir(), 'kit-test-'));
const pem = generateKeyPairSync('ec', { namedCurve: 'P-384', privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
const own: Signing = { iss: 'https://ehr.example.org', kid: 'k1', pem: pem.privateKey, alg: 'ES384', jku: null, tenant: null };
const ORIGIN = 'https://client.example.org';
const registration = { iss: own.iss, jwks: { keys: [{ ...createPublicKey(pem.publicKey).export({ format: 'jwk' }), kid: 'k1' }] }, corsOrigins: [ORIGIN] };

let open: BuiltService;
let guarded: BuiltService;
beforeAll(async () => {
  const clients = join(folder, 'clients.json');
  writeFileSync(clients, JSON.stringify({ clients: [registration] }));
  open = await aBuiltService();
  guarded = await aBuiltService({ AUTH: 'required', CLIENTS_FILE: clients, BODY_LIMIT_BYTES: '200000' });
});
afterAll(async () => { await Promise.all([open?.stop(), guarded?.stop()]); rmSync(folder, { recursive: true, force: true }); });

describe('the collection', () => {
  const names = readdirSync(join(kit, 'collection')).filter((name) => name.endsWith('.bru')).sort();
  const variables = variablesOf(join(kit, 'collection', 'environments', 'local.bru'));
  beforeAll(() => { variables['base'] = open.url; variables['fhir'] = `${open.url}/sandbox/fhir`; });
  test.each(names)('%s gets what it asserts', async (name) => {
    const { method, url, headers, body, kept, asserts } = brunoCall(join(kit, 'collection', name));
    const send = (): Promise<Response> => fetch(filledIn(url, variables), { method, headers: { ...(body === null ? {} : { 'Content-Type': 'application/json' }), ...headers }, ...(body === null ? {} : { body: filledIn(body, variables) }) });
    let response = await send();
    // Busy, on a machine that does much else; a client asks again when it is told to.
    for (let tries = 0; response.status === 503 && tries < 5; tries += 1) { await sleep(1000 * Number(response.headers.get('retry-after') ?? 1)); response = await send(); }
    const text = await response.text();
    let parsed: unknown = text;
    try { parsed = JSON.parse(text); } catch { /* a page, or the metrics */ }
    const answer = { status: response.status, headers: Object.fromEntries(response.headers), body: parsed };
    expect(asserts.some(([what]) => what === 'res.status')).toBe(true);
    expect(asserts.filter(([what, operator, operand]) => !holds(partOf(answer, what), operator, operand)).map(([what, operator, operand]) => `${what} ${operator} ${operand}: ${JSON.stringify(partOf(answer, what))?.slice(0, 200)}`)).toEqual([]);
    for (const [variable, what] of Object.entries(kept)) variables[variable] = String(partOf(answer, what));
  });
  test('has a call for every route of the OpenAPI document', async () => {
    const { paths } = (await (await fetch(`${open.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    const urls = names.map((name) => brunoCall(join(kit, 'collection', name)).url.replace('{{base}}', '').replace(/\?.*/, ''));
    const fits = (pattern: string): boolean => urls.some((url) => new RegExp(`^${pattern.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(url));
    // The pages of the app are for a browser.
    expect(Object.keys(paths).filter((path) => !['/app', '/launch.html'].includes(path) && !fits(path))).toEqual([]);
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/fhir/metadata', '/fhir/{type}', '/fhir/{type}/{id}']));
  });
});

describe('the conformance checks', () => {
  // How fast it answers depends on what else the machine does.
  const faults = (report: Awaited<ReturnType<typeof conformanceOf>>): unknown[] => report.findings.filter((each) => each.check !== 'call-prompt');
  test('find nothing in this service', async () => {
    const report = await conformanceOf({ base: open.url, origin: ORIGIN, authorize: anonymous, timeoutMs: 20_000 });
    expect([faults(report), report.services.length]).toEqual([[], 6]);
    expect(report.checks.length).toBeGreaterThan(40);
  });
  test('find nothing where it wants a token', async () => {
    const report = await conformanceOf({ base: guarded.url, origin: ORIGIN, authorize: signing(own), timeoutMs: 20_000 });
    expect(faults(report)).toEqual([]);
    expect(report.checks).toEqual(expect.arrayContaining(['token-none-refused', 'token-garbage-refused', 'token-unknown-issuer-refused', 'feedback-stored']));
  });
});

describe('the doctor', () => {
  test('is content with this service and its sandbox', async () => {
    const found = await examine({ base: open.url, origin: ORIGIN, signing: null, registration: null, fhirServer: `${open.url}/sandbox/fhir`, fhirToken: null, patientId: 'synthetic-type-i-overdue', timeoutMs: 20_000 });
    expect(found.filter((each) => each.state === 'ill')).toEqual([]);
    expect(found.filter((each) => each.name.startsWith('prefetch ')).map((each) => each.state)).toEqual(Array.from({ length: 8 }, () => 'well'));
  });
  test('is content with a registration that fits, and with the token', async () => {
    const found = await examine({ base: guarded.url, origin: ORIGIN, signing: own, registration, fhirServer: null, fhirToken: null, patientId: null, timeoutMs: 20_000 });
    expect(Object.fromEntries(found.map((each) => [each.name, each.state]))).toMatchObject({ discovery: 'well', cors: 'well', registration: 'well', token: 'well', 'hook call': 'well' });
  });
});

describe('the commands', () => {
  const run = async (name: 'conformance-cli' | 'doctor-cli' | 'ig', args: string[]): Promise<{ status: number | null; out: string; err: string }> => {
    const child = spawn(process.execPath, [await builtFile(name), ...args], { env: { ...process.env, PUBLIC_BASE_URL: '' } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    return new Promise((done) => { child.once('close', (status) => done({ status, out, err })); });
  };
  const rsa = join(folder, 'rsa.pem');
  beforeAll(() => { writeFileSync(rsa, generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey); });
  test.each<[string, 'conformance-cli' | 'doctor-cli' | 'ig', () => string[], number, RegExp]>([
    ['conformance, all well', 'conformance-cli', () => [open.url, '--timeout', '60000'], 0, /6 services, \d+ checks, 0 errors/], ['conformance as JSON', 'conformance-cli', () => [`${open.url}/cds-services`, '--json', '--timeout', '60000'], 0, /^\{"base"/],
    ['conformance, errors', 'conformance-cli', () => [`${open.url}/sandbox`], 1, /discovery-status/], ['conformance, no URL', 'conformance-cli', () => ['localhost:8080'], 2, /absolute/], ['conformance, a key of another kind', 'conformance-cli', () => [open.url, '--key', rsa, '--iss', 'x', '--kid', 'y'], 2, /cannot sign with ES384/],
    ['conformance, a key that is away', 'conformance-cli', () => [open.url, '--key', join(folder, 'none.pem'), '--iss', 'x', '--kid', 'y'], 2, /cannot be read/], ['conformance, a wait that is none', 'conformance-cli', () => [open.url, '--timeout', 'long'], 2, /--timeout/],
    ['doctor, all well', 'doctor-cli', () => [open.url, '--origin', ORIGIN, '--fhir-server', `${open.url}/sandbox/fhir`, '--patient', 'synthetic-type-i-overdue'], 0, /well {2}discovery: 6 services/], ['doctor, something to mend', 'doctor-cli', () => [`${open.url}/nowhere`], 1, /MEND {2}discovery/],
    ['doctor, no URL', 'doctor-cli', () => ['ftp://example.org'], 2, /absolute/], ['doctor, a key of another kind', 'doctor-cli', () => [open.url, '--key', rsa, '--iss', 'x', '--kid', 'y'], 2, /cannot sign/], ['doctor, a clients file without this client', 'doctor-cli', () => [open.url, '--clients', join(folder, 'clients.json'), '--iss', 'https://other.example.org'], 2, /holds no client/],
    ['ig', 'ig', () => ['--out', folder], 0, /gnen-cds-fhir-1\.0\.0\.tgz/], ['ig, a folder that is away', 'ig', () => ['--out', join(folder, 'none')], 1, /cannot be written \(ENOENT\)/], ['ig, a base that is none', 'ig', () => ['--base-url', 'x'], 2, /absolute/],
  ])('%s', async (_what, name, args, status, said) => {
    const done = await run(name, args());
    expect([done.status, done.out + done.err]).toEqual([status, expect.stringMatching(said)]);
  });
});

describe('a symptom of the troubleshooting table', () => {
  const rows = [...readFileSync(join(kit, 'troubleshooting.md'), 'utf8').matchAll(/^\| (.+?) \|/gm)].map(([, symptom]) => symptom);
  const path = '/cds-services/gnen-patient-view';
  const good = { hook: 'patient-view', hookInstance: 'x', context: { patientId: 'p' }, prefetch: { conditions: null } };
  const call = async (headers: Record<string, string>, body: unknown = good, at = path): Promise<number> => (await fetch(`${guarded.url}${at}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) })).status;
  const token = async (endpoint = path, more: Partial<Signing> = {}, audience = guarded.url): Promise<Record<string, string>> => ({ Authorization: (await signing({ ...own, ...more })(`${audience}${endpoint}`)) ?? '' });
  const CASES: [symptom: string, provoked: () => Promise<boolean>][] = [
    ['The browser says only "CORS error"', async () => (await fetch(`${guarded.url}/cds-services`, { method: 'OPTIONS', headers: { Origin: `${ORIGIN}/`, 'Access-Control-Request-Method': 'GET' } })).headers.get('access-control-allow-origin') === null],
    ['401 on every call', async () => (await call(await token(path, { kid: 'other' }))) === 401 && (await call(await token(path, { iss: `${own.iss}/` }))) === 401 && (await call({})) === 401],
    ['401 only behind a proxy', async () => (await call(await token(path, {}, 'https://outer.example.org/prefix'))) === 401],
    ['401 after a while', async () => { const once = await token(); return (await call(once)) === 200 && (await call(once)) === 401; }],
    ['400 with a path', async () => (await call(await token(), { ...good, context: { patientId: ['p'] } })) === 400],
    ['404', async () => (await call({}, good, '/cds-services/other')) === 404],
    ['412', async () => (await call(await token(), { ...good, prefetch: {} })) === 412],
    ['413', async () => (await call(await token(), { ...good, filler: 'x'.repeat(300_000) })) === 413],
    ['415', async () => (await call({ ...(await token()), 'Content-Type': 'text/plain' })) === 415],
    ['`cards: []`', async () => { const answer = await fetch(`${open.url}${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(good) }); return JSON.stringify(await answer.json()) === '{"cards":[]}'; }],
  ];
  test.each(CASES)('%s comes of its cause', async (symptom, provoked) => {
    expect(rows).toContain(symptom);
    expect(await provoked()).toBe(true);
  });
});
