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
const source = z.strictObject({ label: filled, url: httpUrl, topic: z.strictObject({ code: z.enum(CARD_TOPICS), system: httpUrl, display: filled }) });
const overrideReasons = z.array(coding).min(2);
const ruleIds = z.array(filled).min(1);

/** A `<` that could open a tag and has no backslash before it. */
function opensTag(text: string): boolean {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) if (text[at - 1] !== '\\' && /[A-Za-z/!?]/.test(text.charAt(at + 1))) return true;
  return false;
}

const cardOfParts = (parts: { source: z.ZodType<z.infer<typeof source>>; overrideReasons: z.ZodType<z.infer<typeof overrideReasons>>; link: z.ZodType<z.infer<typeof link>>; ruleIds: z.ZodType<string[]> }) => z.strictObject({
  uuid,
  summary: filled.max(LONGEST_SUMMARY),
  detail: filled.refine((text) => !opensTag(text)).optional(),
  indicator: z.enum(['info', 'warning', 'critical']),
  source: parts.source,
  suggestions: z.array(suggestion).min(1).optional(),
  selectionBehavior: z.literal('any').optional(),
  overrideReasons: parts.overrideReasons.optional(),
  links: z.array(parts.link).min(1),
  extension: z.strictObject({ 'org.gnen-cds.rules': parts.ruleIds }),
}).refine((card) => (card.suggestions === undefined) === (card.selectionBehavior === undefined));

export const cardSchema = cardOfParts({ source, overrideReasons, link, ruleIds });

/** What one answer may hold. */
export const responseSchema = z.strictObject({ cards: z.array(cardSchema).max(20) });

/** Parts that are frozen and the same in every answer are judged once, by the same schema. */
function judgedOnce<Part extends object>(schema: z.ZodType<Part>): z.ZodType<Part> {
  const sound = new WeakSet<object>();
  return z.custom<Part>((value) => {
    if (typeof value !== 'object' || value === null) return false;
    if (sound.has(value)) return true;
    if (!schema.safeParse(value).success) return false;
    if (Object.isFrozen(value)) sound.add(value);
    return true;
  });
}

const areRuleIds = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && /\S/.test(one));
const quick = cardOfParts({ source: judgedOnce(source), overrideReasons: judgedOnce(overrideReasons), link: judgedOnce(link), ruleIds: z.custom<string[]>(areRuleIds) });

/** Whether a card may leave: what `cardSchema` says of it, with the parts that are the same in every answer judged once. */
export const isSoundCard = (card: unknown): boolean => quick.safeParse(card).success;
