/** appointment-book: a proposed gastroscopy or follow-up against the surveillance window. */
import { type AnyResource, orderFactsFrom, type SiteCodes } from '../../fhir-mapping';
import { appointmentCard, type SurveillanceAppointment } from '../cards/appointment';
import { isOfAnotherPatient } from '../prefetch/index';
import { type ContextEntry, entriesOf } from './context-bundle';
import type { HookHandler } from './handler';
import { isAboutSurveillance } from './surveillance-visit';

const NO_URLS: ReadonlyMap<string, string> = new Map();
const NOT_TO_COME = new Set(['cancelled', 'noshow', 'entered-in-error', 'fulfilled']);

export const appointmentBook: HookHandler = {
  cardsFor: ({ request, context, mapping }) => {
    const entries = entriesOf(request.context['appointments']).filter(({ resource }) => !isOfAnotherPatient(resource, request.patientId, NO_URLS) && !isForAnotherPatient(resource, request.patientId));
    return entries.flatMap(({ resource }) => {
      const appointment = surveillanceAppointment(resource, entries, mapping.siteCodes);
      const card = appointment === null ? null : appointmentCard(appointment, context);
      return card === null ? [] : [card];
    });
  },
};

/** Patients take part in it, and this one is not among them. */
function isForAnotherPatient({ participant }: AnyResource, patientId: string): boolean {
  const actors = (Array.isArray(participant) ? (participant as unknown[]) : []).map((one) => ({ resourceType: 'Appointment', subject: (one as { actor?: unknown } | null)?.actor }));
  const patients = actors.filter((actor) => isOfAnotherPatient(actor, '', NO_URLS));
  return patients.length > 0 && patients.every((actor) => isOfAnotherPatient(actor, patientId, NO_URLS));
}

function surveillanceAppointment(resource: AnyResource, entries: readonly ContextEntry[], siteCodes: SiteCodes): SurveillanceAppointment | null {
  if (resource.resourceType !== 'Appointment' || (typeof resource['status'] === 'string' && NOT_TO_COME.has(resource['status']))) return null;
  const days = daysOf(resource);
  if (days === null) return null;
  const isGastroscopy = orderFactsFrom([{ resource, fullUrl: null }], { entries, siteCodes }).orders[0]?.acts.includes('gastroscopy') === true;
  return isGastroscopy || isAboutSurveillance(resource, entries) ? { resource, ...days } : null;
}

/** The days it lies on: start and end, else the requested period; instants are reduced to their UTC day. */
function daysOf(appointment: AnyResource): { first: string; last: string } | null {
  const start = utcDay(appointment['start']);
  if (start !== null) return { first: start, last: utcDay(appointment['end']) ?? start };
  const requested: unknown = Array.isArray(appointment['requestedPeriod']) ? appointment['requestedPeriod'][0] : undefined;
  if (typeof requested !== 'object' || requested === null) return null;
  const { start: first, end: last } = requested as { start?: unknown; end?: unknown };
  const from = utcDay(first) ?? utcDay(last);
  return from === null ? null : { first: from, last: utcDay(last) ?? from };
}

function utcDay(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(T|$)/.test(value)) return null;
  const instant = Date.parse(value.length === 10 ? `${value}T00:00:00Z` : value);
  return Number.isNaN(instant) ? null : new Date(instant).toISOString().slice(0, 10);
}
