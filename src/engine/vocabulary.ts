/**
 * The words of the clinic as codes: every value an assessment may hold, each once.
 * Types elsewhere are derived from these lists, so a code that is not here does not compile.
 */

export const GRADES = ['G1', 'G2', 'G3'] as const;
export type Grade = (typeof GRADES)[number];

export const GRADE_STATUSES = ['established', 'provisional', 'indeterminate', 'as-reported', 'contradictory', 'not-graded', 'missing'] as const;
export type GradeStatus = (typeof GRADE_STATUSES)[number];

export const KINDS = ['NET', 'NEC', 'MiNEN', 'NET-or-NEC', 'undetermined'] as const;
export type Kind = (typeof KINDS)[number];

export const NEC_SUBTYPES = ['small-cell', 'large-cell'] as const;
export type NecSubtype = (typeof NEC_SUBTYPES)[number];

export const CLINICAL_TYPES = ['I', 'II', 'III'] as const;
export type ClinicalType = (typeof CLINICAL_TYPES)[number];

export const TYPE_STATUSES = ['established', 'probable', 'provisional', 'undetermined', 'not-applicable'] as const;
export type TypeStatus = (typeof TYPE_STATUSES)[number];

export const DIFFERENTIAL_SIDES = ['NET G3', 'NEC', 'indeterminate'] as const;
export type DifferentialSide = (typeof DIFFERENTIAL_SIDES)[number];

export const STRENGTHS = ['recommended', 'consider', 'not-recommended', 'contraindicated'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** Recommendation codes of rules.md sections 8 and 9. */
export const RECOMMENDATION_CODES = [
  'endoscopic-follow-up', 'endoscopic-surveillance', 'endoscopic-resection', 'eus-staging', 'cross-sectional-imaging',
  'surgical-resection', 'radical-gastrectomy', 'local-gastrectomy', 'partial-gastrectomy', 'lymphadenectomy',
  'somatostatin-analogue', 'gastrinoma-localisation', 'gastrinoma-resection', 'ppi-acid-control', 'ppi-high-dose', 'men1-screening',
  'mdt-discussion', 'adjuvant-chemotherapy', 'neoadjuvant-therapy', 'chemotherapy', 'radiotherapy', 'adjuvant-radiotherapy',
  'chemo-etoposide-platinum', 'chemo-irinotecan-cisplatin', 'chemo-temozolomide', 'second-line-chemotherapy',
  'primary-and-metastasis-resection', 'primary-resection', 'ablation', 'tae-tace', 'liver-transplant-evaluation',
  'interferon-alfa', 'surufatinib', 'everolimus', 'prrt', 'sstr-imaging', 'pembrolizumab', 'mmr-msi-tmb-testing',
  'pathology-review', 'background-histology', 'gastrinoma-workup', 'gastrin-measurement', 'ki67-count', 'mitotic-count',
  'mgmt-test', 'insm1-stain', 'sstr2-stain', 'basic-ihc', 'vitamin-b12-test', 'iron-studies', 'thyroid-function-test',
  'avoid-ppi', 'vitamin-b12', 'iron', 'h-pylori-eradication', 'keep-ppi-unchanged',
] as const;
export type RecommendationCode = (typeof RECOMMENDATION_CODES)[number];

export const SURVEILLANCE_BASES = ['stated', 'extended', 'none-stated', 'missing'] as const;
export type SurveillanceBasis = (typeof SURVEILLANCE_BASES)[number];
export const SURVEILLANCE_PHASES = ['initial', 'later', 'open-ended'] as const;
export type SurveillancePhase = (typeof SURVEILLANCE_PHASES)[number];
export const SURVEILLANCE_TESTS = ['gastroscopy', 'vitamin-b12', 'thyroid-function', 'chromogranin-a', 'tumour-hormones', 'nse', 'ct-or-mri'] as const;
export type SurveillanceTest = (typeof SURVEILLANCE_TESTS)[number];

export const T_CATEGORIES = ['T1', 'T2', 'T3', 'T4'] as const;
export type TCategory = (typeof T_CATEGORIES)[number];
export const N_CATEGORIES = ['N0', 'N1'] as const;
export type NCategory = (typeof N_CATEGORIES)[number];
export const M_CATEGORIES = ['M0', 'M1'] as const;
export type MCategory = (typeof M_CATEGORIES)[number];
export const STAGE_GROUPS = ['I', 'II', 'III', 'IV'] as const;
export type StageGroup = (typeof STAGE_GROUPS)[number];

export const DEPTHS = ['mucosa', 'submucosa', 'muscularis-propria', 'subserosa', 'serosa', 'adjacent-structures'] as const;
export type Depth = (typeof DEPTHS)[number];

export const BACKGROUNDS = ['atrophic-gastritis', 'pernicious-anaemia', 'gastrinoma', 'zes', 'men1', 'h-pylori', 'autoimmune-thyroid', 'renal-failure'] as const;
export type Background = (typeof BACKGROUNDS)[number];

/** Immunohistochemistry, imaging and genes. `altered` = lost, mutated or abnormal; `intact` = retained or wild type. */
export const MARKERS = ['cga', 'syn', 'ck', 'insm1', 'cd200', 'sstr2', 'sstr-imaging', 'mgmt'] as const;
export type Marker = (typeof MARKERS)[number];
export const GENES = ['tp53', 'p53', 'rb1', 'daxx', 'atrx', 'men1'] as const;
export type Gene = (typeof GENES)[number];

export const LABS = ['vitamin-b12', 'ferritin', 'iron', 'haemoglobin', 'tsh', 'cga', 'nse'] as const;
export type Lab = (typeof LABS)[number];

/** Drugs the rules speak of; `ppi` and `p-cab` are the acid suppressants, `h2-blocker` is none. */
export const DRUGS = [
  'ppi', 'p-cab', 'octreotide', 'lanreotide', 'pasireotide', 'interferon-alfa', 'everolimus', 'surufatinib', 'sunitinib', 'cabozantinib', 'prrt',
  'cisplatin', 'carboplatin', 'etoposide', 'irinotecan', 'temozolomide', 'capecitabine', 'fluorouracil', 'oxaliplatin', 'streptozocin', 'folinate',
  'pembrolizumab', 'telotristat', 'vitamin-b12', 'iron', 'h2-blocker',
] as const;
export type Drug = (typeof DRUGS)[number];

/** Acts on the stomach, the nodes or a metastasis, done or ordered. */
export const ACTS = [
  'gastroscopy', 'eus', 'gastric-biopsy', 'endoscopic-resection', 'local-excision', 'radical-gastrectomy', 'lymphadenectomy',
  'surgery-unspecified', 'gastrinoma-resection', 'metastasis-resection', 'ct', 'mri', 'sstr-imaging', 'ablation', 'tae-tace', 'liver-transplant', 'prrt',
] as const;
export type Act = (typeof ACTS)[number];

export const REJECTION_REASONS = [
  'entered-in-error', 'cancelled', 'not-final', 'refuted', 'other-patient', 'invalid-value', 'unknown-unit', 'superseded',
  'not-this-tumour', 'other-analyte', 'code-text-conflict', 'unreadable', 'after-as-of',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/**
 * Fact names as an assessment prints them: rules.md section 1, with a member after a dot where one is meant.
 */
export type Fact =
  | 'neoplasm' | 'ki67' | 'mitoses' | 'differentiation' | 'histology' | 'minenComponents' | 'size' | 'lesions' | 'invasion'
  | 'nodes' | 'nodes.eus' | 'nodes.imaging' | 'nodes.examined' | 'nodes.positive'
  | 'metastasis' | 'metastasis.sites' | 'metastasis.extent' | 'metastasis.liver-pattern' | 'metastasis.ki67'
  | 'lymphovascularInvasion' | 'gastrin' | `background.${Background}` | 'background'
  | `markers.${Marker | Exclude<Gene, 'men1'> | 'men1' | 'mmr-msi' | 'tmb'}` | 'otherComponent' | 'priorNet' | 'lowGradeArea' | 'function'
  | 'recordedGrade' | 'recordedType' | 'recordedStage' | 'reportDate'
  | 'treatment' | 'treatment.endoscopic-resection' | 'treatment.surgery' | 'treatment.margin' | 'treatment.intent' | 'treatment.prior-systemic'
  | 'unresectable' | 'surgeryDeclined' | 'incompleteEndoscopicClearance' | 'recurrenceAfterEndoscopy' | 'eusDone' | 'course'
  | `labs.${Lab}` | 'medications' | `medications.${Drug}`
  | 'dates.diagnosis' | 'dates.treatment' | 'dates.last-gastroscopy' | 'dates.last-imaging'
  | 'patient' | 'patient.birth-date' | 'patient.sex' | 'patient.deceased' | 'gastric-ph' | 'orders';

/** "Say so": every notice code. The words are in `hooks/wording`, per language. */
export const NOTICE_CODES = [
  'neoplasm-text-match', 'adenocarcinoma-beside', 'grade-discordant', 'mitoses-unit-unverified', 'size-unit-to-confirm', 'grade-as-reported',
  'type-as-reported', 'minen-threshold-readings', 'nec-g3-before-2019', 'metastasis-ki67-higher', 'unbound-result-second-primary',
  'newer-result-unreadable', 'different-specimens-same-day', 'text-match-to-confirm', 'narrative-not-used', 'coded-as-other-analyte', 'breast-only-code', 'medication-name-contradicts', 'not-final-shown',
  'acid-suppressant-raises-gastrin', 'renal-failure-raises-gastrin', 'no-class-for-elevated-gastrin', 'never-stop-ppi', 'type-fits-badly',
  'gastrin-unclassified', 'gastrin-configured-limit', 'gastrin-converted-nominal', 'stage-not-derived', 't2-by-size-only',
  'metastasis-unknown', 'metastasis-by-recorded-group', 'metastasis-text-contradicts', 'metastasis-origin-unrecorded', 'staging-inadequate', 'no-rule-net-g3-type-iii', 'm1-4-remark', 'ssa-for-symptoms-only', 'ssa-reason',
  'liver-rules-do-not-apply', 'ep-preferred', 'locally-advanced-both-views', 'no-treatment-for-minen', 'h-pylori-regimen-holds-ppi', 'hypersecretion-in-type-i',
  'surveillance-stricter-literal', 'surveillance-extended', 'surveillance-none-stated', 'surveillance-enets-floor', 'nse-replaces-cga',
  'surveillance-date-missing', 'men1-without-gastrinoma', 'vital-status-unknown', 'data-incomplete', 'dx-clue', 'other-tumour-recorded', 'other-component-beside', 'minen-to-consider',
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

/** What contradicts what: the rule id says which rule found it, the code which words explain it. */
export const CONFLICT_CODES = [
  'recorded-grade-differs', 'poor-differentiation-low-proliferation', 'differentiation-against-histology', 'minen-components', 'minen-component-too-small',
  'older-grade-higher', 'same-day-results-differ', 'atrophic-with-normal-gastrin', 'gastrinoma-with-normal-gastrin', 'two-backgrounds', 'background-both',
  'recorded-type-differs', 'recorded-group-differs', 'recorded-m0-evidence-m1', 'recorded-n0-evidence-n1', 'lesion-count-differs', 'diagnoses-differ',
  'differential-against-differentiation', 'same-day-fact-differs', 'depth-against-category', 'negative-nodes-overruled',
] as const;
export type ConflictCode = (typeof CONFLICT_CODES)[number];
