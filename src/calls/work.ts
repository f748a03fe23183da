/** The work of one protected call, the same in every thread: bytes → JSON → what the conversation makes of it → bytes. */
import { type Assessment, fullDate, type HookAnswer, type HookCallOptions, type Language, receiveFeedback, type ServiceId } from '../hooks';
import type { Span } from '../tracing';
import { type JsonLimits, parsedObject } from './json-object';
import type { Beside, Done, Task, Work } from './task';

export interface WorkDeps {
  limits: JsonLimits;
  answerHook(id: ServiceId, body: unknown, call: HookCallOptions): Promise<HookAnswer & { upstreamMs?: number }>;
  assess(bundle: unknown, options: { asOf: string; language: Language; span?: Span | undefined }): Assessment;
}

export function workOf(deps: WorkDeps): Work {
  const work = async (bytes: Buffer, task: Task, beside: Beside): Promise<Done> => {
    const body = parsedObject(bytes, deps.limits);
    if (task.kind === 'hook') {
      const { response, outcome, rules, shown, upstreamMs } = await deps.answerHook(task.service, body, { language: task.language, client: beside.client, signal: beside.signal, today: task.today, span: beside.span });
      const rulesOfCards = new Set<string>();
      for (const card of response.cards) for (const rule of card.extension['org.gnen-cds.rules']) rulesOfCards.add(rule);
      return { kind: 'hook', body: JSON.stringify(response), outcome, cards: response.cards.length, rules, rulesOfCards: [...rulesOfCards], shown, upstreamMs };
    }
    if (task.kind === 'assess') {
      const assessment = deps.assess(body, { asOf: task.asOf === undefined ? task.today : fullDate(task.asOf), language: task.language, span: beside.span });
      return { kind: 'assess', body: JSON.stringify(assessment), applicable: assessment.applicable, rules: assessment.rules };
    }
    return { kind: 'feedback', ...receiveFeedback(task.service, body, { iss: task.iss, tenant: task.tenant, now: task.now, maxItems: deps.limits.maxEntries }) };
  };
  return work as Work; // sound: what is done is of the kind that was asked
}
