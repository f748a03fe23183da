// Ten minutes of ordinary traffic at half of what this machine can take: `npm run soak [-- seconds]`. Loopback only, its own service, its own folder.
// Prints a line every ten seconds and at the end the slope of memory and open files over the second half, and every error.
import { spawn, spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { importPKCS8, SignJWT } from 'jose';
import { Agent, request } from 'undici';

const seconds = Number(process.argv[2] ?? 600);
if (!Number.isInteger(seconds) || seconds < 20 || seconds > 3600) { process.stderr.write('soak: a number of seconds from 20 to 3600 is wanted.\n'); process.exit(2); }
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const CONNECTIONS = 8;
const MOST_A_SECOND = 400;
const BASE = 'https://cds.example.org';

const build = spawnSync(process.execPath, ['-e', "const { isStale } = require('./scripts/stale.js'); process.exitCode = isStale() ? require('./scripts/build.js').build() : 0"], { cwd: root, stdio: 'inherit' });
if (build.status !== 0) process.exit(1);

const keys = generateKeyPairSync('ec', { namedCurve: 'P-384', publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
const signing = await importPKCS8(keys.privateKey, 'ES384');
const folder = mkdtempSync(join(tmpdir(), 'gnen-soak-'));
const clients = join(folder, 'clients.json');
writeFileSync(clients, JSON.stringify({ clients: [{ iss: 'https://ehr.example.org', name: 'soak', jwks: { keys: [{ ...createPublicKey(keys.publicKey).export({ format: 'jwk' }), kid: 'soak' }] } }] }));
const port = await new Promise((done) => { const server = createServer(); server.listen(0, '127.0.0.1', () => { const { port: free } = server.address(); server.close(() => done(free)); }); });
const child = spawn(process.execPath, [join(root, 'dist', 'server.js')], {
  cwd: folder, stdio: ['ignore', 'ignore', 'inherit'],
  env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', PUBLIC_BASE_URL: BASE, CLIENTS_FILE: clients, DATA_DIR: join(folder, 'data'), RATE_LIMIT_PER_MINUTE: '0', METRICS_TOKEN: 'soak-metrics-token' },
});
const agent = new Agent({ connections: CONNECTIONS, pipelining: 1 });
const url = `http://127.0.0.1:${port}`;

const orders = readdirSync(join(root, 'fixtures', 'orders')).sort().slice(0, 12).map((name) => ({ path: `/cds-services/${JSON.parse(readFileSync(join(root, 'fixtures', 'orders', name, 'expect.json'), 'utf8')).service}`, body: readFileSync(join(root, 'fixtures', 'orders', name, 'request.json')) }));
const stories = readdirSync(join(root, 'fixtures', 'stories')).sort().slice(0, 12).map((name) => ({ path: '/assess', body: readFileSync(join(root, 'fixtures', 'stories', name, 'bundle.json')) }));
let [serial, turn] = [0, 0];
const feedback = () => ({ path: '/cds-services/gnen-patient-view/feedback', body: JSON.stringify({ feedback: [{ card: `card-${serial % 200}`, outcome: 'accepted', outcomeTimestamp: '2026-11-20T10:00:00Z' }] }) });

async function token(path) {
  const now = Math.floor(Date.now() / 1000);
  serial += 1;
  return new SignJWT({ iss: 'https://ehr.example.org', aud: BASE + path, iat: now, exp: now + 30, jti: `${process.pid}-${serial}` }).setProtectedHeader({ typ: 'JWT', alg: 'ES384', kid: 'soak' }).sign(signing);
}

const errors = new Map();
let answered = 0;
async function one() {
  const nth = turn;
  turn += 1;
  const call = nth % 20 === 0 ? feedback() : nth % 3 === 0 ? stories[nth % stories.length] : orders[nth % orders.length];
  try {
    const answer = await request(url + call.path, { method: 'POST', dispatcher: agent, headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(call.path)}` }, body: call.body });
    await answer.body.arrayBuffer();
    answered += 1;
    if (answer.statusCode !== 200) errors.set(`${call.path} ${answer.statusCode}`, (errors.get(`${call.path} ${answer.statusCode}`) ?? 0) + 1);
  } catch (error) {
    const name = `${call.path} ${error.code ?? error.message}`;
    errors.set(name, (errors.get(name) ?? 0) + 1);
  }
}

const residentMb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024;
const openFiles = () => readdirSync(`/proc/${child.pid}/fd`).length;
/** Least squares: change a minute. */
function slope(samples, of) {
  const mean = (value) => samples.reduce((sum, each) => sum + value(each), 0) / samples.length;
  const [t, v] = [mean((each) => each.minute), mean(of)];
  const above = samples.reduce((sum, each) => sum + (each.minute - t) * (of(each) - v), 0);
  return above / samples.reduce((sum, each) => sum + (each.minute - t) ** 2, 0);
}

try {
  for (let attempt = 0; ; attempt += 1) {
    if (attempt > 600) throw new Error('The service did not become ready.');
    try { const answer = await request(`${url}/health/ready`, { dispatcher: agent }); await answer.body.dump(); if (answer.statusCode === 200) break; } catch { /* not listening yet */ }
    await sleep(100);
  }
  // The embedded store lays out its folder first; feedback sent meanwhile would wait for it and measure that.
  for (let stored = false; !stored;) {
    const call = feedback();
    const answer = await request(url + call.path, { method: 'POST', dispatcher: agent, headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(call.path)}` }, body: call.body });
    await answer.body.dump();
    stored = answer.statusCode === 200;
  }
  const measureFor = Math.min(10, seconds / 4) * 1000;
  const from = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => { while (performance.now() - from < measureFor) await one(); }));
  const capacity = answered / ((performance.now() - from) / 1000);
  const rate = Math.min(MOST_A_SECOND, capacity / 2);
  process.stdout.write(`capacity here ${capacity.toFixed(0)} requests/s (client included), soaking at ${rate.toFixed(0)}/s for ${seconds} s\n`);

  const samples = [];
  const begun = performance.now();
  answered = 0;
  let [sent, nextSample, open] = [0, 0, 0];
  while (performance.now() - begun < seconds * 1000) {
    const elapsed = performance.now() - begun;
    // No more than this at once: a service that stops answering must show as errors, not as a pile of ours.
    while (sent < (elapsed / 1000) * rate && open < 200) { sent += 1; open += 1; void one().finally(() => { open -= 1; }); }
    if (elapsed >= nextSample) {
      const sample = { minute: elapsed / 60_000, rssMb: residentMb(), files: openFiles() };
      samples.push(sample);
      nextSample += 10_000;
      process.stdout.write(`${(elapsed / 1000).toFixed(0).padStart(4)} s  ${sample.rssMb.toFixed(1)} MB  ${sample.files} files  ${answered} answered\n`);
    }
    await sleep(10);
  }
  while (open > 0) await sleep(20);
  const late = samples.slice(Math.floor(samples.length / 2));
  const lag = /^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(await (await request(`${url}/metrics`, { dispatcher: agent, headers: { authorization: 'Bearer soak-metrics-token' } })).body.text())?.[1];
  process.stdout.write(`second half: memory ${slope(late, (each) => each.rssMb).toFixed(2)} MB/min, open files ${slope(late, (each) => each.files).toFixed(2)}/min, event loop lag p99 ${(Number(lag) * 1000).toFixed(1)} ms\n`);
  process.stdout.write(`${answered} answered, ${[...errors.values()].reduce((sum, each) => sum + each, 0)} errors ${JSON.stringify(Object.fromEntries(errors))}\n`);
  process.exitCode = errors.size === 0 ? 0 : 1;
} finally {
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
  await agent.close();
  await sleep(500);
  rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 50 });
}
