/** Builds the service out of its rooms: which route asks whom, who is let in, what is noted of it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { artefactRoute } from './artefacts';
import { type DoneOf, LARGE_BODY_BYTES, type Task, type Work, workOf } from './calls';
import type { Client, Config } from './config';
import { type Answer, bodyOf, type Call, json, jsonText, type Log, type Metrics, originList, parameter, peerAddress, rateFor, type Reception, reception, refusal, refuseDeclaredLength, refuseMediaType, type Route, text, vary } from './http';
import { type Assessment, assessmentJsonSchema, type HookAnswer, type HookCallOptions, type Language, languageOf, NotFound, SERVICE_IDS, type ServiceDescription, type ServiceId, Unavailable, Untrusted } from './hooks';
import { appRegistration, CONTENT_SECURITY_POLICY, openApiDocument, rulebookData, type RuleFate, reducedConceptMap, rulebookPage, type ServedFile, servedFiles, type SiteKnowledge, type WebFiles } from './pages';
import type { Sandbox } from './sandbox';
import { type Store, StoreAway } from './store';
import { during, type Span, type Tracing } from './tracing';

/** Who a caller is; no client where authentication is off. */
export interface Caller { client: Client | null; tenant: string | null }

export interface AppDeps {
  config: Config;
  /** Checks the Authorization headers for one endpoint. @throws Untrusted (401), Unavailable (503) */
  verify(headers: { authorization?: string[] }, audience: string): Promise<Caller>;
  discovery(language: Language): { services: ServiceDescription[] };
  answerHook(id: ServiceId, body: unknown, call: HookCallOptions): Promise<HookAnswer & { upstreamMs?: number }>;
  assess(bundle: unknown, options: { asOf: string; language: Language; span?: Span | undefined }): Assessment;
  /** The same work on large bodies, in other threads; without it they are worked on in this one. */
  largeBodies?: Work;
  store: Pick<Store, 'saveFeedback' | 'rememberShown' | 'healthy'>;
  /** null where there is none. */
  sandbox: { answers: Sandbox } | null;
  /** What became of the cards, by rule; absent where the operator does not let it be shown. */
  ruleFates?(): Promise<readonly RuleFate[]>;
  /** The built pages; none where they were not built. */
  web?: WebFiles;
  /** The ConceptMaps behind CODE_MAPS, for the pages that assess by themselves; none where none are configured. */
  conceptMaps?: readonly Record<string, unknown>[];
  log: Log;
  metrics: Metrics;
  /** Where traces are asked for. */
  tracing?: Tracing | undefined;
  now(): Date;
  version: string;
}

export interface App {
  desk: Reception;
  /** Ready turns 503. */
  stopping(): void;
}

export function makeApp(deps: AppDeps): App {
  const { config, log, metrics } = deps;
  let stopping = false;

  const languageFor = (call: Call, lang?: string): Language => languageOf(call.request.headers['accept-language'], lang, config.defaultLanguage);
  const inLanguage = (answer: Answer, language: Language): Answer => {
    answer.headers['Content-Language'] = language;
    vary(answer, 'Accept-Language');
    return answer;
  };

  const work = workOf({ limits: config, answerHook: deps.answerHook, assess: deps.assess });

  /** Runs the checks of a protected POST in the order in which their faults are told, then the work when its turn has come. */
  async function protectedCall<Kind extends Task['kind']>(call: Call, path: string, task: (caller: Caller) => Extract<Task, { kind: Kind }>, answer: (done: DoneOf<Kind>, caller: Caller) => Promise<Answer> | Answer): Promise<Answer> {
    refuseDeclaredLength(call.request, config);
    const caller = await during(call.span, 'verify', () => verified(call, path));
    call.note['client'] = caller.client?.name ?? 'none';
    refuseMediaType(call.request);
    call.proceed();
    const body = await bodyOf(call.request, config);
    const asked = task(caller);
    const beside = { client: caller.client, signal: call.signal, span: call.span };
    if (body.length > LARGE_BODY_BYTES && deps.largeBodies !== undefined) {
      const { largeBodies } = deps;
      return answer(await during(call.span, 'thread', () => largeBodies<Kind>(body, asked, beside)), caller);
    }
    await call.turn();
    return answer(await work<Kind>(body, asked, beside), caller);
  }

  async function verified(call: Call, path: string): Promise<Caller> {
    if (config.auth === 'off') return { client: null, tenant: null };
    try {
      // Node keeps the first of several Authorization headers; which one a proxy judged is not known, so all are shown to trust.
      const authorization = call.request.headersDistinct['authorization'];
      return await deps.verify(authorization === undefined ? {} : { authorization }, `${config.publicBaseUrl}${path}`);
    } catch (error) {
      if (error instanceof Untrusted) metrics.refusedTokens();
      if (error instanceof StoreAway) throw new Unavailable('The service cannot judge the token now; come back later.', { retryAfterSeconds: 2, cause: error });
      throw error;
    }
  }

  const hookCall = (id: ServiceId) => async (call: Call): Promise<Answer> => {
    call.note['service'] = id;
    const language = languageFor(call);
    return protectedCall<'hook'>(call, `/cds-services/${id}`, () => ({ kind: 'hook', service: id, language, today: today(deps.now()) }), ({ body, outcome, cards, rules, rulesOfCards, shown, upstreamMs }, caller) => {
      const client = caller.client?.name ?? 'none';
      deps.store.rememberShown(shown);
      metrics.call(id, client, outcome, rulesOfCards);
      Object.assign(call.note, { outcome, rules, cards, ...(upstreamMs === undefined ? {} : { upstreamMs: Math.round(upstreamMs) }) });
      log.info({ request: call.id, audit: 'hook call', client, service: id, outcome }, 'audit');
      return inLanguage(jsonText(body), language);
    });
  };

  const feedback = (id: ServiceId) => async (call: Call): Promise<Answer> => {
    call.note['service'] = id;
    const task = (caller: Caller): Extract<Task, { kind: 'feedback' }> => ({ kind: 'feedback', service: id, iss: caller.client?.iss ?? null, tenant: caller.tenant, now: deps.now().toISOString() });
    return protectedCall<'feedback'>(call, `/cds-services/${id}/feedback`, task, async ({ entries, skipped }, caller) => {
      try {
        const { stored, repeated } = await during(call.span, 'store', () => deps.store.saveFeedback(entries));
        for (const entry of stored) metrics.feedback(entry.outcome);
        metrics.feedbackSkipped(skipped);
        Object.assign(call.note, { stored: stored.length, repeated, skipped });
      } catch (error) {
        if (error instanceof StoreAway) throw new Unavailable('Feedback cannot be stored now; send it again later.', { retryAfterSeconds: 2, cause: error });
        throw error;
      }
      log.info({ request: call.id, audit: 'feedback', client: caller.client?.name ?? 'none', service: id, entries: entries.length }, 'audit');
      return json(200, {});
    });
  };

  const assess = (call: Call): Promise<Answer> => {
    const language = languageFor(call, parameter(call.query, 'lang'));
    const task = (): Extract<Task, { kind: 'assess' }> => ({ kind: 'assess', asOf: parameter(call.query, 'asOf'), language, today: today(deps.now()) });
    return protectedCall<'assess'>(call, '/assess', task, ({ body, applicable, rules }, caller) => {
      const client = caller.client?.name ?? 'none';
      const outcome = applicable ? 'advice' : 'not-applicable';
      metrics.call('assess', client, outcome, []);
      Object.assign(call.note, { outcome, rules });
      log.info({ request: call.id, audit: 'assess', client, outcome }, 'audit');
      return inLanguage(jsonText(body), language);
    });
  };

  const openApi = once(() => JSON.stringify(openApiDocument({ publicBaseUrl: config.publicBaseUrl, authRequired: config.auth === 'required', version: deps.version })));
  const schema = once(() => JSON.stringify(assessmentJsonSchema()));
  const rulebooks = new Map<string, string>();
  const script = [...(deps.web?.keys() ?? [])].find((name) => /^assets\/rulebook-[\w-]+\.js$/.test(name)) ?? null;
  const rulebookIn = (kind: 'page' | 'data', language: Language): string => {
    const key = `${kind} ${language}`;
    const made = rulebooks.get(key) ?? (kind === 'page' ? rulebookPage(language, { script }) : JSON.stringify(rulebookData(language)));
    rulebooks.set(key, made);
    return made;
  };
  let fates: readonly RuleFate[] = [];
  let counting = false;
  /** Without counts the page is the same for everyone. It shows those last counted and never waits for the store. */
  const pageIn = (language: Language): string => {
    if (deps.ruleFates !== undefined && !counting) {
      counting = true;
      deps.ruleFates().then((counted) => { fates = counted; }, () => undefined).finally(() => { counting = false; });
    }
    return fates.length === 0 ? rulebookIn('page', language) : rulebookPage(language, { script, fates });
  };
  const rulebook = (call: Call): Answer => {
    const language = languageFor(call, parameter(call.query, 'lang'));
    const answer = prefersJson(call.request.headers.accept) ? text('application/json', rulebookIn('data', language)) : text('text/html', pageIn(language));
    answer.headers['Content-Security-Policy'] = CONTENT_SECURITY_POLICY;
    vary(answer, 'Accept');
    return inLanguage(answer, language);
  };

  const artefacts = artefactRoute(config.publicBaseUrl);
  const ready = (): Answer => {
    const checks = { store: deps.store.healthy() ? 'ok' : 'failed', serving: stopping ? 'failed' : 'ok' };
    const fine = Object.values(checks).every((check) => check === 'ok');
    return json(fine ? 200 : 503, checks, fine ? {} : { 'Retry-After': '1' });
  };

  const metricsRoute = async (call: Call): Promise<Answer> => {
    if (config.metricsToken !== null && !sameSecret(call.request.headers.authorization, config.metricsToken)) return refusal(new Untrusted('metrics token'));
    return { status: 200, headers: { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }, body: await metrics.text() };
  };

  const exactly = (path: string, rest: Omit<Route, 'pattern' | 'at'>): Route => ({ pattern: path, at: path, ...rest });
  const routes: Route[] = [
    exactly('/cds-services', { get: (call) => { const language = languageFor(call); return inLanguage(json(200, deps.discovery(language), { 'Cache-Control': 'no-cache' }), language); } }),
    ...SERVICE_IDS.flatMap((id) => [exactly(`/cds-services/${id}`, { post: hookCall(id) }), exactly(`/cds-services/${id}/feedback`, { post: feedback(id) })]),
    exactly('/assess', { post: assess }),
    exactly('/schemas/assessment.json', { get: () => text('application/schema+json', schema()) }),
    exactly('/openapi.json', { get: () => text('application/json', openApi()) }),
    exactly('/rulebook', { get: rulebook }),
    { pattern: '/fhir', at: /^\/fhir\/(?!.*(?:\/\/|\/$))/, get: (call) => { const { status, body } = artefacts(call.path.slice('/fhir'.length), call.query, call.request.headers.accept); return { status, headers: { 'Content-Type': 'application/fhir+json; charset=utf-8' }, body: JSON.stringify(body) }; } },
    exactly('/health/live', { get: () => json(200, { process: 'ok' }), uncounted: true, unrated: true }),
    exactly('/health/ready', { get: ready, uncounted: true, unrated: true }),
    ...(config.production && config.metricsToken === null ? [] : [exactly('/metrics', { get: metricsRoute, uncounted: true })]),
    ...sandboxRoutes(deps),
    ...pageRoutes(deps),
  ];

  const desk = reception({
    routes, origins: originList(config), rate: rateFor(config.rateLimitPerMinute, () => performance.now()), peerOf: peerAddress(config.trustProxy), maxInFlight: config.maxInFlight, log,
    observe: metrics.request, tracing: deps.tracing,
  });
  return { desk, stopping: () => { stopping = true; } };
}

const LARGEST_SEARCH_FORM = 64 * 1024;

/** The playground, the SMART app and what they load: each file at its own literal address, under one name in the metrics. */
function pageRoutes({ config, web, conceptMaps = [], now }: AppDeps): Route[] {
  if (web === undefined || web.size === 0) return [];
  const frames = [...originList(config).origins].filter((origin) => origin !== '*');
  const sheet = JSON.stringify(appRegistration(config.publicBaseUrl));
  const site: Omit<SiteKnowledge, 'asOf'> = { conceptMaps: conceptMaps.map(reducedConceptMap), gastrinUpperLimit: config.gastrinUpperLimit };
  return [
    ...servedFiles(web, { production: config.production, frames }).map((file): Route => ({ pattern: file.path.startsWith('/assets/') ? '/assets' : file.path, at: file.path, uncounted: true, get: (call) => fileAnswer(file, call) })),
    { pattern: '/.well-known/smart-app.json', at: '/.well-known/smart-app.json', get: () => text('application/json', sheet) },
    { pattern: '/app/site-knowledge.json', at: '/app/site-knowledge.json', get: () => json(200, { asOf: today(now()), ...site } satisfies SiteKnowledge) },
  ];
}

function fileAnswer({ type, body, gzip, headers }: ServedFile, call: Call): Answer {
  const packed = gzip !== null && /(^|,)\s*gzip\s*(,|$|;\s*q=(1|0\.\d*[1-9]))/i.test((call.request.headers['accept-encoding'] ?? '').toString().slice(0, 200));
  return { status: 200, headers: { 'Content-Type': type, ...headers, ...(gzip === null ? {} : { Vary: 'Accept-Encoding' }), ...(packed ? { 'Content-Encoding': 'gzip' } : {}) }, body: packed ? gzip : body };
}

/** The embedded FHIR endpoint. */
function sandboxRoutes({ sandbox }: AppDeps): Route[] {
  if (sandbox === null) return [];
  const fhir = (call: Call, form: string | null): Answer => {
    const { status, body } = sandbox.answers.answer(call.path.slice('/sandbox/fhir'.length), call.query, form);
    return { status, headers: { 'Content-Type': 'application/fhir+json; charset=utf-8', 'Cache-Control': 'no-store' }, body: JSON.stringify(body) };
  };
  // Hook calls in development read from here: were these counted, the service would wait for itself.
  return [{
    pattern: '/sandbox/fhir', at: /^\/sandbox\/fhir\/(?!.*\/\/)/, uncounted: true,
    get: (call) => fhir(call, null),
    post: async (call) => {
      if (!call.path.endsWith('/_search')) throw new NotFound('This endpoint is read-only; POST is for _search.');
      call.proceed();
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of call.request as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length <= LARGEST_SEARCH_FORM) chunks.push(chunk);
      }
      return fhir(call, Buffer.concat(chunks).toString('utf8'));
    },
  }];
}

/** Made by whoever first asks for it. */
function once(make: () => string): () => string {
  let made: string | null = null;
  return () => { made ??= make(); return made; };
}

const today = (now: Date): string => now.toISOString().slice(0, 10);

/** JSON only when it is asked for by name and not less than HTML. */
function prefersJson(accept: string | undefined): boolean {
  let [jsonQuality, htmlQuality] = [0, 0];
  for (const item of (accept ?? '').slice(0, 2000).split(',')) {
    const [type = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    const given = parameters.find((each) => each.startsWith('q='));
    const quality = given === undefined ? 1 : Number(given.slice(2)) || 0;
    if (type === 'application/json' || type === 'application/*') jsonQuality = Math.max(jsonQuality, quality);
    if (type === 'text/html' || type === 'text/*' || type === 'application/xhtml+xml') htmlQuality = Math.max(htmlQuality, quality);
  }
  return jsonQuality > htmlQuality;
}

function sameSecret(authorization: string | undefined, secret: string): boolean {
  const sent = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(sent), digest(secret));
}
