/** order-sign: all orders of the request, re-signed ones included, except those that are over. */
import type { HookRequest } from '../wire';
import { entriesOf } from './context-bundle';
import type { HookHandler } from './handler';
import { isOpenOrder, orderCards } from './order-checks';

export const orderSign: HookHandler = {
  nothingToJudge: (request: HookRequest) => !entriesOf(request.context['draftOrders']).some(isOpenOrder),
  cardsFor: (call) => orderCards(call, isOpenOrder),
};
