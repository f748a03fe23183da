/** order-sign: all orders of the request, re-signed ones included, except those that are over. */
import type { HookRequest } from '../wire';
import { type ContextEntry, entriesOf } from './context-bundle';
import type { HookHandler } from './handler';
import { orderCards } from './order-checks';

const OVER = new Set(['entered-in-error', 'revoked', 'cancelled', 'completed']);
const isToBeSigned = ({ resource }: ContextEntry): boolean => typeof resource['status'] !== 'string' || !OVER.has(resource['status']);

export const orderSign: HookHandler = {
  nothingToJudge: (request: HookRequest) => !entriesOf(request.context['draftOrders']).some(isToBeSigned),
  cardsFor: (call) => orderCards(call, isToBeSigned),
};
