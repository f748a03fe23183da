/** Work-up that could change an answer and is not ordered: each order with what it is for. */
import type { Card } from '../wire';
import type { OpenOrders } from '../suggestions/already-ordered';
import { type WorkUpItem, workUpItems } from '../suggestions/drafts';
import { SUPPLIES } from '../suggestions/work-up';
import { type CardContext, cardOf, REASONS_ASKING } from './card';
import { dataSection, factList, missingLines, paragraphs, section } from './sections';
import { mayBeOnRecord } from './unread';

/** Work-up that is recommended or may be considered, is not ordered yet, and cannot be among what did not arrive. */
export function workUpAsked(context: CardContext, open: OpenOrders): WorkUpItem[] {
  const asked = context.conclusion.recommendations.filter((one) => (one.strength === 'recommended' || one.strength === 'consider') && !mayBeOnRecord(one.code, context.gathered));
  return workUpItems(asked, open, context);
}

/** A card only where something can be ordered, about what the orders would bring; whatever else is missing stands in the summary. */
export function missingDataCard(context: CardContext, open: OpenOrders): Card | null {
  const items = workUpAsked(context, open);
  if (items.length === 0) return null;
  const { words, conclusion } = context;
  const supplied = new Set(items.flatMap(({ code }) => SUPPLIES[code] ?? []));
  const missing = conclusion.missing.filter(({ fact }) => supplied.has(fact));
  return cardOf({
    topic: 'missingData',
    summary: words.frame.missingSummary({ facts: words.list(items.map(({ item }) => item)) }),
    detail: paragraphs([...section(words.frame.sections.workUp, workUpLines(items, context), words), ...section(words.frame.sections.missing, missingLines(missing, context), words), ...dataSection(context)]),
    indicator: 'info',
    rules: [...workUpRules(items, context), ...missing.map((one) => one.rule)],
    suggestions: items.map(({ suggestion }) => suggestion),
    overrideReasons: REASONS_ASKING,
  }, context);
}

/** Each order with the missing facts it would bring and the rules that ask for it. */
export function workUpLines(items: readonly WorkUpItem[], context: Pick<CardContext, 'conclusion' | 'words'>): string[] {
  const { words, conclusion } = context;
  return items.map((each) => {
    const supplies = SUPPLIES[each.code] ?? [];
    const facts = conclusion.missing.map(({ fact }) => fact).filter((fact) => supplies.includes(fact));
    return words.frame.workUpLine({ item: each.item, facts: factList(facts, words), rules: workUpRules([each], context).join(', ') });
  });
}

/** Every rule that asks for one of these, in the order of the items. */
export const workUpRules = (items: readonly WorkUpItem[], { conclusion }: Pick<CardContext, 'conclusion'>): string[] =>
  [...new Set(items.flatMap((item) => [item.rule, ...conclusion.recommendations.filter(({ code }) => code === item.code).map(({ rule }) => rule)]))];
