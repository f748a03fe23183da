/** Each fault that is sown into a right service is found by the check that is named for it; the right service passes. */
import { anonymous, bearer, conformanceOf, feedbackFindings, requestFindings } from '../../src/conformance';
import { aServiceWith, type Fault, TOKEN } from './a-service-with-faults';

async function checksFailedBy(fault: Fault, token?: string): Promise<string[]> {
  const { base, close } = await aServiceWith(fault);
  try {
    const report = await conformanceOf({ base, origin: 'https://client.example.org', authorize: token === undefined ? anonymous : bearer(token), timeoutMs: 5000 });
    return [...new Set(report.findings.map((each) => each.check))];
  } finally { await close(); }
}

const service = (change: (service: Record<string, unknown>) => void): Fault => ({ discovery: (body) => { body.services.forEach(change); return body; } });
const action = (index: number, change: (action: Record<string, unknown>) => void): Fault => ({ suggestion: (suggestion) => change((suggestion['actions'] as Record<string, unknown>[])[index] ?? {}) });
const instead = (when: (call: { method: string; path: string; body: Record<string, unknown>; headers: Record<string, unknown>; status: number }) => boolean, status: number): Fault => ({ status: (call) => (when(call as never) ? status : null) });
const hookCall = (call: { path: string; method: string }): boolean => call.path === '/cds-services/faulty' && call.method === 'POST';
const feedbackCall = (call: { path: string }): boolean => call.path.endsWith('/feedback');
let sent = 0;

const FAULTS: [check: string, what: string, fault: Fault][] = [
  ['discovery-status', 'discovery answers 500', instead((call) => call.path === '/cds-services' && call.method === 'GET', 500)],
  ['discovery-services', 'discovery is a bare list', { discovery: (body) => body.services }],
  ['discovery-hook', 'a service without hook', service((each) => { delete each['hook']; })],
  ['discovery-id', 'an id with a slash', service((each) => { each['id'] = 'a/b'; })],
  ['discovery-description', 'a service without description', service((each) => { delete each['description']; })],
  ['discovery-version', 'a version that is none', service((each) => { each['version'] = 'latest'; })],
  ['discovery-text', 'a hookVersion that is a number', service((each) => { each['hookVersion'] = 1; })],
  ['discovery-unique', 'the same service twice', { discovery: (body) => ({ services: [...body.services, ...body.services] }) }],
  ['discovery-nothing-null-or-empty', 'an empty usageRequirements', service((each) => { each['usageRequirements'] = ''; })],
  ['prefetch-token', 'a token of FHIRPath', service((each) => { each['prefetch'] = { x: 'Condition?patient={{context.draftOrders.entry[0].resource.id}}' }; })],
  ['prefetch-template', 'sort:desc in a template', service((each) => { each['prefetch'] = { x: 'Observation?patient={{context.patientId}}&_sort:desc=date' }; })],
  ['cors-on-discovery', 'no CORS at all', { headers: (headers) => { delete headers['Access-Control-Allow-Origin']; } }],
  ['cors-on-errors', 'no CORS on errors', { headers: (headers, status) => { if (status >= 400) delete headers['Access-Control-Allow-Origin']; } }],
  ['preflight-status', 'preflight wants a token', instead((call) => call.method === 'OPTIONS', 401)],
  ['preflight-headers', 'preflight forgets Authorization', { headers: (headers) => { headers['Access-Control-Allow-Headers'] = 'Content-Type'; } }],
  ['preflight-methods', 'preflight forgets POST', { headers: (headers) => { headers['Access-Control-Allow-Methods'] = 'GET'; } }],
  ['unknown-service', 'an unknown id answers 200', instead((call) => call.path.includes('no-such'), 200)],
  ['call-status', 'success is 201', instead((call) => hookCall(call) && call.status === 200, 201)],
  ['call-content-type', 'an answer as text/html', { headers: (headers, status) => { if (status === 200) headers['Content-Type'] = 'text/html'; } }],
  ['response-cards', 'no cards', { answer: () => ({ systemActions: [{ type: 'delete', resourceId: 'A/1' }] }) }],
  ['nothing-null-or-empty', 'an empty list of systemActions', { answer: (body) => ({ ...body, systemActions: [] }) }],
  ['card-summary', 'a card without summary', { card: (card) => { delete card['summary']; } }],
  ['card-summary-length', 'a summary of 140 characters', { card: (card) => { card['summary'] = 'x'.repeat(140); } }],
  ['card-indicator', 'the indicator hard-stop', { card: (card) => { card['indicator'] = 'hard-stop'; } }],
  ['card-source', 'a card without source', { card: (card) => { delete card['source']; } }],
  ['source-url', 'a relative source url', { card: (card) => { (card['source'] as Record<string, unknown>)['url'] = '/about'; } }],
  ['coding', 'a topic without system', { card: (card) => { (card['source'] as Record<string, unknown>)['topic'] = { code: 'x' }; } }],
  ['card-uuid', 'a uuid that is none', { card: (card) => { card['uuid'] = 'card-1'; } }],
  ['uuid-fresh', 'the same uuid every time', { card: (card) => { card['uuid'] = '9d1a7a52-5b0f-4f0e-8f0a-0d8f8c1f7a11'; } }],
  ['cds-resp-1', 'two recommended of at most one', { card: (card) => { const [one] = card['suggestions'] as object[]; card['selectionBehavior'] = 'at-most-one'; card['suggestions'] = [1, 2].map((n) => ({ ...one, uuid: `s${n}${sent++}`, isRecommended: true })); } }],
  ['cds-resp-2', 'a delete with a resource', action(1, (each) => { each['resource'] = 'MedicationRequest/1'; })],
  ['cds-resp-3', 'appContext on an absolute link', { card: (card) => { (card['links'] as Record<string, unknown>[])[0]!['appContext'] = 'x'; } }],
  ['cds-resp-4', 'an override reason without display', { card: (card) => { delete (card['overrideReasons'] as Record<string, unknown>[])[0]!['display']; } }],
  ['cds-resp-5', 'an action without description', action(0, (each) => { delete each['description']; })],
  ['cds-resp-6', 'suggestions without selectionBehavior', { card: (card) => { delete card['selectionBehavior']; } }],
  ['cds-resp-7', 'actionSelectionBehavior to a client nobody asked', { suggestion: (each) => { each['actionSelectionBehavior'] = 'any'; } }],
  ['action-type', 'an action in capitals', action(0, (each) => { each['type'] = 'CREATE'; })],
  ['action-resource', 'a create without resource', action(0, (each) => { delete each['resource']; })],
  ['action-resource-id', 'a resource without id', action(0, (each) => { delete (each['resource'] as Record<string, unknown>)['id']; })],
  ['suggestion-label', 'a suggestion without label', { suggestion: (each) => { delete each['label']; } }],
  ['link-type', 'a link of type external', { card: (card) => { (card['links'] as Record<string, unknown>[])[0]!['type'] = 'external'; } }],
  ['link-app-context', 'appContext as an object', { card: (card) => { card['links'] = [{ label: 'App', url: 'https://example.org/app', type: 'smart', appContext: { a: 1 } }]; } }],
  ['extension-accepted', 'an extension is refused', instead((call) => hookCall(call) && call.body?.['extension'] !== undefined, 400)],
  ['prefetch-null', 'null in prefetch is a defect', instead((call) => hookCall(call) && (call.body?.['prefetch'] as Record<string, unknown> | undefined)?.['patient'] === null, 500)],
  ['prefetch-absent', 'a call without prefetch is a defect', instead((call) => hookCall(call) && call.status === 412 && call.body?.['prefetch'] === undefined, 500)],
  ['prefetch-failed', 'an OperationOutcome in prefetch is a defect', instead((call) => hookCall(call) && JSON.stringify(call.body ?? {}).includes('timeout'), 500)],
  ['repeated-hook-instance', 'hookInstance as a replay key', { status: (call) => { const seen = (call.body as { hookInstance?: string } | undefined)?.hookInstance; if (!hookCall(call) || seen === undefined) return null; if (INSTANCES.has(seen)) return 409; INSTANCES.add(seen); return null; } }],
  ['accept-header', '406 for a client that asks for FHIR', instead((call) => hookCall(call) && String(call.headers['accept']).includes('fhir'), 406)],
  ['refuses-no-json', '500 for a body that is not JSON', instead((call) => hookCall(call) && call.body === undefined, 500)],
  ['refuses-missing-context', '500 for a call without context', instead((call) => hookCall(call) && call.body !== undefined && call.body['context'] === undefined, 500)],
  ['refuses-other-hook', 'another hook is answered', instead((call) => hookCall(call) && String(call.body?.['hook']).includes('never'), 200)],
  ['refuses-missing-patient', 'no patient is answered', instead((call) => hookCall(call) && (call.body?.['context'] as Record<string, unknown> | undefined) !== undefined && (call.body['context'] as Record<string, unknown>)['patientId'] === undefined, 200)],
  ['error-outcome', 'errors as plain words', { error: { message: 'bad' } }],
  ['error-no-stack', 'a stack trace in an error', { error: { ...{ resourceType: 'OperationOutcome' }, trace: 'Error: x\n    at handler (/srv/app.js:1:1)' } }],
  ['method-not-allowed', 'GET runs the service', instead((call) => call.path === '/cds-services/faulty' && call.method === 'GET', 200)],
  ['method-allow-header', '405 without Allow', { headers: (headers) => { delete headers['Allow']; } }],
  ['feedback-stored', 'an unknown card loses the batch', instead((call) => feedbackCall(call) && call.status === 200, 422)],
  ['feedback-refuses-empty', 'an empty batch is taken', instead((call) => feedbackCall(call) && Array.isArray(call.body?.['feedback']), 200)],
];
const INSTANCES = new Set<string>();

describe('the conformance checks', () => {
  it('find nothing in a right service', async () => {
    expect(await checksFailedBy({})).toEqual([]);
  });
  it('find nothing in a right service that wants a token', async () => {
    expect(await checksFailedBy({ auth: 'right' }, TOKEN)).toEqual([]);
  });
  it('find a service that takes any token at its word', async () => {
    expect(await checksFailedBy({ auth: 'anything' }, TOKEN)).toEqual(expect.arrayContaining(['token-none-refused', 'token-unknown-issuer-refused', 'token-garbage-refused']));
  });
  it.each(FAULTS)('%s: %s', async (check, _what, fault) => {
    expect(await checksFailedBy(fault)).toContain(check);
  });
});

describe('the invariants that bind a client', () => {
  const call = { hook: 'patient-view', hookInstance: 'x', context: {} };
  it.each<[string, unknown, string[]]>([
    ['a right call', call, []],
    ['a token without a server', { ...call, fhirAuthorization: { scope: 'user/*.rs' } }, ['cds-r-1']],
    ['patient scopes without a patient', { ...call, fhirServer: 'https://example.org', fhirAuthorization: { scope: 'patient/*.rs' } }, ['cds-r-2']],
  ])('of a call: %s', (_what, request, checks) => { expect(requestFindings(request).map((each) => each.check)).toEqual(checks); });
  const item = { card: 'c', outcome: 'overridden', outcomeTimestamp: '2026-01-01T00:00:00Z' };
  it.each<[string, unknown, string[]]>([
    ['right feedback', item, []],
    ['an outcome that is none', { ...item, outcome: 'ignored' }, ['cds-fb-1']],
    ['accepted without suggestions', { ...item, outcome: 'accepted' }, ['cds-fb-2']],
    ['an override reason without anything', { ...item, overrideReason: {} }, ['cds-fb-3']],
  ])('of feedback: %s', (_what, feedback, checks) => { expect(feedbackFindings({ feedback: [feedback] }).map((each) => each.check)).toEqual(checks); });
});
