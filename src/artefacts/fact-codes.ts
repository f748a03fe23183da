/** By which codes a record may say each fact of an assessment: value sets of standard codes, codes of our own, and the codes that only look so. */
import type { wordsFor } from '../hooks';

export type FactName = keyof ReturnType<typeof wordsFor>['codes']['facts'];

export interface FactCodes {
  /** Shipped value sets whose codes say it. */
  sets: readonly string[];
  /** Codes of the CodeSystem `facts`. */
  own?: readonly string[];
  /** Value sets of codes that a record confuses with it. */
  not?: readonly string[];
}

/** Said by an element of a resource and by no code. */
export interface FactElement { element: string }

const drug = (...names: string[]): FactCodes => ({ sets: names.map((name) => `drug-${name}`) });

/** A fact without an entry does not compile. */
export const FACT_CODES: Readonly<Record<FactName, FactCodes | FactElement>> = {
  neoplasm: { sets: ['gnen', 'gnet', 'gnec', 'net-site-not-stated', 'nec-site-not-stated'], not: ['gastric-cancer-unspecified', 'gastric-neoplasm-uncertain', 'gastric-adenocarcinoma', 'other-primary-nen', 'gastric-polyp'] },
  ki67: { sets: ['ki67'], not: ['trap-ki67-breast-only', 'trap-her2', 'trap-oestrogen-receptor', 'ki67-ordinal'] },
  mitoses: { sets: ['mitoses'], not: ['trap-mitoses-other', 'trap-nottingham'] },
  differentiation: { sets: ['well-differentiated', 'poorly-differentiated', 'undifferentiated'], own: ['differentiation'], not: ['moderately-differentiated'] },
  histology: { sets: ['histology', 'histology-panel', 'net-histology', 'nec-histology', 'small-cell-nec', 'large-cell-nec', 'minen'], own: ['minen'], not: ['adenocarcinoma-with-neuroendocrine-differentiation', 'gastrinoma-histology'] },
  minenComponents: { sets: [], own: ['neuroendocrine-component', 'non-neuroendocrine-component'] },
  size: { sets: ['tumour-size-max', 'tumour-size-panel'], not: ['tumour-size-additional', 'trap-polyp-size'] },
  lesions: { sets: ['multifocality'], own: ['lesion-count'], not: ['multifocality-weak'] },
  invasion: { sets: ['t-category'], own: ['depth-of-invasion'], not: ['invasion-finding', 'invasion-status'] },
  nodes: { sets: ['n-category', 'lymph-node-metastasis'], own: ['eus-nodes', 'imaging-nodes'] },
  'nodes.eus': { sets: [], own: ['eus-nodes'] },
  'nodes.imaging': { sets: [], own: ['imaging-nodes'] },
  'nodes.examined': { sets: ['nodes-examined'], own: ['nodes-examined'], not: ['nodes-positive'] },
  'nodes.positive': { sets: ['nodes-positive'], not: ['nodes-examined'] },
  metastasis: { sets: ['m-category', 'liver-metastasis', 'peritoneal-metastasis', 'metastasis-site-elsewhere', 'metastatic-carcinoid', 'net-metastasis', 'net-metastasis-liver', 'net-metastasis-bone', 'net-metastasis-peritoneum', 'net-metastasis-distant-nodes', 'net-metastasis-other'] },
  'metastasis.sites': { sets: ['liver-metastasis', 'peritoneal-metastasis', 'net-metastasis-liver', 'net-metastasis-bone', 'net-metastasis-peritoneum', 'net-metastasis-distant-nodes', 'net-metastasis-other'], not: ['lymph-node-metastasis'] },
  'metastasis.extent': { sets: [], own: ['metastasis-extent'] },
  'metastasis.liver-pattern': { sets: [], own: ['liver-metastasis-pattern'] },
  'metastasis.ki67': { sets: ['ki67'], not: ['trap-ki67-breast-only', 'trap-her2', 'trap-oestrogen-receptor', 'ki67-ordinal'] },
  lymphovascularInvasion: { sets: ['lvi', 'lymphatic-invasion', 'venous-invasion'], not: ['perineural-invasion'] },
  gastrin: { sets: ['gastrin'], not: ['trap-gastrin-stimulated', 'trap-gastrin-deprecated', 'gastrin-fragment'] },
  background: { sets: ['atrophic-gastritis', 'pernicious-anaemia', 'gastrinoma', 'zes', 'men1'], own: ['atrophic-gastritis'], not: ['gastritis', 'chronic-gastritis', 'gastric-intestinal-metaplasia', 'trap-men2', 'trap-men3', 'men-unspecified'] },
  'background.atrophic-gastritis': { sets: ['atrophic-gastritis'], own: ['atrophic-gastritis'], not: ['gastritis', 'chronic-gastritis', 'gastric-intestinal-metaplasia'] },
  'background.pernicious-anaemia': { sets: ['pernicious-anaemia'], not: ['vitamin-b12-deficiency'] },
  'background.gastrinoma': { sets: ['gastrinoma', 'gastrinoma-histology'], not: ['gastrin-excess'] },
  'background.zes': { sets: ['zes', 'gastrin-excess'] },
  'background.men1': { sets: ['men1'], not: ['trap-men2', 'trap-men3', 'men-unspecified'] },
  'background.h-pylori': { sets: ['h-pylori-active', 'h-pylori-detected', 'h-pylori-disorder'], own: ['h-pylori'], not: ['h-pylori-serology'] },
  'background.autoimmune-thyroid': { sets: ['autoimmune-thyroiditis'], not: ['tpo-ab'] },
  'background.renal-failure': { sets: ['renal-failure'], not: ['chronic-kidney-disease'] },
  'markers.cga': { sets: [], own: ['chromogranin-a-ihc'], not: ['cga-serum', 'trap-cga-not-serum'] },
  'markers.syn': { sets: [], own: ['synaptophysin-ihc'] },
  'markers.ck': { sets: [], own: ['cytokeratin-ihc'] },
  'markers.insm1': { sets: [], own: ['insm1-ihc'] },
  'markers.cd200': { sets: [], own: ['cd200-ihc'] },
  'markers.sstr2': { sets: ['sstr2-ihc'], own: ['sstr2-ihc'] },
  'markers.sstr-imaging': { sets: ['sstr-tracer'], own: ['sstr-imaging'], not: ['trap-psma-tracer', 'pet'] },
  'markers.mgmt': { sets: ['mgmt'], own: ['mgmt'] },
  'markers.tp53': { sets: ['tp53-gene'], own: ['tp53-gene'] },
  'markers.p53': { sets: ['p53-ihc'], own: ['p53-ihc'] },
  'markers.rb1': { sets: [], own: ['rb1-ihc', 'rb1-gene'] },
  'markers.daxx': { sets: [], own: ['daxx-ihc', 'daxx-gene'] },
  'markers.atrx': { sets: [], own: ['atrx-ihc', 'atrx-gene'] },
  'markers.men1': { sets: [], own: ['men1-gene-tumour'], not: ['men1'] },
  'markers.mmr-msi': { sets: ['mmr-ihc', 'msi'], own: ['mmr', 'msi'], not: ['mlh3-ihc'] },
  'markers.tmb': { sets: ['tmb', 'tmb-interpretation'], own: ['tmb'] },
  otherComponent: { sets: [], own: ['non-neuroendocrine-histology'], not: ['adenocarcinoma-with-neuroendocrine-differentiation'] },
  priorNet: { sets: ['gnet', 'history-of-gastric-neoplasm'] },
  lowGradeArea: { sets: [], own: ['low-grade-area'] },
  function: { sets: ['carcinoid-syndrome', 'carcinoid-crisis', 'carcinoid-heart-disease', 'zes'], own: ['hormonal-function'] },
  recordedGrade: { sets: ['histologic-grade'], own: ['recorded-grade'], not: ['grade-not-assessable'] },
  recordedType: { sets: [], own: ['recorded-type'] },
  recordedStage: { sets: ['stage-group'] },
  reportDate: { element: 'DiagnosticReport.effective, DiagnosticReport.issued' },
  treatment: { sets: ['endoscopic-resection', 'gastrectomy', 'gastrectomy-total', 'gastrectomy-partial', 'gastrectomy-completion', 'local-excision'], own: ['treatment-line-given'], not: ['trap-bariatric'] },
  'treatment.endoscopic-resection': { sets: ['endoscopic-resection', 'endoscopic-resection-site-not-stated', 'endoscopic-removal'], not: ['gastric-biopsy'] },
  'treatment.surgery': { sets: ['gastrectomy', 'gastrectomy-total', 'gastrectomy-partial', 'gastrectomy-completion', 'esophagogastrectomy', 'local-excision', 'acquired-absence-of-stomach'], not: ['trap-bariatric'] },
  'treatment.margin': { sets: [], own: ['resection-margin'] },
  'treatment.intent': { sets: [], own: ['resection-intent'] },
  'treatment.prior-systemic': { sets: [], own: ['treatment-line-given'] },
  unresectable: { sets: [], own: ['resectability'] },
  surgeryDeclined: { sets: [], own: ['surgery-declined'] },
  incompleteEndoscopicClearance: { sets: [], own: ['incomplete-endoscopic-clearance'] },
  recurrenceAfterEndoscopy: { sets: [], own: ['recurrence-after-endoscopy'] },
  eusDone: { sets: ['eus', 'eus-report'], own: ['eus-nodes'], not: ['ultrasound'] },
  course: { sets: [], own: ['tumour-course'] },
  'labs.vitamin-b12': { sets: ['vitamin-b12'], not: ['trap-vitamin-b12-deprecated'] },
  'labs.ferritin': { sets: ['ferritin'], not: ['transferrin-saturation', 'tibc'] },
  'labs.iron': { sets: ['iron'], not: ['transferrin-saturation', 'tibc'] },
  'labs.haemoglobin': { sets: ['haemoglobin'], not: ['mcv'] },
  'labs.tsh': { sets: ['tsh'], not: ['trap-tsh-stimulated'] },
  'labs.cga': { sets: ['cga-serum'], not: ['trap-cga-not-serum'] },
  'labs.nse': { sets: ['nse'], not: ['trap-nse-not-serum'] },
  medications: drug('ppi', 'p-cab', 'octreotide', 'lanreotide', 'everolimus', 'surufatinib', 'prrt', 'cisplatin', 'carboplatin', 'etoposide'),
  'medications.ppi': drug('ppi'), 'medications.p-cab': drug('p-cab'), 'medications.octreotide': drug('octreotide'), 'medications.lanreotide': drug('lanreotide'), 'medications.pasireotide': drug('pasireotide'),
  'medications.interferon-alfa': drug('interferon-alfa'), 'medications.everolimus': { ...drug('everolimus'), not: ['trap-everolimus-transplant'] }, 'medications.surufatinib': drug('surufatinib'), 'medications.sunitinib': drug('sunitinib'),
  'medications.cabozantinib': drug('cabozantinib'), 'medications.prrt': { ...drug('prrt'), not: ['trap-psma-therapy', 'lutetium-177-substance'] }, 'medications.cisplatin': drug('cisplatin'), 'medications.carboplatin': drug('carboplatin'),
  'medications.etoposide': drug('etoposide'), 'medications.irinotecan': drug('irinotecan'), 'medications.temozolomide': drug('temozolomide'), 'medications.capecitabine': drug('capecitabine'), 'medications.fluorouracil': drug('fluorouracil'),
  'medications.oxaliplatin': drug('oxaliplatin'), 'medications.streptozocin': drug('streptozocin'), 'medications.folinate': drug('folinate'), 'medications.pembrolizumab': drug('pembrolizumab'), 'medications.telotristat': drug('telotristat'),
  'medications.vitamin-b12': { ...drug('vitamin-b12'), not: ['trap-hydroxocobalamin-antidote', 'trap-vitamin-b12-eye-drops'] }, 'medications.iron': drug('iron'), 'medications.h2-blocker': { ...drug('h2-blocker'), not: ['drug-ppi', 'drug-p-cab'] },
  'dates.diagnosis': { element: 'Condition.onset, Condition.recordedDate' },
  'dates.treatment': { element: 'Procedure.performed' },
  'dates.last-gastroscopy': { sets: ['gastroscopy', 'gastroscopy-with-biopsy', 'gastroscopy-observation', 'endoscopic-resection'], not: ['trap-endoscopy-conflicting', 'gastroscopy-referral'] },
  'dates.last-imaging': { sets: ['ct', 'mri', 'pet'], not: ['ultrasound'] },
  patient: { element: 'Patient' }, 'patient.birth-date': { element: 'Patient.birthDate' }, 'patient.sex': { element: 'Patient.gender' }, 'patient.deceased': { element: 'Patient.deceased' },
  'gastric-ph': { sets: [], own: ['gastric-ph'] },
  orders: { element: 'ServiceRequest.code, ServiceRequest.occurrence' },
};

/** `labs.vitamin-b12` → `fact-labs-vitamin-b12`. */
export const factSetId = (fact: string): string => `fact-${fact.replace(/\./g, '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

export const isCoded = (codes: FactCodes | FactElement): codes is FactCodes => 'sets' in codes;
