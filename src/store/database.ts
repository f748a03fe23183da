/** One SQL door for both stores: PostgreSQL over a pool, or the embedded database over its socket. */

/** A row as the driver gives it; the query layer knows its columns. */
export type Row = Record<string, unknown>;

export interface Database {
  /** Runs one statement with `$1…` parameters. Throws `StoreAway` when the database cannot be reached in time. */
  query(sql: string, params?: readonly (string | number | null)[]): Promise<Row[]>;
  /** Whether the last contact succeeded; a database that is still starting counts as there. */
  healthy(): boolean;
  close(): Promise<void>;
}

/** The database refuses, hangs or is gone: the caller answers 503 and the client comes back. */
export class StoreAway extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(`The store cannot be reached: ${reason}.`, options);
    this.name = 'StoreAway';
  }
}

/** A statement the database refused: a defect of ours, not an outage. */
export class StatementRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StatementRefused';
  }
}

/** SQLSTATE classes that speak of the connection, the disk or other resources, not of the statement. */
const AWAY_CLASSES = new Set(['08', '53', '57', '58', '25', '40', 'XX']);

/** Whether an error of either database blames the statement. */
export function isRefusal(error: unknown): error is Error & { code: string } {
  if (!(error instanceof Error)) return false;
  const code = (error as Error & { code?: unknown }).code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !AWAY_CLASSES.has(code.slice(0, 2));
}

/** Rejects with `StoreAway` when `work` takes longer than `ms`; the work itself is left to end by its own limits. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StoreAway(`no answer to ${what} within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
