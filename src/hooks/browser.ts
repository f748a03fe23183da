/**
 * The conversation's door for the pages: what a page may load, and nothing that needs Node.
 * The same functions as behind `index.ts`, so that a page concludes and words exactly as the service does.
 */
export type { HookResponse, Card, ServiceDescription } from './wire';
export { type AssessDeps, assessBundle } from './assess-bundle';
export type { Assessment } from './assessment-schema';
export { OperationalError } from './errors';
export { type Language, wordsFor } from './wording';
