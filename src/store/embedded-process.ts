/**
 * The embedded database in a process of its own: PostgreSQL compiled to WebAssembly needs hundreds of megabytes and blocks
 * while it works, which must touch neither the service's memory nor its event loop. It owns one data folder, answers
 * statements on that folder's socket, and ends when the service that started it does.
 */
import { existsSync, linkSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { isRefusal } from './database';
import { makeFolder } from './folder';
import { lineReader, ownSocketPath, socketPathFor, type SqlReply, type SqlRequest } from './socket';

const SETTLE_MS = 60;

function inodeOf(path: string): number | null {
  try { return statSync(path).ino; } catch { return null; }
}

const hasSqlState = (error: unknown): boolean => error instanceof Error && /^[0-9A-Z]{5}$/.test(String((error as Error & { code?: unknown }).code));

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const probe = connect(path);
    probe.once('connect', () => { probe.destroy(); done(true); });
    probe.once('error', () => done(false));
  });
}

/** Takes the folder's socket name for the socket listening at `own`; false when another owner is alive. */
async function takeName(own: string, name: string): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      linkSync(own, name);
      const mine = inodeOf(own);
      // Two starters may both have found a dead name; whoever's link survives this pause is the owner.
      await sleep(SETTLE_MS);
      if (inodeOf(name) === mine) return true;
      continue;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const found = inodeOf(name);
    if (await answers(name)) return false;
    if (found !== null && inodeOf(name) === found) { try { unlinkSync(name); } catch { /* the other starter was first */ } }
  }
  return false;
}

/**
 * The database in the folder, laid out first where there is none. What was left half laid out by a process that was killed never
 * held anything and is laid out anew: the mark beside it goes before the first statement is answered.
 */
async function laidOut(folder: string): Promise<PGlite> {
  const database = join(folder, 'pg');
  const unfinished = join(folder, 'pg.unfinished');
  if (existsSync(unfinished)) rmSync(database, { recursive: true, force: true });
  if (!existsSync(database)) writeFileSync(unfinished, '', { mode: 0o600 });
  const opened = await PGlite.create(database);
  rmSync(unfinished, { force: true });
  return opened;
}

async function main(dataDir: string): Promise<void> {
  const folder = resolve(dataDir);
  makeFolder(folder);
  const name = socketPathFor(folder);
  const own = ownSocketPath(name, process.pid);
  rmSync(own, { force: true });

  let database: PGlite | null = null;
  let broken = false;
  const waiting: (() => void)[] = [];
  const opened = new Promise<void>((done) => { waiting.push(done); });
  const sockets = new Set<Socket>();

  const serve = async (socket: Socket, line: string): Promise<void> => {
    let request: SqlRequest;
    try { request = JSON.parse(line) as SqlRequest; } catch { socket.destroy(); return; }
    await opened;
    let reply: SqlReply;
    try {
      const result = await database!.query<Record<string, unknown>>(request.sql, request.params);
      reply = { id: request.id, rows: result.rows };
    } catch (error) {
      reply = isRefusal(error) ? { id: request.id, refused: error.code } : { id: request.id, away: true };
      // Not an error of SQL: the machine below it has broken and answers nothing any more. The next statement starts another.
      if (!hasSqlState(error)) broken = true;
    }
    if (!socket.destroyed) socket.write(`${JSON.stringify(reply)}\n`);
    if (broken) await end(1);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('data', lineReader((line) => { void serve(socket, line); }));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => { sockets.delete(socket); });
  });
  await new Promise<void>((done, fail) => { server.once('error', fail); server.listen(own, done); });

  const release = (): void => {
    const mine = inodeOf(own);
    if (mine !== null && inodeOf(name) === mine) { try { unlinkSync(name); } catch { /* already gone */ } }
    rmSync(own, { force: true });
  };
  if (!(await takeName(own, name))) { rmSync(own, { force: true }); process.exit(0); }

  let ending = false;
  const end = async (status = 0): Promise<void> => {
    if (ending) return;
    ending = true;
    release();
    server.close();
    for (const socket of sockets) socket.destroy();
    // A broken one may never come back from closing; what was committed is in the folder's log.
    if (status === 0) await database?.close().catch(() => undefined);
    process.exit(status);
  };
  process.on('disconnect', () => { void end(); });
  // A signal to the whole group reaches this process too; while the service lives, the service says when to end.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => { if (!process.connected) void end(); });
  if (!process.connected) { await end(); return; }

  database = await laidOut(folder);
  for (const done of waiting) done();
}

/** stderr is the service's log: one JSON object a line, and no message, which may quote data. */
const say = (msg: string, error: unknown): void => {
  process.stderr.write(`${JSON.stringify({ level: 'error', time: new Date().toISOString(), msg, reason: error instanceof Error ? (error as NodeJS.ErrnoException).code ?? error.name : 'unknown' })}\n`);
};
for (const name of ['log', 'info', 'warn', 'error'] as const) console[name] = () => undefined;
process.on('uncaughtException', (error) => { say('the embedded store broke', error); process.exit(1); });

// Whoever started it and has let go of it since wants no store any more: what breaks then is no fault.
main(process.argv[2] ?? './data').catch((error: unknown) => { if (process.connected) say('the embedded store could not be opened', error); process.exit(1); });
