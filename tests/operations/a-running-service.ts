/** The real server process, as an operator starts it: compiled, configured by environment and clients file, on a free loopback port. */
import { demandConformance } from '../fixtures/conformant';
import { folderRemoved } from '../fixtures/folder-removed';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../store/a-postgres';
import { anEhr, bearer, PUBLIC_BASE } from './an-ehr';
import { builtFile } from './built-service';

export interface Ended { code: number | null; signal: NodeJS.Signals | null; ms: number }
export interface RunningService {
  url: string;
  port: number;
  child: ChildProcess;
  /** Everything the process wrote so far. */
  stdout(): string;
  stderr(): string;
  ended: Promise<Ended>;
  /** A POST with a good token of its own for that route, unless one is given. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Ends it if it still runs and removes its folder. */
  remove(): Promise<void>;
}

export interface StartOptions {
  clients?: Record<string, unknown>[];
  env?: Record<string, string>;
  /** Resolve at once instead of waiting for the ready line. */
  early?: boolean;
  /** Leave the log unread. */
  deaf?: boolean;
  port?: number;
}

const READY_WITHIN_MS = 20_000;

export async function aRunningService({ clients = [anEhr()], env = {}, early = false, deaf = false, port }: StartOptions = {}): Promise<RunningService> {
  const server = await builtFile('server');
  const folder = mkdtempSync(join(tmpdir(), 'gnen-run-'));
  const file = join(folder, 'clients.json');
  writeFileSync(file, JSON.stringify({ clients }));
  const at = port ?? (await freePort());
  const child = spawn(process.execPath, [server], {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: String(at), HOST: '127.0.0.1', PUBLIC_BASE_URL: PUBLIC_BASE, CLIENTS_FILE: file, DATA_DIR: join(folder, 'data'), ...env },
  });
  let [out, err] = ['', ''];
  if (!deaf) child.stdout.on('data', (chunk) => { out += chunk; });
  child.stderr.on('data', (chunk) => { err += chunk; });
  const since = performance.now();
  // Not 'close': the embedded store's own process shares stderr and may take a moment longer to end.
  const read = (stream: Readable): Promise<unknown> => Promise.race([new Promise((done) => { stream.once('end', done).once('close', done); }), new Promise((done) => { child.once('exit', () => setTimeout(done, 300)); })]);
  const allRead = Promise.all([deaf ? null : read(child.stdout), read(child.stderr)]);
  const ended = new Promise<Ended>((done) => { child.once('exit', (code, signal) => { const ms = performance.now() - since; void allRead.then(() => done({ code, signal, ms })); }); });
  const url = `http://127.0.0.1:${at}`;
  const service: RunningService = {
    url, port: at, child, ended, stdout: () => out, stderr: () => err,
    post: async (path, body, headers = {}) => {
      const response = await fetch(url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...(headers['Authorization'] === undefined ? await bearer(path) : {}), ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
      if (response.status === 200) demandConformance(path, 200, await response.clone().json());
      return response;
    },
    remove: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
      // The embedded store may still be laying out its folder, and ends when it sees that its service has gone.
      await folderRemoved(folder);
    },
  };
  if (!early) await until('the service listens', async () => (await fetch(`${url}/health/live`)).ok, READY_WITHIN_MS, ended.then(() => { throw new Error(`The service ended:\n${out}${err}`); }));
  return service;
}

/** Asks again and again, every 25 ms, until the answer is yes. @throws after `withinMs`, or when `failure` rejects first. */
export async function until(what: string, asked: () => Promise<boolean> | boolean, withinMs = 10_000, failure?: Promise<never>): Promise<void> {
  let failed: unknown;
  failure?.catch((error: unknown) => { failed = error; });
  for (const end = performance.now() + withinMs; performance.now() < end; await sleep(25)) {
    if (failed !== undefined) throw failed;
    if (await Promise.resolve().then(asked).catch(() => false)) return;
  }
  throw new Error(`It took longer than ${withinMs} ms until ${what}.`);
}

/** Waits for readiness: the store included. */
export const untilReady = (service: Pick<RunningService, 'url'>, withinMs = 15_000): Promise<void> => until('the service is ready', async () => (await fetch(`${service.url}/health/ready`)).status === 200, withinMs);

/** The log's lines, each of which must be one JSON object. */
export const logLines = (text: string): Record<string, unknown>[] => text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Record<string, unknown>);
