/** Three instances behind nginx with one PostgreSQL: what an operator relies on when there is more than one machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { aPostgres, freePort, type TestPostgres } from '../store/a-postgres';
import { aPatientView, cardsOf } from './a-request';
import { aRunningService, type RunningService, until, untilReady } from './a-running-service';
import { bearer, SERVICE } from './an-ehr';

jest.setTimeout(180_000);
const FEEDBACK = `${SERVICE}/feedback`;

function nginxProgram(): string {
  const found = ['/usr/sbin/nginx', ...(process.env['PATH'] ?? '').split(':').map((folder) => join(folder, 'nginx'))].find((path) => existsSync(path));
  if (found === undefined) throw new Error('nginx is not installed: these tests need it (Debian: apt-get install nginx-light).');
  return found;
}

/** A load balancer that goes to the next instance only while nothing was sent: what was sent may have been taken. */
function nginxFor(ports: readonly number[], port: number, folder: string): ChildProcess {
  for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi', 'logs']) mkdirSync(join(folder, name));
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/logs/error.log;
events { worker_connections 1024; }
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  upstream gnen { ${ports.map((each) => `server 127.0.0.1:${each} max_fails=0;`).join(' ')} }
  server {
    listen 127.0.0.1:${port}; client_max_body_size 6m;
    location / { proxy_pass http://gnen; proxy_next_upstream error timeout; proxy_connect_timeout 1s; proxy_read_timeout 10s; }
  }
}`);
  return spawn(nginxProgram(), ['-c', config, '-p', folder, '-e', join(folder, 'logs', 'start.log')], { stdio: 'ignore' });
}

let postgres: TestPostgres;
let balancer: ChildProcess;
let folder: string;
let url: string;
const instances: RunningService[] = [];
const startInstance = (port?: number): Promise<RunningService> => aRunningService({ env: { DATABASE_URL: postgres.url, RATE_LIMIT_PER_MINUTE: '0' }, ...(port === undefined ? {} : { port }) });
beforeAll(async () => {
  postgres = await aPostgres();
  for (let nth = 0; nth < 3; nth += 1) instances.push(await startInstance());
  await Promise.all(instances.map((each) => untilReady(each)));
  folder = mkdtempSync(join(tmpdir(), 'gnen-nginx-'));
  const port = await freePort();
  balancer = nginxFor(instances.map((each) => each.port), port, folder);
  url = `http://127.0.0.1:${port}`;
  await until('the load balancer answers', async () => (await fetch(`${url}/health/ready`)).ok);
});
afterAll(async () => {
  const ended = new Promise((done) => balancer.once('exit', done));
  balancer.kill('SIGTERM');
  await ended;
  await Promise.all(instances.map((each) => each.remove()));
  await postgres.remove();
  rmSync(folder, { recursive: true, force: true });
});

const post = async (path: string, body: unknown, headers?: { Authorization: string }): Promise<Response> => fetch(url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...(headers ?? (await bearer(path))) }, body: JSON.stringify(body) });
const usual = async (): Promise<string[]> => (await cardsOf(await post(SERVICE, aPatientView()))).map(({ summary }) => summary);

interface Traffic { statuses: string[]; wrong: string[]; acknowledged: string[] }
/** Hook calls and feedback, until the end of `during`. */
async function traffic(label: string, expected: string[], during: () => Promise<void>): Promise<Traffic> {
  const seen: Traffic = { statuses: [], wrong: [], acknowledged: [] };
  let going = true;
  const worker = async (nth: number): Promise<void> => {
    for (let round = 0; going; round += 1) {
      const card = `${label}-${nth}-${round}`;
      try {
        const answer = nth % 2 === 0 ? await post(SERVICE, aPatientView()) : await post(FEEDBACK, { feedback: [{ card, outcome: 'accepted' }] });
        seen.statuses.push(String(answer.status));
        if (nth % 2 === 1) { if (answer.status === 200) seen.acknowledged.push(card); await answer.arrayBuffer(); }
        else if (answer.status === 200) { const cards = (await cardsOf(answer)).map(({ summary }) => summary); if (JSON.stringify(cards) !== JSON.stringify(expected)) seen.wrong.push(cards.join(' | ')); }
        else await answer.arrayBuffer();
      } catch (error) {
        seen.statuses.push(error instanceof Error ? String((error.cause as { code?: string } | undefined)?.code ?? error.message) : 'unknown');
      }
    }
  };
  const workers = Promise.all(Array.from({ length: 6 }, (_each, nth) => worker(nth)));
  try { await during(); } finally { going = false; await workers; }
  return seen;
}
async function stored(): Promise<Map<string, number>> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try { return new Map((await client.query<{ card: string; n: string }>('select card, count(*) n from feedback group by card')).rows.map(({ card, n }) => [card, Number(n)])); } finally { await client.end(); }
}

test('§4.9 a replayed token gets exactly one 200 of many parallel tries over all instances', async () => {
  for (let round = 0; round < 3; round += 1) {
    const headers = await bearer(SERVICE);
    const statuses = (await Promise.all(Array.from({ length: 45 }, async () => { const answer = await post(SERVICE, aPatientView(), headers); await answer.arrayBuffer(); return answer.status; }))).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 44 }, () => 401)]);
  }
});

test('§4.9 a used token stays used over a restart', async () => {
  const headers = await bearer(SERVICE);
  expect((await post(SERVICE, aPatientView(), headers)).status).toBe(200);
  const [first] = instances as [RunningService];
  await first.remove();
  instances[0] = await startInstance(first.port);
  await untilReady(instances[0]);
  expect((await instances[0].post(SERVICE, aPatientView(), headers)).status).toBe(401);
});

test('the same feedback to all instances at once is one record', async () => {
  const body = { feedback: [{ card: 'everywhere', outcome: 'accepted', outcomeTimestamp: '2026-11-20T10:00:00Z' }] };
  expect((await Promise.all(instances.flatMap((each) => [each.post(FEEDBACK, body), each.post(FEEDBACK, body)]))).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  expect((await stored()).get('everywhere')).toBe(1);
});

test('an instance killed under load costs no acknowledged feedback and no wrong answer', async () => {
  const expected = await usual();
  const seen = await traffic('killed', expected, async () => {
    await sleep(800);
    instances[1]?.child.kill('SIGKILL');
    await sleep(1200);
  });
  expect(seen.statuses.filter((status) => status === '200').length).toBeGreaterThan(20);
  // What was in flight at that instance is lost, and told so; nothing else may happen.
  expect(seen.statuses.filter((status) => !['200', '502'].includes(status))).toEqual([]);
  expect(seen.wrong).toEqual([]);
  const kept = await stored();
  expect(seen.acknowledged.filter((card) => kept.get(card) !== 1)).toEqual([]);
  const { port } = instances[1] as RunningService;
  await instances[1]?.remove();
  instances[1] = await startInstance(port);
  await untilReady(instances[1]);
});

test('§9.1 a rolling restart costs no failed request', async () => {
  const expected = await usual();
  const seen = await traffic('rolling', expected, async () => {
    for (let nth = 0; nth < 3; nth += 1) {
      await sleep(300);
      const old = instances[nth] as RunningService;
      old.child.kill('SIGTERM');
      expect((await old.ended).code).toBe(0);
      await old.remove();
      instances[nth] = await startInstance(old.port);
      await untilReady(instances[nth] as RunningService);
    }
    await sleep(300);
  });
  expect(seen.statuses.length).toBeGreaterThan(50);
  expect(seen.statuses.filter((status) => status !== '200')).toEqual([]);
  expect(seen.wrong).toEqual([]);
  const kept = await stored();
  expect(seen.acknowledged.filter((card) => kept.get(card) !== 1)).toEqual([]);
});
