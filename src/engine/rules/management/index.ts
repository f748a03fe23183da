/** Sections 8 to 11 of the clinical rules together: which management block a tumour is in, and what stands beside it. */
import type { Conflict, MissingFact, Notice, PrognosisLine, Recommendation, SurveillancePart } from '../../assessment';
import type { RuleRecord } from '../../citation';
import type { Classified } from '../../classification';
import { lacking, notice } from '../../findings';
import type { ClinicalPicture } from '../../picture';
import type { Fact } from '../../vocabulary';
import { prognosisOf } from '../prognosis';
import { SUPPORTIVE_ROWS } from '../supportive';
import { surveil } from '../surveillance';
import { isAdvancedNec, isOfUnrecordedOrigin } from './blocks';
import { METASTATIC_NEC_ROWS } from './metastatic-nec';
import { LIVER_ROWS } from './metastatic-net';
import { SYSTEMIC_ROWS } from './metastatic-net-systemic';
import { MINEN_ROWS } from './minen';
import { NEC_ROWS } from './nec';
import { fire, recordOf } from './row';
import type { Fired, Row } from './row';
import { actionableType } from './situation';
import type { Situation } from './situation';
import { TYPE_I_ROWS } from './type-i';
import { TYPE_II_ROWS } from './type-ii';
import { TYPE_III_ROWS } from './type-iii';
import { forOpenKind, forOpenType } from './undetermined';

/** What management, supportive care, surveillance and prognosis add to a classified picture. */
export interface Managed {
  recommendations: Recommendation[]; missing: MissingFact[]; conflicts: Conflict[]; notices: Notice[];
  surveillance: SurveillancePart; prognosis: PrognosisLine[];
}

const METASTATIC_NET_ROWS: readonly Row[] = [...LIVER_ROWS, ...SYSTEMIC_ROWS];
const M0_ROWS: Readonly<Record<'I' | 'II' | 'III', readonly Row[]>> = { I: TYPE_I_ROWS, II: TYPE_II_ROWS, III: TYPE_III_ROWS };

const joined = (...parts: readonly Fired[]): Fired => ({
  recommendations: ([] as Recommendation[]).concat(...parts.map((p) => p.recommendations)), missing: ([] as MissingFact[]).concat(...parts.map((p) => p.missing)), notices: ([] as Notice[]).concat(...parts.map((p) => p.notices)),
});

function forMetastaticNet(s: Situation): Fired {
  if (actionableType(s) !== 'II') return fire(METASTATIC_NET_ROWS, s);
  const waitingFor: readonly Fact[] = isOfUnrecordedOrigin(s) ? ['metastasis'] : [];
  const both = joined(fire(TYPE_II_ROWS, s), fire(METASTATIC_NET_ROWS, s, waitingFor));
  if (waitingFor.length > 0) both.notices.push(notice('metastasis-origin-unrecorded', 'SU-5', 'warning', ['metastasis']));
  return both;
}

/** M unknown: the block for M0 as it is, with the metastasis asked for. */
function withoutKnownMetastasis(s: Situation, block: Fired): Fired {
  const rule = block.recommendations[0]?.rule;
  if (s.classified.metastatic !== 'unknown' || rule === undefined) return block;
  const codes = [...new Set(block.recommendations.map((r) => r.code))];
  block.missing.push(lacking('metastasis', rule, ...codes));
  block.notices.push(notice('metastasis-unknown', rule, 'info', ['metastasis']));
  return block;
}

function forNet(s: Situation): Fired {
  if (s.classified.metastatic === 'yes') return forMetastaticNet(s);
  const type = actionableType(s);
  return withoutKnownMetastasis(s, type === null ? forOpenType(s) : fire(M0_ROWS[type], s));
}

function blockFor(s: Situation): Fired {
  switch (s.classified.neoplasm.kind) {
    case 'NET': return forNet(s);
    case 'NEC': return isAdvancedNec(s) ? fire(METASTATIC_NEC_ROWS, s) : withoutKnownMetastasis(s, fire(NEC_ROWS, s));
    case 'MiNEN': return fire(MINEN_ROWS, s);
    case 'NET-or-NEC':
    case 'undetermined': return forOpenKind(s);
  }
}

/**
 * What follows from a classified picture on one day (`asOf`, `YYYY-MM-DD`): recommendations in the order of the rules,
 * what is missing for them, notices, the surveillance schedule and the prognostic background.
 * @see clinical rules, sections 8 to 11
 */
export function manage(picture: ClinicalPicture, classified: Classified, asOf: string): Managed {
  const s: Situation = { picture, classified, asOf };
  const follow = surveil(s);
  const { recommendations, missing, notices } = joined(blockFor(s), fire(SUPPORTIVE_ROWS, s), follow);
  return { recommendations, missing, conflicts: [], notices, surveillance: follow.part, prognosis: prognosisOf(s) };
}

/** Section 8 as the rulebook prints it. */
export const MANAGEMENT_RULES: readonly RuleRecord[] = [
  ...TYPE_I_ROWS, ...TYPE_II_ROWS, ...TYPE_III_ROWS, ...NEC_ROWS, ...METASTATIC_NET_ROWS, ...METASTATIC_NEC_ROWS, ...MINEN_ROWS,
].map(recordOf);
