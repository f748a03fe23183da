/** A real PostgreSQL of its own for a test: a fresh cluster on a free loopback port, gone afterwards. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** Folder of initdb and postgres: Debian's newest, or wherever PATH finds them. */
export function postgresPrograms(): string {
  const debian = '/usr/lib/postgresql';
  if (existsSync(debian)) {
    const newest = readdirSync(debian).filter((name) => existsSync(join(debian, name, 'bin', 'initdb'))).sort((a, b) => Number(b) - Number(a))[0];
    if (newest !== undefined) return join(debian, newest, 'bin');
  }
  for (const folder of (process.env['PATH'] ?? '').split(':')) if (existsSync(join(folder, 'initdb'))) return folder;
  throw new Error('PostgreSQL is not installed: these tests need its programs (Debian: apt-get install postgresql).');
}

export interface TestPostgres { url: string; start(): Promise<void>; stop(mode: 'fast' | 'immediate'): Promise<void>; freeze(): void; thaw(): void; remove(): Promise<void> }

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => { const address = server.address(); server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0)); });
  });
}

export async function aPostgres(): Promise<TestPostgres> {
  const programs = postgresPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'gnen-pg-'));
  const port = await freePort();
  // PostgreSQL refuses to run as root; Debian's package brings the user it runs as.
  const root = process.getuid?.() === 0;
  const as = (program: string, args: string[]): [string, string[]] => (root ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args]] : [program, args]);
  if (root) { chmodSync(folder, 0o755); execFileSync('chown', ['postgres:postgres', folder]); }
  const data = join(folder, 'data');
  const [initdb, initArgs] = as(join(programs, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'gnen', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8']);
  execFileSync(initdb, initArgs, { stdio: 'pipe', cwd: folder });
  let server: ChildProcess | null = null;
  const url = `postgres://gnen@127.0.0.1:${port}/postgres`;
  const start = async (): Promise<void> => {
    const [program, args] = as(join(programs, 'postgres'), ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=60']);
    server = spawn(program, args, { stdio: 'ignore', cwd: folder });
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 500 });
      try { await client.connect(); await client.end(); return; } catch { await client.end().catch(() => undefined); await sleep(100); }
    }
    throw new Error('PostgreSQL did not start.');
  };
  // The server and its back ends: the fourth field of a process's stat is its parent.
  const pids = (): number[] => (server?.pid === undefined ? [] : [server.pid, ...readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try { return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] === String(server?.pid); } catch { return false; }
  })]);
  const stop = async (mode: 'fast' | 'immediate'): Promise<void> => {
    const running = server;
    server = null;
    if (running === null || running.exitCode !== null) return;
    const ended = new Promise((done) => running.once('exit', done));
    running.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
  };
  await start();
  return {
    url, start, stop,
    /** Stops answering without closing anything: the outage that hangs. */
    freeze: () => { for (const pid of pids()) process.kill(pid, 'SIGSTOP'); },
    thaw: () => { for (const pid of pids()) process.kill(pid, 'SIGCONT'); },
    remove: async () => { await stop('immediate'); rmSync(folder, { recursive: true, force: true }); },
  };
}
