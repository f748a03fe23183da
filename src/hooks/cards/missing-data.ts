/** Data that are missing and could change an answer, with the orders that would bring them. */
import type { Card, Suggestion } from '../wire';
import type { OpenOrders } from '../suggestions/already-ordered';
import { workUpSuggestions } from '../suggestions/drafts';
import { type CardContext, cardOf, REASONS_ASKING } from './card';
import { dataSection, missingLines, paragraphs, section } from './sections';

/** Work-up that is recommended or may be considered and is not ordered yet. */
export function workUpAsked(context: CardContext, open: OpenOrders): Suggestion[] {
  const asked = context.conclusion.recommendations.filter((one) => one.strength === 'recommended' || one.strength === 'consider');
  return workUpSuggestions(asked, open, context);
}

/** A card only where something can be ordered; what is merely missing stands in the summary. */
export function missingDataCard(context: CardContext, open: OpenOrders): Card | null {
  const suggestions = workUpAsked(context, open);
  if (suggestions.length === 0) return null;
  const { words, conclusion } = context;
  const items = words.list(suggestions.map((suggestion) => suggestion.label.slice(words.frame.suggestCreate({ item: '' }).length)));
  return cardOf({
    topic: 'missingData',
    summary: words.frame.missingSummary({ facts: items }),
    detail: paragraphs([...section(words.frame.sections.missing, missingLines(conclusion.missing, words), words), words.frame.workUpAsk({ items }), ...dataSection(context)]),
    indicator: 'info',
    rules: [...conclusion.missing.map((one) => one.rule), ...workUpRules(context)],
    suggestions,
    overrideReasons: REASONS_ASKING,
  }, context);
}

const WORK_UP_CODE = /-(test|testing|count|stain|imaging|staging|workup|histology|review|measurement|studies|screening|localisation|ihc)$/;
export const workUpRules = ({ conclusion }: Pick<CardContext, 'conclusion'>): string[] => conclusion.recommendations.filter((one) => WORK_UP_CODE.test(one.code)).map((one) => one.rule);
