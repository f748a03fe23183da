/** A proposed gastroscopy or follow-up that misses the surveillance window. */
import type { AnyResource } from '../../fhir-mapping';
import { moving } from '../suggestions/changes';
import type { Card } from '../wire';
import { type CardContext, cardOf, REASONS_ASKING } from './card';
import { dataSection, paragraphs, section } from './sections';
import { surveillanceLines } from './summary';

/** An appointment that is about the surveillance, with the days it lies on. */
export interface SurveillanceAppointment { resource: AnyResource; first: string; last: string }

/** Compared by day, a period by its overlap; no window, no card. */
export function appointmentCard(appointment: SurveillanceAppointment, context: CardContext): Card | null {
  const { words, conclusion } = context;
  const { due, rules } = conclusion.surveillance;
  if (due === null || (appointment.first <= due.latest && appointment.last >= due.earliest)) return null;
  const later = appointment.first > due.latest;
  const about = { when: appointment.first, earliest: due.earliest, latest: due.latest };
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
