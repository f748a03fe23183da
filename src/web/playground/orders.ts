/** Drafts one can compose: drugs and procedures of the rules, each as the FHIR resource an EHR would send. */
import type { Bundle, Resource } from '../service';
import type { Language } from '../words';

export interface Orderable { key: string; label: Record<Language, string>; build: (id: string, patient: string, language: Language) => Resource }

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const ATC = 'http://www.whocc.no/atc';
const SNOMED = 'http://snomed.info/sct';

const drug = (key: string, en: string, zh: string, system: string, code: string): Orderable => ({
  key, label: { en, 'zh-CN': zh },
  build: (id, patient, language) => ({ resourceType: 'MedicationRequest', id, status: 'draft', intent: 'order', subject: { reference: `Patient/${patient}` }, medicationCodeableConcept: { coding: [{ system, code, display: en }], text: language === 'en' ? en : zh } }),
});
const procedure = (key: string, en: string, zh: string, code: string): Orderable => ({
  key, label: { en, 'zh-CN': zh },
  build: (id, patient, language) => ({ resourceType: 'ServiceRequest', id, status: 'draft', intent: 'order', subject: { reference: `Patient/${patient}` }, code: { coding: [{ system: SNOMED, code, display: en }], text: language === 'en' ? en : zh } }),
});

export const DRUGS: Orderable[] = [
  drug('omeprazole', 'omeprazole', '奥美拉唑', RXNORM, '7646'), drug('vonoprazan', 'vonoprazan', '伏诺拉生', ATC, 'A02BC08'), drug('octreotide', 'octreotide', '奥曲肽', RXNORM, '7617'),
  drug('lanreotide', 'lanreotide', '兰瑞肽', RXNORM, '68092'), drug('everolimus', 'everolimus', '依维莫司', ATC, 'L01EG02'), drug('surufatinib', 'surufatinib', '索凡替尼', ATC, 'L01EX24'),
  drug('cisplatin', 'cisplatin', '顺铂', RXNORM, '2555'), drug('etoposide', 'etoposide', '依托泊苷', RXNORM, '4179'), drug('temozolomide', 'temozolomide', '替莫唑胺', RXNORM, '37776'),
  drug('pembrolizumab', 'pembrolizumab', '帕博利珠单抗', RXNORM, '1547545'), drug('lutetium', 'lutetium (177Lu) oxodotreotide', '镥[177Lu]氧奥曲肽', ATC, 'V10XX04'),
];
export const PROCEDURES: Orderable[] = [
  procedure('gastrectomy', 'Total gastrectomy', '全胃切除术', '26452005'), procedure('local', 'Local excision of gastric lesion', '胃病变局部切除', '32327002'),
  procedure('endoscopic', 'Endoscopic excision of lesion of stomach', '内镜下胃病变切除', '42527001'), procedure('gastroscopy', 'Gastroscopy', '胃镜检查', '76009000'), procedure('eus', 'Endoscopic ultrasonography', '超声内镜', '450556004'),
];

export interface Draft { id: string; orderable: Orderable }

/** The context of each hook, as its definition wants it. */
export function contextFor(hook: string, patient: string, drafts: Draft[], appointment: string, language: Language): Record<string, unknown> {
  const context: Record<string, unknown> = { userId: 'Practitioner/playground', patientId: patient };
  const bundle = (resources: Resource[]): Bundle => ({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) });
  if (hook === 'order-select' || hook === 'order-sign') {
    const resources = drafts.map((draft) => draft.orderable.build(draft.id, patient, language));
    context['draftOrders'] = bundle(resources);
    if (hook === 'order-select') context['selections'] = resources.map((resource) => `${resource.resourceType}/${resource.id ?? ''}`);
  }
  if (hook === 'appointment-book') {
    const start = `${appointment}T09:00:00Z`;
    context['appointments'] = bundle([{ resourceType: 'Appointment', id: 'playground-appointment', status: 'proposed', serviceType: [{ coding: [{ system: SNOMED, code: '76009000', display: 'Gastroscopy' }], text: 'Gastroscopy' }], start, end: `${appointment}T09:30:00Z`, participant: [{ actor: { reference: `Patient/${patient}` }, status: 'needs-action' }] }]);
  }
  if (hook === 'problem-list-item-create') {
    context['conditions'] = bundle([{ resourceType: 'Condition', id: 'playground-condition', clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] }, category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }] }], code: { coding: [{ system: SNOMED, code: '721194008', display: 'Neuroendocrine neoplasm of stomach' }] }, subject: { reference: `Patient/${patient}` } }]);
  }
  if (hook === 'encounter-discharge') context['encounterId'] = 'playground-encounter';
  return context;
}
