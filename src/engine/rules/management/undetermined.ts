/** Kind or type not settled (clinical rules, section 8, "which block"): work-up and discussion, no drug and no operation. */
import { workUp } from '../../findings';
import type { RecommendationCode } from '../../vocabulary';
import { isDone } from './acts-on-record';
import { addMissing } from './row';
import type { Fired } from './row';
import type { Situation } from './situation';

/** Whoever reads this finds no guideline behind it: the review is silent on an unsettled tumour. */
const ATTRIBUTION: readonly string[] = ['beyond the review'];

const KIND_RULES: readonly string[] = ['GR-7', 'GR-12', 'GR-9'];
const TYPE_RULES: readonly string[] = ['TY-5', 'TY-6', 'TY-10'];

function asked(s: Situation, rule: string, codes: readonly RecommendationCode[]): Fired {
  const fired: Fired = { recommendations: [], missing: [], notices: [] };
  for (const code of codes) {
    const said = s.classified.recommendations.some((r) => r.code === code && (r.rule === rule || code === 'pathology-review'));
    const done = isDone(s, code);
    if (said || done.tri === 'yes') continue;
    fired.recommendations.push({ ...workUp(code, rule, ATTRIBUTION), conditional: done.tri === 'unknown', needs: [...done.needs] });
    addMissing(fired.missing, rule, done.needs, code);
  }
  return fired;
}

/** `NET-or-NEC` and `undetermined` kinds: pathology review and discussion, under the rule that left the kind open. */
export const forOpenKind = (s: Situation): Fired =>
  asked(s, KIND_RULES.find((id) => s.classified.neoplasm.rules.includes(id)) ?? 'GR-8', ['pathology-review', 'mdt-discussion']);

/** A NET without a settled type: endoscopic ultrasound and discussion beside the work-up of TY-5, under the rule that left the type open. */
export const forOpenType = (s: Situation): Fired =>
  asked(s, TYPE_RULES.find((id) => s.classified.type.rules.includes(id)) ?? 'TY-7', ['eus-staging', 'mdt-discussion']);
