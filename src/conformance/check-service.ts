/** The checks of one service: a good call, calls as real clients vary them, and calls that must be refused. */
import { type Call, type Exchange, exchange, spokenOf, type Target } from './exchange';
import { type Finding, isObject, type Json } from './finding';
import { responseFindings } from './response-invariants';
import { sampleRequest, type Service } from './sample-requests';

/** The time within which the specification wishes an answer. @see requirements 71 */
const PROMPT_MS = 500;
const STACK = /\n\s+at \S+|node_modules|\.(java|py|js|ts|cs|rb):\d+|Traceback \(most recent/;

export interface Checked { findings: Finding[]; done: string[] }

export async function checkService(target: Target, service: Service): Promise<Checked> {
  const path = `/cds-services/${encodeURIComponent(service.id)}`;
  const findings: Finding[] = [];
  const done = new Set<string>();
  const found = (check: string, says: string): void => { findings.push({ check, path: `POST ${path}`, says }); };
  const expect = (check: string, holds: boolean, says: string): void => { done.add(check); if (!holds) found(check, says); };
  const post = (body: unknown, more: Partial<Call> = {}): Promise<Exchange> => exchange(target, { method: 'POST', path, body: typeof body === 'string' ? body : JSON.stringify(body), ...more });
  const good = sampleRequest(service);

  const first = await post(good);
  expect('call-status', first.status === 200, `a complete call got ${spokenOf(first)}; 200 is success`);
  // Thirty more calls would each wait as long.
  if (first.status === 0) return { findings, done: [...done] };
  expect('call-content-type', first.status !== 200 || isJson(first), 'the answer is not application/json');
  expect('call-prompt', first.ms <= PROMPT_MS, `took ${Math.round(first.ms)} ms; ${PROMPT_MS} ms are wished`);
  expect('cors-on-answers', allowsOrigin(target, first), 'no Access-Control-Allow-Origin for a browser client');
  const invariants = (answer: Exchange): void => { if (answer.status === 200) for (const each of responseFindings(answer.json)) { done.add(each.check); findings.push({ ...each, path: `${path} ${each.path}` }); } };
  done.add('response-invariants');
  invariants(first);

  const again = await post({ ...good, hookInstance: good['hookInstance'] });
  expect('repeated-hook-instance', again.status === first.status, `the same hookInstance again got ${again.status}; some clients never change it`);
  const [before, after] = [uuidsOf(first), uuidsOf(again)];
  expect('uuid-fresh', before.every((uuid) => !after.includes(uuid)), 'card uuids are the same in two answers; feedback cannot tell them apart');

  await variations(service, good, post, expect, invariants);
  await refusals(good, post, expect, target);
  const wrongMethod = await exchange(target, { method: 'GET', path });
  expect('method-not-allowed', wrongMethod.status === 405 || wrongMethod.status === 404, `GET got ${wrongMethod.status}; 405 is right`);
  expect('method-allow-header', wrongMethod.status !== 405 || /\bPOST\b/.test(wrongMethod.headers.get('allow') ?? ''), '405 comes without an Allow header naming POST');
  return { findings, done: [...done] };
}

type Expect = (check: string, holds: boolean, says: string) => void;
type Post = (body: unknown, more?: Partial<Call>) => Promise<Exchange>;

async function variations({ prefetch }: Service, good: Json, post: Post, expect: Expect, invariants: (answer: Exchange) => void): Promise<void> {
  const keys = Object.keys(prefetch);
  const filled = (value: unknown): Json => ({ ...good, ...(keys.length === 0 ? {} : { prefetch: Object.fromEntries(keys.map((key) => [key, value])) }) });
  const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'timeout' }] };
  const cases: [check: string, what: string, body: Json, allowed: number[]][] = [
    ['extension-accepted', 'a request with an extension and a member of a later version', { ...good, extension: { 'com.example.sent': true }, laterMember: { any: 1 } }, [200]],
    ['prefetch-null', 'prefetch with null for every key (asked, nothing there)', filled(null), [200, 412]],
    ['prefetch-failed', 'prefetch with an OperationOutcome for every key', filled(outcome), [200, 412]],
    ['prefetch-absent', 'a call without prefetch and FHIR server', { ...good, prefetch: undefined }, [200, 412]],
    ['prefetch-empty', 'an empty prefetch object', { ...good, prefetch: {} }, [200, 412]],
    ['prefetch-foreign-key', 'a prefetch key that the service never asked for', { ...good, prefetch: { ...(good['prefetch'] as object | undefined), someoneElses: null } }, [200]], // sound: sampleRequest made it
    ['absent-optional-null', 'null for an optional member', { ...good, fhirAuthorization: null }, [200, 400]],
  ];
  for (const [check, what, body, allowed] of cases) {
    const answer = await post(body);
    expect(check, allowed.includes(answer.status), `${what} got ${spokenOf(answer)}; ${allowed.join(' or ')} is right`);
    invariants(answer);
  }
  const medplumLike = await post(good, { headers: { Accept: 'application/fhir+json, */*; q=0.1' } });
  expect('accept-header', medplumLike.status === 200 && isJson(medplumLike), `with Accept: application/fhir+json, */*;q=0.1 it got ${medplumLike.status}, not JSON with 200`);
}

async function refusals(good: Json, post: Post, expect: Expect, target: Target): Promise<void> {
  const context = good['context'] as Json; // sound: sampleRequest made it
  const without = (member: string): Json => Object.fromEntries(Object.entries(good).filter(([name]) => name !== member));
  const cases: [check: string, what: string, body: unknown, more: Partial<Call>, allowed: number[]][] = [
    ['refuses-no-json', 'a body that is not JSON', '{"hook":', {}, [400]],
    ['refuses-no-object', 'a list as the body', '[]', {}, [400]],
    ['refuses-missing-hook', 'a call without hook', without('hook'), {}, [400]],
    ['refuses-other-hook', 'a call of another hook', { ...good, hook: 'org.example.never-published' }, {}, [400]],
    ['refuses-missing-instance', 'a call without hookInstance', without('hookInstance'), {}, [400]],
    ['refuses-missing-context', 'a call without context', without('context'), {}, [400]],
    ['refuses-missing-patient', 'a context without patientId', { ...good, context: { ...context, patientId: undefined } }, {}, [400]],
    ['refuses-prefetch-list', 'prefetch as a list', { ...good, prefetch: [1] }, {}, [400]],
    ['refuses-media-type', 'a text/plain body', good, { headers: { 'Content-Type': 'text/plain' } }, [415, 400]],
  ];
  for (const [check, what, body, more, allowed] of cases) {
    const answer = await post(body, more);
    expect(check, allowed.includes(answer.status), `${what} got ${spokenOf(answer)}; ${allowed[0]} is right`);
    if (answer.status < 400) continue;
    expect('error-outcome', isObject(answer.json) && answer.json['resourceType'] === 'OperationOutcome', `the error ${answer.status} has no OperationOutcome body`);
    expect('error-no-stack', !STACK.test(answer.text), `the error ${answer.status} shows the inside of the service`);
    expect('cors-on-errors', allowsOrigin(target, answer), `the error ${answer.status} has no CORS header, so a browser client only sees "CORS error"`);
  }
}

export const isJson = (answer: Exchange): boolean => /^application\/(?:[\w.-]+\+)?json\b/i.test(answer.headers.get('content-type') ?? '') && answer.json !== undefined;

export function allowsOrigin({ origin }: Target, answer: Exchange): boolean {
  const allowed = answer.headers.get('access-control-allow-origin');
  return origin === null || answer.status === 0 || allowed === '*' || allowed === origin;
}

function uuidsOf({ json }: Exchange): unknown[] {
  const cards = isObject(json) && Array.isArray(json['cards']) ? (json['cards'] as unknown[]) : [];
  return cards.flatMap((card) => (isObject(card) && card['uuid'] !== undefined ? [card['uuid']] : []));
}
