/** Prognosis (clinical rules, section 11): background figures of the review, never a prediction for the patient. */
import type { About, PrognosisLine } from '../assessment';
import type { RuleRecord } from '../citation';
import type { ClinicalType } from '../vocabulary';
import { recordOf, review, row } from './management/row';
import { actionableType } from './management/situation';
import type { Situation } from './management/situation';
import { YES, when } from './management/verdict';

const topic = 'prognosis';

/** Percent alive after 5 years, by type. */
const FIVE_YEAR_SURVIVAL: Readonly<Record<ClinicalType, About>> = {
  I: { type: 'I', percent: 100, about: 'about' }, II: { type: 'II', fromPercent: 60, toPercent: 90 }, III: { type: 'III', belowPercent: 50 },
};

const PROGNOSIS_ROWS = [
  row({
    id: 'PR-1', topic, when: 'The type is known.', then: 'Five-year survival: type I about 100 %, type II 60–90 %, type III below 50 %.', holds: (s) => when(actionableType(s) !== null),
    because: review('§7 R170', 'Survival at five years falls from nearly all in type I to under half in type III.'),
  }),
  row({
    id: 'PR-2', topic, when: 'Always.', then: 'Age above 60 and the TNM stage are independent risk factors; shown, not computed.', holds: () => YES,
    because: review('§4, §7 R043 R046', 'Older age and higher TNM stage each worsen the outlook; one series sets the line at 60 and over.'),
  }),
  row({
    id: 'PR-3', topic, when: 'Type I.', then: 'Metastasis in under 5 %; recurrence is frequent.', holds: (s) => when(actionableType(s) === 'I'),
    because: review('§4 R022', 'Type I seldom metastasises and often recurs.'),
  }),
];

/** The lines that belong to this tumour, in the order of the rules. */
export function prognosisOf(s: Situation): PrognosisLine[] {
  const type = actionableType(s);
  return PROGNOSIS_ROWS.filter((r) => r.holds(s).tri === 'yes').map(({ id }) => ({ rule: id, about: id === 'PR-1' && type !== null ? { ...FIVE_YEAR_SURVIVAL[type] } : {} }));
}

/** Section 11 as the rulebook prints it. */
export const PROGNOSIS_RULES: readonly RuleRecord[] = PROGNOSIS_ROWS.map(recordOf);
