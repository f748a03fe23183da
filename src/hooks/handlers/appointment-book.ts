/** appointment-book: a proposed gastroscopy or follow-up against the surveillance window. */
import { type AnyResource, appointmentDaysOf, orderFactsFrom, type SiteCodes } from '../../fhir-mapping';
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
  const days = appointmentDaysOf(resource);
  if (days.length === 0) return null;
  const isGastroscopy = orderFactsFrom([{ resource, fullUrl: null }], { entries, siteCodes }).orders[0]?.acts.includes('gastroscopy') === true;
  return isGastroscopy || isAboutSurveillance(resource, entries) ? { resource, days } : null;
}
