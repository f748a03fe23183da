/** One hook call answered: request → gather → picture → conclusion → cards. */
import type { Client, Config } from '../config';
import { assess, type Conclusion, KNOWLEDGE } from '../engine';
import { clinicalPictureFrom, type MappedPicture, type MappingOptions, type SiteCodes } from '../fhir-mapping';
import type { ShownCard } from '../store';
import { during, type Span } from '../tracing';
import type { CardContext } from './cards/card';
import { partlyRead } from './cards/unread';
import { checkedCards } from './checked-cards';
import { NeededDataMissing } from './errors';
import { gather } from './gather';
import type { Gathered, RecordReader } from './gathered';
import { appointmentBook } from './handlers/appointment-book';
import { encounterDischarge } from './handlers/encounter-discharge';
import type { HookHandler } from './handlers/handler';
import { orderSelect } from './handlers/order-select';
import { orderSign } from './handlers/order-sign';
import { patientView } from './handlers/patient-view';
import { problemListItemCreate } from './handlers/problem-list-item-create';
import { readHookRequest } from './request';
import { openOrdersAmong } from './suggestions/already-ordered';
import type { Card, HookRequest, HookResponse, ServiceId } from './wire';
import { type Language, wordsFor } from './wording';

/** Who calls, in which language, on which day (`YYYY-MM-DD`, UTC). */
export interface HookCallOptions { language: Language; client: Client | null; signal: AbortSignal; today: string; span?: Span | undefined }

export interface HookDeps {
  config: Pick<Config, 'publicBaseUrl' | 'smartLaunchUrl' | 'gastrinUpperLimit'>;
  siteCodes: SiteCodes;
  /** The reader of the request's FHIR server; null when there is none that may be called. */
  readerFor(request: HookRequest, client: Client | null, span?: Span): RecordReader | null | Promise<RecordReader | null>;
  /** A card that failed the self-check was replaced by a plain one. */
  onCardFailure(): void;
}

/** `advice`: cards; `not-applicable`: nothing to say; `insufficient`: no g-NEN seen in an incomplete record; `unavailable`: nothing said, and data that were asked for failed. */
export type HookOutcome = 'advice' | 'not-applicable' | 'insufficient' | 'unavailable';
export interface HookAnswer { response: HookResponse; outcome: HookOutcome; rules: string[]; shown: ShownCard[] }

export const HOOKS: Record<ServiceId, { hook: string; handler: HookHandler }> = {
  'gnen-patient-view': { hook: 'patient-view', handler: patientView },
  'gnen-order-select': { hook: 'order-select', handler: orderSelect },
  'gnen-order-sign': { hook: 'order-sign', handler: orderSign },
  'gnen-problem-list-item-create': { hook: 'problem-list-item-create', handler: problemListItemCreate },
  'gnen-appointment-book': { hook: 'appointment-book', handler: appointmentBook },
  'gnen-encounter-discharge': { hook: 'encounter-discharge', handler: encounterDischarge },
};

/**
 * @param body parsed JSON, nothing about it is certain
 * @throws MalformedRequest (400), NeededDataMissing (412)
 */
export async function answerHook(serviceId: ServiceId, body: unknown, call: HookCallOptions, deps: HookDeps): Promise<HookAnswer> {
  const { hook, handler } = HOOKS[serviceId];
  const request = readHookRequest(body, { id: serviceId, hook });
  if (handler.nothingToJudge?.(request) === true) return silent('not-applicable', []);
  const gathered = await during(call.span, 'gather', async (span) => gather(request, await deps.readerFor(request, call.client, span), call.signal));
  const mapping = mappingOptions(request, gathered, handler, call, deps);
  const mapped = during(call.span, 'map', () => asFarAsRead(clinicalPictureFrom(gathered.resources, mapping), gathered));
  const conclusion = during(call.span, 'assess', () => assess(mapped.picture, call.today));
  const seen = mapped.picture.evidenceOfGastricNen;
  if (handler.conditionsBeingAdded === undefined && !seen) demandConditions(gathered, call.language);
  if (!conclusion.applicable) return silent(!seen && gathered.byKey.conditions.state !== 'complete' ? 'insufficient' : 'not-applicable', conclusion.rules);
  const context: CardContext = {
    words: wordsFor(call.language), conclusion, mapped, gathered, patientId: request.patientId, today: call.today,
    publicBaseUrl: deps.config.publicBaseUrl, smartLaunchUrl: deps.config.smartLaunchUrl,
  };
  const cards = during(call.span, 'cards', () => checkedCards(handler.cardsFor({ request, context, mapping, open: openOrdersAmong(gathered.byKey.orders.resources) }), context, deps.onCardFailure));
  return { response: { cards }, outcome: outcomeOf(cards, gathered), rules: rulesOf(cards, conclusion), shown: cards.map((card) => shownCard(card, serviceId, hook)) };
}

function mappingOptions(request: HookRequest, gathered: Gathered, handler: HookHandler, call: HookCallOptions, deps: HookDeps): MappingOptions {
  const conditionsBeingAdded = handler.conditionsBeingAdded?.(request);
  return {
    patientId: request.patientId, asOf: call.today, siteCodes: deps.siteCodes, gastrinUpperLimit: deps.config.gastrinUpperLimit,
    ...(conditionsBeingAdded === undefined ? {} : { conditionsBeingAdded }), ...(gathered.fullUrls === undefined ? {} : { fullUrls: gathered.fullUrls }),
  };
}

/** What did not come whole is not taken for what is not recorded. */
function asFarAsRead(mapped: MappedPicture, gathered: Gathered): MappedPicture {
  const parts = partlyRead(gathered);
  return parts.length === 0 ? mapped : { ...mapped, picture: { ...mapped.picture, partlyRead: parts } };
}

/** Without conditions and without any other sign of a g-NEN nothing honest can be said. */
function demandConditions(gathered: Gathered, language: Language): void {
  const { state } = gathered.byKey.conditions;
  if (state === 'failed' || state === 'absent') throw new NeededDataMissing(wordsFor(language).porch.errors['conditions-missing'], { path: 'prefetch.conditions', language });
}

const silent = (outcome: HookOutcome, rules: readonly string[]): HookAnswer => ({ response: { cards: [] }, outcome, rules: [...rules], shown: [] });

function outcomeOf(cards: readonly Card[], gathered: Gathered): HookOutcome {
  if (cards.length > 0) return 'advice';
  return Object.values(gathered.byKey).some((key) => key.state === 'failed') ? 'unavailable' : 'not-applicable';
}

const rulesOf = (cards: readonly Card[], conclusion: Conclusion): string[] => [...new Set([...conclusion.rules, ...cards.flatMap((card) => card.extension['org.gnen-cds.rules'])])];

const shownCard = (card: Card, service: ServiceId, hook: string): ShownCard => ({
  card: card.uuid, service, hook, topic: card.source.topic.code, rules: card.extension['org.gnen-cds.rules'], knowledgeVersion: KNOWLEDGE.version,
  suggestions: (card.suggestions ?? []).map((suggestion) => suggestion.uuid),
});
