/**
 * The envelope of a hook call → `HookRequest`: what the contract demands is demanded, what it forgives is forgiven.
 * Resources inside are not looked at: a misshapen one is a finding, not a malformed request.
 * @see contract.md section 2 (Requests); CDS Hooks 2.0.1, HTTP request
 */
import { MalformedRequest } from './errors';
import { PREFETCH_KEYS, type HookRequest } from './wire';

const LONGEST_HOOK_INSTANCE = 255;
const LONGEST_PATIENT_ID = 128;
const LONGEST_ACCESS_TOKEN = 16 * 1024;
/** RFC 6750, b64token. */
const ACCESS_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
const NOT_IN_AN_ID = /[/?#%|\s\u0000-\u001f\u007f-\u009f]/;
const NOT_IN_A_SERVER_URL = /[\\?#@\s\u0000-\u001f\u007f-\u009f]/;
/** A parent segment, or a separator smuggled in by encoding. */
const LEADS_OUT = /(^|\/)(\.|%2e){2}(\/|$)|%2f|%5c/i;

/** What each hook's context must hold beside `patientId`. */
const CONTEXT_RESOURCES: Readonly<Record<string, readonly string[]>> = {
  'order-select': ['draftOrders'],
  'order-sign': ['draftOrders'],
  'problem-list-item-create': ['conditions'],
  'appointment-book': ['appointments'],
};

type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own member; JSON's null is read as absent. */
function member(value: Loose, name: string): unknown {
  return Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
}

/**
 * Checks the envelope of one call against the service that it was sent to.
 * @throws MalformedRequest (400) with the path of the first member that is not what the contract says.
 */
export function readHookRequest(body: unknown, service: { id: string; hook: string }): HookRequest {
  if (!isObject(body)) throw new MalformedRequest('The body must be a JSON object.');
  if (member(body, 'hook') !== service.hook) throw new MalformedRequest(`hook must be "${service.hook}" for this service.`, { path: 'hook' });
  const hookInstance = member(body, 'hookInstance');
  if (typeof hookInstance !== 'string' || hookInstance === '' || hookInstance.length > LONGEST_HOOK_INSTANCE) {
    throw new MalformedRequest(`hookInstance must be a non-empty string of at most ${LONGEST_HOOK_INSTANCE} characters.`, { path: 'hookInstance' });
  }
  const { patientId, context } = contextOf(member(body, 'context'), service.hook);
  const prefetch = prefetchOf(member(body, 'prefetch'));
  const fhirServer = fhirServerOf(member(body, 'fhirServer'));
  const authorization = fhirServer === undefined ? {} : authorizationOf(member(body, 'fhirAuthorization'));
  return {
    hook: service.hook, hookInstance, patientId, context,
    ...(fhirServer === undefined ? {} : { fhirServer }),
    ...authorization,
    ...(prefetch === undefined ? {} : { prefetch }),
  };
}

function contextOf(value: unknown, hook: string): { patientId: string; context: Loose } {
  if (!isObject(value)) throw new MalformedRequest('context must be an object.', { path: 'context' });
  const patientId = patientIdOf(member(value, 'patientId'));
  for (const name of ['userId', 'encounterId']) {
    const given = member(value, name);
    if (given !== undefined && typeof given !== 'string') throw new MalformedRequest(`${name} must be a string.`, { path: `context.${name}` });
  }
  if (hook === 'order-select') checkSelections(member(value, 'selections'));
  for (const name of CONTEXT_RESOURCES[hook] ?? []) checkResource(member(value, name), `context.${name}`);
  const context: Loose = {};
  for (const name of Object.keys(value)) if (name !== '__proto__' && value[name] !== null) context[name] = value[name];
  context['patientId'] = patientId;
  return { patientId, context };
}

function patientIdOf(value: unknown): string {
  const path = 'context.patientId';
  if (typeof value !== 'string') throw new MalformedRequest('context.patientId must be a string.', { path });
  const id = value.startsWith('Patient/') ? value.slice('Patient/'.length) : value;
  if (id === '' || id === '.' || id === '..' || id.length > LONGEST_PATIENT_ID || NOT_IN_AN_ID.test(id) || !canBeEncoded(id)) {
    throw new MalformedRequest('context.patientId must be a bare FHIR id.', { path });
  }
  return id;
}

/** Half of a surrogate pair has no UTF-8 form, so it can enter no URL. */
function canBeEncoded(text: string): boolean {
  try {
    encodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function checkSelections(value: unknown): void {
  const path = 'context.selections';
  if (!Array.isArray(value)) throw new MalformedRequest('context.selections must be an array of strings.', { path });
  const wrong = value.findIndex((each) => typeof each !== 'string');
  if (wrong >= 0) throw new MalformedRequest('context.selections must hold strings only.', { path: `${path}[${wrong}]` });
}

/** A Bundle; real clients leave out its `type`, and one may leave out `resourceType`. */
function checkResource(value: unknown, path: string): void {
  if (!isObject(value)) throw new MalformedRequest(`${path} must be a Bundle.`, { path });
  const type = member(value, 'resourceType');
  if (type !== undefined && type !== 'Bundle') throw new MalformedRequest(`${path} must be a Bundle.`, { path: `${path}.resourceType` });
}

/** Our own keys only: what else was sent is not ours to read, and no name can reach a prototype. */
function prefetchOf(value: unknown): Loose | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) throw new MalformedRequest('prefetch must be an object.', { path: 'prefetch' });
  const prefetch: Loose = {};
  for (const key of PREFETCH_KEYS) if (Object.hasOwn(value, key)) prefetch[key] = value[key];
  return prefetch;
}

function fhirServerOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const refused = new MalformedRequest('fhirServer must be an absolute http(s) URL without user, query, fragment or parent segments.', { path: 'fhirServer' });
  if (typeof value !== 'string' || value.length > 2048 || !/^https?:\/\/[^/]/i.test(value) || NOT_IN_A_SERVER_URL.test(value)) throw refused;
  if (LEADS_OUT.test(value) || !URL.canParse(value)) throw refused;
  return value;
}

function authorizationOf(value: unknown): Pick<HookRequest, 'fhirAuthorization' | 'unusableToken'> {
  if (value === undefined) return {};
  const path = 'fhirAuthorization';
  if (!isObject(value)) throw new MalformedRequest('fhirAuthorization must be an object.', { path });
  const accessToken = member(value, 'access_token');
  const expiresIn = member(value, 'expires_in');
  if (accessToken === undefined || accessToken === '') return {};
  // Never used, so nothing else of it matters; without it the server is not asked either: to a stranger it may look empty.
  if (typeof expiresIn === 'number' && expiresIn <= 0) return { fhirAuthorization: { accessToken: '', tokenType: 'Bearer', expiresIn: 0 } };
  if (typeof accessToken !== 'string' || accessToken.length > LONGEST_ACCESS_TOKEN || !ACCESS_TOKEN.test(accessToken)) {
    return { unusableToken: { path: `${path}.access_token`, message: 'fhirAuthorization.access_token must be a bearer token.' } };
  }
  const tokenType = member(value, 'token_type');
  if (typeof tokenType !== 'string' || tokenType.toLowerCase() !== 'bearer') {
    return { unusableToken: { path: `${path}.token_type`, message: 'fhirAuthorization.token_type must be Bearer.' } };
  }
  const text = (name: string) => {
    const given = member(value, name);
    return typeof given === 'string' ? { [name]: given } : {};
  };
  return { fhirAuthorization: { accessToken, tokenType, ...(typeof expiresIn === 'number' ? { expiresIn } : {}), ...text('scope'), ...text('subject'), ...text('patient') } };
}
