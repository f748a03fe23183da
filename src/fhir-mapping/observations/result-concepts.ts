/** What an Observation or component is about: by a code of ours, else by words that name the analyte, else nothing we read. */
import type { Fact, RejectionReason } from '../../engine';
import { codingsOf, type Element, objectsAt, stringAt, wordsOf } from '../records/elements';
import { type SiteCodes, standardCodingsOf } from './site-codings';
import { BREAST_KI67_CODES, OTHER_ANALYTE_CODES, RESULT_CODES } from './result-codes';

/** Codes of the project's own CodeSystem, each a concept of its own name. @see fact-codes.tsv */
export const FACT_CONCEPTS = [
  'differentiation', 'lesion-count', 'depth-of-invasion', 'eus-nodes', 'imaging-nodes', 'nodes-examined', 'liver-metastasis-pattern', 'metastasis-extent', 'tumour-course',
  'resectability', 'surgery-declined', 'incomplete-endoscopic-clearance', 'recurrence-after-endoscopy', 'resection-margin', 'resection-intent', 'neuroendocrine-component',
  'non-neuroendocrine-component', 'non-neuroendocrine-histology', 'low-grade-area', 'sstr-imaging', 'sstr2-ihc', 'chromogranin-a-ihc', 'synaptophysin-ihc', 'cytokeratin-ihc',
  'insm1-ihc', 'cd200-ihc', 'p53-ihc', 'rb1-ihc', 'daxx-ihc', 'atrx-ihc', 'tp53-gene', 'rb1-gene', 'daxx-gene', 'atrx-gene', 'men1-gene-tumour', 'mgmt', 'mmr', 'msi', 'tmb',
  'hormonal-function', 'atrophic-gastritis', 'gastric-ph', 'h-pylori', 'minen', 'recorded-grade', 'recorded-type', 'treatment-line-given',
] as const;

export type ResultConcept = keyof typeof RESULT_CODES | (typeof FACT_CONCEPTS)[number];

export type RecognisedResult =
  | { kind: 'recognised'; concept: ResultConcept; textMatch: boolean; breastOnly: boolean; code: string | null }
  /** `saidAs`: the fact its words claim to be. */
  | { kind: 'rejected'; why: RejectionReason; saidAs: Fact | null }
  | { kind: 'none' };

const FACTS = 'https://gnen-cds.org/fhir/CodeSystem/facts';
const NONE: RecognisedResult = { kind: 'none' };
const OTHER_ANALYTE = 'other-analyte';

const BY_CODE: ReadonlyMap<string, ResultConcept | typeof OTHER_ANALYTE | 'breast-ki67'> = codeTable();

/** Words that name an analyte or a finding, for results without a code of ours; the first that matches counts. */
const BY_WORDS: readonly [ResultConcept, RegExp][] = [
  ['ki67', /\bki[- ]?67\b|\bmib-?1\b|增殖指数/],
  ['mitoses', /\bmitos[ei]s\b|\bmitotic (?:count|rate|index|figures?)\b|核分裂/],
  ['gastrin', /\bgastrin\b(?!-)|胃泌素(?!释放)/],
  ['sstr2-ihc', /\bsstr-?2a?\b|生长抑素受体2/],
  ['chromogranin-a-ihc', /\bchromogranin a? ?(?:ihc|immuno\w*|stain)|\bcga\b.*(?:ihc|immuno)|嗜铬粒蛋白a?.*免疫组化/],
  ['synaptophysin-ihc', /\bsynaptophysin\b|突触素/],
  ['insm1-ihc', /\binsm-?1\b/],
  ['size', /\b(?:tumou?r|lesion) size\b|\b(?:largest|maximum|greatest) (?:tumou?r )?(?:dimension|diameter)\b|(?:肿瘤|病灶|病变)(?:大小|最大径|直径)/],
  ['differentiation', /^(?:histologic(?:al)? )?differentiation$|^分化程度$/],
  ['cga-serum', /\bchromogranin a\b|\bcga\b|嗜铬粒蛋白a|嗜铬素a/],
  ['nse', /\bneuron[- ]specific enolase\b|\bnse\b|神经元特异性烯醇化酶/],
  ['vitamin-b12', /\bvitamin b-?12\b|\bcobalamin\b|维生素b12/],
  ['ferritin', /\bferritin\b|铁蛋白/],
  ['tsh', /\btsh\b|\bthyrotropin\b|促甲状腺(?:激)?素/],
];
const OTHER_ANALYTE_WORDS = /\b(?:her-?2|erbb2|o?estrogen|progesterone|\ber\b|\bpr\b|psa\b|cd\d+|pd-?l1|androgen receptor)|雌激素受体|孕激素受体/;
/** A stimulation test, a fragment, a peptide of another name or another fluid under a familiar word. */
const NOT_BASAL_WORDS = /\b(?:post|after|stimulat\w*|challenge|releasing|secretin|fragment|receptor|antibod\w*|ab|urine|csf|cerebral|pleural|peritoneal|fluid)\b|刺激|激发|餐后|释放肽|受体|抗体|转铁/;
const SERUM: ReadonlySet<ResultConcept> = new Set(['gastrin', 'cga-serum', 'nse', 'vitamin-b12', 'ferritin', 'iron', 'tsh', 'haemoglobin']);
const GENE_IHC: Readonly<Record<string, ResultConcept>> = {
  'RB1': 'rb1-ihc', 'HGNC:9884': 'rb1-ihc', 'DAXX': 'daxx-ihc', 'HGNC:2681': 'daxx-ihc', 'ATRX': 'atrx-ihc', 'HGNC:886': 'atrx-ihc', 'SSTR2': 'sstr2-ihc', 'HGNC:11331': 'sstr2-ihc',
  'MKI67': 'ki67', 'HGNC:7107': 'ki67', 'TP53': 'p53-ihc', 'HGNC:11998': 'p53-ihc', 'SYP': 'synaptophysin-ihc', 'HGNC:11506': 'synaptophysin-ihc', 'CHGA': 'chromogranin-a-ihc', 'HGNC:1929': 'chromogranin-a-ihc',
  'INSM1': 'insm1-ihc', 'HGNC:6090': 'insm1-ihc', 'CD200': 'cd200-ihc', 'HGNC:7203': 'cd200-ihc',
};
const IHC_WORDS: readonly [ResultConcept, RegExp][] = [
  ['ki67', /\bki[- ]?67\b|\bmib-?1\b/], ['p53-ihc', /\bp53\b/], ['rb1-ihc', /\brb1?\b/], ['daxx-ihc', /\bdaxx\b/], ['atrx-ihc', /\batrx\b/], ['sstr2-ihc', /\bsstr-?2a?\b|生长抑素受体/],
  ['synaptophysin-ihc', /\bsyn(?:aptophysin)?\b|突触素/], ['chromogranin-a-ihc', /\bcga\b|\bchromogranin\b|嗜铬/], ['insm1-ihc', /\binsm-?1\b/], ['cd200-ihc', /\bcd200\b/],
  ['cytokeratin-ihc', /\bck(?:8|18|8\/18|pan)?\b|\bcytokeratin\b|\bae1\/ae3\b|角蛋白/], ['mgmt', /\bmgmt\b/],
];

export function recognisedResult(code: unknown, holder: Element, siteCodes: SiteCodes): RecognisedResult {
  const codings = standardCodingsOf(code, siteCodes);
  const words = wordsOf(code).join(' | ').slice(0, 300).normalize('NFKC').toLowerCase();
  let concept: ResultConcept | null = null;
  let codeFound: string | null = null;
  let other = false;
  let breast = false;
  for (const coding of codings) {
    const known = BY_CODE.get(`${systemOf(stringAt(coding, 'system'))}|${stringAt(coding, 'code') ?? ''}`);
    if (known === undefined) continue;
    if (known === OTHER_ANALYTE) other = true;
    else if (known === 'breast-ki67') breast = true;
    else if (concept === null || concept === 'ihc') {
      concept = known;
      codeFound = stringAt(coding, 'code');
    }
  }
  if (other) return { kind: 'rejected', why: concept === null ? 'other-analyte' : 'code-text-conflict', saidAs: proliferationIn(words) };
  if (breast) return { kind: 'recognised', concept: 'ki67', textMatch: false, breastOnly: true, code: codeFound };
  if (concept === 'ihc') return ihcOf(holder, words);
  if (concept !== null) {
    if ((concept === 'ki67' || concept === 'mitoses') && OTHER_ANALYTE_WORDS.test(words)) return { kind: 'rejected', why: 'code-text-conflict', saidAs: concept };
    return { kind: 'recognised', concept, textMatch: false, breastOnly: false, code: codeFound };
  }
  return words === '' ? NONE : byWords(words);
}

function byWords(words: string): RecognisedResult {
  for (const [concept, pattern] of BY_WORDS) {
    if (!pattern.test(words)) continue;
    if (OTHER_ANALYTE_WORDS.test(words)) return { kind: 'rejected', why: 'code-text-conflict', saidAs: proliferationIn(words) };
    if (SERUM.has(concept) && NOT_BASAL_WORDS.test(words)) return concept === 'gastrin' ? { kind: 'rejected', why: 'other-analyte', saidAs: null } : NONE;
    return { kind: 'recognised', concept, textMatch: true, breastOnly: false, code: null };
  }
  return NONE;
}

/** A generic immunohistochemistry result: the marker is the gene of its component, else the words of its code. */
function ihcOf(holder: Element, words: string): RecognisedResult {
  for (const component of objectsAt(holder, 'component')) {
    if (!codingsOf(component['code']).some((coding) => stringAt(coding, 'code') === '48018-6')) continue;
    for (const coding of codingsOf(component['valueCodeableConcept'])) {
      const concept = GENE_IHC[stringAt(coding, 'code') ?? ''] ?? GENE_IHC[stringAt(coding, 'display') ?? ''];
      if (concept !== undefined) return { kind: 'recognised', concept, textMatch: false, breastOnly: false, code: null };
    }
  }
  for (const [concept, pattern] of IHC_WORDS) {
    if (pattern.test(words)) return { kind: 'recognised', concept, textMatch: concept === 'ki67', breastOnly: false, code: null };
  }
  return NONE;
}

function proliferationIn(words: string): Fact | null {
  if (/\bki[- ]?67\b|\bmib-?1\b/.test(words)) return 'ki67';
  return /\bmitos[ei]s\b|\bmitotic\b|核分裂/.test(words) ? 'mitoses' : null;
}

/** Systems as they are spelt in real data. */
export function systemOf(uri: string | null): string {
  if (uri === null) return '';
  const plain = uri.replace(/\/+$/, '');
  if (/^https?:\/\/(?:www\.)?loinc\.org$/.test(plain) || plain === 'urn:oid:2.16.840.1.113883.6.1') return 'loinc';
  if (/^https?:\/\/snomed\.info\/(?:sct|id|xsct)(?:\/|$)/.test(plain) || plain === 'urn:oid:2.16.840.1.113883.6.96') return 'sct';
  if (plain.includes('EVS/Thesaurus.owl') || plain === 'urn:oid:2.16.840.1.113883.3.26.1.1' || plain === 'http://ncithesaurus-stage.nci.nih.gov') return 'ncit';
  return plain === FACTS ? 'facts' : plain;
}

function codeTable(): ReadonlyMap<string, ResultConcept | typeof OTHER_ANALYTE | 'breast-ki67'> {
  const table = new Map<string, ResultConcept | typeof OTHER_ANALYTE | 'breast-ki67'>();
  for (const [concept, systems] of Object.entries(RESULT_CODES)) {
    for (const [system, codes] of Object.entries(systems)) for (const code of codes.split(' ')) table.set(`${system}|${code}`, concept as ResultConcept); // sound: the keys of RESULT_CODES
  }
  for (const concept of FACT_CONCEPTS) table.set(`facts|${concept}`, concept);
  for (const [system, codes] of Object.entries(OTHER_ANALYTE_CODES)) for (const code of codes.split(' ')) table.set(`${system}|${code}`, OTHER_ANALYTE);
  for (const code of BREAST_KI67_CODES.split(' ')) table.set(`${code.includes('-') ? 'loinc' : 'sct'}|${code}`, 'breast-ki67');
  return table;
}
