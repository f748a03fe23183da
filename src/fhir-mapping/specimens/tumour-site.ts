/** Body sites as the mapping needs them: the stomach, a place where its metastases are, or elsewhere. */
import { codingsOf, stringAt, wordsOf } from '../records/elements';
import { nfkc } from '../values/plain';

export type TumourSite = 'stomach' | 'metastatic-site' | 'elsewhere';
export type MetastaticSite = 'liver' | 'peritoneum' | 'bone' | 'lung' | 'distant-nodes' | 'regional-nodes' | 'nodes' | 'other';

const SNOMED_STOMACH = new Set(['69695003']);
const ICD_O = /icd-o-3|2\.16\.840\.1\.113883\.6\.43\.1/;

const STOMACH_WORDS = /\b(stomach|gastric|gastro-?esophageal|fundus|cardia|antrum|antral|pylor(?:us|ic)|magen)\b|胃|贲门|幽门(?!螺)/;
const NOT_STOMACH_WORDS = /\b(duoden\w*|pancrea\w*|ileum|ileal|jejun\w*|appendi\w*|rect(?:um|al)|colon|colonic|caec\w*|cecum|lung|bronch\w*|breast|thymus|thyroid|prostate|ovary|uter\w*|skin|kidney|bladder|oesophag\w*|esophag\w*)\b|十二指肠|胰|回肠|空肠|阑尾|直肠|结肠|肺|支气管|乳腺|胸腺|甲状腺|前列腺|卵巢|子宫|皮肤|食管|膀胱|肾/;
const METASTATIC: readonly [MetastaticSite, RegExp][] = [
  ['liver', /\b(liver|hepatic|leber)\b|肝/],
  ['peritoneum', /\b(periton\w*|omentum|omental)\b|腹膜|网膜/],
  ['bone', /\b(bones?|skeletal|osseous|vertebra\w*|spine)\b|骨/],
  ['regional-nodes', /\b(?:regional|perigastric|gastric) (?:lymph )?nodes?\b|区域淋巴结|胃周淋巴结/],
  ['distant-nodes', /\b(?:distant|supraclavicular|mediastinal|para-?aortic) (?:lymph )?nodes?\b|远处淋巴结|锁骨上淋巴结|纵隔淋巴结|腹主动脉旁淋巴结/],
  ['nodes', /\b(lymph ?nodes?|lymphatic node|lymph node)\b|淋巴结/],
];
const ELSEWHERE = /\b(?:brain|cerebral|cns|adrenal|spleen|splenic|pleura\w*|soft tissue|mesenter\w*)\b|脑|肾上腺|脾|胸膜|软组织|肠系膜/;
const METASTATIC_CODES: ReadonlyMap<string, MetastaticSite> = new Map([['10200004', 'liver'], ['15425007', 'peritoneum'], ['272673000', 'bone'], ['59441001', 'nodes']]);

/** The site a bodySite (or a specimen's site) names; null where it names none that is known. With `words-only` codes do not count. */
export function tumourSiteOf(concept: unknown, mode: 'all' | 'words-only' = 'all'): TumourSite | null {
  if (concept === undefined || concept === null) return null;
  if (mode === 'all') {
    for (const coding of codingsOf(concept)) {
      const code = stringAt(coding, 'code') ?? '';
      if (SNOMED_STOMACH.has(code)) return 'stomach';
      if (METASTATIC_CODES.has(code)) return 'metastatic-site';
      if (ICD_O.test(stringAt(coding, 'system') ?? '') && /^C\d\d/.test(code)) {
        if (code.startsWith('C16')) return 'stomach';
        return /^C(22\.0|22$|48|77|40|41)/.test(code) ? 'metastatic-site' : 'elsewhere';
      }
    }
  }
  const words = (Array.isArray(concept) ? concept.flatMap(wordsOf) : wordsOf(concept)).join(' | ').slice(0, 500).toLowerCase();
  if (words === '') return null;
  const metastatic = metastaticSiteInWords(words);
  if (metastatic !== null) return 'metastatic-site';
  if (STOMACH_WORDS.test(words)) return 'stomach';
  return NOT_STOMACH_WORDS.test(words) ? 'elsewhere' : null;
}

/** The place of a metastasis by its site code or its words; null where neither says. */
export function metastaticSiteOf(concept: unknown): MetastaticSite | null {
  for (const coding of codingsOf(concept)) {
    const site = METASTATIC_CODES.get(stringAt(coding, 'code') ?? '');
    if (site !== undefined) return site;
  }
  const words = (Array.isArray(concept) ? concept.flatMap(wordsOf) : wordsOf(concept)).join(' | ').slice(0, 500).toLowerCase();
  return metastaticSiteInWords(words);
}

export function metastaticSiteInWords(words: string): MetastaticSite | null {
  for (const [site, pattern] of METASTATIC) if (pattern.test(words)) return site;
  return null;
}

/** Places of metastases named by words, none of which is the given one; nodes are nodes wherever they are. */
export function namesOtherMetastaticSite(words: string, site: MetastaticSite): boolean {
  const plain = nfkc(words).toLowerCase();
  const kind = (of: MetastaticSite): string => (/nodes$/.test(of) ? 'nodes' : of);
  const named = METASTATIC.filter(([, pattern]) => pattern.test(plain)).map(([of]) => kind(of));
  return named.length > 0 && !named.includes(kind(site));
}

/** An organ outside the liver that the list of metastatic sites does not hold. */
export function namesOtherMetastaticPlace(words: string): boolean {
  return saysOtherOrgan(words) || ELSEWHERE.test(words);
}

export function saysStomach(words: string): boolean {
  return STOMACH_WORDS.test(words.toLowerCase());
}

/** Another organ is named, whether or not the stomach is too. */
export function saysOtherOrgan(words: string): boolean {
  return NOT_STOMACH_WORDS.test(words.toLowerCase());
}
