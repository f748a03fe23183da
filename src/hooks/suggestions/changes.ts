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

/** A window as far as it can still be kept on `today`; one that has passed is open at its end: as soon as possible. */
export const periodFrom = ({ earliest, latest }: Window, today: string): { start: string; end?: string } =>
  latest < today ? { start: today } : { start: earliest < today ? today : earliest, end: latest };

/** Moves an order or appointment into what is left of the window; null where the draft is not valid R4 as it stands, or would stay where it is. */
export function moving(draft: AnyResource, name: string, window: Window, { words, today }: { words: Words; today: string }): Suggestion | null {
  if (draftReference(draft) === null || !isValidR4(draft)) return null;
  const moved = draft.resourceType === 'Appointment' ? movedAppointment(draft, window, today) : draft.resourceType === 'ServiceRequest' ? movedRequest(draft, window, today) : null;
  if (moved === null || !isValidR4(moved.resource)) return null;
  const about = { name: plain(name), earliest: moved.to };
  const label = window.latest < today ? words.frame.suggestMoveSoon(about) : words.frame.suggestMove(about);
  return { label, uuid: randomUUID(), actions: [{ type: 'update', description: label, resource: moved.resource }] };
}

interface Window { earliest: string; latest: string }
/** The draft on another day, and that day. */
interface Moved { resource: AnyResource; to: string }

function movedRequest(draft: AnyResource, window: Window, today: string): Moved | null {
  const { occurrenceDateTime, occurrencePeriod, occurrenceTiming: _timing, ...rest } = draft;
  const period = periodFrom(window, today);
  const before: unknown = occurrenceDateTime ?? (occurrencePeriod as { start?: unknown } | undefined)?.start;
  if (typeof before === 'string' && before.slice(0, 10) === period.start) return null;
  return { resource: { ...(rest as AnyResource), occurrencePeriod: period }, to: period.start }; // sound: resourceType and id are among the rest
}

/** The same time of day and length, on the nearest day of the window; where it has passed, on the next day. */
function movedAppointment(draft: AnyResource, window: Window, today: string): Moved | null {
  const { start, end, requestedPeriod } = draft;
  const period = periodFrom(window, today);
  if (start === undefined && Array.isArray(requestedPeriod)) return { resource: { ...draft, requestedPeriod: [period] }, to: period.start };
  if (typeof start !== 'string' || typeof end !== 'string') return null;
  const day = start.slice(0, 10);
  const to = period.end === undefined ? dayAfter(today) : day < period.start ? period.start : period.end;
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / DAY_MS);
  if (Number.isNaN(days) || days === 0 || (period.end === undefined && day === today)) return null;
  const shifted = (instant: string): string => new Date(Date.parse(`${instant.slice(0, 10)}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) + instant.slice(10);
  return { resource: { ...draft, start: shifted(start), end: shifted(end) }, to };
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
