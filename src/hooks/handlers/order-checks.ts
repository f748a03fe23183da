/** What order-select and order-sign share: drafts → orders as the rules see them → findings → cards. */
import { checkOrders } from '../../engine';
import { orderFactsFrom } from '../../fhir-mapping';
import { orderCard, type Draft } from '../cards/orders';
import { openOrdersAmong } from '../suggestions/already-ordered';
import { isOfAnotherPatient } from '../prefetch/index';
import type { Card } from '../wire';
import { type ContextEntry, entriesOf } from './context-bundle';
import type { HookCall } from './handler';

/** The name of an entry as a selection or a finding gives it: `Type/id`, else its fullUrl. */
export const namesOf = ({ fullUrl, resource }: ContextEntry): string[] => [
  ...(typeof resource.id === 'string' && resource.id !== '' ? [`${resource.resourceType}/${resource.id}`] : []), ...(fullUrl === null ? [] : [fullUrl]),
];

const NO_URLS: ReadonlyMap<string, string> = new Map();

/** Cards about the judged drafts only; the other entries stay at hand for what the judged ones refer to. */
export function orderCards({ request, context, mapping, open }: HookCall, judged: (entry: ContextEntry) => boolean): Card[] {
  const entries = entriesOf(request.context['draftOrders']);
  const ours = entries.filter((entry) => judged(entry) && !isOfAnotherPatient(entry.resource, request.patientId, NO_URLS));
  const { orders } = orderFactsFrom(ours, { entries, siteCodes: mapping.siteCodes });
  if (orders.length === 0) return [];
  const entryOf = new Map(ours.flatMap((entry) => namesOf(entry).map((name) => [name, entry] as const)));
  const drafts = new Map<string, Draft>();
  for (const order of orders) {
    // A draft without an id and a fullUrl is judged too; it can only not be taken back by its name.
    const resource = entryOf.get(order.reference)?.resource ?? { resourceType: 'ServiceRequest' };
    drafts.set(order.reference, { reference: order.reference, name: order.name, resource });
  }
  const findings = checkOrders(context.mapped.picture, context.today, orders);
  const drafted = openOrdersAmong(entries.map((entry) => entry.resource));
  const known = { codes: new Set([...open.codes, ...drafted.codes]), texts: [...open.texts, ...drafted.texts] };
  return findings.map((finding) => orderCard(finding, drafts, known, context));
}
