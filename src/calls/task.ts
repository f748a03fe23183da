/** What a protected call asks and what comes of it: all of this may cross to another thread. */
import type { Client } from '../config';
import type { HookOutcome, Language, ServiceId } from '../hooks';
import type { FeedbackEntry, ShownCard } from '../store';
import type { Span } from '../tracing';

/** The question, without the body. `today` is `YYYY-MM-DD`, `now` an instant. */
export type Task =
  | { kind: 'hook'; service: ServiceId; language: Language; today: string }
  | { kind: 'assess'; asOf: string | undefined; language: Language; today: string }
  | { kind: 'feedback'; service: ServiceId; iss: string | null; tenant: string | null; now: string };

/** The outcome; `body` is the response, serialised. `rules` are for the log, `rulesOfCards` for the count, each once. */
export type Done =
  | { kind: 'hook'; body: string; outcome: HookOutcome; cards: number; rules: string[]; rulesOfCards: string[]; shown: ShownCard[]; upstreamMs: number | undefined }
  | { kind: 'assess'; body: string; applicable: boolean; rules: readonly string[] }
  | { kind: 'feedback'; entries: FeedbackEntry[]; skipped: number };
export type DoneOf<Kind extends Task['kind']> = Extract<Done, { kind: Kind }>;

/** What stays in the thread of the request: who calls, and whether it is still there. */
export interface Beside { client: Client | null; signal: AbortSignal; span?: Span | undefined }

/**
 * Does the work of one call on the bytes of its body.
 * @throws the operational errors of a body that is no JSON, no request, or not answerable
 */
export type Work = <Kind extends Task['kind']>(bytes: Buffer, task: Extract<Task, { kind: Kind }>, beside: Beside) => Promise<DoneOf<Kind>>;
