/** Takes every request in: finds its route exactly, holds the limits, lets browsers in, and writes one answer whatever happens. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import { MethodNotAllowed, NotFound, OperationalError, TooManyRequests, Unavailable } from '../hooks';
import type { Span, SpanAttributes, Tracing } from '../tracing';
import { admission } from './admission';
import { type Answer, send } from './answer';
import { ClientGone, letGoBy } from './json-body';
import { type Log, traceOf } from './log';
import { allowOrigin, type OriginList } from './origins';
import { defect, refusal } from './outcome';
import type { Rate } from './rate';
import { turns } from './turns';

/** One request on its way through. `note` collects what the access log says of it: codes and durations, never data. */
export interface Call {
  readonly id: string;
  readonly request: IncomingMessage;
  /** The path as sent, without query. */
  readonly path: string;
  /** The query as sent, without `?`; only the routes that say so look at it. */
  readonly query: string;
  /** Ends when the client hangs up. */
  readonly signal: AbortSignal;
  readonly note: Record<string, unknown>;
  /** Its span, where traces are asked for. */
  readonly span?: Span | undefined;
  /** Resolves when it is this call's turn to compute. @throws ClientGone when its client has hung up meanwhile */
  turn(): Promise<void>;
  /** Tells a client that waits for `100 Continue` to go on. */
  proceed(): void;
}

export interface Route {
  /** Its name in logs and metrics: one of a fixed set. */
  readonly pattern: string;
  /** Where it is: a literal path, matched whole and undecoded, or a pattern for what lies below one. */
  readonly at: string | RegExp;
  /** Health and metrics answer however many requests are in flight. */
  readonly uncounted?: boolean;
  /** Health answers whatever the rate. */
  readonly unrated?: boolean;
  readonly get?: (call: Call) => Promise<Answer> | Answer;
  readonly post?: (call: Call) => Promise<Answer> | Answer;
}

export interface Reception {
  handle(request: IncomingMessage, response: ServerResponse, expectsContinue?: boolean): void;
  /** A connection was taken in, whatever comes of it. */
  connected(): void;
  inFlight(): number;
  /** From now on every answer closes its connection. */
  leave(): void;
  /** Resolves when nothing is in flight any more. */
  idle(): Promise<void>;
}

export interface ReceptionDeps {
  routes: readonly Route[];
  origins: OriginList;
  rate: Rate;
  peerOf(socketAddress: string | undefined, forwardedFor: string | undefined): string;
  maxInFlight: number;
  log: Log;
  observe(route: string, method: string, status: number, seconds: number): void;
  tracing?: Tracing | undefined;
}

/** Made once: a refusal under load must cost next to nothing, a stack trace included. */
const BUSY = new Unavailable('The service is busy; come back later.', { retryAfterSeconds: 1 });

export function reception(deps: ReceptionDeps): Reception {
  const inside = admission(deps.maxInFlight, () => performance.now());
  let seen = 0;
  const nextTurn = turns(() => seen);
  let open = 0;
  let leaving = false;
  let whenIdle: (() => void)[] = [];
  /** Requests whose client waits for `100 Continue` before it sends the body. */
  const waiting = new WeakSet<IncomingMessage>();

  async function answerTo(call: Call, route: Route | undefined, response: ServerResponse): Promise<Answer> {
    const { request } = call;
    if (route?.unrated !== true) {
      const forwarded = request.headers['x-forwarded-for'];
      const wait = deps.rate.secondsToWait(deps.peerOf(request.socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join(',') : forwarded));
      if (wait !== null) throw new TooManyRequests('Too many requests from this address; come back later.', { retryAfterSeconds: wait });
    }
    if (route === undefined) throw new NotFound('There is nothing at this address.');
    const allow = ['GET', 'POST'].filter((method) => (method === 'GET' ? route.get : route.post) !== undefined).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).concat('OPTIONS').join(', ');
    if (request.method === 'OPTIONS') return { status: 204, headers: { Allow: allow, 'Cache-Control': 'no-store' }, body: null };
    const handler = request.method === 'GET' || request.method === 'HEAD' ? route.get : request.method === 'POST' ? route.post : undefined;
    if (handler === undefined) throw new MethodNotAllowed(allow);
    if (route.uncounted === true) return handler(call);
    if (!inside.enter()) { seen += 1; return refusal(BUSY); }
    // A client that hangs up frees its place only when its work has ended, so that the limit bounds the work.
    try { return await handler(call); } finally { inside.leave(); if (response.destroyed) call.note['gone'] = true; }
  }

  async function take(route: Route | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const target = splitTarget(request.url ?? '');
    const hangUp = new AbortController();
    let gone = false;
    response.on('close', () => {
      if (response.writableFinished) return;
      gone = true;
      hangUp.abort();
    });
    let waits = waiting.has(request);
    // Probes, scrapes and strangers' guesses would bury the calls that matter.
    const span = route === undefined || route.uncounted === true ? undefined : deps.tracing?.request(`${methodName(request.method)} ${route.pattern}`, request.headers['traceparent']);
    const call: Call = {
      id: randomUUID(), request, ...target, signal: hangUp.signal, note: {}, span,
      turn: async () => {
        const since = performance.now();
        await nextTurn();
        inside.waited(performance.now() - since);
        if (gone) throw new ClientGone();
      },
      proceed: () => { if (waits && !response.destroyed) { waits = false; response.writeContinue(); } },
    };
    const settled = async (): Promise<Answer | null> => {
      try { return await answerTo(call, route, response); } catch (error) {
        if (error instanceof ClientGone) return null;
        if (error instanceof OperationalError) {
          if (error.status === 401) call.note['refused'] = error.message.slice(0, 200);
          return refusal(error);
        }
        const incident = randomUUID();
        deps.log.error({ request: call.id, incident, route: route?.pattern, ...traceOf(error) }, 'a defect');
        return defect(incident);
      }
    };
    const answer = await settled();
    const pattern = route?.pattern ?? 'none';
    if (answer !== null) {
      allowOrigin(answer, request.headers.origin, deps.origins, request.method === 'OPTIONS');
      if (!answer.headers['Cache-Control']) answer.headers['Cache-Control'] = 'no-store';
      // A client still waiting to send its body is told by closing that the body is not wanted.
      // One that sends and has asked for the end of the connection would meet a reset in place of its answer.
      const lingers = !waits && !request.complete && (leaving || !response.shouldKeepAlive);
      send(request, response, answer, leaving || waits, lingers);
      if (!waits) letGoBy(request, lingers);
    } else if (!response.destroyed) {
      response.destroy();
    }
    const seconds = (performance.now() - started) / 1000;
    const status = answer?.status ?? 499;
    deps.observe(pattern, request.method ?? '', status, seconds);
    if (span !== undefined) endSpan(span, call, pattern, status);
    deps.log.info({ request: call.id, method: methodName(request.method), route: pattern, status, ms: Math.round(seconds * 1e4) / 10, ...call.note }, 'request');
  }

  function begin(route: Route | undefined, request: IncomingMessage, response: ServerResponse): void {
    open += 1;
    let ended = false;
    const done = (): void => {
      if (ended) return;
      ended = true;
      open -= 1;
      if (open === 0) { for (const tell of whenIdle) tell(); whenIdle = []; }
    };
    response.on('close', done);
    response.on('error', () => undefined);
    take(route, request, response).catch((error: unknown) => {
      deps.log.error(traceOf(error), 'a request could not be answered');
      response.destroy();
    });
  }

  const router = express.Router({ caseSensitive: true, strict: true });
  // There is one way to each route: no other case, no trailing slash, nothing decoded.
  for (const route of deps.routes) router.all(route.at, (request, response) => begin(route, request, response));
  const nowhere = (request: IncomingMessage, response: ServerResponse): void => begin(undefined, request, response);

  return {
    handle: (request, response, expectsContinue = false) => {
      if (expectsContinue) waiting.add(request);
      // A fragment is no part of a request target; the router would overlook it and find the route before it.
      if (request.url?.includes('#') === true) nowhere(request, response);
      // The router alone, without an application around it: an application would change the prototype of every request, which costs more than all the rest.
      else router(request as express.Request, response as express.Response, () => nowhere(request, response)); // sound: the handlers ask nothing of Express's own members
    },
    connected: () => { seen += 1; },
    inFlight: inside.inFlight,
    leave: () => { leaving = true; },
    idle: () => (open === 0 ? Promise.resolve() : new Promise((tell) => { whenIdle.push(tell); })),
  };
}

const methodName = (method: string | undefined): string => (method !== undefined && ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE'].includes(method) ? method : 'other');

/** What a trace says of a request: what the access log says of it, by the names that are standard where there are any. */
function endSpan(span: Span, call: Call, route: string, status: number): void {
  const { service, outcome, client } = call.note;
  const said: Record<string, SpanAttributes[string]> = { 'http.request.method': methodName(call.request.method), 'http.route': route, 'http.response.status_code': status, 'gnen.request': call.id };
  for (const [name, value] of Object.entries({ service, outcome, client })) if (typeof value === 'string') said[`gnen.${name}`] = value;
  span.note(said);
  if (status >= 500) span.fail();
  span.end();
}

/** The path and the query of a request target, undecoded; the absolute form that proxies send loses its authority. */
function splitTarget(url: string): { path: string; query: string } {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, '');
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
