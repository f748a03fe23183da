/** A span as the rooms know it: names and codes of fixed sets go in, nothing of a patient, a token or an address. */

export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface Span {
  child(name: string, attributes?: SpanAttributes, kind?: 'inside' | 'call'): Span;
  note(attributes: SpanAttributes): void;
  /** Marks it as failed; what failed is said by codes only. */
  fail(): void;
  end(): void;
  /** The W3C `traceparent` for a call made within this span. */
  readonly traceparent: string;
}

export interface Tracing {
  /** The span of one request. @param name method and route pattern. @param traceparent the caller's, used if it is a valid one. */
  request(name: string, traceparent: string | string[] | undefined): Span;
  /** Sends what is waiting; resolves also when nobody takes it. */
  close(): Promise<void>;
}

export interface TracingOptions { version: string; /** Gets fixed sentences, never what a collector said. */ warn(message: string): void }

/** Runs one stage of the work within a span of its own; without tracing it only runs it. */
export function during<T>(parent: Span | undefined, name: string, work: (span: Span | undefined) => T): T {
  if (parent === undefined) return work(undefined);
  const span = parent.child(name);
  const failed = (error: unknown): never => { span.fail(); span.end(); throw error; };
  let result: T;
  try { result = work(span); } catch (error) { return failed(error); }
  if (!(result instanceof Promise)) { span.end(); return result; }
  // Sound: a promise of the same value, watched.
  return result.then((value: unknown) => { span.end(); return value; }, failed) as T;
}
