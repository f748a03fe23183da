/** What one hook has to do beyond what all do: which cards it shows, and what of its context counts as data. */
import type { AnyResource } from '../../fhir-mapping';
import type { CardContext } from '../cards/card';
import type { OpenOrders } from '../suggestions/already-ordered';
import type { Card, HookRequest } from '../wire';
import type { MappingOptions } from '../../fhir-mapping';

export interface HookCall {
  request: HookRequest;
  context: CardContext;
  /** Orders that are open on the record; drafts of the call are added by the hook. */
  open: OpenOrders;
  mapping: MappingOptions;
}

export interface HookHandler {
  /** Conditions of the context that stand in for `conditions` (problem-list-item-create). */
  conditionsBeingAdded?(request: HookRequest): AnyResource[];
  /** True when the context holds nothing to speak about: no cards, nothing read. */
  nothingToJudge?(request: HookRequest): boolean;
  /** Resources of the context that are orders of their own: what they order is not suggested again. */
  drafts?(request: HookRequest): AnyResource[];
  cardsFor(call: HookCall): Card[];
}
