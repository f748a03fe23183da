/** The loader of docker compose: every story arrives under ids of its own, its references with it, and the guide names a patient who is then there. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const loaded = new Map<string, { resourceType: string; id: string }>();
const twice: string[] = [];
let said = '';

beforeAll(async () => {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => { text += chunk.toString(); }).on('end', () => {
      const at = (request.url ?? '').replace('/fhir/', '');
      if (request.method === 'PUT') { if (loaded.has(at)) twice.push(at); loaded.set(at, JSON.parse(text)); response.writeHead(201); }
      response.end('{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'load-stories.mjs'), `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`, join(ROOT, 'fixtures', 'stories')]);
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  await new Promise((done) => { child.once('close', done); });
  server.closeAllConnections();
  server.close();
}, 60_000);

describe('the stories in a FHIR server', () => {
  test('each have ids of their own, which any server takes', () => {
    expect(loaded.size).toBeGreaterThan(500);
    expect(twice).toEqual([]);
    for (const [at, { resourceType, id }] of loaded) expect([at, id.length <= 64, /^[A-Za-z0-9\-.]+$/.test(id)]).toEqual([`${resourceType}/${id}`, true, true]);
  });
  test('keep their references, but for those that lead out of a story on purpose', () => {
    const named = new Set<string>();
    JSON.stringify([...loaded.values()], (name, value: unknown) => { if (name === 'reference' && typeof value === 'string' && !value.startsWith('#')) named.add(value); return value; });
    expect(named.size).toBeGreaterThan(100);
    expect([...named].filter((reference) => !loaded.has(reference)).length).toBeLessThan(5);
  });
  test('hold the patient whom the guide calls for', () => {
    const patients = [...readFileSync(join(ROOT, 'docs', 'integration', 'hapi.md'), 'utf8').matchAll(/"patientId": "([^"]+)"/g)].map(([, id]) => `Patient/${id}`);
    expect(patients.length).toBeGreaterThan(0);
    expect(patients.filter((each) => !loaded.has(each))).toEqual([]);
  });
  test('are announced with where to click', () => { expect(said).toMatch(/http:\/\/localhost:8080[\s\S]*http:\/\/localhost:8090/); });
});
