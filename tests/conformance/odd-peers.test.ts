/** The checks and the doctor meet peers of any kind: they always come back, soon, with a finding that says what is there. */
import { anonymous, baseOf, conformanceOf } from '../../src/conformance';
import { examine } from '../../src/doctor';
import { aPeer, PEERS } from './a-peer';

jest.setTimeout(60_000);
const TIMEOUT_MS = 300;

async function met<T>(behaviour: (typeof PEERS)[string], meet: (base: string) => Promise<T>): Promise<T> {
  const { base, close } = await aPeer(behaviour);
  try { return await meet(base); } finally { await close(); }
}

describe.each(Object.entries(PEERS))('a peer that %s', (what, behaviour) => {
  it('is reported by the checks', async () => {
    const since = performance.now();
    const report = await met(behaviour, (base) => conformanceOf({ base, origin: 'https://client.example.org', authorize: anonymous, timeoutMs: TIMEOUT_MS }));
    expect(performance.now() - since).toBeLessThan(20_000);
    expect(report.findings.length).toBeGreaterThan(0);
    if (what !== 'names no services') expect(report.findings.some((each) => each.level === 'error')).toBe(true);
    for (const { says } of report.findings) expect(says).not.toMatch(/undefined|\[object/);
  });
  it('is ill to the doctor, who says what to do', async () => {
    const found = await met(behaviour, (base) => examine({ base, origin: 'https://client.example.org', signing: null, registration: null, fhirServer: base, fhirToken: null, patientId: 'p', timeoutMs: TIMEOUT_MS }));
    const ill = found.filter((each) => each.state === 'ill');
    expect(ill.length).toBeGreaterThan(0);
    for (const { says, remedy } of ill) expect([says, remedy]).toEqual([expect.not.stringMatching(/undefined|\[object/), expect.stringMatching(/\w/)]);
  });
});

describe('what a peer is', () => {
  const doctor = async (what: string): Promise<{ says: string; remedy: string | null } | undefined> => (await met(PEERS[what] ?? (() => undefined), (base) => examine({ base, origin: null, signing: null, registration: null, fhirServer: null, fhirToken: null, patientId: null, timeoutMs: TIMEOUT_MS }))).find((each) => each.name === 'discovery');
  it.each([['never answers', /timeout/, /firewall/], ['is a web page', /text\/html/, /base URL/], ['sends everybody elsewhere', /redirect to https:\/\/elsewhere/, /follow no redirect/], ['answers without end', /without end|timeout/, /./]] as const)('is told: %s', async (what, says, remedy) => {
    expect(await doctor(what)).toMatchObject({ says: expect.stringMatching(says), remedy: expect.stringMatching(remedy) });
  });
  it('that is not there has its reason in the report', async () => {
    const { base, close } = await aPeer(() => undefined);
    await close();
    const report = await conformanceOf({ base, origin: null, authorize: anonymous, timeoutMs: TIMEOUT_MS });
    expect(report.findings).toEqual([expect.objectContaining({ check: 'discovery-status', level: 'error', says: expect.stringContaining('ECONNREFUSED') })]);
  });
  it.each([['https://a.example.org/x/cds-services', 'https://a.example.org/x'], ['https://a.example.org/x/', 'https://a.example.org/x'], ['https://a.example.org/cds-services/?a=1#b', 'https://a.example.org'], ['http://a.example.org:81', 'http://a.example.org:81']])('is found at its base: %s', (url, base) => { expect(baseOf(url)).toBe(base); });
});
