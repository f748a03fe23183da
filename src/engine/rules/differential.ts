/** NET G3 or NEC: the clues on each side where pathology does not settle it (DX-1 to DX-8). Clues are never averaged. */
import type { DifferentialPart, GradePart, Notice } from '../assessment';
import type { Answer } from '../classification';
import { conflict, lacking, nothingSaid, notice, workUp } from '../findings';
import { above, upTo } from '../measured';
import type { ClinicalPicture, Measured } from '../picture';
import { and } from '../tri';
import { decisionTable } from '../table';
import type { DifferentialSide, Fact } from '../vocabulary';
import type { Level } from './grade-table';
import { DIFFERENTIAL } from './differential-rules';
import type { KindAnswer } from './kind';

type Clue = DifferentialPart['clues'][number];
/** Ki-67, percent, up to which it leans to NET G3, and above which to NEC (never counted). */
const LEANS_TO_NEC_ABOVE_PERCENT = 60;
const G3_ABOVE_PERCENT = 20;

const DIMENSIONS = { net: ['counted', 'none'], nec: ['counted', 'none'] } as const;
/** Which side the counted clues favour. */
export const FAVOURS_TABLE = decisionTable<typeof DIMENSIONS, DifferentialSide>('NET G3 or NEC', DIMENSIONS, [
  { id: 'NET G3', when: [{ net: ['counted'], nec: ['none'] }], then: 'NET G3', because: DIFFERENTIAL['DX-1'].because },
  { id: 'NEC', when: [{ net: ['none'], nec: ['counted'] }], then: 'NEC', because: DIFFERENTIAL['DX-4'].because },
  { id: 'both or none', when: [{ net: ['counted'], nec: ['counted'] }, { net: ['none'], nec: ['none'] }], then: 'indeterminate', because: DIFFERENTIAL['DX-8'].because },
]);

export type DifferentialAnswer = Answer<DifferentialPart | null>;

/** DX-1 to DX-8; the part is null where the G3 level is not reached or pathology settles the question. */
export function differentialOf(picture: ClinicalPicture, kind: KindAnswer, grade: GradePart, level: Level, ki67Percent: Measured | null): DifferentialAnswer {
  const counted = countedClues(picture, kind);
  const against = cluesAgainst(picture, kind, counted);
  const reached = level === 'high' || kind.grading === 'open' || kind.grading === 'not-graded' || grade.value === 'G3';
  const beside = otherComponentSayings(counted, kind);
  if (!reached || !(kind.unsettled || against.length > 0)) return { part: null, ...nothingSaid(), notices: beside };

  const net = counted.some((c) => c.favours === 'NET G3');
  const nec = counted.some((c) => c.favours === 'NEC');
  const favours = FAVOURS_TABLE.decide({ net: net ? 'counted' : 'none', nec: nec ? 'counted' : 'none' }).then;
  const weak = weakClue(ki67Percent);
  const notDone = MOLECULAR.filter((m) => m.facts.every(([, state]) => state(picture) === 'unknown'));
  const said = { ...nothingSaid(), notices: beside };
  if (favours === 'indeterminate') said.recommendations.push(workUp('pathology-review', 'DX-8'));
  if (!(net && nec)) {
    for (const m of notDone) said.missing.push(lacking(m.facts[0]![0], 'DX-8', 'differential'));
    for (const [fact, open] of [['lowGradeArea', picture.lowGradeArea], ['priorNet', picture.priorNet], ['otherComponent', picture.otherComponent]] as const) {
      if (open === 'unknown') said.missing.push(lacking(fact, 'DX-8', 'differential'));
    }
  }
  if (against.length > 0) {
    said.conflicts.push(conflict('differential-against-differentiation', against[0]!.rule, ['differentiation', ...against.flatMap((c) => c.facts)], { clues: against.map((c) => c.rule).join(', ') }));
  }
  if (weak !== null) said.notices.push(notice('dx-clue', weak.rule, 'info', weak.facts, { clue: weak.rule }));
  return { part: { favours, clues: weak === null ? counted : [...counted, weak], notDone: notDone.map((m) => m.name) }, ...said };
}

type GeneState = (picture: ClinicalPicture) => 'intact' | 'altered' | 'unknown';
interface MarkerOfSide { name: string; rule: 'DX-3' | 'DX-4'; facts: [Fact, GeneState][] }
/** The genes and their stains, by the name a pathologist lists them under. */
const MOLECULAR: readonly MarkerOfSide[] = [
  { name: 'TP53', rule: 'DX-4', facts: [['markers.tp53', (p) => p.genes.tp53], ['markers.p53', (p) => p.genes.p53]] },
  { name: 'RB1', rule: 'DX-4', facts: [['markers.rb1', (p) => p.genes.rb1]] },
  { name: 'DAXX', rule: 'DX-3', facts: [['markers.daxx', (p) => p.genes.daxx]] },
  { name: 'ATRX', rule: 'DX-3', facts: [['markers.atrx', (p) => p.genes.atrx]] },
  { name: 'MEN1', rule: 'DX-3', facts: [['markers.men1', (p) => p.genes.men1]] },
];

const alteredOf = (picture: ClinicalPicture, rule: MarkerOfSide['rule']): Fact[] =>
  MOLECULAR.filter((m) => m.rule === rule).flatMap((m) => m.facts.filter(([, state]) => state(picture) === 'altered').map(([fact]) => fact));

/** DX-1 to DX-5. In a MiNEN the other component is part of the definition and no clue. */
function countedClues(picture: ClinicalPicture, kind: KindAnswer): Clue[] {
  const clues: Clue[] = [];
  if (picture.lowGradeArea === 'yes') clues.push({ rule: 'DX-1', favours: 'NET G3', facts: ['lowGradeArea'] });
  if (picture.priorNet === 'yes') clues.push({ rule: 'DX-2', favours: 'NET G3', facts: ['priorNet'] });
  const netGenes = alteredOf(picture, 'DX-3');
  if (netGenes.length > 0) clues.push({ rule: 'DX-3', favours: 'NET G3', facts: netGenes });
  const necGenes = alteredOf(picture, 'DX-4');
  if (necGenes.length > 0) clues.push({ rule: 'DX-4', favours: 'NEC', facts: necGenes });
  const carcinoma = picture.otherComponent === 'adenocarcinoma' || picture.otherComponent === 'squamous-cell-carcinoma';
  if (kind.mixture === 'pure' && (carcinoma || kind.smallOtherPart)) clues.push({ rule: 'DX-5', favours: 'NEC', facts: [carcinoma ? 'otherComponent' : 'minenComponents'] });
  return clues;
}

/** The other component is said at every level, not only where it is a clue: a harmless NET must not read as an all-clear for it. */
function otherComponentSayings(counted: readonly Clue[], kind: KindAnswer): Notice[] {
  const clue = counted.find((c) => c.rule === 'DX-5');
  if (clue === undefined) return [];
  return [notice('other-component-beside', 'DX-5', 'warning', clue.facts), ...(kind.mayBeMinen ? [notice('minen-to-consider', 'DX-5', 'warning', ['minenComponents', ...clue.facts])] : [])];
}

/** Counted clues that speak against the recorded differentiation. */
function cluesAgainst(picture: ClinicalPicture, kind: KindAnswer, counted: readonly Clue[]): Clue[] {
  if (kind.grading === 'by-numbers' && picture.differentiation === 'well') return counted.filter((c) => c.favours === 'NEC');
  if (kind.grading === 'not-graded') return counted.filter((c) => c.favours === 'NET G3');
  return [];
}

/** DX-6 and DX-7: shown, never counted; none where the value lies on neither side for certain. */
function weakClue(ki67Percent: Measured | null): Clue | null {
  if (above(ki67Percent, LEANS_TO_NEC_ABOVE_PERCENT) === 'yes') return { rule: 'DX-7', favours: 'NEC', facts: ['ki67'] };
  return and(above(ki67Percent, G3_ABOVE_PERCENT), upTo(ki67Percent, LEANS_TO_NEC_ABOVE_PERCENT)) === 'yes' ? { rule: 'DX-6', favours: 'NET G3', facts: ['ki67'] } : null;
}
