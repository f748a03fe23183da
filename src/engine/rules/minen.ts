/** Is it a mixed neoplasm? GR-9, from the recorded word and the share of each component. */
import { conflict, lacking, nothingSaid, notice } from '../findings';
import type { Findings } from '../findings';
import { atLeast, above, isExact } from '../measured';
import type { ClinicalPicture, Measured, Tri } from '../picture';
import { decisionTable } from '../table';
import { and, not } from '../tri';
import { GRADE } from './grade-rules';
import { asText } from './proliferation';

/** The share of each component, percent, from which WHO 2019 speaks of MiNEN. */
const MINEN_PERCENT = 30;
/** How far from 100 % the components may add up. */
const SUM_TOLERANCE_PERCENT = 1;

const DIMENSIONS = {
  recorded: ['yes', 'no'],
  sum: ['adds up', 'does not', 'unknown'],
  bothReach30: ['yes', 'no', 'unknown'],
} as const;

/** `mixed`: MiNEN; `pure`: judged as its neuroendocrine part alone; the other two are conflicts. */
export type Mixture = 'mixed' | 'pure' | 'sum-wrong' | 'too-small';

/** GR-9 as a table: whatever is recorded, components that do not add up are a conflict first. */
export const MINEN_TABLE = decisionTable<typeof DIMENSIONS, Mixture>('MiNEN', DIMENSIONS, [
  { id: 'does not add up', when: [{ sum: ['does not'] }], then: 'sum-wrong', because: GRADE['GR-9'].because },
  { id: 'both reach 30 %', when: [{ sum: ['adds up'], bothReach30: ['yes'] }], then: 'mixed', because: GRADE['GR-9'].because },
  { id: 'recorded, component too small', when: [{ recorded: ['yes'], sum: ['adds up', 'unknown'], bothReach30: ['no'] }], then: 'too-small', because: GRADE['GR-9'].because },
  { id: 'recorded, components open', when: [{ recorded: ['yes'], sum: ['adds up', 'unknown'], bothReach30: ['unknown'] }, { recorded: ['yes'], sum: ['unknown'], bothReach30: ['yes'] }], then: 'mixed', because: GRADE['GR-9'].because },
  { id: 'not recorded', when: [{ recorded: ['no'], sum: ['adds up', 'unknown'], bothReach30: ['no', 'unknown'] }, { recorded: ['no'], sum: ['unknown'], bothReach30: ['yes'] }], then: 'pure', because: GRADE['GR-9'].because },
]);

export interface MixtureAnswer extends Findings { mixture: Mixture; /** A carcinoma component beside the neuroendocrine one that does not make it MiNEN. */ smallOtherPart: Tri; /** A carcinoma component whose share is open and may yet make it MiNEN. */ mayBeMinen: boolean }

/** What the share of one component leaves for the other, when only one is recorded. */
const rest = (m: Measured): Measured => ({ low: 0, high: Math.max(0, 100 - m.low), lowOpen: false, highOpen: m.lowOpen, approximate: m.approximate });

function sumOf(a: Measured | null, b: Measured | null): 'adds up' | 'does not' | 'unknown' {
  if (a === null || b === null) return 'unknown';
  const fits = a.low + b.low <= 100 + SUM_TOLERANCE_PERCENT && a.high + b.high >= 100 - SUM_TOLERANCE_PERCENT;
  return fits ? 'adds up' : 'does not';
}

/** GR-9. */
export function mixtureOf(picture: ClinicalPicture): MixtureAnswer {
  const { neuroendocrine: ne, other } = picture.minenComponents;
  const recorded = picture.histology.kind === 'MiNEN' || (picture.histology.kind === 'unknown' && picture.codedKind === 'MiNEN');
  const neShare = ne ?? (other === null ? null : rest(other));
  const otherShare = other ?? (ne === null ? null : rest(ne));
  const bothReach30 = and(atLeast(neShare, MINEN_PERCENT), atLeast(otherShare, MINEN_PERCENT));
  const { then: mixture } = MINEN_TABLE.decide({ recorded: recorded ? 'yes' : 'no', sum: sumOf(ne, other), bothReach30 });
  const said = nothingSaid();
  if (mixture === 'sum-wrong') said.conflicts.push(conflict('minen-components', 'GR-9', ['minenComponents'], { neuroendocrine: asText(ne!), other: asText(other!) }));
  if (mixture === 'too-small') said.conflicts.push(conflict('minen-component-too-small', 'GR-9', ['histology', 'minenComponents'], { component: asText(smallerOf(ne, other)) }));
  if (mixture === 'mixed' && [ne, other].some((m) => m !== null && isExact(m) && m.low === MINEN_PERCENT)) {
    said.notices.push(notice('minen-threshold-readings', 'GR-9', 'info', ['minenComponents']));
  }
  const carcinomaBeside = picture.otherComponent === 'adenocarcinoma' || picture.otherComponent === 'squamous-cell-carcinoma';
  if (bothReach30 === 'unknown' && (recorded || carcinomaBeside || ne !== null || other !== null)) said.missing.push(lacking('minenComponents', 'GR-9', 'neoplasm'));
  const { recommendations, missing, conflicts, notices } = said;
  return {
    recommendations, missing, conflicts, notices, mixture,
    smallOtherPart: mixture === 'pure' && other !== null ? and(above(other, 0), not(bothReach30)) : 'unknown', mayBeMinen: mixture === 'pure' && carcinomaBeside && bothReach30 === 'unknown',
  };
}

function smallerOf(a: Measured | null, b: Measured | null): Measured {
  if (a === null || b === null) return (a ?? b)!;
  return a.low <= b.low ? a : b;
}
