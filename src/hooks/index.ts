/**
 * The conversation's only door: what the porch needs to serve CDS Hooks and to publish assessments.
 * Nothing here knows Express.
 */
export * from './wire';
export * from './gathered';
export { answerHook, type HookAnswer, type HookCallOptions, type HookDeps, type HookOutcome } from './answer';
export { type AssessDeps, assessBundle, fullDate } from './assess-bundle';
export { type Assessment, assessmentJsonSchema, assessmentSchema } from './assessment-schema';
export { discovery } from './discovery';
export { languageOf } from './language';
export { published, type PublishedFor } from './published';
export { readableAssessment } from './readable';
export { responseSchema } from './response-schema';
export { LANGUAGES, type Language, type Words, wordsFor } from './wording';
export { ruleText, type RuleText } from './wording/rule-text';
export { NON_ADHERENCE_SYSTEM, OVERRIDE_CODINGS, OVERRIDE_REASONS, OWN_OVERRIDE_SYSTEM } from './override-reasons';
export { CARD_TOPICS, TOPIC_SYSTEM } from './cards/topics';
export { GASTROSCOPY, type Orderable, WORK_UP } from './suggestions/work-up';
export * from './errors';
export { readHookRequest } from './request';
export { PREFETCH_TEMPLATES } from './prefetch/index';
export { gather } from './gather';
export { type CallOutcome, type FhirClient, type FhirClientOptions, makeFhirClient, type UpstreamCall } from './fhir-client/index';
export { type Caller, makeTrust, type Trust, type TrustOptions } from './trust/index';
export { receiveFeedback } from './feedback';
