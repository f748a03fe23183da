/** What is ordered already, actively or as a draft beside this call: it is not suggested again. */
import { type AnyResource, hasModifier } from '../../fhir-mapping';
import type { Orderable } from './work-up';

const OPEN: ReadonlySet<string> = new Set(['draft', 'active', 'on-hold']);
/** Orders that someone acts on: a draft is none yet, one on hold none for the time being. */
export const ACTIVE: ReadonlySet<string> = new Set(['active']);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []);

/** Orders that are open, gone through once: the codes and words by which an order of the same can be recognised. */
export interface OpenOrders { codes: Set<string>; texts: string[] }

export function openOrdersAmong(resources: readonly AnyResource[], statuses: ReadonlySet<string> = OPEN): OpenOrders {
  const open: OpenOrders = { codes: new Set(), texts: [] };
  for (const resource of resources) {
    const status = resource['status'];
    if (resource['doNotPerform'] === true || hasModifier(resource) || (typeof status === 'string' && !statuses.has(status))) continue;
    for (const concept of [...objects(resource['code']), ...objects(resource['orderDetail']), ...objects(resource['serviceType'])]) {
      if (typeof concept['text'] === 'string') open.texts.push(lowered(concept['text']));
      for (const coding of objects(concept['coding'])) {
        if (typeof coding['code'] === 'string') open.codes.add(coding['code']);
        if (typeof coding['display'] === 'string') open.texts.push(lowered(coding['display']));
      }
    }
  }
  return open;
}

const lowered = (text: string): string => text.slice(0, 500).toLowerCase();

export function isOrdered(what: Orderable, open: OpenOrders): boolean {
  if (what.coding !== null && open.codes.has(what.coding.code)) return true;
  if (what.alsoKnown.some((code) => open.codes.has(code))) return true;
  return open.texts.some((text) => what.recognisedBy.some((words) => holdsWord(text, words)));
}

/** Short Latin words must stand alone ("eus" is not in "nucleus"); longer ones and Chinese may stand anywhere. */
function holdsWord(text: string, words: string): boolean {
  if (words.length > 4 || !/^[a-z0-9]+$/.test(words)) return text.includes(words);
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!/[a-z0-9]/.test(text.charAt(at - 1)) && !/[a-z0-9]/.test(text.charAt(at + words.length))) return true;
  }
  return false;
}
