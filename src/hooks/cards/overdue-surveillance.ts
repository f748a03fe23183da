/** A surveillance visit whose window has passed. */
import type { Card } from '../wire';
import type { OpenOrders } from '../suggestions/already-ordered';
import { isVisitOrdered, surveillanceVisit } from '../suggestions/drafts';
import { type CardContext, cardOf, REASONS_ASKING } from './card';
import { dataSection, paragraphs, section } from './sections';
import { surveillanceLines } from './summary';

export function overdueSurveillanceCard(context: CardContext, open: OpenOrders): Card | null {
  const { words, conclusion } = context;
  const { due, tests, rules } = conclusion.surveillance;
  if (due === null || !due.overdue) return null;
  const rule = rules[0] ?? 'SU-6';
  return cardOf({
    topic: 'surveillanceOverdue',
    summary: words.frame.overdueSummary({ latest: due.latest }),
    detail: paragraphs([...section(words.frame.sections.surveillance, surveillanceLines(context), words), ...dataSection(context)]),
    indicator: 'warning',
    rules,
    ...(isVisitOrdered(open) ? {} : { suggestions: [surveillanceVisit(due, tests, rule, context)] }),
    overrideReasons: REASONS_ASKING,
  }, context);
}
