/** What the words of a Condition say of a neuroendocrine neoplasm, where no code says it. English, Chinese and the German of real files. */
import { saysOtherOrgan, saysStomach } from '../specimens/tumour-site';
import { nfkc } from '../values/plain';

/** 胃NET, 胃底多发NET: the stomach, nothing but a part of it and a word of description, and the abbreviation. */
export const GASTRIC_ABBREVIATED = /胃(?:[部底体窦角]|小弯|大弯|[黏粘]膜|多发性?|单发|[高低]分化|(?:iii|ii|i|[1-3])型){0,3} ?ne[ntc]s?(?![a-z])/;
const NEUROENDOCRINE_WORDS = /neuro-?\s?endocrine (?:neoplas|tumou?r|carcinoma|cancer)|neuroendokrin|\bcarcinoid(?! syndrome| crisis| heart)|\bminen\b|\bmanec\b|\bg-?ne[ntc]s?\b|\b(?:gastric|stomach|pancreatic|duodenal|ileal|jejunal|rectal|colonic|appendiceal|lung|bronchial|intestinal) ne[ntc]s?\b|\bne[ntc]s? (?:of|in) (?:the )?(?:gastric|stomach|pancrea|duoden|ile|jejun|rect|colon|appendi|lung|bronch)|神经内分泌(?:肿瘤|癌|瘤)|类癌(?!综合征)/;
const NEUROENDOCRINE = new RegExp(`${NEUROENDOCRINE_WORDS.source}|${GASTRIC_ABBREVIATED.source}`);
const NEGATED = /\bno (?:evidence|sign|history|known)\b|(?:^|\| )no\b|\bwithout\b|\bnegative for\b|\bnot? (?:a )?(?:gastric )?(?:neuro|carcinoid)|\bexclu|\brule[ds]? out|\br\/o\b|\bruling out\b|\bfamily history\b|\bscreening\b|\brisk of\b|\bdenies\b|\bunlikely\b|\bsuspected\b|\bsuspicion\b|\bpossible\b|\bquery\b|\?|排除|除外|未见|无|否认|家族史|可能|疑似|待排|筛查/;
const METASTASIS = /\bmetasta|\bsecondary\b|转移/;
/** The stomach as the place of the metastasis: where the tumour came from is not said. */
const METASTASIS_IN_STOMACH = /\b(?:gastric|stomach) (?:wall )?(?:metasta|secondar)|\bmetasta\w*(?: \w+){0,3} (?:to|in|into|involving) (?:the )?(?:stomach|gastric)|胃(?:[部壁底体窦内]|多发)?(?:的)?转移|转移(?:至|到|于|累及)胃/;
const GNEN_ABBREVIATION = /\bg-?ne[ntc]s?\b/;
const ADENOCARCINOMA = /\badenocarcinoma\b|\bsignet[- ]ring\b|腺癌|印戒细胞/;
const MIXED = /\bminen\b|\bmanec\b|mixed (?:neuroendocrine|adeno-?neuroendocrine)|混合性/;
const NEC = /neuro-?\s?endocrine (?:carcinoma|cancer)|\bg?-?nec\b|神经内分泌癌/;
const LONGEST_READ = 500;
/** Every pattern by which words alone can make a Condition a neoplasm begins with one of these; `malignan` and its like are those of another cancer. */
const ANY_NEOPLASM = new RegExp([NEUROENDOCRINE, METASTASIS, GNEN_ABBREVIATION, ADENOCARCINOMA].map((pattern) => pattern.source).concat('malignan', 'cancer', 'carcinoma', 'lymphoma', 'melanoma', 'sarcoma', '癌', '瘤').join('|'));
const NET = /neuro-?\s?endocrine tumou?r|\bcarcinoid|\bg?-?nets?\b|神经内分泌瘤|类癌/;

/** Whether words without any code of ours could say of a Condition what it is to the tumour: one look instead of the many below. Long texts always may. */
export const maySayNeoplasm = (words: string): boolean => words.length > LONGEST_READ || ANY_NEOPLASM.test(plainWords(words));

/** A positive statement, not a question, exclusion or family history. */
export function statesNeuroendocrine(words: string): boolean {
  const plain = plainWords(words);
  return NEUROENDOCRINE.test(plain) && !NEGATED.test(plain);
}

/** A gastric NEN by words alone: neuroendocrine and stomach, no metastasis, no other organ. */
export function statesGastricNen(words: string): boolean {
  const plain = plainWords(words);
  if (!statesNeuroendocrine(plain) || METASTASIS.test(plain)) return false;
  return (saysStomach(plain) && !saysOtherOrgan(plain)) || (GNEN_ABBREVIATION.test(plain) && !saysOtherOrgan(plain));
}

/**
 * A gastric NEN in the words of a metastasis: with it ("gastric NET with liver metastases") or as its origin ("liver metastasis of a gastric NET").
 * `primary`: the tumour is what the words name first.
 */
export function gastricNenOfMetastasis(words: string): 'primary' | 'origin' | null {
  const plain = plainWords(words);
  const says = (text: string): boolean => statesNeuroendocrine(text) && (saysStomach(text) || GNEN_ABBREVIATION.test(text)) && !saysOtherOrgan(text);
  if (!says(plain) || METASTASIS_IN_STOMACH.test(plain)) return null;
  return says(plain.slice(0, plain.search(METASTASIS))) ? 'primary' : 'origin';
}

/** The stomach and no other organ, stated of a tumour that is no metastasis. */
export function statesGastricSite(words: string): boolean {
  const plain = plainWords(words);
  return saysStomach(plain) && !saysOtherOrgan(plain) && !NEGATED.test(plain) && !METASTASIS.test(plain);
}

/** A NEN of a named organ other than the stomach. */
export function statesOtherNen(words: string): boolean {
  const plain = plainWords(words);
  return statesNeuroendocrine(plain) && saysOtherOrgan(plain) && !METASTASIS.test(plain) && !saysStomach(plain.replace(/胃肠胰?/g, ''));
}

export function statesAdenocarcinoma(words: string): boolean {
  const plain = plainWords(words);
  return ADENOCARCINOMA.test(plain) && !NEGATED.test(plain) && !MIXED.test(plain) && !/neuro-?endocrine|神经内分泌/.test(plain);
}

export function statesMetastasis(words: string): boolean {
  const plain = plainWords(words);
  return METASTASIS.test(plain) && !NEGATED.test(plain) && !/未转移/.test(plain);
}

export function statesTumour(words: string): boolean {
  return /\bneoplasm\b|\btumou?r\b|\bcancer\b|carcinoma\b|肿瘤|癌/.test(plainWords(words));
}

/** What kind of NEN the words say, `unknown` where they say only NEN. */
export function kindInWords(words: string): 'NET' | 'NEC' | 'MiNEN' | 'unknown' {
  const plain = plainWords(words);
  if (MIXED.test(plain)) return 'MiNEN';
  if (NEC.test(plain)) return 'NEC';
  return NET.test(plain) ? 'NET' : 'unknown';
}

/** The cell type of a carcinoma, where the words say one and not both. */
export function subtypeInWords(words: string): 'small-cell' | 'large-cell' | null {
  const plain = plainWords(words);
  if (kindInWords(plain) !== 'NEC') return null;
  const small = /(?<!non[- ])\bsmall[- ]?cell\b|(?<!非)小细胞/.test(plain);
  const large = /\blarge[- ]?cell\b|大细胞/.test(plain);
  return small === large ? null : small ? 'small-cell' : 'large-cell';
}

export function saysGastrinoma(words: string): boolean {
  const plain = plainWords(words);
  return /\bgastrinoma\b|胃泌素瘤/.test(plain) && !NEGATED.test(plain);
}

export function isNegated(words: string): boolean {
  return NEGATED.test(plainWords(words));
}

function plainWords(words: string): string {
  const short = words.length > LONGEST_READ ? words.slice(0, LONGEST_READ) : words;
  return nfkc(short).toLowerCase().replace(NO_METASTASIS, '');
}

/** "No liver metastasis" negates the metastasis, not the tumour it is said of. */
const NO_METASTASIS = /\b(?:no|without)(?: evidence of| known)?(?: (?:distant|liver|hepatic|bone|lung|peritoneal|lymph|node|nodal|regional|other)){0,3} metasta(?:s[ei]s|tic disease)|(?:\b(?:distant|liver|hepatic|bone|lung|peritoneal|lymph|node|nodal|regional|other) ){0,3}metastas[ei]s (?:were |was )?(?:excluded|ruled out|not (?:seen|found|detected))|(?:无|未见|未发现|排除)[^,;。、|]{0,8}转移灶?/g;

