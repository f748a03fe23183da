/** What order-select and order-sign share: drafts → orders as the rules see them → findings → cards. */
import { checkOrders } from '../../engine';
import { orderFactsFrom } from '../../fhir-mapping';
import { orderCard, type Draft } from '../cards/orders';
import { openOrdersAmong } from '../suggestions/already-ordered';
import type { Card } from '../wire';
import { bundleWith, type ContextEntry, entriesOf } from './context-bundle';
import type { HookCall } from './handler';

/** The name of an entry as a selection or a finding gives it: `Type/id`, else its fullUrl. */
export const namesOf = ({ fullUrl, resource }: ContextEntry): string[] => [
  ...(typeof resource.id === 'string' && resource.id !== '' ? [`${resource.resourceType}/${resource.id}`] : []), ...(fullUrl === null ? [] : [fullUrl]),
];

/** Cards about the judged drafts only; the other entries stay at hand for what the judged ones refer to. */
export function orderCards({ request, context, mapping, open }: HookCall, judged: (entry: ContextEntry) => boolean): Card[] {
  const entries = entriesOf(request.context['draftOrders']);
  const judgedNames = new Set(entries.filter(judged).flatMap(namesOf));
  const { orders } = orderFactsFrom(bundleWith(request.context['draftOrders'], entries), mapping);
  const spokenOf = orders.filter((order) => judgedNames.has(order.reference));
  if (spokenOf.length === 0) return [];
  const drafts = new Map<string, Draft>();
  for (const order of spokenOf) {
    const entry = entries.find((one) => namesOf(one).includes(order.reference));
    if (entry !== undefined) drafts.set(order.reference, { reference: order.reference, name: order.name, resource: entry.resource });
  }
  const findings = checkOrders(context.mapped.picture, context.today, spokenOf);
  const drafted = openOrdersAmong(entries.map((entry) => entry.resource));
  const known = { codes: new Set([...open.codes, ...drafted.codes]), texts: [...open.texts, ...drafted.texts] };
  return findings.map((finding) => orderCard(finding, drafts, known, context));
}
