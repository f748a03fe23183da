import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, UnusableConfig } from '../../src/config';

const folder = mkdtempSync(join(tmpdir(), 'gnen-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
/** A clients file with what is given; text is written as it is. */
function clientsFile(content: unknown): string {
  files += 1;
  const path = join(folder, `clients-${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const A_CLIENT = { iss: 'https://ehr.example.org', jwksUrl: 'https://ehr.example.org/jwks.json' };
const aFile = (client: Record<string, unknown> = {}): string => clientsFile({ clients: [{ ...A_CLIENT, ...client }] });
/** A complete, safe production environment. */
const production = (env: Record<string, string> = {}): Record<string, string> =>
  ({ NODE_ENV: 'production', PUBLIC_BASE_URL: 'https://cds.example.org', CLIENTS_FILE: aFile(), DATA_DIR: '/var/lib/gnen', ...env });

function problemsOf(env: Record<string, string>): string[] {
  try { readConfig(env); } catch (error) { if (error instanceof UnusableConfig) return error.message.split('\n'); throw error; }
  return [];
}

function rsaKey(bits: number): Record<string, unknown> {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  return { ...require('node:crypto').createPublicKey(publicKey).export({ format: 'jwk' }), kid: 'one' };
}

describe('without configuration the service runs in development', () => {
  test('the defaults are those of the table', () => {
    expect(readConfig({})).toEqual({
      production: false, port: 8080, host: null, publicBaseUrl: 'http://localhost:8080', clients: [], clientsFileGiven: false, auth: 'off', sandbox: true, databaseUrl: null, dataDir: './data', trustProxy: [],
      bodyLimitBytes: 5242880, maxJsonDepth: 64, maxEntries: 10000, maxInFlight: 64, upstreamBudgetMs: 2000, rateLimitPerMinute: 0, metricsToken: null, logLevel: 'info', defaultLanguage: 'en',
      codeMaps: null, gastrinUpperLimit: null, smartLaunchUrl: null, rulebookCounts: true,
    });
  });
  test('an empty variable counts as unset', () => expect(readConfig({ PORT: '', CLIENTS_FILE: '', AUTH: '' }).port).toBe(8080));
  test('the public base follows the port', () => expect(readConfig({ PORT: '9123' }).publicBaseUrl).toBe('http://localhost:9123'));
  test('what is read is frozen all the way down', () => {
    const config = readConfig(production());
    expect(Object.isFrozen(config.clients)).toBe(true);
    expect(Object.isFrozen(config.clients[0]?.fhirServers)).toBe(true);
  });
});

describe('a complete production configuration', () => {
  test('is accepted with the strict defaults', () => {
    expect(readConfig(production())).toMatchObject({ production: true, host: '0.0.0.0', auth: 'required', sandbox: false, rateLimitPerMinute: 6000, publicBaseUrl: 'https://cds.example.org' });
  });
  test('a client has the documented defaults', () => {
    expect(readConfig(production()).clients[0]).toEqual({
      ...A_CLIENT, name: A_CLIENT.iss, jwks: null, algorithms: ['ES384', 'RS384'], audiences: [], tenants: null, maxTokenLifetimeSeconds: 3600, fhirServers: [], allowPrivateNetwork: false, allowLoopback: false, corsOrigins: [],
    });
  });
  test.each<[string, Record<string, string>, unknown]>([
    ['a path prefix in the public base', { PUBLIC_BASE_URL: 'https://gate.example.org/cds/' }, { publicBaseUrl: 'https://gate.example.org/cds' }],
    ['the sandbox when it is asked for', { SANDBOX: 'on' }, { sandbox: true }],
    ['a database instead of a folder', { DATA_DIR: '', DATABASE_URL: 'postgres://u:p@db/gnen' }, { databaseUrl: 'postgres://u:p@db/gnen' }],
    ['proxies by address and range', { TRUST_PROXY: '10.0.0.1, 10.0.0.0/8,10.1.0.0/16,fc00::/7,::ffff:10.0.0.0/104' }, { trustProxy: ['10.0.0.1', '10.0.0.0/8', '10.1.0.0/16', 'fc00::/7', '10.0.0.0/8'] }],
    ['a gastrin limit with its unit', { GASTRIN_UPPER_LIMIT: '100 pg/mL' }, { gastrinUpperLimit: { value: 100, unit: 'pg/mL' } }],
    ['no rate limit', { RATE_LIMIT_PER_MINUTE: '0' }, { rateLimitPerMinute: 0 }],
  ])('takes %s', (_what, env, expected) => expect(readConfig(production(env))).toMatchObject(expected as object));
});

describe('§9.5 what stops a production start', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['PUBLIC_BASE_URL missing', { PUBLIC_BASE_URL: '' }, /^PUBLIC_BASE_URL: /],
    ['PUBLIC_BASE_URL not absolute', { PUBLIC_BASE_URL: '/cds' }, /^PUBLIC_BASE_URL: /],
    ['PUBLIC_BASE_URL not https', { PUBLIC_BASE_URL: 'http://cds.example.org' }, /^PUBLIC_BASE_URL: .*https:/],
    ['PUBLIC_BASE_URL with a query', { PUBLIC_BASE_URL: 'https://cds.example.org?a=1' }, /^PUBLIC_BASE_URL: /],
    ['PUBLIC_BASE_URL with a fragment', { PUBLIC_BASE_URL: 'https://cds.example.org#a' }, /^PUBLIC_BASE_URL: /],
    ['PUBLIC_BASE_URL with user info', { PUBLIC_BASE_URL: 'https://a:hidden@cds.example.org' }, /^PUBLIC_BASE_URL: (?!.*hidden)/],
    ['AUTH=off', { AUTH: 'off' }, /^AUTH: /],
    ['CLIENTS_FILE missing', { CLIENTS_FILE: '' }, /^CLIENTS_FILE: /],
    ['CLIENTS_FILE unreadable', { CLIENTS_FILE: join(folder, 'nowhere.json') }, /^CLIENTS_FILE: /],
    ['neither DATABASE_URL nor DATA_DIR', { DATA_DIR: '' }, /^DATA_DIR: .*DATABASE_URL/],
    ['DATABASE_URL of another kind', { DATABASE_URL: 'mysql://u:hidden@db/x' }, /^DATABASE_URL: (?!.*hidden)/],
    ['TRUST_PROXY=true', { TRUST_PROXY: 'true' }, /^TRUST_PROXY: /],
    ['TRUST_PROXY of every IPv4 address', { TRUST_PROXY: '10.0.0.1,0.0.0.0/0' }, /^TRUST_PROXY: found "0\.0\.0\.0\/0"/],
    ['TRUST_PROXY of every IPv6 address', { TRUST_PROXY: '::/0' }, /^TRUST_PROXY: /],
    ['TRUST_PROXY of every IPv4 address in two halves', { TRUST_PROXY: '0.0.0.0/1' }, /^TRUST_PROXY: found "0\.0\.0\.0\/1"/],
    ['TRUST_PROXY of every IPv4 address, mapped', { TRUST_PROXY: '::ffff:0:0/96' }, /^TRUST_PROXY: /],
    ['TRUST_PROXY of all public IPv6 addresses', { TRUST_PROXY: '2000::/3' }, /^TRUST_PROXY: /],
    ['TRUST_PROXY that is no address', { TRUST_PROXY: 'proxy.example.org' }, /^TRUST_PROXY: /],
    ['METRICS_TOKEN too short', { METRICS_TOKEN: 'hidden' }, /^METRICS_TOKEN: (?!.*hidden).*16/],
    ['a number that is none', { PORT: '80a' }, /^PORT: found "80a"; wanted/],
    ['a port above the range', { PORT: '70000' }, /^PORT: /],
    ['a number that is not positive', { MAX_ENTRIES: '0' }, /^MAX_ENTRIES: found "0"; wanted a positive integer/],
    ['a negative rate', { RATE_LIMIT_PER_MINUTE: '-1' }, /^RATE_LIMIT_PER_MINUTE: /],
    ['a word not in its list', { LOG_LEVEL: 'verbose' }, /^LOG_LEVEL: found "verbose"; wanted one of debug, info, warn, error, silent/],
    ['another language', { DEFAULT_LANGUAGE: 'de' }, /^DEFAULT_LANGUAGE: /],
    ['CODE_MAPS unreadable', { CODE_MAPS: join(folder, 'no-such-folder') }, /^CODE_MAPS: /],
    ['a gastrin limit without a unit', { GASTRIN_UPPER_LIMIT: '100' }, /^GASTRIN_UPPER_LIMIT: /],
    ['a SMART app without https', { SMART_LAUNCH_URL: 'http://app.example.org/launch' }, /^SMART_LAUNCH_URL: /],
  ])('%s', (_what, env, line) => expect(problemsOf(production(env))).toEqual([expect.stringMatching(line)]));

  test('every problem is named at once', () => {
    expect(problemsOf({ NODE_ENV: 'production', LOG_LEVEL: 'loud' }).map((line) => line.split(':')[0])).toEqual(expect.arrayContaining(['PUBLIC_BASE_URL', 'CLIENTS_FILE', 'DATA_DIR', 'LOG_LEVEL']));
  });
});

describe('what stops a start in the clients file', () => {
  const at = (client: Record<string, unknown>): string[] => problemsOf(production({ CLIENTS_FILE: aFile(client) }));
  test.each<[string, unknown]>([['text that is not JSON', 'clients: []'], ['a list', []], ['no clients', { clients: [] }], ['an unknown key beside clients', { clients: [A_CLIENT], client: [] }]])('%s', (_what, content) => {
    expect(problemsOf(production({ CLIENTS_FILE: clientsFile(content) }))).toEqual([expect.stringMatching(/^CLIENTS_FILE/)]);
  });
  test('an iss twice', () => expect(problemsOf(production({ CLIENTS_FILE: clientsFile({ clients: [A_CLIENT, A_CLIENT] }) }))).toEqual([expect.stringMatching(/^CLIENTS_FILE: clients\[1\]\.iss: /)]));
  const ec = { kty: 'EC', crv: 'P-384', kid: 'k', x: 'x', y: 'y' };
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['an unknown key', { fhirServer: [] }, /^CLIENTS_FILE: clients\[0\]\.fhirServer: found an unknown key/],
    ['neither jwks nor jwksUrl', { jwksUrl: undefined }, /^CLIENTS_FILE: clients\[0\]: /],
    ['both jwks and jwksUrl', { jwks: { keys: [rsaKey(2048)] } }, /^CLIENTS_FILE: clients\[0\]: found both/],
    ['a symmetric key', { jwksUrl: undefined, jwks: { keys: [{ kty: 'oct', k: 'hidden' }] } }, /^CLIENTS_FILE: clients\[0\]\.jwks\.keys\[0\]: found a symmetric key(?!.*hidden)/],
    ['a private key', { jwksUrl: undefined, jwks: { keys: [{ ...ec, d: 'hidden' }] } }, /^CLIENTS_FILE: clients\[0\]\.jwks\.keys\[0\]: found a private key(?!.*hidden)/],
    ['RSA below 2048 bits', { jwksUrl: undefined, jwks: { keys: [rsaKey(1024)] } }, /^CLIENTS_FILE: clients\[0\]\.jwks\.keys\[0\]: found an RSA key of 1024 bits/],
    ['the algorithm none', { algorithms: ['ES384', 'none'] }, /^CLIENTS_FILE: clients\[0\]\.algorithms\[1\]: /],
    ['a symmetric algorithm', { algorithms: ['HS256'] }, /^CLIENTS_FILE: clients\[0\]\.algorithms\[0\]: /],
    ['a jwksUrl over http', { jwksUrl: 'http://ehr.example.org/jwks' }, /^CLIENTS_FILE: clients\[0\]\.jwksUrl: /],
    ['a loopback jwksUrl', { jwksUrl: 'https://127.0.0.1/jwks' }, /^CLIENTS_FILE: clients\[0\]\.jwksUrl: /],
    ['a FHIR server over http, named by its place', { fhirServers: ['https://fhir.example.org/r4', 'http://fhir.example.org/r4'] }, /^CLIENTS_FILE: clients\[0\]\.fhirServers\[1\]: /],
    ['a loopback FHIR server', { fhirServers: ['https://localhost:1/fhir'] }, /^CLIENTS_FILE: clients\[0\]\.fhirServers\[0\]: /],
    ['a FHIR server with a query', { fhirServers: ['https://fhir.example.org/r4?x=1'] }, /^CLIENTS_FILE: clients\[0\]\.fhirServers\[0\]: /],
    ['a FHIR server with user info', { fhirServers: ['https://u:hidden@fhir.example.org/r4'] }, /^CLIENTS_FILE: clients\[0\]\.fhirServers\[0\]: (?!.*hidden)/],
    ['any origin', { corsOrigins: ['*'] }, /^CLIENTS_FILE: clients\[0\]\.corsOrigins\[0\]: /],
    ['an origin with a path', { corsOrigins: ['https://portal.example.org/app'] }, /^CLIENTS_FILE: clients\[0\]\.corsOrigins\[0\]: /],
    ['a lifetime that is no number', { maxTokenLifetimeSeconds: '3600' }, /^CLIENTS_FILE: clients\[0\]\.maxTokenLifetimeSeconds: /],
    ['tenants that are no list', { tenants: 'north' }, /^CLIENTS_FILE: clients\[0\]\.tenants: /],
    ['a flag that is text', { allowLoopback: 'yes' }, /^CLIENTS_FILE: clients\[0\]\.allowLoopback: /],
  ])('%s', (_what, client, line) => expect(at(client)).toEqual([expect.stringMatching(line)]));

  test('loopback and plain http are possible where the client allows them', () => expect(at({ allowLoopback: true, jwksUrl: 'http://127.0.0.1:9/jwks', fhirServers: ['http://localhost:9/fhir'] })).toEqual([]));
  test('inline public keys of 2048 bits are fine', () => expect(at({ jwksUrl: undefined, jwks: { keys: [rsaKey(2048)] } })).toEqual([]));
});

describe('development stops for malformed values, not for missing ones', () => {
  test('AUTH=required demands the clients file', () => expect(problemsOf({ AUTH: 'required' })).toEqual([expect.stringMatching(/^CLIENTS_FILE: /)]));
  test('a malformed number', () => expect(problemsOf({ MAX_JSON_DEPTH: 'deep' })).toEqual([expect.stringMatching(/^MAX_JSON_DEPTH: /)]));
  test('what the file lists may be plain http', () => expect(problemsOf({ CLIENTS_FILE: aFile({ fhirServers: ['http://fhir:8080/fhir'], corsOrigins: ['*'] }) })).toEqual([]));
});
