/** What the store keeps and gives back. */

/** A card that left the service: what feedback about its uuid is about. */
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

/** A feedback record as it is exported; absent members are left out. */
export interface FeedbackRecord {
  receivedAt: string; iss?: string; tenant?: string; service: string; card: string; outcome: string; outcomeTimestamp: string;
  acceptedSuggestions?: string[];
  overrideReason?: { reason?: { code?: string; system?: string; display?: string }; userComment?: string };
}

/** One rule's fate: cards shown that name it, and what was made of them. `rule` is `unknown` for cards this store never saw. */
export interface RuleReportRow { rule: string; shown: number; accepted: number; overridden: number; reasons: { code: string; count: number }[] }

export interface Store {
  /** Begins to open what is not open yet, and says in the log when that fails; nobody waits for it. */
  open(): void;
  /** Best effort, never throws, never delays an answer: what was shown, for the report by rule. */
  rememberShown(cards: readonly ShownCard[]): void;
  /** Commits to disk before it resolves; repeated entries (same key) are no second record. Throws `StoreAway`. */
  saveFeedback(entries: readonly FeedbackEntry[]): Promise<{ stored: FeedbackEntry[]; repeated: number }>;
  /**
   * True when (iss, jti) was not used before; atomic over all instances. Throws `StoreAway` when that cannot be told in time.
   * @param expiresAt second (Unix time) from which the id may be forgotten.
   */
  claimToken(iss: string, jti: string, expiresAt: number): Promise<boolean>;
  /** All feedback, oldest first, a page at a time. `since` is an ISO date or instant. */
  exportFeedback(filter: { since?: string; service?: string }): AsyncIterable<FeedbackRecord>;
  report(): Promise<RuleReportRow[]>;
  /** Whether the store answers now; for `/health/ready`. */
  healthy(): boolean;
  /** Writes what is still held back and ends the connection. */
  close(): Promise<void>;
}
