/**
 * A key set by URL: fetched when a key is wanted, one fetch at a time, seldom, and kept while its server is away.
 * Nothing is ever fetched because a token says so: the address is the configured one.
 * @see security.md section 4, configuration.md section 2
 */
import type { lookup } from 'node:dns';
import type { Client } from '../../config';
import { guardedPool } from '../fhir-client/addresses';
import { download } from '../fhir-client/download';
import { parseJson } from '../fhir-client/json';
import { networkRuleFor } from '../fhir-client/servers';
import type { Jwk } from './algorithms';

const LARGEST_SET_BYTES = 1024 * 1024;
const LONGEST_FETCH_MS = 5_000;
const DEEPEST_SET = 16;
const MOST_KEYS = 1_000;
const COOLDOWN_SECONDS = 30;
/** Before a first set was ever had, waiting longer would only keep good callers out. */
const FIRST_SET_COOLDOWN_SECONDS = 5;
/** After this a used set is renewed beside the traffic, so that a withdrawn key does not live for ever. */
const RENEW_AFTER_SECONDS = 600;

export interface KeySet {
  /** The keys of this id, after a refetch if that is due. */
  keysFor(kid: string): Promise<readonly Jwk[]>;
  close(): Promise<void>;
}

export interface RemoteKeySetOptions { now: () => number; log: (message: string) => void; resolve?: typeof lookup }

/** @param options.now seconds (Unix time). */
export function remoteKeySet(address: string, client: Client, options: RemoteKeySetOptions): KeySet {
  const url = new URL(address);
  const rule = networkRuleFor(url, client);
  const pool = rule === null ? null : guardedPool(url.origin, rule, LONGEST_FETCH_MS, options.resolve);
  let keys: readonly Jwk[] | null = null;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let refetchedForUnknownAt = Number.NEGATIVE_INFINITY;
  let flight: Promise<void> | null = null;

  const fetchSet = (): Promise<void> => {
    if (flight !== null) return flight;
    triedAt = options.now();
    flight = (async () => {
      try {
        if (pool === null) throw new Error('plain http is not allowed for this client');
        keys = await fetchKeys(pool, `${url.pathname}${url.search}`);
        fetchedAt = options.now();
      } catch (error) {
        // What is known goes on working while the key server is away.
        options.log(`key set of ${client.name} not read: ${error instanceof Error ? error.message : 'unknown'}`);
      } finally {
        // The pause counts from the end of a try: a key server that hangs must not keep every caller waiting.
        triedAt = options.now();
        flight = null;
      }
    })();
    return flight;
  };
  const named = (kid: string): readonly Jwk[] => keys?.filter((key) => key['kid'] === kid) ?? [];

  return {
    keysFor: async (kid) => {
      const now = options.now();
      if (keys === null) {
        if (flight !== null || now - triedAt >= FIRST_SET_COOLDOWN_SECONDS) await fetchSet();
        return named(kid);
      }
      const known = named(kid);
      if (known.length > 0) {
        if (now - fetchedAt >= RENEW_AFTER_SECONDS && now - triedAt >= COOLDOWN_SECONDS) void fetchSet();
        return known;
      }
      if (flight !== null) await flight;
      else if (now - refetchedForUnknownAt >= COOLDOWN_SECONDS) {
        refetchedForUnknownAt = now;
        await fetchSet();
      }
      return named(kid);
    },
    close: async () => { await pool?.destroy(); },
  };
}

async function fetchKeys(pool: Parameters<typeof download>[0], path: string): Promise<readonly Jwk[]> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('took too long')), LONGEST_FETCH_MS);
  try {
    const answer = await download(pool, { path, headers: { accept: 'application/json' }, maxBytes: LARGEST_SET_BYTES, signal: controller.signal });
    if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    const set = parseJson(answer.bytes, DEEPEST_SET);
    const listed = typeof set === 'object' && set !== null && 'keys' in set ? set.keys : undefined;
    if (!Array.isArray(listed)) throw new Error('no key set');
    return listed.filter((key): key is Jwk => typeof key === 'object' && key !== null && !Array.isArray(key)).slice(0, MOST_KEYS);
  } finally {
    clearTimeout(timer);
  }
}
