/** Opens the store that the configuration names. Never waits for it: a store that is not up yet is a store that is away. */
import type { Config } from '../config';
import type { FeedbackEntry, Store } from './contents';
import { embeddedDatabase } from './embedded';
import { exportFeedback, insertFeedback, reportByRule } from './feedback';
import { MIGRATIONS, migrate } from './migrations';
import { postgresDatabase } from './postgres';
import { shownCards } from './shown-cards';
import { rememberedTokens, sharedTokens } from './used-tokens';

export interface StoreLog { warn(fields: Record<string, unknown>, message: string): void }

const MOST_IN_A_STATEMENT = 1000;

/**
 * @param now the clock, for the time a card was shown and for forgetting tokens.
 * @param eager false where the embedded database may wait: it is then started by `open()` or by the first statement.
 */
export function openStore(config: Pick<Config, 'databaseUrl' | 'dataDir'>, log: StoreLog, now: () => Date = () => new Date(), eager = true): Store {
  const database = config.databaseUrl === null ? embeddedDatabase(config.dataDir, migrate) : postgresDatabase(config.databaseUrl, migrate);
  const shown = shownCards(database, now, (count) => log.warn({ count }, 'shown cards were not recorded'));
  const tokens = config.databaseUrl === null ? rememberedTokens(() => now().getTime() / 1000) : sharedTokens(database);
  const named = config.databaseUrl === null ? 'DATA_DIR' : 'DATABASE_URL';
  let closing = false;
  const begin = (): void => {
    void database.query('select 1').catch((error: unknown) => closing || log.warn({ variable: named, ...causeOf(error) }, 'the store is not there yet: feedback is refused with 503 until it is'));
  };
  if (eager) begin();
  return {
    open: begin,
    rememberShown: (cards) => shown.remember(cards),
    saveFeedback: async (entries) => {
      const stored: FeedbackEntry[] = [];
      // A large delivery goes in parts: writing all of it into one statement would hold everybody else up. What a failure leaves out is sent again.
      for (let from = 0; from < entries.length; from += MOST_IN_A_STATEMENT) stored.push(...(await insertFeedback(database, entries.slice(from, from + MOST_IN_A_STATEMENT))));
      return { stored, repeated: entries.length - stored.length };
    },
    claimToken: (iss, jti, expiresAt) => tokens.claim(iss, jti, expiresAt),
    exportFeedback: (filter) => exportFeedback(database, filter),
    report: async () => { await shown.flush(); return reportByRule(database); },
    healthy: () => database.healthy(),
    close: async () => {
      closing = true;
      tokens.close();
      await shown.close().catch(() => undefined);
      await database.close();
    },
  };
}

/** The system's code (EACCES, ECONNREFUSED, 28P01) of what keeps it away; never a message, which may hold the address. */
function causeOf(error: unknown): { reason?: string } {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? { reason: code.slice(0, 40) } : {};
}

/** Runs the migrations and nothing else; resolves to the number of the last step. Throws `StoreAway`. */
export async function migrateStore(databaseUrl: string): Promise<number> {
  const database = postgresDatabase(databaseUrl, migrate);
  try {
    await database.query('select 1');
    return MIGRATIONS.at(-1)?.id ?? 0;
  } finally {
    await database.close();
  }
}
