/**
 * Whether a caller is a configured EHR: its token, its key, this endpoint, once.
 * Every refusal is the same to the caller; the reason is the message of `Untrusted`, for the log.
 * @see security.md section 4; CDS Hooks 2.0.1, Trusting CDS Clients
 */
import type { lookup } from 'node:dns';
import type { CryptoKey, JWK } from 'jose';
import type { Client, Config } from '../../config';
import { Untrusted } from '../errors';
import { fits, type Jwk } from './algorithms';
import { remoteKeySet, type KeySet } from './remote-key-set';
import { checkClaims, readToken, SKEW_SECONDS, type Token } from './token';
import { usedOnce, type Claims } from './used-once';

export type { Claims } from './used-once';

export interface Caller { client: Client; tenant: string | null; jti: string }

export interface Trust {
  /**
   * @param headers `authorization` with every such header that came (an array where there were several).
   * @param endpointUrl PUBLIC_BASE_URL and the route, without query.
   * @throws Untrusted (401)
   */
  verify(headers: { authorization?: string | string[] | undefined }, endpointUrl: string): Promise<Caller>;
  /** Whether a browser origin may read answers; compared whole. */
  corsAllowed(origin: string): boolean;
  close(): Promise<void>;
}

export interface TrustOptions {
  /** Seconds (Unix time). */
  now?: () => number;
  /** Name resolution, for tests. */
  resolve?: typeof lookup;
}

const MOST_KEYS_OF_ONE_ID = 4;

let loaded: Promise<typeof import('jose')> | null = null;
/** Loaded by the first token, so that a start does not wait for it. */
const jose = (): Promise<typeof import('jose')> => { loaded ??= import('jose'); return loaded; };

/** @param log gets what operations should know; never a token. */
export function makeTrust(config: Pick<Config, 'clients' | 'clientsFileGiven' | 'production'>, claims: Claims, log: (message: string) => void, options: TrustOptions = {}): Trust {
  const now = options.now ?? (() => Date.now() / 1000);
  const byIssuer = new Map(config.clients.map((client) => [client.iss, { client, keys: keySetOf(client) }]));
  const origins = new Set(config.clients.flatMap((client) => client.corsOrigins));
  const everyOrigin = !config.production && (!config.clientsFileGiven || origins.has('*'));
  const firstUse = usedOnce(claims, now, log);

  function keySetOf(client: Client): KeySet {
    if (client.jwksUrl !== null) return remoteKeySet(client.jwksUrl, client, { now, log, ...(options.resolve === undefined ? {} : { resolve: options.resolve }) });
    const keys: readonly Jwk[] = client.jwks?.keys ?? [];
    return { keysFor: async (kid) => keys.filter((key) => key['kid'] === kid), close: async () => undefined };
  }

  return {
    verify: async (headers, endpointUrl) => {
      const token = readToken(headers.authorization);
      const { iss } = token.claims;
      const known = typeof iss === 'string' ? byIssuer.get(iss) : undefined;
      if (known === undefined) throw new Untrusted('iss is no configured client');
      const { client } = known;
      const because = (reason: string): Untrusted => new Untrusted(`${client.name}: ${reason}`);
      if (!client.algorithms.includes(token.algorithm)) throw because('alg not allowed');
      if (client.jwksUrl !== null && token.jku !== undefined && token.jku !== client.jwksUrl) throw because('jku is not the configured one');
      const { jti, expiresAt, tenant } = checkClaims(token.claims, client, endpointUrl, now());
      const keys = (await known.keys.keysFor(token.kid)).filter((key) => fits(key, token.algorithm));
      if (keys.length === 0) throw because('no fitting key of this kid');
      if (!(await isSigned(token, keys))) throw because('signature wrong');
      // Only now, so that a forgery cannot use up somebody's token.
      if (!(await firstUse(client.iss, jti, Math.ceil(expiresAt) + SKEW_SECONDS))) throw because(`jti used before`);
      return { client, tenant, jti };
    },
    corsAllowed: (origin) => everyOrigin || origins.has(origin),
    close: async () => { await Promise.all([...byIssuer.values()].map(({ keys }) => keys.close())); },
  };
}

async function isSigned(token: Token, keys: readonly Jwk[]): Promise<boolean> {
  const { compactVerify } = await jose();
  for (const key of keys.slice(0, MOST_KEYS_OF_ONE_ID)) {
    try {
      await compactVerify(token.compact, await imported(key, token.algorithm), { algorithms: [token.algorithm] });
      return true;
    } catch {
      // The next key of the same id, if there is one.
    }
  }
  return false;
}

/** Keys are imported once; a replaced set takes its imports with it. */
const imports = new WeakMap<Jwk, Map<string, Promise<CryptoKey | Uint8Array>>>();

function imported(key: Jwk, algorithm: string): Promise<CryptoKey | Uint8Array> {
  const known = imports.get(key) ?? new Map<string, Promise<CryptoKey | Uint8Array>>();
  imports.set(key, known);
  const { kty, crv, x, y, n, e } = key;
  // The members that make the key, and no more: what else stands in the set must not steer the import.
  const members = Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined)) as JWK;
  const promise = known.get(algorithm) ?? jose().then(({ importJWK }) => importJWK(members, algorithm));
  known.set(algorithm, promise);
  return promise;
}
