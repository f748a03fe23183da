/** One call to a FHIR server with its one retry: what may be tried again, what must wait, and what the origin's circuit learns. */
import type { Pool } from 'undici';
import type { Span } from '../../tracing';
import { AddressRefused } from './addresses';
import type { CallVerdict, Circuit } from './circuit';
import { download, TooMuch, UnknownCoding, type Download } from './download';
import { parseJson } from './json';
import { retryAfterMs } from './retry-after';

const LARGEST_ANSWER_BYTES = 10 * 1024 * 1024;
const PAUSE_WITHOUT_WORD_MS = 5_000;
const RETRY_AFTER_MS = 50;
/** A retry with less than this left could not bring an answer. */
const WORTH_A_RETRY_MS = 50;
/** Parsing more than this takes milliseconds: several such answers must not hold the event loop together, nor pass the deadline one after the other. */
const PARSED_AT_ONCE_BYTES = 256 * 1024;
const FAULT_STATUSES = new Set([500, 502, 503, 504]);
const JSON_TYPE = /^(?:application|text)\/(?:[a-z0-9.-]+\+)?json(?:\+fhir)?$/;

export type CallOutcome = 'ok' | 'status' | 'connection' | 'timeout' | 'hung-up' | 'unusable' | 'too-large' | 'refused' | 'left-alone' | 'token-expired';
export interface CallReport { outcome: CallOutcome; status: number | null; ms: number }

export interface CallContext {
  pool: Pool;
  circuit: Circuit;
  /** The request's header, null without a token; `undefined` once the token has expired. */
  authorization: () => string | null | undefined;
  maxJsonDepth: number;
  /** Ends everything: the budget is spent, or the EHR hung up. */
  signal: AbortSignal;
  hungUp: () => boolean;
  deadlineAt: number;
  now: () => number;
  report: (call: CallReport) => void;
  /** A span for each call, where traces are asked for. */
  spanFor: () => Span | undefined;
}

type Attempt = { value: unknown } | { outcome: CallOutcome; status: number | null; verdict: CallVerdict; retryInMs: number | null };

/** The parsed answer of one address, or null when nothing usable came. Never throws. */
export async function callFor(path: string, context: CallContext): Promise<{ value: unknown } | null> {
  const started = context.now();
  const entered = await beforeAbort(context.circuit.enter(), context.signal);
  if (entered === null || entered === undefined) {
    context.report({ outcome: entered === null ? 'left-alone' : endedBy(context), status: null, ms: context.now() - started });
    return null;
  }
  let verdict: CallVerdict = 'unknown';
  try {
    let attempt = await reportedAttempt(path, context);
    if (!('value' in attempt) && attempt.retryInMs !== null) {
      if (context.now() + attempt.retryInMs + WORTH_A_RETRY_MS < context.deadlineAt) {
        await pause(attempt.retryInMs, context.signal);
        attempt = await reportedAttempt(path, context);
      }
      if (!('value' in attempt) && attempt.retryInMs !== null && attempt.retryInMs > RETRY_AFTER_MS) context.circuit.pause(attempt.retryInMs);
    }
    verdict = 'value' in attempt ? 'alive' : attempt.verdict;
    return 'value' in attempt ? attempt : null;
  } finally {
    entered(verdict);
  }
}

async function reportedAttempt(path: string, context: CallContext): Promise<Attempt> {
  const started = context.now();
  const span = context.spanFor();
  const attempt = await attemptOnce(path, context, span?.traceparent);
  const ms = context.now() - started;
  if (span !== undefined) endSpan(span, attempt);
  context.report('value' in attempt ? { outcome: 'ok', status: 200, ms } : { outcome: attempt.outcome, status: attempt.status, ms });
  return attempt;
}

/** The outcome and the status; never the address, which holds the patient's id. */
function endSpan(span: Span, attempt: Attempt): void {
  const { outcome, status } = 'value' in attempt ? { outcome: 'ok', status: 200 } : attempt;
  span.note({ 'gnen.upstream.outcome': outcome, ...(status === null ? {} : { 'http.response.status_code': status }) });
  if (outcome !== 'ok') span.fail();
  span.end();
}

async function attemptOnce(path: string, context: CallContext, traceparent: string | undefined): Promise<Attempt> {
  const authorization = context.authorization();
  if (authorization === undefined) return { outcome: 'token-expired', status: null, verdict: 'unknown', retryInMs: null };
  let answer: Download;
  try {
    // Random numbers only: what the caller sent beside them (tracestate, baggage) goes nowhere.
    const headers = { accept: 'application/fhir+json', ...(authorization === null ? {} : { authorization }), ...(traceparent === undefined ? {} : { traceparent }) };
    answer = await download(context.pool, { path, headers, maxBytes: LARGEST_ANSWER_BYTES, signal: context.signal });
  } catch (error) {
    return afterError(error, context);
  }
  if (answer.status !== 200) return afterStatus(answer, context);
  const unusable: Attempt = { outcome: 'unusable', status: 200, verdict: 'fault', retryInMs: null };
  if (!isJson(answer.contentType)) return unusable;
  if (answer.bytes.length > PARSED_AT_ONCE_BYTES) {
    await turnOfItsOwn();
    if (context.signal.aborted) return afterError(context.signal.reason, context);
  }
  try {
    return { value: parseJson(answer.bytes, context.maxJsonDepth) };
  } catch {
    return unusable;
  }
}

function afterError(error: unknown, context: CallContext): Attempt {
  if (context.signal.aborted) return { outcome: endedBy(context), status: null, verdict: context.hungUp() ? 'unknown' : 'fault', retryInMs: null };
  if (error instanceof TooMuch) return { outcome: 'too-large', status: 200, verdict: 'alive', retryInMs: null };
  if (error instanceof UnknownCoding) return { outcome: 'unusable', status: 200, verdict: 'fault', retryInMs: null };
  // Nothing was asked of the origin: what one client may not reach is no failure for the others.
  if (error instanceof AddressRefused) return { outcome: 'refused', status: null, verdict: 'unknown', retryInMs: null };
  return { outcome: 'connection', status: null, verdict: 'fault', retryInMs: RETRY_AFTER_MS };
}

function afterStatus(answer: Download, context: CallContext): Attempt {
  const { status } = answer;
  const asked = retryAfterMs(answer.retryAfter, Date.now());
  if (status === 429) {
    // Without a usable word from the server there is no telling when a retry would be welcome.
    if (asked === null) context.circuit.pause(PAUSE_WITHOUT_WORD_MS);
    return { outcome: 'status', status, verdict: 'alive', retryInMs: asked };
  }
  const fault = FAULT_STATUSES.has(status);
  return { outcome: 'status', status, verdict: status >= 500 ? 'fault' : 'alive', retryInMs: fault ? Math.max(RETRY_AFTER_MS, status === 503 ? (asked ?? 0) : 0) : null };
}

let lastTurn: Promise<void> = Promise.resolve();
/** Resolves in a turn of the event loop that no other large answer has, after the timers had theirs. */
function turnOfItsOwn(): Promise<void> {
  lastTurn = lastTurn.then(() => new Promise((done) => { setImmediate(done); }));
  return lastTurn;
}

const endedBy = (context: CallContext): CallOutcome => (context.hungUp() ? 'hung-up' : 'timeout');

function isJson(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='));
  return JSON_TYPE.test(type.trim()) && (charset === undefined || /^charset="?(?:utf-?8|us-ascii)"?$/.test(charset));
}

/** Resolves after `ms` or at the abort, whichever is first. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}

/** The value, or undefined when the signal comes first. */
async function beforeAbort<T>(value: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  let stop = (): void => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([value, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
