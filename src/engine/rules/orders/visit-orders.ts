/** A gastroscopy ordered or booked against the surveillance window: OR-12. */
import { beyond } from '../management/row';
import { newerBeside } from '../newer-notes';
import { asksFor, point } from './order-row';
import type { OrderCase, OrderPoint, OrderRow } from './order-row';
import type { DateWindow } from '../../picture';

/** Compared by day; a period that overlaps the window fits. */
function againstWindow({ surveillance: { due, rules } }: OrderCase, when: DateWindow | null): OrderPoint | null {
  if (due === null || when === null) return null;
  const window = { earliest: due.earliest, latest: due.latest };
  if (when.last < due.earliest) return point('against', 'info', rules, { window, about: { than: 'earlier' } });
  return when.first > due.latest ? point('against', 'warning', rules, { window, about: { than: 'later', overdue: due.overdue ? 'yes' : 'no' } }) : null;
}

export const VISIT_ORDER_ROWS: readonly OrderRow[] = [
  {
    id: 'OR-12', topic: 'orders', joinsDrafts: false, newer: newerBeside('OR-12'),
    when: 'Gastroscopy earlier or later than the surveillance window.', then: 'Info, when later a warning: the window is named and a date in it proposed.',
    because: beyond('§7', 'The interval of the surveillance schedule says when the next endoscopy is due.'),
    check: (c, order) => (asksFor(order, 'gastroscopy') ? againstWindow(c, order.when) : null),
  },
];
