/** The envelope of a hook call: contract.md section 2 (Requests), security.md sections 3 and 5. */
import { MalformedRequest } from '../../src/hooks/errors';
import { readHookRequest } from '../../src/hooks/request';

const view = { id: 'gnen-patient-view', hook: 'patient-view' };
const select = { id: 'gnen-order-select', hook: 'order-select' };
const call = (over: Record<string, unknown> = {}, hook = 'patient-view'): Record<string, unknown> => ({ hook, hookInstance: 'one', context: { patientId: 'p1' }, ...over });
const pathOf = (body: unknown, service = view): string | undefined => {
  try {
    readHookRequest(body, service);
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedRequest);
    return (error as MalformedRequest).path ?? '(body)';
  }
  return undefined;
};
const drafts = { resourceType: 'Bundle', entry: [] };

describe('the envelope', () => {
  it('gives what was asked for and nothing else', () => {
    const read = readHookRequest(call({ prefetch: { patient: null, mine: {} }, extension: { 'com.example.x': 1 }, other: true, context: { patientId: 'Patient/p1', userId: 'Practitioner/1', encounterId: null, extra: 7 } }), view);
    expect(read).toEqual({ hook: 'patient-view', hookInstance: 'one', patientId: 'p1', context: { patientId: 'p1', userId: 'Practitioner/1', extra: 7 }, prefetch: { patient: null } });
  });

  it.each<[string, unknown, string]>([
    ['no object', [], '(body)'], ['null', null, '(body)'],
    ['no hook', { hookInstance: 'x', context: { patientId: 'p' } }, 'hook'],
    ['another hook', call({ hook: 'order-sign' }), 'hook'],
    ['no hookInstance', call({ hookInstance: undefined }), 'hookInstance'],
    ['an empty hookInstance', call({ hookInstance: '' }), 'hookInstance'],
    ['a number as hookInstance', call({ hookInstance: 7 }), 'hookInstance'],
    ['a hookInstance of 256 characters', call({ hookInstance: 'x'.repeat(256) }), 'hookInstance'],
    ['no context', call({ context: undefined }), 'context'], ['a list as context', call({ context: [] }), 'context'],
    ['no patientId', call({ context: {} }), 'context.patientId'],
    ['a userId that is no string', call({ context: { patientId: 'p', userId: 7 } }), 'context.userId'],
    ['an encounterId that is no string', call({ context: { patientId: 'p', encounterId: {} } }), 'context.encounterId'],
    ['a prefetch that is no object', call({ prefetch: [] }), 'prefetch'], ['a string as prefetch', call({ prefetch: 'x' }), 'prefetch'],
    ['a body whose members are inherited', JSON.parse(`{"__proto__": ${JSON.stringify(call())}}`), 'hook'],
  ])('refuses %s', (_what, body, path) => expect(pathOf(body)).toBe(path));

  it.each(['', '.', '..', 'a/b', 'a?b', 'a#b', 'a%2fb', 'a|b', 'a b', 'a\u00a0b', 'a\u0000', 'a\u007f', 'Patient/', 'Patient/Patient/x', 'Group/x', 'x'.repeat(129), '\ud800', 7, null, ['p']])('refuses %j as patientId', (patientId) => {
    expect(pathOf(call({ context: { patientId } }))).toBe('context.patientId');
  });

  it.each(['x'.repeat(128), 'a.b-c_d', '患者1', '{{context.userId}}', '__proto__'])('takes %s as a patientId', (patientId) => {
    expect(readHookRequest(call({ context: { patientId } }), view).patientId).toBe(patientId);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['without selections', { draftOrders: drafts }, 'context.selections'],
    ['with selections that are no list', { selections: 'a', draftOrders: drafts }, 'context.selections'],
    ['with a selection that is no string', { selections: ['a', 7], draftOrders: drafts }, 'context.selections[1]'],
    ['without draftOrders', { selections: [] }, 'context.draftOrders'], ['with draftOrders null', { selections: [], draftOrders: null }, 'context.draftOrders'],
    ['with a list as draftOrders', { selections: [], draftOrders: [] }, 'context.draftOrders'],
    ['with another resource as draftOrders', { selections: [], draftOrders: { resourceType: 'Patient' } }, 'context.draftOrders.resourceType'],
  ])('refuses order-select %s', (_what, context, path) => {
    expect(pathOf(call({ context: { patientId: 'p', ...context } }, 'order-select'), select)).toBe(path);
  });

  it('takes draft orders in a Bundle without type', () => {
    expect(readHookRequest(call({ context: { patientId: 'p', selections: ['MedicationRequest/1'], draftOrders: { resourceType: 'Bundle', entry: [] } } }, 'order-select'), select).context['draftOrders']).toEqual(drafts);
  });

  it.each([['order-sign', 'draftOrders'], ['problem-list-item-create', 'conditions'], ['appointment-book', 'appointments']])('demands for %s the %s', (hook, name) => {
    expect(pathOf(call({}, hook), { id: 'x', hook })).toBe(`context.${name}`);
    expect(pathOf(call({ context: { patientId: 'p', [name]: drafts } }, hook), { id: 'x', hook })).toBeUndefined();
  });
});

describe('fhirServer and its token', () => {
  const base = 'https://fhir.example.org/r4';
  const token = { access_token: 'abc.def-_~+/==', token_type: 'bearer', expires_in: 300, scope: 'patient/*.read', subject: 'us', patient: 'p1' };

  it.each([7, '', 'fhir.example.org', '/r4', 'ftp://x/y', 'https:fhir', 'https://', 'https://u:p@x/y', 'https://x/y?z=1', 'https://x/y?', 'https://x/y#z', 'https://x\\y', 'https://x/\ny', 'https://x/r4/../admin', 'https://x/r4/%2e%2e/admin', 'https://x/r4%2f..%2fadmin', 'https://[::1', {}])('refuses %j as a server, with a token or none', (fhirServer) => {
    expect(pathOf(call({ fhirServer }))).toBe('fhirServer');
  });

  it('reads a token with what is known of it', () => {
    expect(readHookRequest(call({ fhirServer: base, fhirAuthorization: token }), view)).toMatchObject({ fhirServer: base, fhirAuthorization: { accessToken: token.access_token, tokenType: 'bearer', expiresIn: 300, scope: 'patient/*.read', subject: 'us', patient: 'p1' } });
  });

  it.each<[string, unknown]>([['null', null], ['without access_token', { token_type: 'Bearer' }], ['with access_token null', { access_token: null }]])('reads an authorization %s as absent', (_what, fhirAuthorization) => {
    expect(readHookRequest(call({ fhirServer: base, fhirAuthorization }), view).fhirAuthorization).toBeUndefined();
  });

  it.each([0, -5])('keeps of a token whose expires_in is %i that it has expired, and nothing else', (expires_in) => {
    expect(readHookRequest(call({ fhirServer: base, fhirAuthorization: { ...token, token_type: 'MAC', expires_in } }), view)).toMatchObject({ fhirAuthorization: { accessToken: '', expiresIn: 0 } });
  });

  it('ignores an authorization without a server, whatever it holds', () => {
    expect(readHookRequest(call({ fhirAuthorization: { access_token: 'a b', token_type: 'MAC' } }), view).fhirAuthorization).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['token_type MAC', { ...token, token_type: 'MAC' }, 'fhirAuthorization.token_type'], ['no token_type', { access_token: 'a' }, 'fhirAuthorization.token_type'],
    ['a header split', { ...token, access_token: 'a\r\nX: y' }, 'fhirAuthorization.access_token'], ['a space', { ...token, access_token: 'a b' }, 'fhirAuthorization.access_token'],
    ['more than 16 KiB', { ...token, access_token: 'a'.repeat(16 * 1024 + 1) }, 'fhirAuthorization.access_token'], ['a number', { ...token, access_token: 7 }, 'fhirAuthorization.access_token'],
  ])('keeps why a token cannot be used, to be told when it would be: %s', (_what, fhirAuthorization, path) => {
    const { unusableToken, fhirAuthorization: kept } = readHookRequest(call({ fhirServer: base, fhirAuthorization }), view);
    expect([unusableToken?.path, kept]).toEqual([path, undefined]);
  });
  it('refuses an authorization that is no object', () => expect(pathOf(call({ fhirServer: base, fhirAuthorization: 'Bearer x' }))).toBe('fhirAuthorization'));
});
