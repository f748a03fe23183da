/** Leaving hospital with a surveillance visit overdue, or due within three months, and no order for it. */
import { ACTIVE, type OpenOrders, openOrdersAmong } from '../suggestions/already-ordered';
import { isVisitOrdered, surveillanceVisit } from '../suggestions/drafts';
import type { Card } from '../wire';
import { type CardContext, cardOf, REASONS_ASKING } from './card';
import { dataSection, paragraphs, section } from './sections';
import { surveillanceLines } from './summary';

const MONTHS_AHEAD = 3;

export function dischargeCard(context: CardContext, open: OpenOrders): Card | null {
  const { words, conclusion, gathered, today } = context;
  const { due, tests, rules } = conclusion.surveillance;
  if (due === null || (!due.overdue && due.earliest > monthsAfter(today, MONTHS_AHEAD)) || isVisitOrdered(openOrdersAmong(gathered.byKey.orders.resources, ACTIVE))) return null;
  const unread = gathered.byKey.orders.state !== 'complete';
  return cardOf({
    topic: 'dischargeSurveillance',
    summary: words.frame[due.overdue ? (unread ? 'dischargeOverdueUnread' : 'dischargeOverdue') : unread ? 'dischargeDueUnread' : 'dischargeDue']({ latest: due.latest }),
    detail: paragraphs([
      unread ? words.frame.ordersUnread : words.frame.noActiveOrder,
      ...section(words.frame.sections.surveillance, surveillanceLines(context), words),
      ...dataSection(context),
    ]),
    indicator: due.overdue ? 'warning' : 'info',
    rules,
    ...(isVisitOrdered(open) ? {} : { suggestions: [surveillanceVisit(due, tests, rules[0] ?? 'SU-6', context)] }),
    overrideReasons: REASONS_ASKING,
  }, context);
}

/** The same day of the month, clamped at the month's end. */
export function monthsAfter(day: string, months: number): string {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7)) - 1 + months;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(Number(day.slice(8, 10)), lastOfMonth))).toISOString().slice(0, 10);
}
