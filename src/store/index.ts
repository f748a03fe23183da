/** The store's only door: feedback, shown cards and used token ids, in PostgreSQL or in the embedded database that speaks the same SQL. Never patient data. */

export interface ShownCard { card: string; service: string; hook: string; topic: string; rules: string[]; knowledgeVersion: string; suggestions: string[] }

/** One usable feedback item, normalised. Times are ISO 8601 in UTC. */
export interface FeedbackEntry {
  iss: string | null; tenant: string | null; service: string; card: string;
  outcome: 'accepted' | 'overridden';
  /** The client's own timestamp, null when it sent none (part of the record's key); `outcomeTimestamp` is then the server's time. */
  clientTimestamp: string | null;
  outcomeTimestamp: string; receivedAt: string;
  acceptedSuggestions: string[];
  reason: { code?: string; system?: string; display?: string } | null;
  userComment: string | null;
}

export interface RuleReportRow { rule: string; shown: number; accepted: number; overridden: number; reasons: { code: string; count: number }[] }

export interface Store {
  /** Best effort, never throws, never delays an answer: what was shown, for the report by rule. */
  rememberShown(cards: ShownCard[]): void;
  /** Commits to disk before it resolves; repeated entries (same key) are no second record. Returns how many were new. Throws `StoreAway`. */
  saveFeedback(entries: FeedbackEntry[]): Promise<{ stored: number; repeated: number }>;
  /** True when (iss, jti) was not used before; atomic over all instances. Throws `StoreAway` when that cannot be told in time. */
  claimToken(iss: string, jti: string, expiresAt: number): Promise<boolean>;
  exportFeedback(filter: { since?: string; service?: string }): AsyncIterable<Record<string, unknown>>;
  report(): Promise<RuleReportRow[]>;
  /** Whether the store answers now; for `/health/ready`. */
  healthy(): boolean;
  close(): Promise<void>;
}
