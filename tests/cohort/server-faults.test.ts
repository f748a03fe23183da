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
});
