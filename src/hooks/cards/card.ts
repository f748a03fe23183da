/** One card, put together the same way whatever it says. */
import { randomUUID } from 'node:crypto';
import type { ApplicableConclusion } from '../../engine';
import type { MappedPicture } from '../../fhir-mapping';
import type { Gathered } from '../gathered';
import { OVERRIDE_CODINGS, type OverrideReason } from '../override-reasons';
import type { Card, Indicator, Link, Suggestion } from '../wire';
import type { Words } from '../wording';
import { kept } from '../wording/kept';
import { summaryLine } from './summary-line';
import { type CardTopic, TOPIC_SYSTEM } from './topics';

/** What every card of one answer knows. */
export interface CardContext {
  words: Words;
  conclusion: ApplicableConclusion;
  mapped: MappedPicture;
  gathered: Gathered;
  /** Bare id: suggestions refer to this patient and to no other. */
  patientId: string;
  /** The server's UTC date, `YYYY-MM-DD`. */
  today: string;
  publicBaseUrl: string;
  smartLaunchUrl: string | null;
}

export interface CardContent {
  topic: CardTopic;
  summary: string;
  detail: string;
  indicator: Indicator;
  /** Ids of the rules it rests on, the most telling first. */
  rules: readonly string[];
  suggestions?: Suggestion[];
  overrideReasons?: readonly OverrideReason[];
}

/** Reasons offered where a card advises against something that is under way. */
export const REASONS_AGAINST: readonly OverrideReason[] = ['specialist-decision', 'benefit-outweighs-risk', 'other-indication', 'data-wrong', 'evidence-disputed'];
/** Reasons offered where a card asks for something. */
export const REASONS_ASKING: readonly OverrideReason[] = ['already-done', 'patient-preference', 'specialist-decision', 'data-wrong'];

export function cardOf(content: CardContent, context: Pick<CardContext, 'words' | 'publicBaseUrl' | 'smartLaunchUrl'>): Card {
  const { words, publicBaseUrl } = context;
  const rules = [...new Set(content.rules)];
  const suggestions = content.suggestions ?? [];
  return {
    uuid: randomUUID(),
    summary: summaryLine(content.summary, words.language),
    ...(content.detail === '' ? {} : { detail: content.detail }),
    indicator: content.indicator,
    source: sourceOf({ topic: content.topic, publicBaseUrl }, words),
    ...(suggestions.length === 0 ? {} : { suggestions, selectionBehavior: 'any' as const }),
    ...(content.overrideReasons === undefined ? {} : { overrideReasons: reasonsOf(content.overrideReasons, words) }),
    links: linksOf(rules, context),
    extension: { 'org.gnen-cds.rules': rules },
  };
}

const sourceOf = kept(({ topic, publicBaseUrl }: { topic: CardTopic; publicBaseUrl: string }) => [topic, publicBaseUrl], ({ topic, publicBaseUrl }, words): Card['source'] => ({
  label: words.frame.sourceLabel, url: `${publicBaseUrl}/rulebook`, topic: { code: topic, system: TOPIC_SYSTEM, display: words.frame.topics[topic] },
}));

const reasonsOf = kept((reasons: readonly OverrideReason[]) => reasons, (reasons, words): NonNullable<Card['overrideReasons']> => reasons.map((reason) => ({ ...OVERRIDE_CODINGS[reason], display: words.overrideReasons[reason] })));

const rulebookLink = kept(({ rule, publicBaseUrl }: { rule: string; publicBaseUrl: string }) => [rule, publicBaseUrl], ({ rule, publicBaseUrl }, words): Link => ({ label: words.frame.rulebookLink({ rule }), url: `${publicBaseUrl}/rulebook#${rule}`, type: 'absolute' }));

function linksOf(rules: string[], { words, publicBaseUrl, smartLaunchUrl }: Pick<CardContext, 'words' | 'publicBaseUrl' | 'smartLaunchUrl'>): Link[] {
  const telling = rules.length > 1 ? rules.filter((rule) => rule !== 'AP-1') : rules;
  const entries: Link[] = telling.slice(0, 3).map((rule) => rulebookLink({ rule, publicBaseUrl }, words));
  // The app gets the rules to open at and nothing about the patient: the launch itself names the patient.
  if (smartLaunchUrl !== null) entries.push({ label: words.frame.smartLink, url: smartLaunchUrl, type: 'smart', appContext: JSON.stringify({ rules, language: words.language }) });
  return entries;
}
