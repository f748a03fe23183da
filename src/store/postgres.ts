/** PostgreSQL, shared by all instances: a small pool whose every wait is bounded, so that an outage costs time to nobody. */
import type { PoolConfig } from 'pg';
import { type Database, isRefusal, type Row, StatementRefused, StoreAway, within } from './database';

const CONNECT_MS = 1000;
const QUERY_MS = 1500;
/** Longest wait of one caller, connecting included. */
const ANSWER_MS = 2000;
const PING_EVERY_MS = 2000;
/** After a failed contact callers are told at once for this long, so that two statements of one request do not wait twice. */
const LEFT_ALONE_MS = 1000;

/**
 * Opens the pool; the database need not be up yet.
 * @param databaseUrl `postgres://…`; never logged.
 * @param onReturn runs each time contact is made after an outage (and the first time): migrations.
 */
export function postgresDatabase(databaseUrl: string, onReturn: (database: Database) => Promise<void>): Database {
  const options: PoolConfig = { connectionString: databaseUrl, max: 8, connectionTimeoutMillis: CONNECT_MS, query_timeout: QUERY_MS, statement_timeout: QUERY_MS, idleTimeoutMillis: 30_000, keepAlive: true };
  // Loaded only where it is the store, so that a start without it does not wait for it.
  const { Pool } = require('pg') as typeof import('pg');
  const pool = new Pool(options);
  // An idle connection that breaks is the pool's to replace; without a listener it would end the process.
  pool.on('error', () => { up = false; });

  let up = false;
  let prepared: Promise<void> | null = null;
  let closed = false;
  let leftAloneUntil = 0;

  const raw = async (sql: string, params: readonly (string | number | null)[]): Promise<Row[]> => {
    try {
      const result = await within(ANSWER_MS, 'a statement', pool.query(sql, [...params]));
      return result.rows as Row[];
    } catch (error) {
      if (error instanceof StoreAway) throw error;
      if (isRefusal(error)) throw new StatementRefused(`The database refused a statement (${error.code}).`);
      throw new StoreAway('the connection failed', { cause: error });
    }
  };
  const direct: Database = { query: (sql, params = []) => raw(sql, params), healthy: () => up, close: async () => undefined };

  /** Runs the migrations once per contact; a failure is tried again by the next caller or ping. */
  const prepare = (): Promise<void> => {
    prepared ??= onReturn(direct).then(() => { up = true; }, (error: unknown) => { prepared = null; up = false; throw error; });
    return prepared;
  };

  const query: Database['query'] = (sql, params = []) => {
    if (!up && performance.now() < leftAloneUntil) return Promise.reject(new StoreAway('it was away a moment ago'));
    return attempt(sql, params);
  };
  const attempt = async (sql: string, params: readonly (string | number | null)[] = []): Promise<Row[]> => {
    if (closed) throw new StoreAway('it is closed');
    try {
      if (!up) await within(ANSWER_MS, 'connecting', prepare());
      const rows = await raw(sql, params);
      up = true;
      return rows;
    } catch (error) {
      if (error instanceof StoreAway) { up = false; prepared = null; leftAloneUntil = performance.now() + LEFT_ALONE_MS; }
      throw error;
    }
  };

  const ping = setInterval(() => { void attempt('select 1').catch(() => undefined); }, PING_EVERY_MS);
  ping.unref();
  void prepare().catch(() => undefined);

  return {
    query,
    healthy: () => up,
    close: async () => {
      closed = true;
      clearInterval(ping);
      await within(ANSWER_MS, 'closing', pool.end()).catch(() => undefined);
    },
  };
}
