/** Whether an appointment is a gastroscopy or a follow-up of this tumour: by code or by text, its own or its order's. */
import type { AnyResource } from '../../fhir-mapping';
import { GASTROSCOPY } from '../suggestions/work-up';
import { isOrdered } from '../suggestions/already-ordered';
import type { ContextEntry } from './context-bundle';

const FOLLOW_UP = ['follow-up', 'follow up', 'followup', 'surveillance', '随访', '复查', '复诊'];
/** Where a follow-up may belong to when its kind is named. */
const OUR_KIND = ['gastr', 'endoscop', 'oncolog', 'neuroendocrin', 'g-nen', 'g-net', 'carcinoid', 'tumour', 'tumor', 'stomach', '消化', '胃', '肿瘤', '内镜', '神经内分泌'];
/** Follow-ups of something else: a bare "follow-up" may be ours, a "cardiology follow-up" is not. */
const OTHER_KIND = [
  'cardi', 'dermat', 'skin', 'dental', 'dentist', 'orthop', 'fractur', 'ophthalm', 'cataract', 'retin', 'glaucoma', 'gynaecol', 'gynecol', 'obstet', 'antenatal', 'urolog', 'prostat', 'neurolog', 'stroke',
  'psych', 'pulmon', 'respirat', 'asthma', 'lung', 'rheumat', 'otolaryng', 'audiolog', 'paediat', 'pediat', 'diabet', 'hypertens', 'blood pressure', 'nephrol', 'kidney', 'dialysis', 'thyroid', 'mammogra', 'breast', 'physiother', 'wound', 'vaccin',
  '心内', '心脏', '心血管', '皮肤', '口腔', '牙', '骨科', '骨折', '眼科', '妇科', '产科', '泌尿', '前列腺', '神经内科', '卒中', '精神', '呼吸', '哮喘', '肺', '风湿', '耳鼻', '儿科', '糖尿病', '高血压', '血压', '肾', '透析', '甲状腺', '乳腺', '康复', '伤口', '疫苗',
];
/** The bowel's endoscopy is not the stomach's; a "胃肠镜" is both and was recognised before. */
const OTHER_ENDOSCOPY = ['colonoscop', 'sigmoidoscop', '肠镜'];

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
  const isFollowUp = said.codes.has('FOLLOWUP') || said.texts.some((text) => names(text, FOLLOW_UP));
  if (!isFollowUp) return false;
  const kinds = said.kinds.filter((text) => !names(text, FOLLOW_UP));
  const texts = [...said.texts, ...kinds];
  if (texts.some((text) => names(text, OTHER_ENDOSCOPY))) return false;
  return texts.some((text) => names(text, OUR_KIND)) || (kinds.length === 0 && !texts.some((text) => names(text, OTHER_KIND)));
}

const names = (text: string, kinds: readonly string[]): boolean => kinds.some((words) => text.includes(words));

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
