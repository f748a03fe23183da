/** A FHIR server as the source of a cohort: export with polling where there is one, paged search where there is none. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadCohort, UnusableServer } from '../../src/cohort';

const folder = mkdtempSync(join(tmpdir(), 'fhir-server-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let runs = 0;

async function downloadedFrom(answer: (request: IncomingMessage, response: ServerResponse, base: string) => void, how: 'export' | 'search' | 'either'): Promise<{ lines: string[]; waits: number[] }> {
  const server = createServer((request, response) => answer(request, response, base));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const into = join(folder, String(runs++));
  const waits: number[] = [];
  try {
    await downloadCohort({ url: `${base}/fhir`, token: 'secret', how, group: null }, into, () => {}, (seconds) => { waits.push(seconds); return Promise.resolve(); });
    return { lines: readdirSync(into).sort().flatMap((name) => readFileSync(join(into, name), 'utf8').split('\n').filter(Boolean)), waits };
  } finally { server.closeAllConnections(); server.close(); }
}
const sendJson = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => { response.writeHead(status, { 'Content-Type': 'application/json', ...headers }); response.end(JSON.stringify(body)); };
const patient = (id: string): object => ({ resourceType: 'Patient', id });

describe('a FHIR server as the source', () => {
  it('is exported: asked, polled as long as it says, and fetched with the token', async () => {
    let polls = 0;
    const tokens = new Set<string | undefined>();
    const { lines, waits } = await downloadedFrom((request, response, base) => {
      tokens.add(request.headers.authorization);
      if (request.url?.startsWith('/fhir/Patient/$export')) { expect(request.headers['prefer']).toBe('respond-async'); sendJson(response, 202, {}, { 'Content-Location': `${base}/status/1` }); }
      else if (request.url === '/status/1') { polls += 1; if (polls < 3) sendJson(response, 202, {}, { 'Retry-After': '7' }); else sendJson(response, 200, { requiresAccessToken: true, output: [{ type: 'Patient', url: `${base}/files/1` }] }); }
      else { response.writeHead(200); response.end(`${JSON.stringify(patient('a'))}\n`); }
    }, 'either');
    expect(lines).toEqual([JSON.stringify(patient('a'))]);
    expect(waits).toEqual([7, 7]);
    expect([...tokens]).toEqual(['Bearer secret']);
  });
  it('is searched page by page where it offers no export', async () => {
    const { lines } = await downloadedFrom((request, response, base) => {
      if (request.url?.includes('$export')) sendJson(response, 501, {});
      else if (request.url === '/fhir/Patient?_count=500') sendJson(response, 200, { resourceType: 'Bundle', link: [{ relation: 'next', url: `${base}/fhir?page=2` }], entry: [{ resource: patient('a') }] });
      else if (request.url === '/fhir?page=2') sendJson(response, 200, { resourceType: 'Bundle', entry: [{ resource: patient('b') }, { resource: { resourceType: 'OperationOutcome' } }] });
      else sendJson(response, 404, {});
    }, 'either');
    expect(lines).toEqual([JSON.stringify(patient('a')), JSON.stringify(patient('b'))]);
  });
  it.each<[string, 'export' | 'search', (request: IncomingMessage, response: ServerResponse) => void]>([
    ['refuses the export', 'export', (_request, response) => sendJson(response, 401, {})],
    ['offers none though it is wanted', 'export', (_request, response) => sendJson(response, 404, {})],
    ['sends its pages to another host', 'search', (_request, response) => sendJson(response, 200, { link: [{ relation: 'next', url: 'https://elsewhere.example.org/2' }] })],
    ['sends the token elsewhere', 'export', (request, response) => (request.url?.includes('$export') ? sendJson(response, 202, {}, { 'Content-Location': '/s' }) : sendJson(response, 200, { requiresAccessToken: true, output: [{ url: 'https://elsewhere.example.org/f' }] }))],
    ['answers no JSON', 'search', (_request, response) => { response.writeHead(200); response.end('<html>'); }],
  ])('is told as unusable when it %s', async (_what, how, answer) => {
    await expect(downloadedFrom(answer, how)).rejects.toThrow(UnusableServer);
  });
});
