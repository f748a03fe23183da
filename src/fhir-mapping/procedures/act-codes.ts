/** Acts on the stomach, the nodes or a metastasis: by code, else by the words of the procedure. */
import { ACTS, type Act } from '../../engine';
import { wordsOf } from '../records/elements';
import { type Meaning, meaningsOf } from '../terminology';
import { metastaticSiteInWords, saysOtherOrgan, saysStomach, tumourSiteOf } from '../specimens/tumour-site';
import { nfkc } from '../values/plain';

const CODED: readonly [Meaning, Act][] = [
  ['gastroscopy', 'gastroscopy'], ['gastroscopy-referral', 'gastroscopy'], ['gastroscopy-with-biopsy', 'gastroscopy'], ['gastroscopy-with-biopsy', 'gastric-biopsy'], ['gastric-biopsy', 'gastric-biopsy'], ['eus', 'eus'],
  ['endoscopic-resection', 'endoscopic-resection'], ['endoscopic-removal', 'endoscopic-resection'],
  ['local-excision', 'local-excision'], ['gastrectomy', 'radical-gastrectomy'], ['gastrectomy-total', 'radical-gastrectomy'], ['gastrectomy-partial', 'radical-gastrectomy'],
  ['gastrectomy-completion', 'radical-gastrectomy'], ['esophagogastrectomy', 'radical-gastrectomy'], ['lymphadenectomy', 'lymphadenectomy'], ['ct', 'ct'], ['mri', 'mri'], ['sstr-tracer', 'sstr-imaging'], ['drug-prrt', 'prrt'],
];
/** An act that is over already and only dates what is named: "gastroscopy after ESD", 术后复查. */
const AFTERWARDS = /\b(?:after|following|status[- ]post|s\/p|post|history of)[- ](?:[\w-]+[ -]){0,3}?(?:gastrectomy|antrectomy|resection|surgery|dissection|polypectomy|esd|emr)\b|\b(?:gastrectomy|antrectomy|resection|surgery|dissection|polypectomy|esd|emr) status\b|[\u4e00-\u9fffa-z0-9]{0,12}?(?:切除|剥离|根治|esd|emr)(?:术)?后/g;
/** Talk about an operation is none. */
const TALK = /\b(?:consult|counsel|educat|discuss)|会诊|咨询|宣教|指导|评估/;
const OPERATIONS: ReadonlySet<Act> = new Set(['endoscopic-resection', 'gastrinoma-resection', 'metastasis-resection', 'radical-gastrectomy', 'local-excision', 'lymphadenectomy']);
const WORDED: readonly [Act, RegExp][] = [
  ['eus', /\bendoscopic ultraso|\bendoscopic us\b|\beus\b|\bendosonograph|超声内镜|内镜超声|超声胃镜/],
  ['endoscopic-resection', /\b(?:endoscopic (?:mucosal resection|submucosal dissection|full[- ]thickness resection|resection|removal|excision)|emr|esd|eftr|gastric polypectomy)\b|内镜下?(?:黏膜|粘膜|全层)?(?:下)?(?:切除|剥离|摘除)|(?:黏膜|粘膜)下剥离|内镜(?:黏膜|粘膜)切除|胃息肉(?:切除|摘除)|胃镜下.{0,6}(?:切除|剥离|摘除)/],
  ['gastrinoma-resection', /\bgastrinoma (?:resection|excision|enucleation)|(?:resection|excision|enucleation) of (?:the )?gastrinoma|胃泌素瘤(?:切除|摘除)/],
  ['metastasis-resection', /\b(?:metastasectomy|hepatic metasta\w+ resection|resection of (?:liver |hepatic )?metasta|hepatectomy|liver resection)|转移(?:灶|瘤)切除|肝(?:部分)?切除|肝叶切除/],
  ['radical-gastrectomy', /(?<!sleeve )\bgastrectomy\b|\bantrectomy\b|胃(?:癌)?根治|(?:全|次全|部分|近端|远端|半|残)胃(?:大部)?切除|胃(?:大部|次全|部分)?切除术/],
  ['local-excision', /\b(?:wedge (?:resection|excision)|local excision)\b|楔形切除|局部切除/],
  ['lymphadenectomy', /\blymphadenectomy\b|\blymph node dissection\b|淋巴结清扫/],
  ['gastric-biopsy', /\bgastric biopsy\b|\bbiopsy of (?:the )?stomach\b|胃(?:黏膜|粘膜)?活检/],
  ['gastroscopy', /\bgastroscop\w*|\bo?esophagogastroduodenoscopy\b|\begd\b|\bogd\b|\bupper (?:gi |gastrointestinal )?endoscopy\b|胃镜|上消化道内镜/],
  ['sstr-imaging', /\bsstr[- ]?(?:pet|imaging|scintigraphy|spect)|\bsomatostatin[- ]receptor (?:imaging|pet|scintigraphy)|\boctreotide scan\b|\boctreoscan\b|\bga-?68[- ]?(?:dota|edotreotide)|\b68ga[- ]?dota|\bdota(?:tate|toc|noc)[- ]pet|\bcu-?64[- ]dotatate|生长抑素受体(?:显像|pet)|奥曲肽显像/],
  ['prrt', /\bpeptide receptor radionuclide therapy\b|\bprrt\b|肽受体.{0,4}放射性核素治疗/],
  ['liver-transplant', /\bliver transplant|肝移植/],
  ['tae-tace', /\b(?:tace|tae|chemoembolization|chemoembolisation|transarterial embol\w*|hepatic artery embol\w*)\b|动脉化疗栓塞|肝(?:动脉|转移).{0,6}栓塞/],
  ['ablation', /\b(?:radiofrequency|microwave|thermal|cryo)[- ]?ablation\b|\brfa\b|消融/],
  ['mri', /\bmri\b|\bmagnetic resonance\b|磁共振|核磁/],
  ['ct', /\bct\b|\bcomputed tomograph\w*|\bcat scan\b|\bcomputeri[sz]ed (?:axial )?tomograph\w*/],
];
const NOT_FOR_THE_TUMOUR = /\bsleeve\b|\bbariatric\b|\bbypass\b|袖状胃|减重/;
const OTHER_ENDOSCOPY = /\b(?:colono|sigmoido|recto|broncho|cysto|hystero)scop|肠镜|支气管镜|膀胱镜|宫腔镜/;
const ENDOSCOPIC = /\bendoscop|胃镜|内镜/;
const SURGERY = /\bsurg(?:ery|ical resection)\b|\bresection\b|手术|切除/;
/** Without a code of ours, words that none of these fit say no act. */
const ANY_WORDED = new RegExp([...WORDED.map(([, pattern]) => pattern), NOT_FOR_THE_TUMOUR, SURGERY].map((pattern) => pattern.source).join('|'));

export interface RecognisedAct { acts: Act[]; name: string; textMatch: boolean; sleeve: boolean }

/** `bodySite` narrows codes that do not say where. Imaging of the head or a limb is no imaging of this tumour. */
export function actsOf(code: unknown, bodySite: unknown, moreWords: readonly string[] = []): RecognisedAct {
  const words = [...wordsOf(code), ...moreWords];
  const whole = nfkc(words.join(' | ').slice(0, 400)).toLowerCase();
  const name = words[0] ?? '';
  const ids = meaningsOf(code);
  if (ids.size === 0 && !ANY_WORDED.test(whole)) return { acts: [], name, textMatch: false, sleeve: false };
  const text = whole.replace(AFTERWARDS, ' ');
  const site = tumourSiteOf(bodySite);
  const found = new Set<Act>();
  if (ids.has('trap-bariatric') || NOT_FOR_THE_TUMOUR.test(text)) return { acts: [], name, textMatch: false, sleeve: true };
  for (const [id, act] of CODED) if (ids.has(id)) found.add(act);
  if (ids.has('endoscopic-resection-site-not-stated') && (site === 'stomach' || (site === null && (saysStomach(text) || !saysOtherOrgan(text))))) found.add('endoscopic-resection');
  if (ids.has('pet') && WORDED.some(([act, pattern]) => act === 'sstr-imaging' && pattern.test(text))) found.add('sstr-imaging');
  let byText = false;
  if (found.size === 0) {
    const isTalk = TALK.test(text);
    for (const [act, pattern] of WORDED) {
      if ((isTalk && OPERATIONS.has(act)) || !pattern.test(text) || [...found].some((other) => implies(other, act))) continue;
      if (act === 'ablation' && !/liver|hepatic|metasta|肝|转移/.test(text)) continue;
      found.add(act);
      byText = true;
    }
    if (found.size === 0 && !isTalk && SURGERY.test(text) && !ENDOSCOPIC.test(text) && (saysStomach(text) || site === 'stomach')) {
      found.add('surgery-unspecified');
      byText = true;
    }
  }
  if (site === 'elsewhere' || (byText && namesOtherPlace(text) && !found.has('radical-gastrectomy'))) for (const act of ['endoscopic-resection', 'local-excision', 'gastric-biopsy', 'lymphadenectomy'] as const) found.delete(act);
  if (/\bpsma\b/.test(text)) for (const act of ['prrt', 'sstr-imaging'] as const) found.delete(act);
  if ((found.has('ct') || found.has('mri')) && isOfHeadOrLimb(`${text} | ${plainSite(bodySite)}`)) {
    found.delete('ct');
    found.delete('mri');
  }
  return { acts: ACTS.filter((act) => found.has(act)), name, textMatch: byText, sleeve: false };
}

const plainSite = (bodySite: unknown): string => nfkc((Array.isArray(bodySite) ? bodySite.flatMap(wordsOf) : wordsOf(bodySite)).join(' | ').slice(0, 400)).toLowerCase();
const isOfHeadOrLimb = (words: string): boolean => /\b(?:head|brain|knee|spine|shoulder|hip|wrist|ankle|sinus|cranial)\b|头颅|膝|颅脑|颈椎|腰椎/.test(words) && metastaticSiteInWords(words) === null;

/** Another organ, or the endoscopy of one, and not the stomach. */
function namesOtherPlace(text: string): boolean {
  return !saysStomach(text) && (OTHER_ENDOSCOPY.test(text) || saysOtherOrgan(text.replace(/\bo?esophagogastr\w*/g, '')));
}

/** Words of the first act that hold the second's too. */
function implies(first: Act, second: Act): boolean {
  if (second === 'gastroscopy') return first === 'endoscopic-resection' || first === 'eus';
  if (second === 'ct') return first === 'sstr-imaging';
  return second === 'local-excision' && first === 'endoscopic-resection';
}
