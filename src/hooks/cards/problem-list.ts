/** A gastric NEN put on the problem list: which work-up it still lacks. */
import type { OpenOrders } from '../suggestions/already-ordered';
import type { Card } from '../wire';
import { type CardContext, cardOf, REASONS_ASKING } from './card';
import { workUpAsked, workUpLines, workUpRules } from './missing-data';
import { dataSection, factList, missingLines, noticeLines, paragraphs, section } from './sections';
import { didNotArrive } from './unread';

export function problemListCard(context: CardContext, open: OpenOrders): Card | null {
  const { words, conclusion, gathered } = context;
  const items = workUpAsked(context, open);
  if (conclusion.missing.length === 0 && items.length === 0) return null;
  const facts = conclusion.missing.length > 0 ? factList(conclusion.missing.map((one) => one.fact), words) : words.list(items.map(({ item }) => item));
  return cardOf({
    topic: 'problemWorkUp',
    summary: didNotArrive(gathered, 'observations') ? words.frame.addedProblemUnread : words.frame.addedProblemSummary({ facts }),
    detail: paragraphs([
      ...section(words.frame.sections.workUp, workUpLines(items, context), words),
      ...section(words.frame.sections.missing, missingLines(conclusion.missing, context), words),
      ...section(words.frame.sections.notices, noticeLines(conclusion.notices, words), words),
      ...dataSection(context),
    ]),
    indicator: 'info',
    rules: [...workUpRules(items, context), ...conclusion.missing.map((one) => one.rule), ...conclusion.rules],
    suggestions: items.map(({ suggestion }) => suggestion),
    overrideReasons: REASONS_ASKING,
  }, context);
}
