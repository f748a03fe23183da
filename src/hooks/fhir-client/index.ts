/**
 * Reads from the FHIR server a request names what its prefetch left out: only listed servers, only with this request's
 * token, all keys in parallel under one deadline, and never an answer that is less than it seems.
 * @see security.md sections 5 and 6; configuration.md section 2
 */
import type { lookup } from 'node:dns';
import { setMaxListeners } from 'node:events';
import type { Pool } from 'undici';
import type { Client, Config } from '../../config';
import type { Span } from '../../tracing';
import type { RecordReader } from '../gathered';
import { typeOf } from '../prefetch/index';
import type { HookRequest, PrefetchKey } from '../wire';
import { guardedPool } from './addresses';
import { pageWithin } from './base-url';
import { callFor, type CallContext, type CallReport } from './call';
import { Circuit } from './circuit';
import { readPages, readResource, type KeyRead } from './pages';
import { boundToPatient, grantFor } from './scopes';
import { serverFor, type Server, type ServerSettings } from './servers';

export type { CallOutcome } from './call';

/** One call as operations may see it: nothing in it is the caller's choice or a patient's. */
export interface UpstreamCall extends CallReport { origin: string; client: string | null; key: PrefetchKey }

export interface FhirClientOptions {
  onCall?: (call: UpstreamCall) => void;
  /** Milliseconds of a monotonic clock. */
  now?: () => number;
  /** Name resolution, for tests. */
  resolve?: typeof lookup;
}

export interface FhirClient {
  /** null when the request names no server, or none that this client lists: nothing is ever contacted then. */
  (request: HookRequest, client: Client | null, span?: Span): RecordReader | null;
  close(): Promise<void>;
}

export type FhirClientSettings = ServerSettings & Pick<Config, 'upstreamBudgetMs' | 'maxJsonDepth'>;

const MOST_ORIGINS = 256;

/** @param config of which the clients' servers, the budget and the nesting limit are read. */
export function makeFhirClient(config: FhirClientSettings, options: FhirClientOptions = {}): FhirClient {
  const now = options.now ?? (() => performance.now());
  const pools = new Map<string, Pool>();
  const circuits = new Map<string, Circuit>();
  const poolFor = (server: Server): Pool => remembered(pools, `${server.base.origin} ${JSON.stringify(server.rule)}`, () => guardedPool(server.base.origin, server.rule, config.upstreamBudgetMs, options.resolve), (old) => void old.close().catch(() => undefined));
  const circuitFor = (origin: string): Circuit => remembered(circuits, origin, () => new Circuit(now), () => undefined);

  const readerFor = (request: HookRequest, client: Client | null, span?: Span): RecordReader | null => {
    const server = request.fhirServer === undefined ? null : serverFor(request.fhirServer, client, config);
    if (server === null) return null;
    const authorization = authorizationOf(request, now);
    return {
      read: async (queries, signal) => {
        const budget = startBudget(config.upstreamBudgetMs, signal, now);
        const context = (key: PrefetchKey): CallContext => ({
          pool: poolFor(server), circuit: circuitFor(server.base.origin), authorization, maxJsonDepth: config.maxJsonDepth,
          signal: budget.signal, hungUp: () => signal.aborted, deadlineAt: budget.deadlineAt, now,
          report: (call) => options.onCall?.({ ...call, origin: server.base.origin, client: client?.name ?? null, key }),
          spanFor: () => span?.child('fhir call', { 'http.request.method': 'GET', 'gnen.key': key, 'gnen.client': client?.name ?? 'none' }, 'call'),
        });
        try {
          const reads = queries.map(async (query) => [query.key, await readKey(query, request, server, context(query.key))] as const);
          return new Map(await Promise.all(reads));
        } finally {
          budget.end();
        }
      },
    };
  };
  return Object.assign(readerFor, {
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy().catch(() => undefined)));
      pools.clear();
    },
  });
}

async function readKey(query: { key: PrefetchKey; query: string; continueFrom?: string }, request: HookRequest, server: Server, context: CallContext): Promise<KeyRead> {
  const type = typeOf(query.key);
  const grant = grantOf(type, request);
  if (grant === 'none') return { state: 'absent', resources: [] };
  const call = (path: string) => callFor(path, context);
  const path = query.continueFrom === undefined ? `${server.base.path}/${query.query}` : pageWithin(query.continueFrom, server.base);
  if (path === null) return { state: 'failed', resources: [] };
  const read = query.key === 'patient' && query.continueFrom === undefined ? await readResource(path, type, request.patientId, call) : await readPages(path, server.base, call);
  // A restricted grant answers with a selection: there may be more than the token may see.
  return grant === 'part' && read.state === 'complete' && query.key !== 'patient' ? { ...read, state: 'incomplete' } : read;
}

/** A token bound to another patient would find nothing and look like "nothing there". */
function grantOf(type: string, request: HookRequest): 'all' | 'part' | 'none' {
  const { fhirAuthorization: given, patientId } = request;
  if (given === undefined) return 'all';
  const bound = given.patient?.replace(/^Patient\//, '');
  if (bound !== undefined && bound !== '' && bound !== patientId && boundToPatient(given.scope)) return 'none';
  return grantFor(type, given.scope);
}

/** The request's own header for as long as its token lives; it is held by this closure only and ends with the call. */
function authorizationOf(request: HookRequest, now: () => number): () => string | null | undefined {
  const { fhirAuthorization: given } = request;
  if (given === undefined) return () => null;
  const expiresAt = given.expiresIn === undefined ? Number.POSITIVE_INFINITY : now() + given.expiresIn * 1000;
  return () => (now() < expiresAt ? `Bearer ${given.accessToken}` : undefined);
}

/** One deadline for all calls of a request, ended earlier when the EHR hangs up. */
function startBudget(ms: number, hangUp: AbortSignal, now: () => number): { signal: AbortSignal; deadlineAt: number; end: () => void } {
  const controller = new AbortController();
  // Every key listens, in several places: many listeners are no leak here.
  setMaxListeners(0, controller.signal);
  const stop = (): void => controller.abort(new Error('ended'));
  const timer = setTimeout(stop, ms);
  if (hangUp.aborted) stop();
  hangUp.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    deadlineAt: now() + ms,
    end: () => {
      clearTimeout(timer);
      hangUp.removeEventListener('abort', stop);
    },
  };
}

/** One value for each name, the oldest forgotten beyond a bound: with loopback open in development names are the caller's. */
function remembered<T>(map: Map<string, T>, name: string, make: () => T, forget: (value: T) => void): T {
  const known = map.get(name);
  if (known !== undefined) return known;
  const [oldest] = map;
  if (map.size >= MOST_ORIGINS && oldest !== undefined) {
    map.delete(oldest[0]);
    forget(oldest[1]);
  }
  const made = make();
  map.set(name, made);
  return made;
}
