/** Used token ids: in the shared database, or in the memory of the one instance. */
import type { Database } from './database';

export interface UsedTokens { claim(iss: string, jti: string, expiresAt: number): Promise<boolean>; close(): void }

const PURGE_EVERY_MS = 60_000;

/** Shared by all instances and kept over a restart: the primary key decides who was first. */
export function sharedTokens(database: Database): UsedTokens {
  // A minute more: the database's clock may be ahead of an instance's that still accepts the token.
  const purge = setInterval(() => { void database.query("delete from used_token where expires_at < now() - interval '1 minute'").catch(() => undefined); }, PURGE_EVERY_MS);
  purge.unref();
  return {
    claim: async (iss, jti, expiresAt) => {
      const rows = await database.query(
        `insert into used_token (iss, jti, expires_at) values ($1, $2, to_timestamp($3::double precision))
         on conflict (iss, jti) do nothing returning 1`,
        [iss.replaceAll('\u0000', '\ufffd'), jti.replaceAll('\u0000', '\ufffd'), expiresAt],
      );
      return rows.length === 1;
    },
    close: () => clearInterval(purge),
  };
}

/** One instance: a map that forgets what has expired. @param nowSeconds Unix time. */
export function rememberedTokens(nowSeconds: () => number): UsedTokens {
  const until = new Map<string, number>();
  let nextPurge = 0;
  return {
    claim: async (iss, jti, expiresAt) => {
      const now = nowSeconds();
      if (now >= nextPurge) {
        for (const [key, expiry] of until) if (expiry < now) until.delete(key);
        nextPurge = now + PURGE_EVERY_MS / 1000;
      }
      const key = JSON.stringify([iss, jti]);
      const known = until.get(key);
      if (known !== undefined && known >= now) return false;
      until.set(key, expiresAt);
      return true;
    },
    close: () => until.clear(),
  };
}
