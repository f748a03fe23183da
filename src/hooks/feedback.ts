/** Feedback as clients really send it → entries worth keeping: liberal in what it reads, silent about nothing it drops. */
import type { FeedbackEntry } from '../store';
import { MalformedRequest, TooLarge } from './errors';
import type { ServiceId } from './wire';

const LONGEST_CARD_ID = 256;
const LONGEST_COMMENT = 10_000;
const LONGEST_CODE = 1000;
const MOST_SUGGESTIONS = 100;

type Loose = Record<string, unknown>;
const objectOf = (value: unknown): Loose | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null);
const own = (value: Loose, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);
const shortText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_CODE) : undefined);

/** RFC 3339 as far as a date is needed: anything else is as if it had not been sent. */
function timestamp(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 64 || !/^\d{4}-\d{2}-\d{2}T/.test(value)) return null;
  return Number.isNaN(Date.parse(value)) ? null : value;
}

/** `overrideReason`, or the plural that vendor documentation shows, as an object or a list: the first that says something. */
function overrideReason(item: Loose): Pick<FeedbackEntry, 'reason' | 'userComment'> {
  for (const name of ['overrideReason', 'overrideReasons']) {
    const given = own(item, name);
    for (const candidate of Array.isArray(given) ? given : [given]) {
      const said = objectOf(candidate);
      if (said === null) continue;
      // A bare Coding stands where the reason should in some clients' plural form.
      const coding = objectOf(own(said, 'reason')) ?? (own(said, 'code') === undefined ? null : said);
      const code = coding === null ? undefined : shortText(own(coding, 'code'));
      const system = coding === null ? undefined : shortText(own(coding, 'system'));
      const display = coding === null ? undefined : shortText(own(coding, 'display'));
      const comment = own(said, 'userComment');
      const userComment = typeof comment === 'string' && comment !== '' ? comment.slice(0, LONGEST_COMMENT) : null;
      const hasReason = code !== undefined || system !== undefined || display !== undefined;
      if (!hasReason && userComment === null) continue;
      return {
        reason: hasReason ? { ...(code === undefined ? {} : { code }), ...(system === undefined ? {} : { system }), ...(display === undefined ? {} : { display }) } : null,
        userComment,
      };
    }
  }
  return { reason: null, userComment: null };
}

function acceptedSuggestions(item: Loose): string[] {
  const given = own(item, 'acceptedSuggestions');
  if (!Array.isArray(given)) return [];
  const ids: string[] = [];
  for (const each of given) {
    const suggestion = objectOf(each);
    const id = typeof each === 'string' ? each : suggestion === null ? undefined : own(suggestion, 'id');
    if (typeof id === 'string' && id !== '' && id.length <= LONGEST_CARD_ID && !ids.includes(id)) ids.push(id);
    if (ids.length === MOST_SUGGESTIONS) break;
  }
  return ids;
}

/**
 * Reads one delivery. Items without a card id or a known outcome are counted as skipped beside good ones.
 * @param caller who sends it, by token; `now` is the server's time (ISO 8601, UTC).
 * @throws MalformedRequest (400) when nothing in it is usable; TooLarge (413) above `maxItems`.
 * @see requirements of the specification, section J
 */
export function receiveFeedback(service: ServiceId, body: unknown, caller: { iss: string | null; tenant: string | null; now: string; maxItems: number }): { entries: FeedbackEntry[]; skipped: number } {
  const request = objectOf(body);
  const items = request === null ? undefined : own(request, 'feedback');
  if (!Array.isArray(items) || items.length === 0) throw new MalformedRequest('A non-empty array is expected.', { path: 'feedback' });
  if (items.length > caller.maxItems) throw new TooLarge(`At most ${caller.maxItems} items are taken in one batch.`, { path: 'feedback' });
  const entries: FeedbackEntry[] = [];
  for (const each of items) {
    const item = objectOf(each);
    if (item === null) continue;
    const card = own(item, 'card');
    const outcome = own(item, 'outcome');
    if (typeof card !== 'string' || card === '' || card.length > LONGEST_CARD_ID) continue;
    if (outcome !== 'accepted' && outcome !== 'overridden') continue;
    const clientTimestamp = timestamp(own(item, 'outcomeTimestamp'));
    entries.push({
      iss: caller.iss, tenant: caller.tenant, service, card, outcome, clientTimestamp,
      outcomeTimestamp: clientTimestamp ?? caller.now, receivedAt: caller.now,
      acceptedSuggestions: acceptedSuggestions(item), ...overrideReason(item),
    });
  }
  if (entries.length === 0) throw new MalformedRequest('No item has a card id (string of 1 to 256 characters) and an outcome (accepted or overridden).', { path: 'feedback' });
  return { entries, skipped: items.length - entries.length };
}
