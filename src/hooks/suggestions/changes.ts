/** Taking back or moving a draft the client sent: only where the client could carry it out. */
import { randomUUID } from 'node:crypto';
import type { AnyResource } from '../../fhir-mapping';
import { plain } from '../cards/markdown';
import type { Suggestion } from '../wire';
import type { Words } from '../wording';
import { isValidR4 } from './valid-r4';

const DAY_MS = 86_400_000;
const TYPE = /^[A-Z][A-Za-z]{1,63}$/;
// Some servers give ids longer than FHIR's 64 characters; they know them again.
const ID = /^[A-Za-z0-9\-.]{1,128}$/;

/** The reference by which a client can find its draft; null for a draft without a usable id. */
export const draftReference = (draft: AnyResource): string | null => (typeof draft.id === 'string' && ID.test(draft.id) && TYPE.test(draft.resourceType) ? `${draft.resourceType}/${draft.id}` : null);

/** Removes a draft that is advised against; null where the draft has no id. */
export function removing(draft: AnyResource, name: string, words: Words): Suggestion | null {
  const resourceId = draftReference(draft);
  if (resourceId === null) return null;
  const label = words.frame.suggestRemove({ name: plain(name) });
  return { label, uuid: randomUUID(), isRecommended: true, actions: [{ type: 'delete', description: label, resourceId }] };
}

/** Moves an order or appointment into the window; null where the draft is not valid R4 as it stands. */
export function moving(draft: AnyResource, name: string, window: { earliest: string; latest: string }, words: Words): Suggestion | null {
  if (draftReference(draft) === null) return null;
  const moved = draft.resourceType === 'Appointment' ? movedAppointment(draft, window) : draft.resourceType === 'ServiceRequest' ? movedRequest(draft, window) : null;
  if (moved === null || !isValidR4(draft) || !isValidR4(moved)) return null;
  const label = words.frame.suggestMove({ name: plain(name), earliest: window.earliest });
  return { label, uuid: randomUUID(), actions: [{ type: 'update', description: label, resource: moved }] };
}

function movedRequest(draft: AnyResource, window: { earliest: string; latest: string }): AnyResource {
  const { occurrenceDateTime: _dateTime, occurrencePeriod: _period, occurrenceTiming: _timing, ...rest } = draft;
  return { ...(rest as AnyResource), occurrencePeriod: { start: window.earliest, end: window.latest } }; // sound: resourceType and id are among the rest
}

/** The same time of day and length, on the nearest day of the window. */
function movedAppointment(draft: AnyResource, window: { earliest: string; latest: string }): AnyResource | null {
  const { start, end } = draft;
  if (typeof start !== 'string' || start.length < 10) return null;
  const day = start.slice(0, 10);
  const target = day < window.earliest ? window.earliest : window.latest;
  const shift = Date.parse(`${target}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(shift)) return null;
  const shifted = (instant: string): string => new Date(Date.parse(`${instant.slice(0, 10)}T00:00:00Z`) + Math.round(shift / DAY_MS) * DAY_MS).toISOString().slice(0, 10) + instant.slice(10);
  if (end !== undefined && (typeof end !== 'string' || Number.isNaN(Date.parse(end)))) return null;
  return { ...draft, start: shifted(start), ...(typeof end === 'string' ? { end: shifted(end) } : {}) };
}
