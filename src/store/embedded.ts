/**
 * The embedded database as seen from the service: connects to the owner of the data folder, starts one when there is none.
 * Several processes may look at one folder (the service and an export, say): the first is the owner, the others speak to it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { constants, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, type Row, StatementRefused, StoreAway, within } from './database';
import { makeFolder } from './folder';
import { lineReader, ownSocketPath, socketPathFor, type SqlReply } from './socket';

/** The owner's program: beside this file once built; in a checkout that runs from its sources, in the build. */
const OWNER_PROGRAM = [join(__dirname, 'embedded-process.js'), join(__dirname, '..', '..', 'dist', 'store', 'embedded-process.js')].find((file) => existsSync(file));

/** A new folder is laid out once, which takes seconds on a busy machine. */
const START_MS = 20_000;
const ANSWER_MS = 2500;
/** The first statements wait for the start; later ones meet a database that is either there or away. */
const FIRST_ANSWER_MS = 15_000;

const CLOSES_WITHIN_MS = 5000;

/** Resolves once the process has ended, of what it is told to. */
function ended(owner: ChildProcess, tell: () => void): Promise<void> {
  owner.ref();
  return within(CLOSES_WITHIN_MS, 'closing', new Promise<void>((done) => { owner.once('exit', () => done()); tell(); }));
}

interface Link { socket: Socket; waiting: Map<number, { done: (rows: Row[]) => void; fail: (error: Error) => void }> }

function dial(path: string): Promise<Socket | null> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => done(socket));
    socket.once('error', () => { socket.destroy(); done(null); });
  });
}

/** @param dataDir folder of the store; made if absent. @param onOpen runs on every new connection, before anything else: migrations. */
export function embeddedDatabase(dataDir: string, onOpen: (database: Database) => Promise<void>): Database {
  const folder = resolve(dataDir);
  const path = socketPathFor(folder);
  let child: ChildProcess | null = null;
  let link: Promise<Link> | null = null;
  let closed = false;
  let everOpen = false;
  let failing = false;
  let nextId = 1;

  const startOwner = (): void => {
    if (child !== null && child.exitCode === null && child.signalCode === null) return;
    if (OWNER_PROGRAM === undefined) throw new StoreAway('its program is not built');
    child = fork(OWNER_PROGRAM, [folder], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: ['--no-warnings'] });
    child.on('error', () => undefined);
    // Advice goes before book-keeping where both want the same processor; a system that refuses leaves it as it is.
    try { if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL); } catch { /* left as it is */ }
    // The owner lives as long as the service, yet does not keep it alive: a short command ends when its work is done.
    child.unref();
    child.channel?.unref();
  };

  /** For a process that ends without closing its store. */
  const letGo = (): void => {
    if (everOpen || child?.pid === undefined || !child.kill('SIGKILL')) return;
    rmSync(ownSocketPath(path, child.pid), { force: true });
  };
  process.once('exit', letGo);

  const open = async (): Promise<Link> => {
    makeFolder(folder);
    const until = Date.now() + START_MS;
    for (;;) {
      if (closed) throw new StoreAway('it is closed');
      const socket = await dial(path);
      if (socket !== null) return attach(socket);
      startOwner();
      if (Date.now() > until) throw new StoreAway('the embedded database did not start');
      await sleep(40);
    }
  };

  const attach = (socket: Socket): Link => {
    const made: Link = { socket, waiting: new Map() };
    socket.on('data', lineReader((line) => {
      const reply = JSON.parse(line) as SqlReply;
      const caller = made.waiting.get(reply.id);
      made.waiting.delete(reply.id);
      if (made.waiting.size === 0) socket.unref();
      if ('rows' in reply) caller?.done(reply.rows);
      else if ('refused' in reply) caller?.fail(new StatementRefused(`The database refused a statement (${reply.refused}).`));
      else caller?.fail(new StoreAway('the embedded database failed'));
    }));
    const gone = (): void => {
      if (link !== null) link = null;
      for (const caller of made.waiting.values()) caller.fail(new StoreAway('the connection ended'));
      made.waiting.clear();
    };
    socket.on('error', () => socket.destroy());
    socket.on('close', gone);
    return made;
  };

  const send = (made: Link, sql: string, params: readonly (string | number | null)[]): Promise<Row[]> => new Promise((done, fail) => {
    const id = nextId;
    nextId += 1;
    made.waiting.set(id, { done, fail });
    made.socket.ref();
    made.socket.write(`${JSON.stringify({ id, sql, params })}\n`);
  });

  const connected = (): Promise<Link> => {
    link ??= (async () => {
      const made = await open();
      await onOpen({ query: (sql, params = []) => send(made, sql, params), healthy: () => true, close: async () => undefined });
      everOpen = true;
      failing = false;
      return made;
    })().catch((error: unknown) => { link = null; failing = true; throw error; });
    return link;
  };

  const query = async (sql: string, params: readonly (string | number | null)[] = []): Promise<Row[]> => {
    if (closed) throw new StoreAway('it is closed');
    try {
      return await within(everOpen ? ANSWER_MS : FIRST_ANSWER_MS, 'a statement', connected().then((made) => send(made, sql, params)));
    } catch (error) {
      if (error instanceof StatementRefused || error instanceof StoreAway) throw error;
      throw new StoreAway('the connection failed', { cause: error });
    }
  };

  return {
    query,
    healthy: () => {
      // Nobody may be sent here while it is not ready, so the asking itself is the next try.
      if (failing && !closed) void connected().catch(() => undefined);
      return !failing && !closed;
    },
    close: async () => {
      if (closed) return;
      closed = true;
      process.off('exit', letGo);
      const owner = child;
      const alive = owner !== null && owner.exitCode === null && owner.signalCode === null;
      // Laying out holds its process for seconds, deaf to everything. A new folder holds nothing yet and is begun anew; one with data is only being opened, and outlives a kill at any time.
      if (!everOpen && alive) {
        await ended(owner, () => owner.kill('SIGKILL'));
        if (owner.pid !== undefined) rmSync(ownSocketPath(path, owner.pid), { force: true });
        return;
      }
      const made = await (link ?? Promise.resolve(null)).catch(() => null);
      made?.socket.destroy();
      if (!alive) return;
      await ended(owner, () => { if (owner.connected) owner.disconnect(); else owner.kill('SIGTERM'); }).catch(() => { owner.kill('SIGKILL'); });
    },
  };
}
