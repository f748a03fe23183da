/** Our own strict reading of a CDS Hooks 2.0.1 card: what does not pass it never leaves. */
import { z } from 'zod';
import type { AnyResource } from '../fhir-mapping';
import { isValidR4 } from './suggestions/valid-r4';
import { CARD_TOPICS } from './cards/topics';
import { LONGEST_SUMMARY } from './cards/summary-line';

const filled = z.string().regex(/\S/);
const uuid = z.uuid();
const httpUrl = z.string().regex(/^https?:\/\/[^\s<>"]+$/);
const coding = z.strictObject({ code: filled, system: httpUrl, display: filled });
// Sound: isValidR4 treats every member as uncertain.
const resource = z.custom<AnyResource>((value) => typeof value === 'object' && value !== null && isValidR4(value as AnyResource));

const action = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('create'), description: filled, resource }),
  z.strictObject({ type: z.literal('update'), description: filled, resource }),
  z.strictObject({ type: z.literal('delete'), description: filled, resourceId: z.string().regex(/^[A-Z][A-Za-z]{1,63}\/[A-Za-z0-9\-.]{1,128}$/) }),
]);
const suggestion = z.strictObject({ label: filled, uuid, isRecommended: z.literal(true).optional(), actions: z.array(action).min(1) });
const link = z.discriminatedUnion('type', [
  z.strictObject({ label: filled, url: httpUrl, type: z.literal('absolute') }),
  z.strictObject({ label: filled, url: httpUrl, type: z.literal('smart'), appContext: filled }),
]);

/** No `<` that could open a tag, unless a backslash stands before it. */
const UNESCAPED_HTML = /(?<!\\)<[A-Za-z/!?]/;

export const cardSchema = z.strictObject({
  uuid,
  summary: filled.max(LONGEST_SUMMARY),
  detail: filled.refine((text) => !UNESCAPED_HTML.test(text)).optional(),
  indicator: z.enum(['info', 'warning', 'critical']),
  source: z.strictObject({ label: filled, url: httpUrl, topic: z.strictObject({ code: z.enum(CARD_TOPICS), system: httpUrl, display: filled }) }),
  suggestions: z.array(suggestion).min(1).optional(),
  selectionBehavior: z.literal('any').optional(),
  overrideReasons: z.array(coding).min(2).optional(),
  links: z.array(link).min(1),
  extension: z.strictObject({ 'org.gnen-cds.rules': z.array(filled).min(1) }),
}).refine((card) => (card.suggestions === undefined) === (card.selectionBehavior === undefined));

/** What one answer may hold. */
export const responseSchema = z.strictObject({ cards: z.array(cardSchema).max(20) });
