/** Names of analytes and findings in words, English and Chinese: for results without a known code, and for words that contradict a code. */
import type { Concept } from './concepts';
import { nfkc } from '../values/plain';

const LONGEST_NAME = 300;

/** Results whose value is a number, a grade or a sentence of its own. Patterns hold no nested repetition, so each is linear. The first that fits is meant. */
const NAMES: readonly [Concept, RegExp][] = [
  ['ki67', /\bki[- ]?67\b|\bmib-?1\b|增殖指数/],
  ['mitoses', /\bmitos[ei]s\b|\bmitotic (?:count|rate|index|figures?)\b|核分裂/],
  ['gastrin', /\bgastrin\b(?!-)|胃泌素(?!释放|瘤)|促胃液素(?!释放|瘤)/],
  ['cga-serum', /\bchromogranin a\b|\bcga\b|嗜铬粒蛋白a|嗜铬素a/],
  ['nse', /\bneuron[- ]specific enolase\b|\bnse\b|神经元特异性烯醇化酶/],
  ['vitamin-b12', /\bvitamin b-?12\b|\bcobalamin\b|维生素b12/],
  ['ferritin', /(?<!trans)\bferritin\b|(?<!转)铁蛋白/],
  ['tsh', /\btsh\b|\bthyrotropin\b|促甲状腺(?:激)?素/],
  ['haemoglobin', /\bha?emoglobin\b(?! a1c)|血红蛋白/],
  ['tumour-size-max', /\b(?:tumou?r|lesion) size\b|\b(?:largest|maximum|greatest) (?:tumou?r )?(?:dimension|diameter)\b|(?:肿瘤|病灶|病变)(?:大小|最大径|直径)/],
  ['differentiation', /^(?:histologic(?:al)? )?differentiation$|^分化(?:程度)?$/],
  ['depth-of-invasion', /\bdepth of invasion\b|浸润深度/],
  ['lesion-count', /\bnumber of (?:lesions|tumou?rs)\b|(?:肿瘤|病灶|病变)(?:数目|个数|数量)/],
  ['atrophic-gastritis', /(?<!non[- ]?)\batrophic gastritis\b|(?<!非)萎缩性胃炎/],
  ['sstr-imaging', /\bsstr[- ]?(?:pet|imaging|scintigraphy|spect)\b|\bsomatostatin[- ]receptor (?:imaging|pet|scintigraphy|spect)\b|\b(?:octreotide scan|octreoscan)\b|\bdota-?(?:tate|toc|noc)\b(?![^|]*\btherap)|生长抑素受体(?:显像|pet)|奥曲肽显像/],
  ['mmr', /\bmismatch repair\b|\bd?mmr\b|错配修复/],
  ['msi', /\bmicrosatellite\b|\bmsi\b|微卫星/],
  ['tmb', /\btumou?r mutation(?:al)? burden\b|\btmb\b|肿瘤突变负荷/],
];
/** Stains, whose value says positive or negative, kept or lost. */
const STAINS: readonly [Concept, RegExp][] = [
  ['ki67', /\bki[- ]?67\b|\bmib-?1\b/], ['p53-ihc', /\bp53\b/], ['rb1-ihc', /\brb1?\b/], ['daxx-ihc', /\bdaxx\b/], ['atrx-ihc', /\batrx\b/], ['sstr2-ihc', /\bsstr-?2a?\b|生长抑素受体2?/],
  ['synaptophysin-ihc', /\bsyn(?:aptophysin)?\b|突触素/], ['chromogranin-a-ihc', /\bcga\b|\bchromogranin\b|嗜铬/], ['insm1-ihc', /\binsm-?1\b/], ['cd200-ihc', /\bcd200\b/],
  ['cytokeratin-ihc', /\bck(?:8|18|8\/18|pan)?\b|\bcytokeratin\b|\bae1\/ae3\b|角蛋白/], ['mgmt', /\bmgmt\b/],
];
/** Genes as a genomic component names them: the stain of their protein. */
const GENES: ReadonlyMap<string, Concept> = new Map<string, Concept>([
  ['rb1', 'rb1-ihc'], ['daxx', 'daxx-ihc'], ['atrx', 'atrx-ihc'], ['sstr2', 'sstr2-ihc'], ['mki67', 'ki67'], ['tp53', 'p53-ihc'], ['syp', 'synaptophysin-ihc'], ['chga', 'chromogranin-a-ihc'], ['insm1', 'insm1-ihc'], ['cd200', 'cd200-ihc'], ['mgmt', 'mgmt'],
]);
const OTHER_ANALYTE = /\bher-?2\b|\berbb2\b|\bo?estrogen\b|\bprogesterone\b|\ber\b|\bpr\b|\bpsa\b|\bcd\d{1,3}\b|\bpsma\b|\bpd-?l1\b|\bandrogen receptor\b|\bafp\b|\balpha-?fetoprotein\b|\bcea\b|\bca ?19-9\b|雌激素受体|孕激素受体|前列腺特异|甲胎蛋白|癌胚抗原/;
/** A stimulation test, a fragment, another fluid or a stain of the tissue under a familiar word: not the basal serum result. */
const NOT_BASAL = /\b(?:post|after|stimulat\w*|challenge|releasing|secretin|fragment|receptor|antibod\w*|urine|csf|cerebral|pleural|peritoneal|fluid|immunohisto\w*|ihc|stain\w*|tissue)\b|刺激|激发|餐后|释放肽|受体|抗体|免疫组化|染色/;
/** One form of the hormone alone, which no gastrin limit is meant for. */
const FRAGMENT = /\bgastrin[- ]?(?:14|17|34)\b|\bg-?(?:17|34)\b|\b(?:big|little) gastrin\b|(?:胃泌素|促胃液素)[- ]?(?:14|17|34)/;
/** Gastrin in whatever form or test, but not a gastrinoma. */
const ANY_GASTRIN = /\bgastrin\b(?!-)|(?:胃泌|促胃液)素(?!瘤)/;
const KI67 = /\bki[- ]?67\b|\bmib-?1\b/;
const MITOSES = /\bmitos[ei]s\b|\bmitotic\b|核分裂/;
/** What none of these fit names nothing of ours: one look instead of twenty for the many results that are none of ours. */
const ANY_NAME = new RegExp([...NAMES.map(([, pattern]) => pattern), KI67, MITOSES, FRAGMENT, ANY_GASTRIN].map((pattern) => pattern.source).join('|'));
const STIMULATED = /\b(?:post|after|stimulat\w*)\b|刺激|激发|餐后/;
const BEFORE = /\bpre\b|\bbefore\b|\bprior\b/;
const SERUM: ReadonlySet<Concept> = new Set<Concept>(['gastrin', 'cga-serum', 'nse', 'vitamin-b12', 'ferritin', 'tsh', 'haemoglobin']);
const STIMULABLE: ReadonlySet<Concept> = new Set<Concept>(['gastrin', 'tsh']);
/** Analytes one of which under the code of another is a mistake. */
const ANALYTES: ReadonlySet<Concept> = new Set<Concept>(['ki67', 'mitoses', ...SERUM]);

/** Whether any question below can have an answer, but those about stains and other analytes. */
export const namesAnything = (words: string): boolean => ANY_NAME.test(plainWords(words));

/** The concept the words name; null for none, and for words that name another analyte or a stimulated one. */
export function conceptNamedIn(words: string): Concept | null {
  const plain = plainWords(words);
  for (const [concept, pattern] of NAMES) {
    if (pattern.test(plain)) return OTHER_ANALYTE.test(plain) || (SERUM.has(concept) && NOT_BASAL.test(plain)) || (concept === 'gastrin' && FRAGMENT.test(plain)) ? null : concept;
  }
  return null;
}

/** The stain the words name. */
export function stainNamedIn(words: string): Concept | null {
  const plain = plainWords(words);
  for (const [concept, pattern] of STAINS) if (pattern.test(plain)) return concept;
  return null;
}

/** The stain of the protein a gene symbol stands for (`RB1`, `MKI67`). */
export function stainOfGene(symbol: string): Concept | null {
  return GENES.get(symbol.trim().toLowerCase()) ?? null;
}

/** Ki-67 or mitoses when the words claim either, whatever else they say: for the notice about a trap. */
export function proliferationNamedIn(words: string): 'ki67' | 'mitoses' | null {
  const plain = plainWords(words);
  if (KI67.test(plain)) return 'ki67';
  return MITOSES.test(plain) ? 'mitoses' : null;
}

/** Gastrin by its words, but after a stimulus, a fragment or in another fluid. */
export function namesStimulatedGastrin(words: string): boolean {
  const plain = plainWords(words);
  return FRAGMENT.test(plain) || (ANY_GASTRIN.test(plain) && NOT_BASAL.test(plain));
}

/**
 * Whether the words beside a code name another analyte than the code does: one of the receptors and markers that Ki-67 is mixed up with,
 * another analyte of these lists while its own name is missing, or its value after a stimulus. @see terminology.md 3a
 */
export function contradicts(concept: Concept, words: string): boolean {
  if (!ANALYTES.has(concept) || words === '') return false;
  const plain = plainWords(words);
  if ((concept === 'ki67' || concept === 'mitoses') && OTHER_ANALYTE.test(plain)) return true;
  if (STIMULABLE.has(concept) && STIMULATED.test(plain) && !BEFORE.test(plain)) return true;
  if (concept === 'gastrin' && FRAGMENT.test(plain)) return true;
  let other = false;
  for (const [named, pattern] of NAMES) {
    if (!ANALYTES.has(named) || !pattern.test(plain)) continue;
    if (named === concept) return false;
    other = true;
  }
  // Another stain's name alone under the code of Ki-67 or mitoses.
  return other || ((concept === 'ki67' || concept === 'mitoses') && stainNamedIn(plain) !== null && stainNamedIn(plain) !== concept);
}

export function namesOtherAnalyte(words: string): boolean {
  return OTHER_ANALYTE.test(plainWords(words));
}

/** Word processors write `Ki‑67` with other hyphens than the keyboard's. */
const plainWords = (words: string): string => nfkc(words.slice(0, LONGEST_NAME)).replace(/[\u2010-\u2015\u2212]/g, '-').toLowerCase();
