/** Prometheus metrics: every label comes from a fixed set, nothing a caller can choose. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

export interface Metrics {
  request(route: string, method: string, status: number, seconds: number): void;
  call(service: string, client: string, outcome: string, rules: readonly string[]): void;
  feedback(outcome: 'accepted' | 'overridden'): void;
  /** Items of a batch that could not be used, beside those that could. */
  feedbackSkipped(items: number): void;
  refusedTokens(): void;
  /** One call to a FHIR server: the client's configured name, what became of it, how long it took. */
  upstreamCall(client: string, outcome: string, ms: number): void;
  cardReplaced(): void;
  text(): Promise<string>;
  readonly contentType: string;
}

/** Counts by name until somebody asks: the library's own look-up by labels costs more than a request can spare for each of its rules. */
function tallied(counter: Counter, labelsOf: (name: string) => Record<string, string>): (name: string) => void {
  const tally = new Map<string, number>();
  // Sound: prom-client calls `collect` of every metric before it reads it; its types know the member of the configuration only.
  (counter as Counter & { collect?: () => void }).collect = () => {
    for (const [name, count] of tally) if (count > 0) { counter.inc(labelsOf(name), count); tally.set(name, 0); }
  };
  return (name) => { tally.set(name, (tally.get(name) ?? 0) + 1); };
}

/** @param live figures that are read when somebody asks. */
export function metricsOf(live: { inFlight(): number; storeUp(): boolean; droppedLines(): number }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  // Versions are nobody's business.
  registry.removeSingleMetric('nodejs_version_info');
  const registers = [registry];
  const requests = new Counter({ name: 'gnen_http_requests_total', help: 'Requests by route pattern, method and status', labelNames: ['route', 'method', 'status'], registers });
  const duration = new Histogram({ name: 'gnen_http_request_duration_seconds', help: 'Time to the answer', labelNames: ['route'], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], registers });
  const outcomes = new Counter({ name: 'gnen_hook_outcomes_total', help: 'Answered calls by service and outcome', labelNames: ['service', 'client', 'outcome'], registers });
  const cards = new Counter({ name: 'gnen_cards_total', help: 'Cards by the rules they name', labelNames: ['rule'], registers });
  const upstream = new Histogram({ name: 'gnen_upstream_duration_seconds', help: 'Calls to the FHIR servers of clients', labelNames: ['client', 'outcome'], buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5], registers });
  const feedback = new Counter({ name: 'gnen_feedback_total', help: 'Feedback records by outcome, each counted once', labelNames: ['outcome'], registers });
  for (const outcome of ['accepted', 'overridden']) feedback.inc({ outcome }, 0);
  const skipped = new Counter({ name: 'gnen_feedback_skipped_total', help: 'Feedback items that could not be used, beside others of their batch that could', registers });
  const replaced = new Counter({ name: 'gnen_cards_replaced_total', help: 'Cards that failed the check of the response and were replaced by plain ones', registers });
  const refused = new Counter({ name: 'gnen_refused_tokens_total', help: 'Calls refused with 401', registers });
  new Gauge({ name: 'gnen_requests_in_flight', help: 'Requests worked on now', registers, collect() { this.set(live.inFlight()); } });
  new Gauge({ name: 'gnen_store_up', help: '1 while the store answers', registers, collect() { this.set(live.storeUp() ? 1 : 0); } });
  new Gauge({ name: 'gnen_log_lines_dropped', help: 'Log lines dropped because nobody read them', registers, collect() { this.set(live.droppedLines()); } });
  const requested = tallied(requests, (name) => { const [method = '', status = '', route = ''] = name.split(' '); return { route, method, status }; });
  const cardOf = tallied(cards, (rule) => ({ rule }));
  return {
    request: (route, method, status, seconds) => {
      requested(`${METHODS.has(method) ? method : 'other'} ${status} ${route}`);
      duration.observe({ route }, seconds);
    },
    call: (service, client, outcome, rules) => {
      outcomes.inc({ service, client, outcome });
      for (const rule of rules) cardOf(rule);
    },
    feedback: (outcome) => feedback.inc({ outcome }),
    feedbackSkipped: (items) => skipped.inc(items),
    refusedTokens: () => refused.inc(),
    upstreamCall: (client, outcome, ms) => upstream.observe({ client, outcome }, ms / 1000),
    cardReplaced: () => replaced.inc(),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
