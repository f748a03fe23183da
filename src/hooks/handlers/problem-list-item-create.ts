/** problem-list-item-create: speaks only when what is being added is itself a gastric NEN. */
import { clinicalPictureFrom } from '../../fhir-mapping';
import { problemListCard } from '../cards/problem-list';
import { isOfAnotherPatient } from '../prefetch/index';
import type { HookRequest } from '../wire';
import { resourcesOf } from './context-bundle';
import type { HookHandler } from './handler';

const NO_URLS: ReadonlyMap<string, string> = new Map();

const added = (request: HookRequest) =>
  resourcesOf(request.context['conditions']).filter((resource) => resource.resourceType === 'Condition' && !isOfAnotherPatient(resource, request.patientId, NO_URLS));

export const problemListItemCreate: HookHandler = {
  conditionsBeingAdded: added,
  nothingToJudge: (request) => added(request).length === 0,
  cardsFor: ({ request, context, open, mapping }) => {
    const itself = clinicalPictureFrom([], { ...mapping, conditionsBeingAdded: added(request) });
    if (!itself.picture.evidenceOfGastricNen) return [];
    return [problemListCard(context, open)].filter((card) => card !== null);
  },
};
