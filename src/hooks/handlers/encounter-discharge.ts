/** encounter-discharge: surveillance that is overdue or falls due soon, with no active order for it. */
import { dischargeCard } from '../cards/discharge';
import type { HookHandler } from './handler';

export const encounterDischarge: HookHandler = {
  cardsFor: ({ context, open }) => [dischargeCard(context, open)].filter((card) => card !== null),
};
