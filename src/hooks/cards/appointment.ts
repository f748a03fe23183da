/** A proposed gastroscopy or follow-up that misses the surveillance window. */
import type { AnyResource } from '../../fhir-mapping';
import { moving } from '../suggestions/changes';
import type { Card } from '../wire';
import { type CardContext, cardOf, REASONS_ASKING } from './card';
import { dataSection, paragraphs, section } from './sections';
import { surveillanceLines } from './summary';

/** An appointment that is about the surveillance, with the days it lies on, or may lie on when several periods were asked for. */
export interface SurveillanceAppointment { resource: AnyResource; days: readonly { first: string; last: string }[] }

/** The day as the client wrote it; of a period its first day, of one without a beginning its last. */
function whenOf({ start, requestedPeriod }: AnyResource): string {
  const periods = (Array.isArray(requestedPeriod) ? requestedPeriod : []) as ({ start?: unknown; end?: unknown } | null)[]; // sound: only read, as unknown
  const written = [start, ...periods.flatMap((period) => [period?.start, period?.end])].find((one) => typeof one === 'string');
  return typeof written === 'string' ? written.slice(0, 10) : '';
}

/** Compared by day, a period by its overlap; no window, no card. */
export function appointmentCard(appointment: SurveillanceAppointment, context: CardContext): Card | null {
  const { words, conclusion } = context;
  const { due, rules } = conclusion.surveillance;
  if (due === null || appointment.days.length === 0 || appointment.days.some(({ first, last }) => first <= due.latest && last >= due.earliest)) return null;
  // Asked for before and after the window alike, it can still be moved into it: not late yet.
  const later = appointment.days.every(({ first }) => first > due.latest);
  const about = { when: whenOf(appointment.resource), earliest: due.earliest, latest: due.latest };
  const moved = moving(appointment.resource, words.codes.tests.gastroscopy, due, context);
  return cardOf({
    topic: 'appointmentWindow',
    summary: later ? words.frame.appointmentLate(about) : words.frame.appointmentEarly(about),
    detail: paragraphs([words.frame.appointmentDetail(about), ...(due.latest < context.today ? [words.frame.asSoonAsPossible] : []), ...section(words.frame.sections.surveillance, surveillanceLines(context), words), ...dataSection(context)]),
    indicator: later ? 'warning' : 'info',
    rules: ['OR-12', ...rules],
    ...(moved === null ? {} : { suggestions: [moved] }),
    overrideReasons: REASONS_ASKING,
  }, context);
}
