/** order-select: speaks of the selected drafts and of no others. */
import type { HookRequest } from '../wire';
import { type ContextEntry, entriesOf } from './context-bundle';
import type { HookHandler } from './handler';
import { namesOf, orderCards } from './order-checks';

const selectedIn = (request: HookRequest): ((entry: ContextEntry) => boolean) => {
  const selections: unknown = request.context['selections'];
  const wanted = new Set(Array.isArray(selections) ? selections.filter((one): one is string => typeof one === 'string').flatMap((one) => [one, typeAndId(one)]) : []);
  return (entry) => namesOf(entry).some((name) => wanted.has(name));
};

/** A selection as type and id, whatever base or version it was written with. */
function typeAndId(selection: string): string {
  const at = selection.indexOf('/_history/');
  return (at < 0 ? selection : selection.slice(0, at)).split('/').slice(-2).join('/');
}

export const orderSelect: HookHandler = {
  nothingToJudge: (request) => !entriesOf(request.context['draftOrders']).some(selectedIn(request)),
  cardsFor: (call) => orderCards(call, selectedIn(call.request)),
};
