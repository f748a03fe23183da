/** What order-select and order-sign share: drafts → orders as the rules see them → findings → cards. */
import { checkOrders } from '../../engine';
import { type AnyResource, orderFactsFrom } from '../../fhir-mapping';
import { spokenName } from '../cards/named';
import { type Draft, orderCard, UNNAMED } from '../cards/orders';
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
const OVER = new Set(['entered-in-error', 'revoked', 'cancelled', 'completed']);

/** An order that may still be carried out: not over, and none that says not to. */
export const isOpenOrder = ({ resource }: ContextEntry): boolean => !(typeof resource['status'] === 'string' && OVER.has(resource['status'])) && resource['doNotPerform'] !== true;

/** Cards about the judged drafts only; the other entries stay at hand for what the judged ones refer to. */
export function orderCards({ request, context, mapping, open }: HookCall, judged: (entry: ContextEntry) => boolean): Card[] {
  const entries = entriesOf(request.context['draftOrders']);
  const ours = told(entries.filter((entry) => judged(entry) && isOpenOrder(entry) && !isOfAnotherPatient(entry.resource, request.patientId, NO_URLS)));
  const { orders } = orderFactsFrom([...ours.values()].map(({ read }) => read), { entries, siteCodes: mapping.siteCodes });
  if (orders.length === 0) return [];
  const drafts = new Map<string, Draft>();
  for (const order of orders) {
    const resource = ours.get(order.reference)?.resource ?? { resourceType: 'ServiceRequest' };
    drafts.set(order.reference, { reference: order.reference, name: spokenName(order.name, [...order.drugs, ...order.acts], context.words), resource });
  }
  const findings = checkOrders(context.mapped.picture, context.today, orders);
  const drafted = openOrdersAmong(entries.filter(isOpenOrder).map((entry) => entry.resource));
  const known = { codes: new Set([...open.codes, ...drafted.codes]), texts: [...open.texts, ...drafted.texts] };
  return findings.map((finding) => orderCard(finding, drafts, known, context));
}

/** Each draft under a name of its own: the same one twice is one, and those without a name, or with another's, are told apart. */
function told(entries: readonly ContextEntry[]): Map<string, { resource: AnyResource; read: ContextEntry }> {
  const byName = new Map<string, { resource: AnyResource; read: ContextEntry }>();
  for (const [index, entry] of entries.entries()) {
    const [name] = namesOf(entry);
    const before = name === undefined ? undefined : byName.get(name);
    if (name !== undefined && before === undefined) { byName.set(name, { resource: entry.resource, read: entry }); continue; }
    if (before !== undefined && JSON.stringify(before.resource) === JSON.stringify(entry.resource)) continue;
    const { id: _id, ...rest } = entry.resource;
    const fullUrl = `${UNNAMED}${index}`;
    byName.set(fullUrl, { resource: entry.resource, read: { fullUrl, resource: rest as AnyResource } }); // sound: resourceType is among the rest
  }
  return byName;
}
