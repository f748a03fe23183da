// Starts the servers that are measured, each in a process of its own on a core of its own, and asks them what they used.
const { spawn, spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { rm } = require('node:fs/promises');
const { createServer } = require('node:net');
const { availableParallelism, tmpdir } = require('node:os');
const { join } = require('node:path');

const DIST = process.env.BENCH_DIST ?? join(__dirname, '..', 'dist');
// The runner itself is pinned by then, and sees one core only.
const canPin = (process.env.BENCH_PINNED !== undefined || availableParallelism() > 1) && spawnSync('taskset', ['--version']).status === 0;
const SERVER_CORE = '0';
const LOAD_CORE = '1';

/** A port that is free now. */
const freePort = () => new Promise((resolve) => { const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)); }); });

/**
 * @param file the script, relative to bench/servers, or an absolute path
 * @returns once the first `ready` line has come; `readyMs` is what that took
 */
async function start(file, { env = {}, core = SERVER_CORE, flags = [], args = [] } = {}) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'gnen-bench-'));
  const script = file.startsWith('/') ? file : join(__dirname, 'servers', file);
  const command = [process.execPath, ...flags, '--require', join(__dirname, 'servers', 'meter.js'), script, ...args];
  const since = performance.now();
  // Only what a server needs is handed on, so that no variable of this shell changes what is measured.
  const child = spawn(canPin ? 'taskset' : command[0], canPin ? ['-c', core, ...command] : command.slice(1), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'], cwd: folder, env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), DATA_DIR: join(folder, 'data'), ...env },
  });
  const answers = [];
  child.on('message', (message) => answers.shift()?.(message));
  const ask = (what) => new Promise((resolve) => { answers.push(resolve); child.send(what); });
  // The embedded store's own process may still be laying out the folder when its service has gone; what is left then lies among the temporary files.
  const stop = () => new Promise((resolve) => { child.once('exit', () => { rm(folder, { recursive: true, force: true }).catch(() => undefined).finally(resolve); }); child.kill('SIGTERM'); });
  return new Promise((resolve, reject) => {
    let text = '';
    const early = (status) => reject(new Error(`${script} ended with ${status} before it was ready\n${text}`));
    child.once('exit', early);
    const listen = (chunk) => {
      text += chunk;
      if (!/^.*ready/m.test(text)) return;
      child.off('exit', early);
      child.stdout.off('data', listen);
      child.stdout.resume();
      resolve({ port, ask, stop, readyMs: performance.now() - since, pid: child.pid });
    };
    child.stdout.on('data', listen);
  });
}

const script = join(DIST, 'server.js');
/** What `npm start` runs. */
const startScript = join(__dirname, '..', 'scripts', 'run.js');
/** The service with everything on but JWT: the development mode, no rate limit. */
const service = (options = {}) => start(options.script ?? script, { ...options, env: { NODE_ENV: 'development', SANDBOX: 'off', ...options.env } });

/** The same once its store has laid out its folder, which costs its core seconds: a service that has run for a while. */
async function settled(options = {}) {
  const server = await service(options);
  const feedback = JSON.stringify({ feedback: [{ card: 'bench', outcome: 'accepted', outcomeTimestamp: '2026-11-22T10:00:00Z' }] });
  for (let tries = 0; tries < 60; tries += 1) {
    const { status } = await fetch(`http://127.0.0.1:${server.port}/cds-services/gnen-patient-view/feedback`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: feedback }).catch(() => ({ status: 0 }));
    if (status === 200) return server;
    await new Promise((later) => { setTimeout(later, 500); });
  }
  throw new Error('the store of the service was not up within half a minute');
}

/** The service in production, with one client and its keys inline. */
async function guarded(client) {
  const folder = mkdtempSync(join(tmpdir(), 'gnen-bench-clients-'));
  const file = join(folder, 'clients.json');
  writeFileSync(file, JSON.stringify({ clients: [client] }));
  const started = await start(script, { env: { NODE_ENV: 'production', PUBLIC_BASE_URL: 'https://cds.example.org', CLIENTS_FILE: file, RATE_LIMIT_PER_MINUTE: '0' } });
  rmSync(folder, { recursive: true, force: true });
  return started;
}

/** Resident kilobytes of a process, as the kernel counts them. */
const residentKilobytes = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN);

module.exports = { canPin, DIST, guarded, LOAD_CORE, residentKilobytes, SERVER_CORE, service, settled, start, startScript };
