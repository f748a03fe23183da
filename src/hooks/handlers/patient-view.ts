/** patient-view: the summary first, then only what asks for something. */
import { activeAcidSuppressantCard } from '../cards/active-ppi';
import { conflictsCard } from '../cards/conflicts';
import { missingDataCard } from '../cards/missing-data';
import { overdueSurveillanceCard } from '../cards/overdue-surveillance';
import { summaryCard } from '../cards/summary';
import type { HookHandler } from './handler';

export const patientView: HookHandler = {
  cardsFor: ({ context, open }) =>
    [summaryCard(context), activeAcidSuppressantCard(context), conflictsCard(context), overdueSurveillanceCard(context, open), missingDataCard(context, open)].filter((card) => card !== null),
};
