/** All checks of one service base, in the order of the specification. */
import { checkFeedback } from './check-feedback';
import { allowsOrigin, checkService, isJson } from './check-service';
import { discoveryFindings } from './discovery-invariants';
import { exchange, spokenOf, type Target } from './exchange';
import type { Finding } from './finding';
import { servicesIn } from './sample-requests';

/** Wishes of the specification rather than demands: reported, no reason to fail. */
const WISHES = new Set(['services-to-check', 'call-prompt', 'error-outcome', 'method-allow-header', 'cds-r-2', 'cds-resp-2']);

export interface Report { base: string; services: string[]; checks: string[]; findings: (Finding & { level: 'error' | 'warning' })[] }

export async function conformanceOf(target: Target): Promise<Report> {
  const findings: Finding[] = [];
  const checks = new Set<string>();
  const expect = (check: string, path: string, holds: boolean, says: string): void => { checks.add(check); if (!holds) findings.push({ check, path, says }); };
  const discovery = await exchange(target, { method: 'GET', path: '/cds-services' });
  const at = 'GET /cds-services';
  expect('discovery-status', at, discovery.status === 200, `got ${spokenOf(discovery)}; 200 is right`);
  if (discovery.status === 200) {
    expect('discovery-content-type', at, isJson(discovery), 'is not application/json');
    expect('cors-on-discovery', at, allowsOrigin(target, discovery), 'has no Access-Control-Allow-Origin for a browser client');
    checks.add('discovery-invariants');
    findings.push(...discoveryFindings(discovery.json));
  }
  const services = servicesIn(discovery.json);
  if (discovery.status === 0) return reportOf(target, [], checks, findings);
  if (discovery.status === 200) expect('services-to-check', at, services.length > 0, 'names no service that could be called: the calls were not checked');
  await preflights(target, services[0]?.id, expect);
  const unknown = await exchange(target, { method: 'POST', path: '/cds-services/no-such-service-here', body: '{}' });
  expect('unknown-service', 'POST /cds-services/no-such-service-here', unknown.status === 404, `got ${spokenOf(unknown)}; 404 is right`);
  await tokens(target, services[0]?.id, expect);
  for (const service of services) {
    const { findings: of, done } = await checkService(target, service);
    findings.push(...of);
    for (const check of done) checks.add(check);
  }
  const [first] = services;
  if (first !== undefined) {
    const { findings: of, done } = await checkFeedback(target, first.id);
    findings.push(...of);
    for (const check of done) checks.add(check);
  }
  return reportOf(target, services.map((each) => each.id), checks, findings);
}

const reportOf = ({ base }: Target, services: string[], checks: ReadonlySet<string>, findings: readonly Finding[]): Report =>
  ({ base, services, checks: [...checks].sort(), findings: unique(findings).map((each) => ({ ...each, level: WISHES.has(each.check) ? 'warning' : 'error' })) });

type Expect = (check: string, path: string, holds: boolean, says: string) => void;

async function preflights(target: Target, serviceId: string | undefined, expect: Expect): Promise<void> {
  if (target.origin === null) return;
  for (const path of ['/cds-services', ...(serviceId === undefined ? [] : [`/cds-services/${encodeURIComponent(serviceId)}`])]) {
    const answer = await exchange(target, { method: 'OPTIONS', path, anonymous: true, headers: { 'Access-Control-Request-Method': path === '/cds-services' ? 'GET' : 'POST', 'Access-Control-Request-Headers': 'authorization,content-type' } });
    expect('preflight-status', `OPTIONS ${path}`, answer.status >= 200 && answer.status < 300, `got ${spokenOf(answer)} without a token; a browser sends none with a preflight`);
    expect('preflight-origin', `OPTIONS ${path}`, allowsOrigin(target, answer), 'does not allow the origin');
    const headers = (answer.headers.get('access-control-allow-headers') ?? '').toLowerCase();
    expect('preflight-headers', `OPTIONS ${path}`, ['authorization', 'content-type'].every((name) => headers.includes(name) || (headers.trim() === '*' && name !== 'authorization')), 'does not allow Authorization and Content-Type');
    const methods = answer.headers.get('access-control-allow-methods') ?? '';
    if (path !== '/cds-services') expect('preflight-methods', `OPTIONS ${path}`, /\bPOST\b|\*/.test(methods), 'does not allow POST');
  }
}

/** Only where a call without a token is refused: then a token that nobody signed must be refused as well. */
async function tokens(target: Target, serviceId: string | undefined, expect: Expect): Promise<void> {
  if (serviceId === undefined) return;
  const path = `/cds-services/${encodeURIComponent(serviceId)}`;
  const without = await exchange(target, { method: 'POST', path, body: '{}', anonymous: true });
  if (without.status !== 401 && without.status !== 403) return;
  expect('token-missing-401', `POST ${path}`, without.status === 401, `a call without a token got ${without.status}; 401 is right`);
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = part({ iss: 'https://conformance.example.org', aud: `${target.base}${path}`, iat: now, exp: now + 300, jti: `conformance-${now}` });
  for (const [check, token] of [['token-none-refused', `${part({ alg: 'none', typ: 'JWT', kid: 'x' })}.${claims}.`], ['token-unknown-issuer-refused', `${part({ alg: 'ES384', typ: 'JWT', kid: 'x' })}.${claims}.AAAA`], ['token-garbage-refused', 'garbage']] as const) {
    const answer = await exchange(target, { method: 'POST', path, body: '{}', anonymous: true, headers: { Authorization: `Bearer ${token}` } });
    expect(check, `POST ${path}`, answer.status === 401, `got ${spokenOf(answer)}; 401 is right`);
  }
}

/** The same finding of several calls is told once. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ check, path, says }) => { const key = `${check} ${path} ${says}`; return !seen.has(key) && seen.add(key) !== undefined; });
}
