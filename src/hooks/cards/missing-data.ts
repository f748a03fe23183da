/** Work-up that could change an answer and is not ordered: each order with what it is for. */
import type { Fact } from '../../engine';
import type { Card } from '../wire';
import type { OpenOrders } from '../suggestions/already-ordered';
import { type WorkUpItem, workUpItems } from '../suggestions/drafts';
import { SUPPLIES } from '../suggestions/work-up';
import { kept } from '../wording/kept';
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
    const facts: Fact[] = [];
    for (const { fact } of conclusion.missing) if (supplies.includes(fact) && !facts.includes(fact)) facts.push(fact);
    return workUpLine({ item: each.item, facts, rules: workUpRules([each], context) }, words);
  });
}

const workUpLine = kept(
  ({ item, facts, rules }: { item: string; facts: readonly Fact[]; rules: readonly string[] }) => [item, ...facts, '', ...rules],
  ({ item, facts, rules }, words) => words.frame.workUpLine({ item, facts: factList(facts, words), rules: rules.join(', ') }),
);

/** Every rule that asks for one of these, in the order of the items. */
export function workUpRules(items: readonly WorkUpItem[], { conclusion }: Pick<CardContext, 'conclusion'>): string[] {
  const rules = new Set<string>();
  for (const item of items) {
    rules.add(item.rule);
    for (const { code, rule } of conclusion.recommendations) if (code === item.code) rules.add(rule);
  }
  return [...rules];
}
