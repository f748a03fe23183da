/** Names of analytes and findings in words, English and Chinese: for results without a known code, and for words that contradict a code. */
import type { Concept } from './concepts';

const LONGEST_NAME = 300;

/** Patterns hold no nested repetition, so each is linear. The first that fits is meant. */
const NAMES: readonly [Concept, RegExp][] = [
  ['ki67', /\bki[- ]?67\b|\bmib-?1\b|增殖指数/],
  ['mitoses', /\bmitos[ei]s\b|\bmitotic (?:count|rate|index|figures?)\b|核分裂/],
  ['gastrin', /\bgastrin\b(?!-)|胃泌素(?!释放|瘤)/],
  ['sstr2-ihc', /\bsstr-?2a?\b|生长抑素受体2/],
  ['cga-serum', /\bchromogranin a\b|嗜铬粒蛋白a|嗜铬素a/],
  ['nse', /\bneuron[- ]specific enolase\b|神经元特异性烯醇化酶/],
  ['vitamin-b12', /\bvitamin b-?12\b|\bcobalamin\b|维生素b12/],
  ['ferritin', /(?<!trans)\bferritin\b|(?<!转)铁蛋白/],
  ['tsh', /\btsh\b|\bthyrotropin\b|促甲状腺(?:激)?素/],
  ['haemoglobin', /\bha?emoglobin\b|血红蛋白/],
  ['tumour-size-max', /\b(?:tumou?r|lesion) size\b|\b(?:largest|maximum|greatest) (?:tumou?r )?(?:dimension|diameter)\b|(?:肿瘤|病灶|病变)(?:大小|最大径|直径)/],
  ['differentiation', /^(?:histologic(?:al)? )?differentiation$|^分化(?:程度)?$/],
  ['atrophic-gastritis', /\batrophic gastritis\b|萎缩性胃炎/],
];
const OTHER_ANALYTE = /\bher-?2\b|\berbb2\b|\bo?estrogen\b|\bprogesterone\b|\ber\b|\bpr\b|\bpsa\b|\bcd\d{1,3}\b|\bpd-?l1\b|\bandrogen receptor\b|雌激素受体|孕激素受体|前列腺特异/;
/** A stimulation test, a fragment or another fluid under a familiar word: not the basal serum result. */
const NOT_BASAL = /\b(?:post|after|stimulat\w*|challenge|releasing|secretin|fragment|receptor|antibod\w*|urine|csf|pleural|fluid)\b|刺激|激发|餐后|释放肽|受体|抗体/;
const SERUM: ReadonlySet<Concept> = new Set<Concept>(['gastrin', 'cga-serum', 'nse', 'vitamin-b12', 'ferritin', 'tsh', 'haemoglobin']);

/** The concept the words name; null for none, and for words that name another analyte or a stimulated one. */
export function conceptNamedIn(words: string): Concept | null {
  const plain = plainWords(words);
  for (const [concept, pattern] of NAMES) {
    if (!pattern.test(plain)) continue;
    return OTHER_ANALYTE.test(plain) || (SERUM.has(concept) && NOT_BASAL.test(plain)) ? null : concept;
  }
  return null;
}

/** Ki-67 or mitoses when the words claim either, whatever else they say: for the notice about a trap. */
export function proliferationNamedIn(words: string): 'ki67' | 'mitoses' | null {
  const plain = plainWords(words);
  if (/\bki[- ]?67\b|\bmib-?1\b/.test(plain)) return 'ki67';
  return /\bmitos[ei]s\b|\bmitotic\b|核分裂/.test(plain) ? 'mitoses' : null;
}

export function namesOtherAnalyte(words: string): boolean {
  return OTHER_ANALYTE.test(plainWords(words));
}

const plainWords = (words: string): string => words.slice(0, LONGEST_NAME).normalize('NFKC').toLowerCase();
