/** A FHIR server as a source whose faults no honest server on loopback would commit: scripted. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { downloadCohort } from '../../src/cohort';

const SERVER = 'https://fhir.ehr.example.org';
const EXPORT = /^\/r4\/Patient\/\$export/;
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'gnen-faults-')); nock.disableNetConnect(); });
afterEach(() => { nock.cleanAll(); nock.enableNetConnect(); rmSync(folder, { recursive: true, force: true }); });

const download = (how: 'export' | 'search', slept: number[] = []) => downloadCohort({ url: `${SERVER}/r4`, token: 'synthetic-token', how, group: null }, folder, () => undefined, async (seconds) => { slept.push(seconds); });
const started = () => nock(SERVER).get(EXPORT).reply(202, '', { 'content-location': `${SERVER}/r4/status/1` });

describe('a FHIR server that misbehaves', () => {
  it('waits as long as it says, and fetches a file of another host without the token', async () => {
    started();
    nock(SERVER).get('/r4/status/1').reply(429, '', { 'retry-after': '7' }).get('/r4/status/1').reply(200, { output: [{ type: 'Patient', url: 'https://files.example.org/p.ndjson' }] });
    const elsewhere = nock('https://files.example.org', { badheaders: ['authorization'] }).get('/p.ndjson').reply(200, '{"resourceType":"Patient","id":"synthetic"}\n');
    const slept: number[] = [];
    await download('export', slept);
    expect(slept).toEqual([7]);
    expect(elsewhere.isDone()).toBe(true);
    expect(readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8')).toContain('synthetic');
  });

  it.each([
    ['refuses the export', () => { nock(SERVER).get(EXPORT).reply(403, {}); }, /refused \(403\)/],
    ['names a status on another host', () => { nock(SERVER).get(EXPORT).reply(202, '', { 'content-location': 'https://elsewhere.example.org/status' }); }, /another host/],
    ['ends the export with an error', () => { started(); nock(SERVER).get('/r4/status/1').reply(500, 'x'); }, /ended with 500/],
    ['answers with half a manifest', () => { started(); nock(SERVER).get('/r4/status/1').reply(200, '{"output": ['); }, /not JSON/],
    ['wants the token for a file of another host', () => { started(); nock(SERVER).get('/r4/status/1').reply(200, { requiresAccessToken: true, output: [{ url: 'https://files.example.org/p' }] }); }, /another host/],
    ['breaks the connection', () => { nock(SERVER).get(EXPORT).replyWithError('socket hang up'); }, /does not answer/],
  ])('is named as unusable when it %s', async (_what, script, said) => {
    script();
    await expect(download('export')).rejects.toThrow(said);
  });

  it('is never followed to a page on another host', async () => {
    nock(SERVER).get('/r4/Patient?_count=500').reply(200, { resourceType: 'Bundle', link: [{ relation: 'next', url: 'https://elsewhere.example.org/r4/page' }] });
    await expect(download('search')).rejects.toThrow(/another host/);
  });

  it.each<[string, Record<string, string>, number]>([
    ['seconds', { 'retry-after': '9' }, 9],
    ['a date, by the server\'s own clock', { 'retry-after': 'Sun, 06 Nov 1994 08:49:52 GMT', date: 'Sun, 06 Nov 1994 08:49:37 GMT' }, 15],
    ['a day', { 'retry-after': '86400' }, 120],
    ['nothing usable', { 'retry-after': 'soon' }, 2],
  ])('is waited for when it is busy, as %s', async (_what, headers, seconds) => {
    started();
    nock(SERVER).get('/r4/status/1').reply(503, '', headers).get('/r4/status/1').reply(200, { output: [] }).delete('/r4/status/1').reply(202);
    const slept: number[] = [];
    expect(await download('export', slept)).toEqual([]);
    expect(slept).toEqual([seconds]);
    expect(nock.isDone()).toBe(true);
  });
  it('that exports nothing but what is about a patient is asked without Medications', async () => {
    nock(SERVER).get(/\$export\?_type=[A-Za-z,]*,Medication,/).reply(400, {}).get(/\$export\?_type=(?![A-Za-z,]*,Medication,)/).reply(202, '', { 'content-location': `${SERVER}/r4/status/1` });
    nock(SERVER).get('/r4/status/1').reply(200, { output: [] });
    expect(await download('export')).toEqual([]);
  });
  it('is asked again when it is too busy to start, and when a transfer breaks off', async () => {
    nock(SERVER).get(EXPORT).reply(429, '', { 'retry-after': '3' });
    started();
    nock(SERVER).get('/r4/status/1').reply(200, { output: [{ type: 'Patient', url: `${SERVER}/r4/f/1` }, { type: 'Practitioner', url: `${SERVER}/r4/f/2` }] });
    nock(SERVER).get('/r4/f/1').reply(503, '').get('/r4/f/1').reply(200, '{"resourceType":"Patient","id":"synthetic"}\n');
    await download('export');
    expect(readdirSync(folder)).toHaveLength(1);
  });
  it.each<[string, () => void, RegExp]>([
    ['whose export expired', () => { nock(SERVER).get('/r4/status/1').reply(404, ''); }, /expired/],
    ['whose token expired on the way', () => { nock(SERVER).get('/r4/status/1').reply(401, ''); }, /token/],
    ['whose manifest names nothing', () => { nock(SERVER).get('/r4/status/1').reply(200, { output: [{ type: 'Patient' }] }); }, /without an address/],
    ['whose file is gone', () => { nock(SERVER).get('/r4/status/1').reply(200, { output: [{ type: 'Patient', url: '/r4/f/1' }] }).get('/r4/f/1').reply(410, ''); }, /answers 410/],
  ])('is named: %s', async (_what, script, said) => {
    started();
    script();
    await expect(download('export')).rejects.toThrow(said);
  });
  it('that reports errors beside its export makes the run incomplete', async () => {
    started();
    nock(SERVER).get('/r4/status/1').reply(200, { output: [], error: [{ type: 'OperationOutcome', url: `${SERVER}/r4/e/1` }] });
    expect(await download('export')).toEqual([{ source: SERVER, line: null, why: expect.stringContaining('1 file of errors') }]);
  });

  const page = (type: string, more: object = {}): object => ({ resourceType: 'Bundle', entry: [{ resource: { resourceType: type, id: 'synthetic' } }], ...more });
  /** Every type is there but what the script changes. */
  const searchable = (...except: string[]): void => { for (const type of ['Patient', 'Condition', 'Observation', 'Procedure', 'MedicationRequest', 'MedicationStatement', 'Medication', 'DiagnosticReport', 'ServiceRequest', 'Specimen']) if (!except.includes(type)) nock(SERVER).get(`/r4/${type}?_count=500`).reply(200, page(type)); };
  it('never loses the results of a type because it was busy for a moment', async () => {
    searchable('Observation');
    nock(SERVER).get('/r4/Observation?_count=500').reply(429, '', { 'retry-after': '4' }).get('/r4/Observation?_count=500').reply(200, page('Observation'));
    const slept: number[] = [];
    expect([await download('search', slept), slept]).toEqual([[], [4]]);
    expect(readFileSync(join(folder, 'Observation.ndjson'), 'utf8')).toContain('synthetic');
  });
  it('that stays away is unusable: half an answer would read as patients without results', async () => {
    searchable('Observation');
    nock(SERVER).get('/r4/Observation?_count=500').times(6).reply(503, '');
    await expect(download('search')).rejects.toThrow(/search of Observation answers 503/);
  });
  it('that loses a later page is unusable', async () => {
    searchable('Observation');
    nock(SERVER).get('/r4/Observation?_count=500').reply(200, page('Observation', { link: [{ relation: 'next', url: `${SERVER}/r4?page=2` }] })).get('/r4?page=2').reply(404, '');
    await expect(download('search')).rejects.toThrow(/search of Observation answers 404/);
  });
  it('whose pages go round is left', async () => {
    nock(SERVER).get('/r4/Patient?_count=500').reply(200, page('Patient', { link: [{ relation: 'next', url: `${SERVER}/r4?page=2` }] })).get('/r4?page=2').reply(200, page('Patient', { link: [{ relation: 'next', url: `${SERVER}/r4/Patient?_count=500` }] }));
    await expect(download('search')).rejects.toThrow(/circle/);
  });
  it('that lacks a type is searched without it; one that forbids it makes the run incomplete', async () => {
    searchable('Specimen', 'Procedure');
    nock(SERVER).get('/r4/Specimen?_count=500').reply(404, '').get('/r4/Procedure?_count=500').reply(403, '');
    expect(await download('search')).toEqual([{ source: SERVER, line: null, why: expect.stringContaining('Procedure (403)') }]);
  });
  it('that calls its own search incomplete makes the run incomplete', async () => {
    searchable('Condition');
    nock(SERVER).get('/r4/Condition?_count=500').reply(200, { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'timeout' }] } }] });
    expect(await download('search')).toEqual([{ source: SERVER, line: null, why: expect.stringContaining('incomplete') }]);
  });
  it('that answers a search with something else is unusable', async () => {
    nock(SERVER).get('/r4/Patient?_count=500').reply(200, { resourceType: 'OperationOutcome' });
    await expect(download('search')).rejects.toThrow(/else than a Bundle/);
  });
  it('without export is not asked for everybody when a group was wanted', async () => {
    nock(SERVER).get(/Group/).reply(501, '');
    await expect(downloadCohort({ url: `${SERVER}/r4`, token: null, how: 'either', group: 'g' }, folder, () => undefined, async () => undefined)).rejects.toThrow(/of the group/);
  });
});
