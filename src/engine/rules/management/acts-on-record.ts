/**
 * Which recommendations an act on record has already fulfilled (clinical rules, section 8: an act on record after
 * the last finding of the lesion is left out; a palliative or R2 resection finishes nothing).
 */
import { isBefore } from '../../dates';
import type { DoneAct } from '../../picture';
import type { Act, RecommendationCode } from '../../vocabulary';
import { hasNodes, isDeep } from './situation';
import type { Situation } from './situation';
import { NO, YES, verdictOf, waitsFor } from './verdict';
import type { Verdict } from './verdict';

/** `done`: the act is what the code asks for; `if-R0`: only when nothing was left; `perhaps`: the record does not say which operation it was. */
type Covers = 'done' | 'if-R0' | 'perhaps';
type Covering = Partial<Record<Act, Covers>>;

const ANY_SURGERY: Covering = { 'local-excision': 'done', 'radical-gastrectomy': 'done', 'surgery-unspecified': 'done' };

const ULTRASOUND: Covering = { eus: 'done' };

const COVERED_BY: Partial<Record<RecommendationCode, Covering>> = {
  'endoscopic-resection': { 'endoscopic-resection': 'done', ...ANY_SURGERY },
  'surgical-resection': ANY_SURGERY,
  'local-gastrectomy': { 'endoscopic-resection': 'if-R0', ...ANY_SURGERY },
  'partial-gastrectomy': ANY_SURGERY,
  'radical-gastrectomy': { 'radical-gastrectomy': 'done', 'surgery-unspecified': 'perhaps' },
  lymphadenectomy: { lymphadenectomy: 'done', 'radical-gastrectomy': 'done', 'surgery-unspecified': 'perhaps' },
  'neoadjuvant-therapy': ANY_SURGERY,
  'primary-resection': ANY_SURGERY,
  'primary-and-metastasis-resection': { 'metastasis-resection': 'done' },
  'gastrinoma-localisation': { 'gastrinoma-resection': 'done' },
  'gastrinoma-resection': { 'gastrinoma-resection': 'done' },
  // Staging comes before the operation: after it the specimen has staged the tumour.
  'cross-sectional-imaging': { ct: 'done', mri: 'done', ...ANY_SURGERY },
  'sstr-imaging': { 'sstr-imaging': 'done' },
  ablation: { ablation: 'done' },
  'tae-tace': { 'tae-tace': 'done' },
  'liver-transplant-evaluation': { 'liver-transplant': 'done' },
  prrt: { prrt: 'done' },
};

/** Is the act later than the last finding of the lesion? A finding without a date lets every act count as later; the finding's own day counts too. */
function isLaterThanFinding(s: Situation, act: DoneAct): Verdict {
  const finding = s.picture.lastLesionFinding;
  if (finding === null) return YES;
  const before = isBefore(act.date, finding);
  return before === 'yes' ? NO : before === 'no' ? YES : waitsFor('dates.treatment');
}

const leftTumour = (act: DoneAct): boolean => act.margin === 'R2' || act.intent === 'palliative';

function byActs(s: Situation, covering: Covering): Verdict {
  let answer: Verdict = NO;
  for (const act of s.picture.acts) {
    const covers = covering[act.act];
    if (covers === undefined || leftTumour(act) || (covers === 'if-R0' && act.margin !== 'R0')) continue;
    const later = isLaterThanFinding(s, act);
    if (later.tri === 'yes' && covers !== 'perhaps') return YES;
    if (later.tri !== 'no') answer = covers === 'perhaps' ? waitsFor('treatment.surgery') : later;
  }
  return answer;
}

/** An ultrasound is done when its findings are there, or it was done and left neither depth nor nodes open, or the operation has overtaken it. */
function ultrasoundIsDone(s: Situation): Verdict {
  if (byActs(s, ANY_SURGERY).tri === 'yes') return YES;
  const { eus } = s.picture.nodes;
  if (isDeep(s).tri === 'unknown' || (eus === null && hasNodes(s).tri === 'unknown')) return NO;
  return eus !== null ? YES : byActs(s, ULTRASOUND);
}

/** Has this recommendation been fulfilled? `unknown` where the record leaves open which act it was, or when. */
export function isDone(s: Situation, code: RecommendationCode): Verdict {
  if (code === 'eus-staging') return ultrasoundIsDone(s);
  if (code === 'cross-sectional-imaging' && s.picture.nodes.imaging !== null) return YES;
  const covering = COVERED_BY[code];
  return covering === undefined ? NO : byActs(s, covering);
}

/** Is an endoscopic ultrasound on record at all, as an act or by its finding? */
export const eusIsOnRecord = (s: Situation): Verdict =>
  verdictOf(s.picture.nodes.eus !== null || s.picture.acts.some(({ act }) => act === 'eus') ? 'yes' : 'no');
