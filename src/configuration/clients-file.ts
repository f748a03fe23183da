/** The clients file → trusted clients; every problem with its path in the file. */
import { isLoopbackHost, isOtherAddress, plainHttpUrl } from './addresses';
import type { Client } from './client';
import { unusableKey } from './client-keys';
import { type ConfigProblem, shown } from './problem';

const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA'];
const KEYS = ['iss', 'name', 'jwks', 'jwksUrl', 'algorithms', 'audiences', 'tenants', 'maxTokenLifetimeSeconds', 'fhirServers', 'allowPrivateNetwork', 'allowLoopback', 'corsOrigins'];

type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
type Say = (path: string, found: string, wanted: string) => void;

/** @param strict production: network rules and origins are checked, not only shapes. */
export function clientsFrom(text: string, strict: boolean): { clients: Client[]; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const say: Say = (path, found, wanted) => { problems.push({ variable: path === '' ? 'CLIENTS_FILE' : `CLIENTS_FILE: ${path}`, found, wanted }); };
  let file: unknown;
  try { file = JSON.parse(text.replace(/^\ufeff/, '')); } catch { say('', 'a file that is not JSON', '{"clients": [ … ]}'); return { clients: [], problems }; }
  if (!isObject(file)) { say('', shown(file), 'an object, {"clients": [ … ]}'); return { clients: [], problems }; }
  for (const key of Object.keys(file)) if (key !== 'clients') say(key.slice(0, 80), 'an unknown key', 'clients only');
  const list = file['clients'];
  if (!Array.isArray(list) || list.length === 0) { say('clients', Array.isArray(list) ? 'no clients' : shown(list), 'a list of at least one client'); return { clients: [], problems }; }
  const clients = (list as unknown[]).map((each, index) => clientFrom(each, `clients[${index}]`, strict, say));
  const seen = new Set<string>();
  clients.forEach((client, index) => {
    if (client === null) return;
    if (seen.has(client.iss)) say(`clients[${index}].iss`, `${shown(client.iss)} twice`, 'each iss once in the file');
    seen.add(client.iss);
  });
  return { clients: clients.filter((client) => client !== null), problems };
}

function clientFrom(value: unknown, at: string, strict: boolean, say: Say): Client | null {
  if (!isObject(value)) { say(at, shown(value), 'an object'); return null; }
  for (const key of Object.keys(value)) if (!KEYS.includes(key)) say(`${at}.${key.slice(0, 80)}`, 'an unknown key', `one of ${KEYS.join(', ')}`);
  const given = (key: string): unknown => (Object.hasOwn(value, key) ? value[key] : undefined);

  const iss = given('iss');
  if (typeof iss !== 'string' || iss === '') say(`${at}.iss`, shown(iss), 'the iss of its tokens, a non-empty string');
  const name = given('name');
  if (name !== undefined && (typeof name !== 'string' || name === '')) say(`${at}.name`, shown(name), 'a non-empty string');
  const flag = (key: string): boolean => {
    const flagged = given(key);
    if (flagged !== undefined && typeof flagged !== 'boolean') say(`${at}.${key}`, shown(flagged), 'true or false');
    return flagged === true;
  };
  const allowPrivateNetwork = flag('allowPrivateNetwork');
  const allowLoopback = flag('allowLoopback');
  const texts = (key: string, wanted: string, fine: (text: string, path: string) => boolean = () => true): string[] | null => {
    const listed = given(key);
    if (listed === undefined) return null;
    if (!Array.isArray(listed)) { say(`${at}.${key}`, shown(listed), `a list: ${wanted}`); return null; }
    return (listed as unknown[]).flatMap((each, index) => {
      const path = `${at}.${key}[${index}]`;
      if (typeof each !== 'string' || each === '') { say(path, shown(each), wanted); return []; }
      return fine(each, path) ? [each] : [];
    });
  };
  const url = (text: string, path: string, what: string): boolean => {
    const parsed = plainHttpUrl(text);
    // A URL with user info may hold a password, so it is not repeated.
    if (parsed === null) { say(path, text.includes('@') ? 'a URL that is not plain' : shown(text), `${what}: an absolute http(s) URL without query, fragment or user info`); return false; }
    if (!strict) return true;
    if (isLoopbackHost(parsed) && !allowLoopback) { say(path, shown(text), `${what}: no loopback host without allowLoopback`); return false; }
    if (parsed.protocol === 'http:' && (!allowLoopback || isOtherAddress(parsed))) { say(path, shown(text), `${what}: https: (plain http: only on loopback, with allowLoopback)`); return false; }
    return true;
  };

  const jwks = given('jwks');
  const jwksUrl = given('jwksUrl');
  if ((jwks === undefined) === (jwksUrl === undefined)) say(at, jwks === undefined ? 'neither jwks nor jwksUrl' : 'both jwks and jwksUrl', 'one of jwks and jwksUrl');
  if (jwks !== undefined) keySet(jwks, `${at}.jwks`, say);
  if (jwksUrl !== undefined) {
    if (typeof jwksUrl !== 'string') say(`${at}.jwksUrl`, shown(jwksUrl), 'the URL of its key set');
    // A key set may be served under a query; user info and fragments are never sent.
    else url(jwksUrl.replace(/\?[^#]*$/, ''), `${at}.jwksUrl`, 'the URL of its key set');
  }
  const algorithms = texts('algorithms', `out of ${ALGORITHMS.join(', ')}`, (text, path) => {
    if (ALGORITHMS.includes(text)) return true;
    say(path, shown(text), `out of ${ALGORITHMS.join(', ')}`);
    return false;
  });
  if (Array.isArray(given('algorithms')) && (given('algorithms') as unknown[]).length === 0) say(`${at}.algorithms`, 'an empty list', `at least one of ${ALGORITHMS.join(', ')}`);
  const lifetime = given('maxTokenLifetimeSeconds');
  if (lifetime !== undefined && (typeof lifetime !== 'number' || !Number.isSafeInteger(lifetime) || lifetime <= 0)) say(`${at}.maxTokenLifetimeSeconds`, shown(lifetime), 'a positive integer');
  const fhirServers = texts('fhirServers', 'a FHIR base URL', (text, path) => url(text, path, 'a FHIR base URL'));
  const corsOrigins = texts('corsOrigins', 'an origin such as https://portal.example.org', (text, path) => origin(text, path, strict, say));
  const audiences = texts('audiences', 'a non-empty string');
  const tenants = texts('tenants', 'a non-empty string');
  if (typeof iss !== 'string') return null;
  return {
    iss, name: typeof name === 'string' ? name : iss,
    jwks: isObject(jwks) && Array.isArray(jwks['keys']) ? { keys: (jwks['keys'] as unknown[]).filter(isObject) } : null,
    jwksUrl: typeof jwksUrl === 'string' ? jwksUrl : null,
    algorithms: algorithms ?? ['ES384', 'RS384'], audiences: audiences ?? [], tenants,
    maxTokenLifetimeSeconds: typeof lifetime === 'number' ? lifetime : 3600,
    fhirServers: fhirServers ?? [], allowPrivateNetwork, allowLoopback, corsOrigins: corsOrigins ?? [],
  };
}

function keySet(jwks: unknown, at: string, say: Say): void {
  const keys = isObject(jwks) ? jwks['keys'] : undefined;
  if (!Array.isArray(keys) || keys.length === 0) { say(at, Array.isArray(keys) ? 'no keys' : shown(jwks), '{"keys": [ … ]} with at least one public key'); return; }
  (keys as unknown[]).forEach((key, index) => {
    const problem = unusableKey(key);
    if (problem !== null) say(`${at}.keys[${index}]`, problem.found, problem.wanted);
  });
}

function origin(text: string, path: string, strict: boolean, say: Say): boolean {
  const wanted = 'an origin such as https://portal.example.org: scheme, host and port only';
  if (text === '*') {
    if (strict) say(path, '"*"', `${wanted}; never * in production`);
    return !strict;
  }
  const parsed = plainHttpUrl(text);
  if (parsed !== null && parsed.origin === text) return true;
  say(path, text.includes('@') ? 'no origin' : shown(text), wanted);
  return false;
}
