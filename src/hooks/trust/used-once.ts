/** One use for each token: judged by the store, and by what this instance itself saw while the store is away. */
import { createHash } from 'node:crypto';

export interface Claims {
  /** False when (iss, jti) was used before. Throws when that cannot be told. @param expiresAt second from which it may be forgotten. */
  claimToken(iss: string, jti: string, expiresAt: number): Promise<boolean>;
}

const PURGE_EVERY_SECONDS = 60;
/** About 50 MB of hashes; beyond it the oldest go, the store still knows them. */
const MOST_REMEMBERED = 500_000;

/** @param now seconds (Unix time). @returns whether this is the first use. */
export function usedOnce(store: Claims, now: () => number, log: (message: string) => void): (iss: string, jti: string, expiresAt: number) => Promise<boolean> {
  const until = new Map<string, number>();
  let purgeAt = 0;
  return async (iss, jti, expiresAt) => {
    const at = now();
    if (at >= purgeAt) {
      for (const [name, expiry] of until) if (expiry < at) until.delete(name);
      purgeAt = at + PURGE_EVERY_SECONDS;
    }
    const name = createHash('sha256').update(JSON.stringify([iss, jti])).digest('base64url').slice(0, 27);
    if (until.has(name)) return false;
    // Remembered before the store is asked, so that of parallel tries only one goes on.
    until.set(name, expiresAt);
    const [oldest] = until.size > MOST_REMEMBERED ? until.keys() : [];
    if (oldest !== undefined) until.delete(oldest);
    try {
      return await store.claimToken(iss, jti, expiresAt);
    } catch {
      log('used tokens are judged by this instance alone: the store is away');
      return true;
    }
  };
}
