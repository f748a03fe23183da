/** One look at everything that an integration needs: discovery, token, CORS, prefetch, the FHIR server; each finding with its remedy. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { anonymous, discoveryFindings, exchange, responseFindings, sampleRequest, type Service, servicesIn, spokenOf, type Signing, signing, type Target } from '../conformance';

export interface Examination { name: string; state: 'well' | 'ill' | 'not examined'; says: string; remedy: string | null }

export interface Patient {
  /** Base URL of the CDS service. */
  base: string;
  /** Browser origin of the client; null: no browser is involved. */
  origin: string | null;
  signing: Signing | null;
  /** The client's own entry in the service's clients file, as it was handed over; null: not given. */
  registration: Readonly<Record<string, unknown>> | null;
  fhirServer: string | null;
  fhirToken: string | null;
  /** A patient of that FHIR server. */
  patientId: string | null;
  timeoutMs: number;
}

export async function examine(patient: Patient): Promise<Examination[]> {
  const list: Examination[] = [];
  const say = (name: string, well: boolean | null, says: string, remedy: string | null = null): void => { list.push({ name, state: well === null ? 'not examined' : well ? 'well' : 'ill', says, remedy: well === false ? remedy : null }); };
  const target: Target = { base: patient.base, origin: patient.origin, authorize: anonymous, timeoutMs: patient.timeoutMs };
  const services = await discovery(target, say);
  await cors(target, say);
  registration(patient, say);
  const [service] = services;
  if (service !== undefined) { await call(patient, target, service, say); await fhir(patient, services, say); }
  return list;
}

type Say = (name: string, well: boolean | null, says: string, remedy?: string | null) => void;

async function discovery(target: Target, say: Say): Promise<Service[]> {
  const answer = await exchange(target, { method: 'GET', path: '/cds-services' });
  if (answer.status === 0) { say('discovery', false, `${target.base} does not answer (${answer.reason ?? 'unknown reason'})`, /CERT|SIGNATURE|SELF_SIGNED|ALTNAME/.test(answer.reason ?? '') ? 'The certificate is not trusted here or names another host: mend it, or give Node your authority with NODE_EXTRA_CA_CERTS.' : 'Check host, port, firewall and certificate; open the URL with another tool from the same machine.'); return []; }
  if (answer.status !== 200) { say('discovery', false, `answers ${spokenOf(answer)}`, remedyForDiscovery(answer.status)); return []; }
  if (answer.json === undefined) { say('discovery', false, `answers ${answer.headers.get('content-type') ?? 'something without a type'}, which is no JSON`, 'A page or a proxy answers here: is this the base URL of a CDS service, before /cds-services?'); return []; }
  const findings = discoveryFindings(answer.json);
  const services = servicesIn(answer.json);
  say('discovery', findings.length === 0, findings.length === 0 ? `${services.length} services: ${services.map((each) => each.id).join(', ')}` : findings.map((each) => `${each.path} ${each.says}`).join('; '), 'The service itself must mend its discovery.');
  return services;
}

const remedyForDiscovery = (status: number): string =>
  status >= 300 && status < 400 ? 'Give the client the address it is sent to; many clients follow no redirect, and a token must not.' : status === 404 ? 'The base URL ends before /cds-services; a path prefix of the proxy belongs to it.' : 'Look into the service\'s log for this status.';

async function cors(target: Target, say: Say): Promise<void> {
  if (target.origin === null) { say('cors', null, 'no browser origin given'); return; }
  const answer = await exchange(target, { method: 'OPTIONS', path: '/cds-services', headers: { 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization,content-type' } });
  const allowed = answer.headers.get('access-control-allow-origin');
  const well = answer.status >= 200 && answer.status < 300 && (allowed === '*' || allowed === target.origin);
  say('cors', well, well ? `${target.origin} is allowed` : `the preflight answers ${spokenOf(answer)} and allows ${allowed ?? 'no origin'}`, `Add "${target.origin}" to corsOrigins of your entry in the service's clients file (scheme, host and port, no trailing slash).`);
}

/** What the entry says against what the client will do. */
function registration({ registration: entry, signing: own, fhirServer }: Patient, say: Say): void {
  if (entry === null) { say('registration', null, 'no clients file given'); return; }
  const problems: string[] = [];
  const algorithms = Array.isArray(entry['algorithms']) ? (entry['algorithms'] as unknown[]) : ['ES384', 'RS384'];
  if (own !== null && entry['iss'] !== own.iss) problems.push(`iss in the file is ${JSON.stringify(entry['iss'])}, the token says ${JSON.stringify(own.iss)}: they are compared character by character`);
  if (own !== null && !algorithms.includes(own.alg)) problems.push(`algorithms ${JSON.stringify(algorithms)} leave out ${own.alg}`);
  if (own?.jku !== undefined && own?.jku !== null && typeof entry['jwksUrl'] === 'string' && entry['jwksUrl'] !== own.jku) problems.push('jwksUrl is not the token\'s jku');
  if ((entry['jwks'] === undefined) === (entry['jwksUrl'] === undefined)) problems.push('exactly one of jwks and jwksUrl is wanted');
  if (own !== null && isObject(entry['jwks'])) problems.push(...keyProblems(own, entry['jwks']));
  const servers = Array.isArray(entry['fhirServers']) ? (entry['fhirServers'] as unknown[]).map((each) => String(each).replace(/\/+$/, '')) : [];
  if (fhirServer !== null && !servers.includes(fhirServer.replace(/\/+$/, ''))) problems.push(`fhirServers does not list ${fhirServer}: the service will use prefetch only`);
  if (own?.tenant !== undefined && own?.tenant !== null && Array.isArray(entry['tenants']) && !(entry['tenants'] as unknown[]).includes(own.tenant)) problems.push('tenants does not list the token\'s tenant');
  say('registration', problems.length === 0, problems.length === 0 ? 'the entry fits the token' : problems.join('; '), 'Mend the entry in the clients file and restart the service.');
}

function keyProblems({ kid, pem }: Signing, jwks: Record<string, unknown>): string[] {
  const keys = Array.isArray(jwks['keys']) ? (jwks['keys'] as unknown[]).filter(isObject) : [];
  const listed = keys.find((each) => each['kid'] === kid);
  if (listed === undefined) return [`jwks holds no key with kid ${JSON.stringify(kid)}`];
  try {
    const own = createPublicKey(createPrivateKey(pem)).export({ type: 'spki', format: 'pem' });
    // Sound: a JWK that is none throws, which is told below.
    const theirs = createPublicKey({ key: listed as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    return own === theirs ? [] : ['the key under this kid is another than yours: was it rotated on one side only?'];
  } catch { return ['the key under this kid cannot be read']; }
}

async function call(patient: Patient, target: Target, service: Service, say: Say): Promise<void> {
  const body = JSON.stringify(sampleRequest(service));
  const path = `/cds-services/${encodeURIComponent(service.id)}`;
  const without = await exchange(target, { method: 'POST', path, body });
  const wantsToken = without.status === 401;
  if (!wantsToken) say('token', without.status === 200 ? true : null, without.status === 200 ? 'the service answers without a token' : `a call without a token answers ${without.status}`);
  let answer = without;
  if (wantsToken && patient.signing === null) { say('token', null, 'the service wants a token; give --key, --iss and --kid'); return; }
  if (patient.signing !== null) {
    answer = await exchange({ ...target, authorize: signing(patient.signing) }, { method: 'POST', path, body });
    if (wantsToken) say('token', answer.status !== 401, answer.status === 401 ? 'the signed token is refused; the service does not say why' : 'the signed token is accepted',
      `Check in this order: iss as in the clients file; the key under kid; alg among algorithms; aud exactly ${patient.base}${path} as the service's own PUBLIC_BASE_URL writes it; clock (iat, exp) within a minute; jti new each time; exp − iat at most an hour.`);
  }
  if (answer.status === 401) return;
  const findings = answer.status === 200 ? responseFindings(answer.json) : [];
  say('hook call', answer.status === 200 && findings.length === 0, answer.status === 200 ? (findings.length === 0 ? `${service.id} answers in ${Math.round(answer.ms)} ms` : findings.map((each) => `${each.path} ${each.says}`).join('; ')) : `${service.id} answers ${spokenOf(answer)}`,
    answer.status === 412 ? 'The service did not find the data it needs in prefetch.' : 'The body of the answer, an OperationOutcome, names the field.');
}

/** Runs every prefetch query as the client would, so that a refused parameter is seen before a clinician meets it. */
async function fhir({ fhirServer, fhirToken, patientId, timeoutMs }: Patient, services: readonly Service[], say: Say): Promise<void> {
  if (fhirServer === null) { say('fhir', null, 'no FHIR server given'); return; }
  const target: Target = { base: fhirServer.replace(/\/+$/, ''), origin: null, authorize: () => Promise.resolve(fhirToken === null ? null : `Bearer ${fhirToken}`), timeoutMs };
  const headers = { Accept: 'application/fhir+json' };
  const metadata = await exchange(target, { method: 'GET', path: '/metadata', headers });
  const version = isObject(metadata.json) ? metadata.json['fhirVersion'] : undefined;
  say('fhir', metadata.status === 200 && typeof version === 'string' && version.startsWith('4.'), metadata.status === 200 ? (typeof version === 'string' ? `FHIR ${version.slice(0, 20)}` : '/metadata is no CapabilityStatement') : `/metadata answers ${spokenOf(metadata)}`, 'FHIR R4 (4.0.x) is wanted at this base URL.');
  if (patientId === null) { say('prefetch', null, 'no patient given'); return; }
  const templates = [...new Map(services.flatMap((service) => Object.entries(service.prefetch)))].map(([key, template]) => ({ key, query: template.replaceAll('{{context.patientId}}', encodeURIComponent(patientId)) }));
  const answers = await Promise.all(templates.map(({ query }) => (query.includes('{{') ? null : exchange(target, { method: 'GET', path: `/${query}`, headers }))));
  for (const [index, { key, query }] of templates.entries()) {
    const answer = answers[index] ?? null;
    if (answer === null) { say(`prefetch ${key}`, null, 'needs more of the context than the patient'); continue; }
    const type = isObject(answer.json) ? answer.json['resourceType'] : undefined;
    const well = answer.status === 200 && type === (query.includes('?') ? 'Bundle' : query.split('/')[0]);
    const entries = isObject(answer.json) && Array.isArray(answer.json['entry']) ? (answer.json['entry'] as unknown[]).length : 0;
    say(`prefetch ${key}`, well, well ? `${type === 'Bundle' ? `${entries} entries` : String(type)}, ${Math.round(answer.ms)} ms` : `${query.split('?')[0]} answers ${answer.status === 200 ? `${String(type ?? 'no resource')} where something else is due` : spokenOf(answer)}`, remedyFor(answer.status));
  }
}

const remedyFor = (status: number): string =>
  status === 401 || status === 403 ? 'The token\'s scopes do not cover this type: grant read and search of it.' : status === 400 ? 'The server refuses a parameter: leave out _sort or lower _count in the query that you configure by hand.' : status === 404 ? 'No such patient or type on this server.' : 'Look into the FHIR server\'s log.';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
