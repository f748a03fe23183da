/** Supportive care and contraindications (clinical rules, section 9): acid suppressants, vitamin B12, iron, H. pylori, thyroid. */
import type { About } from '../assessment';
import type { RuleRecord } from '../citation';
import type { ActiveDrug } from '../picture';
import { beyond, recordOf, remark, review, row } from './management/row';
import type { Row } from './management/row';
import { actionableType, hasHypersecretion } from './management/situation';
import type { Situation } from './management/situation';
import { all, when } from './management/verdict';

const topic = 'supportive';

const isTypeI = (s: Situation): boolean => actionableType(s) === 'I';

/** Active PPIs and P-CABs, sorted, so that the order of the record never shows; H2 blockers are none. */
const acidSuppressants = (s: Situation): ActiveDrug[] =>
  s.picture.activeDrugs.filter(({ drug }) => drug === 'ppi' || drug === 'p-cab').sort((a, b) => (a.resource < b.resource ? -1 : 1));

/** Their names and their orders, for a card. */
const namedSuppressants = (s: Situation): About => {
  const active = acidSuppressants(s);
  return { drugs: active.map(({ name }) => name).join(', '), orders: active.map(({ resource }) => resource).join(', ') };
};

/** A level that can be judged: low, normal or high against the laboratory's own range. */
const isJudged = (s: Situation, lab: 'vitamin-b12' | 'ferritin'): boolean => {
  const result = s.picture.labs[lab];
  return result !== null && result.level !== 'unclassified';
};

/** SC-1 speaks against acid suppression in this patient; a recorded gastrinoma hypersecretion silences it. */
export const speaksAgainstAcidSuppression = (s: Situation): boolean => isTypeI(s) && hasHypersecretion(s).tri !== 'yes';

export const SUPPORTIVE_ROWS: readonly Row[] = [
  row({
    id: 'SC-1', topic, when: 'Type I (established or probable) and a PPI or P-CAB is active or being ordered.',
    holds: (s) => when(isTypeI(s) && acidSuppressants(s).length > 0),
    codes: [{ code: 'avoid-ppi', strength: 'contraindicated', only: (s) => when(speaksAgainstAcidSuppression(s)), about: namedSuppressants }],
    notices: [{ code: 'hypersecretion-in-type-i', severity: 'warning', facts: ['background.gastrinoma', 'function', 'medications'], if: (s) => !speaksAgainstAcidSuppression(s), about: namedSuppressants }],
    because: review('§6.1 R089', 'In principle a PPI is not given in type I, because it drives gastrin further up; the clinician may decide otherwise with a reason.'),
  }),
  row({
    id: 'SC-2', topic, when: 'Type I, and vitamin B12 is low or megaloblastic or pernicious anaemia is recorded.',
    holds: (s) => when(isTypeI(s) && (s.picture.labs['vitamin-b12']?.level === 'low' || s.picture.megaloblasticAnaemiaRecorded || s.classified.background['pernicious-anaemia'] === 'present')),
    codes: [{ code: 'vitamin-b12', strength: 'recommended' }],
    because: review('§6.1 R086', 'Atrophic gastritis starves the body of vitamin B12, which is then given.'),
  }),
  row({
    id: 'SC-3', topic, when: 'Type I and iron deficiency (recorded, or ferritin low).',
    holds: (s) => when(isTypeI(s) && (s.picture.ironDeficiencyRecorded || s.picture.labs.ferritin?.level === 'low')),
    codes: [{ code: 'iron', strength: 'recommended' }],
    because: review('§6.1 R087', 'Without acid iron is poorly absorbed, and a deficiency is made good.'),
  }),
  row({
    id: 'SC-4', topic, when: 'Atrophic gastritis and active H. pylori.',
    holds: (s) => when(s.classified.background['atrophic-gastritis'] === 'present' && s.classified.background['h-pylori'] === 'present'),
    codes: [{ code: 'h-pylori-eradication', strength: 'recommended' }],
    notices: [{ code: 'h-pylori-regimen-holds-ppi', severity: 'info', facts: ['background.h-pylori', 'medications.ppi'], if: () => true }],
    because: review('§6.1 R088', 'H. pylori in an atrophic stomach is treated; that the usual regimens hold a PPI is not discussed there.'),
  }),
  row({
    id: 'SC-5', topic, when: 'Type I and no TSH on record.', holds: (s) => when(isTypeI(s) && s.picture.labs.tsh === null),
    codes: [{ code: 'thyroid-function-test', strength: 'recommended' }], asks: () => [{ fact: 'labs.tsh', for: ['thyroid-function-test'] }],
    because: review('§6.1 R090', 'Other autoimmune disease, of the thyroid above all, is looked for.'),
  }),
  remark({
    id: 'SC-6', topic, when: 'Type II.', then: 'A PPI is part of the treatment and is never warned against.',
    because: review('§6.2 R103', 'In a gastrinoma the acid has to be suppressed.'),
  }),
  row({
    id: 'SC-7', topic, when: 'Type I and vitamin B12 or ferritin unknown.',
    holds: (s) => when(isTypeI(s)),
    codes: [
      { code: 'vitamin-b12-test', strength: 'recommended', only: (s) => when(!isJudged(s, 'vitamin-b12')) },
      { code: 'iron-studies', strength: 'recommended', only: (s) => when(!isJudged(s, 'ferritin')) },
    ],
    asks: (s) => [
      ...(isJudged(s, 'vitamin-b12') ? [] : [{ fact: 'labs.vitamin-b12' as const, for: ['vitamin-b12-test'] as const }]),
      ...(isJudged(s, 'ferritin') ? [] : [{ fact: 'labs.ferritin' as const, for: ['iron-studies'] as const }]),
    ],
    because: review('§6.1 R086 R087', 'What atrophic gastritis takes away is measured before it is missed.'),
  }),
  row({
    id: 'SC-8', topic, when: 'The type is undetermined and an acid suppressant is active.',
    holds: (s) => all(when(s.classified.type.status === 'undetermined'), when(acidSuppressants(s).length > 0)),
    codes: [{ code: 'keep-ppi-unchanged', strength: 'recommended', about: namedSuppressants }],
    because: beyond('§6.1, §6.2', 'A PPI harms in type I and is needed in type II, so it is neither started nor stopped for the tumour\'s sake before the type is known.'),
  }),
];

/** Section 9 as the rulebook prints it. */
export const SUPPORTIVE_RULES: readonly RuleRecord[] = SUPPORTIVE_ROWS.map(recordOf);
