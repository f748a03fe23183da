/** Cards that were shown, written behind the answer in batches: best effort, so that advice never waits for book-keeping. */
import type { ShownCard } from './contents';
import { type Database, StoreAway } from './database';

const FLUSH_MS = 1000;
/** Beyond this many waiting cards the oldest are dropped and counted. */
const MOST_WAITING = 5000;
const BATCH = 500;

export interface ShownCards { remember(cards: readonly ShownCard[]): void; flush(): Promise<void>; close(): Promise<void> }

export function shownCards(database: Database, now: () => Date, dropped: (count: number) => void): ShownCards {
  let waiting: { card: ShownCard; at: string }[] = [];
  let timer: NodeJS.Timeout | null = null;

  const write = async (batch: { card: ShownCard; at: string }[]): Promise<void> => {
    await database.query(
      `insert into shown_card (card, shown_at, service, hook, topic, rules, knowledge_version, suggestions)
       select card, shown_at, service, hook, topic, rules, knowledge_version, suggestions
       from jsonb_to_recordset($1::jsonb) as r(card text, shown_at timestamptz, service text, hook text, topic text, rules jsonb, knowledge_version text, suggestions jsonb)
       on conflict (card) do nothing`,
      [JSON.stringify(batch.map(({ card, at }) => ({ card: card.card, shown_at: at, service: card.service, hook: card.hook, topic: card.topic, rules: card.rules, knowledge_version: card.knowledgeVersion, suggestions: card.suggestions })))],
    );
  };

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      try {
        await write(batch);
        waiting = waiting.slice(batch.length);
      } catch (error) {
        // Away: kept for the next try. Refused: would be refused again, so it is counted and let go.
        if (error instanceof StoreAway) return;
        dropped(batch.length);
        waiting = waiting.slice(batch.length);
      }
    }
  };
  let running: Promise<void> | null = null;
  const flushOnce = (): Promise<void> => { running ??= flush().finally(() => { running = null; }); return running; };
  const schedule = (): void => {
    if (timer !== null) return;
    timer = setTimeout(() => { timer = null; void flushOnce().finally(() => { if (waiting.length > 0) schedule(); }); }, FLUSH_MS);
    timer.unref();
  };

  return {
    remember: (cards) => {
      const at = now().toISOString();
      for (const card of cards) waiting.push({ card, at });
      // A batch at a time: dropping for each call would copy the whole list, and write a log line, for each call.
      if (waiting.length > MOST_WAITING + BATCH) { dropped(waiting.length - MOST_WAITING); waiting = waiting.slice(-MOST_WAITING); }
      if (waiting.length > 0) schedule();
    },
    flush: flushOnce,
    close: async () => { if (timer !== null) clearTimeout(timer); timer = null; await flushOnce(); },
  };
}
