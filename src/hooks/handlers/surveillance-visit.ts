/** Whether an appointment is a gastroscopy or a follow-up of this tumour: by code or by text, its own or its order's. */
import type { AnyResource } from '../../fhir-mapping';
import { GASTROSCOPY } from '../suggestions/work-up';
import { isOrdered } from '../suggestions/already-ordered';
import type { ContextEntry } from './context-bundle';

const FOLLOW_UP = ['follow-up', 'follow up', 'followup', 'surveillance', '随访', '复查', '复诊'];
/** Where a follow-up may belong to when its kind is named. */
const OUR_KIND = ['gastr', 'endoscop', 'oncolog', 'neuroendocrin', 'g-nen', 'tumour', 'tumor', 'stomach', '消化', '胃', '肿瘤', '内镜'];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []);

interface Said { codes: Set<string>; texts: string[]; kinds: string[] }

export function isAboutSurveillance(appointment: AnyResource, entries: readonly ContextEntry[]): boolean {
  const said: Said = { codes: new Set(), texts: [], kinds: [] };
  for (const element of ['serviceType', 'reasonCode', 'appointmentType']) gather(appointment[element], said);
  gather(appointment['specialty'], { codes: new Set(), texts: said.kinds, kinds: [] });
  gather(appointment['serviceType'], { codes: new Set(), texts: said.kinds, kinds: [] });
  if (typeof appointment['description'] === 'string') said.texts.push(lowered(appointment['description']));
  for (const order of ordersOf(appointment, entries)) for (const element of ['code', 'reasonCode', 'orderDetail']) gather(order[element], said);
  if (isOrdered(GASTROSCOPY, said)) return true;
  const isFollowUp = said.codes.has('FOLLOWUP') || said.texts.some((text) => FOLLOW_UP.some((words) => text.includes(words)));
  if (!isFollowUp) return false;
  const kinds = said.kinds.filter((text) => !FOLLOW_UP.some((words) => text.includes(words)));
  return kinds.length === 0 || [...said.texts, ...kinds].some((text) => OUR_KIND.some((words) => text.includes(words)));
}

function gather(element: unknown, said: Said): void {
  for (const concept of objects(element)) {
    if (typeof concept['text'] === 'string') said.texts.push(lowered(concept['text']));
    for (const coding of objects(concept['coding'])) {
      if (typeof coding['code'] === 'string') said.codes.add(coding['code']);
      if (typeof coding['display'] === 'string') said.texts.push(lowered(coding['display']));
    }
  }
}

const lowered = (text: string): string => text.slice(0, 500).toLowerCase();

/** ServiceRequests of the same Bundle that the appointment is based on, found by fullUrl or by type and id. */
function ordersOf(appointment: AnyResource, entries: readonly ContextEntry[]): AnyResource[] {
  const references = objects(appointment['basedOn']).flatMap((one) => (typeof one['reference'] === 'string' ? [one['reference']] : []));
  if (references.length === 0) return [];
  return entries.flatMap(({ fullUrl, resource }) => {
    if (resource.resourceType !== 'ServiceRequest') return [];
    const own = typeof resource.id === 'string' ? `ServiceRequest/${resource.id}` : null;
    const named = references.some((reference) => reference === fullUrl || (own !== null && (withoutVersion(reference) === own || withoutVersion(reference).endsWith(`/${own}`))));
    return named ? [resource] : [];
  });
}

const withoutVersion = (reference: string): string => { const at = reference.indexOf('/_history/'); return at < 0 ? reference : reference.slice(0, at); };
