/** The doctor names what is ill with its remedy, from the client's side, and is content with what is well. */
import { generateKeyPairSync, createPublicKey } from 'node:crypto';
import { examine, type Patient } from '../../src/doctor';
import { aServiceWith, type Fault } from '../conformance/a-service-with-faults';

const pem = generateKeyPairSync('ec', { namedCurve: 'P-384', privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
const other = generateKeyPairSync('ec', { namedCurve: 'P-384', privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
const jwkOf = (spki: string): object => ({ ...createPublicKey(spki).export({ format: 'jwk' }), kid: 'k1' });
const signing = { iss: 'https://ehr.example.org', kid: 'k1', pem: pem.privateKey, alg: 'ES384', jku: null, tenant: null };
const entry = { iss: 'https://ehr.example.org', jwks: { keys: [jwkOf(pem.publicKey)] }, fhirServers: ['https://fhir.example.org/r4'] };

async function examined(more: Partial<Patient> = {}, fault: Fault = {}): Promise<Record<string, { state: string; says: string; remedy: string | null }>> {
  const { base, close } = await aServiceWith(fault);
  try {
    const list = await examine({ base, origin: 'https://client.example.org', signing: null, registration: null, fhirServer: null, fhirToken: null, patientId: null, timeoutMs: 5000, ...more });
    return Object.fromEntries(list.map((each) => [each.name, each]));
  } finally { await close(); }
}

describe('the doctor', () => {
  it('is content with a service that is well', async () => {
    const found = await examined();
    expect(['discovery', 'cors', 'token', 'hook call'].map((name) => found[name]?.state)).toEqual(['well', 'well', 'well', 'well']);
  });
  it('names a host that does not answer', async () => {
    expect((await examined({ base: 'http://127.0.0.1:9' }))['discovery']).toMatchObject({ state: 'ill', remedy: expect.stringContaining('firewall') });
  });
  it('says which origin to add', async () => {
    const found = await examined({}, { headers: (headers) => { headers['Access-Control-Allow-Origin'] = 'https://other.example.org'; } });
    expect(found['cors']).toMatchObject({ state: 'ill', remedy: expect.stringContaining('https://client.example.org') });
  });
  it('lists what to check when a token is refused', async () => {
    expect((await examined({ signing }, { auth: 'right' }))['token']).toMatchObject({ state: 'ill', remedy: expect.stringContaining('/cds-services/faulty') });
  });
  it('asks for a key where a token is wanted and none can be signed', async () => {
    expect((await examined({}, { auth: 'right' }))['token']).toMatchObject({ state: 'not examined', says: expect.stringContaining('--key') });
  });
  it.each<[string, Record<string, unknown>, string | null]>([
    ['an entry that fits', entry, null],
    ['another issuer', { ...entry, iss: 'https://ehr.example.org/' }, 'character by character'],
    ['an algorithm left out', { ...entry, algorithms: ['RS384'] }, 'leave out ES384'],
    ['a key that is not there', { ...entry, jwks: { keys: [] } }, 'no key with kid'],
    ['a key that was rotated', { ...entry, jwks: { keys: [jwkOf(other.publicKey)] } }, 'rotated'],
    ['no keys at all', { iss: entry.iss, fhirServers: entry.fhirServers }, 'exactly one of'],
    ['a FHIR server not listed', { ...entry, fhirServers: [] }, 'prefetch only'],
  ])('compares the registration: %s', async (_what, registration, problem) => {
    const found = (await examined({ signing, registration, fhirServer: 'https://fhir.example.org/r4', timeoutMs: 1 }))['registration'];
    if (problem === null) expect(found).toMatchObject({ state: 'well' });
    else expect(found).toMatchObject({ state: 'ill', says: expect.stringContaining(problem) });
  });
  it('runs each prefetch query on the FHIR server', async () => {
    const found = await examined({ patientId: 'p1', fhirServer: 'http://127.0.0.1:9' });
    expect([found['fhir']?.state, found['prefetch patient']?.state, found['prefetch conditions']?.state]).toEqual(['ill', 'ill', 'ill']);
  });
});
