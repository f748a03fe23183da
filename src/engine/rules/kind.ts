/** NET, NEC, MiNEN or open: differentiation first, then histology, then what is coded (GR-7 to GR-12). */
import type { NeoplasmPart } from '../assessment';
import type { Answer } from '../classification';
import { conflict, lacking, notice, workUp } from '../findings';
import type { ClinicalPicture } from '../picture';
import { decisionTable } from '../table';
import type { Fact, Kind } from '../vocabulary';
import type { GradeByNumbers } from './grade-table';
import { GRADE } from './grade-rules';
import { mixtureOf } from './minen';
import type { Mixture } from './minen';

const DIMENSIONS = {
  differentiation: ['well', 'poor', 'unknown'],
  /** `cell-type`: small- or large-cell, which is a statement of poor differentiation; `NEC` names no cell type. */
  histology: ['NET', 'NEC', 'cell-type', 'unknown'],
  level: ['none', 'low', 'open', 'high'],
} as const;

/** How the neuroendocrine part is graded: by its numbers, not at all, left open between NET G3 and NEC, or contradictory. */
export type Grading = 'by-numbers' | 'not-graded' | 'open' | 'contradictory';
interface PartOutcome { kind: Exclude<Kind, 'MiNEN'>; grading: Grading; rules: readonly string[]; contradiction: 'GR-7' | 'GR-12' | null }
const outcome = (kind: PartOutcome['kind'], grading: Grading, rules: string[], contradiction: PartOutcome['contradiction'] = null): PartOutcome => ({ kind, grading, rules, contradiction });

/** The kind of the neuroendocrine part; every combination of differentiation, histology and level meets one row. */
export const KIND_TABLE = decisionTable<typeof DIMENSIONS, PartOutcome>('kind', DIMENSIONS, [
  { id: 'poor, called NET', when: [{ differentiation: ['poor'], histology: ['NET'] }], then: outcome('undetermined', 'contradictory', ['GR-12'], 'GR-12'), because: GRADE['GR-12'].because },
  { id: 'well, small- or large-cell', when: [{ differentiation: ['well'], histology: ['cell-type'] }], then: outcome('undetermined', 'contradictory', ['GR-12'], 'GR-12'), because: GRADE['GR-12'].because },
  { id: 'well', when: [{ differentiation: ['well'], histology: ['NET', 'NEC', 'unknown'], level: ['none', 'low', 'open'] }], then: outcome('NET', 'by-numbers', ['GR-7']), because: GRADE['GR-7'].because },
  { id: 'well, high', when: [{ differentiation: ['well'], histology: ['NET', 'NEC', 'unknown'], level: ['high'] }], then: outcome('NET', 'by-numbers', ['GR-7', 'GR-11']), because: GRADE['GR-7'].because },
  {
    id: 'poor', then: outcome('NEC', 'not-graded', ['GR-7']), because: GRADE['GR-7'].because,
    when: [{ differentiation: ['poor'], histology: ['NEC', 'cell-type', 'unknown'], level: ['none', 'open', 'high'] }, { differentiation: ['unknown'], histology: ['cell-type'], level: ['none', 'open', 'high'] }],
  },
  { id: 'poor, low', when: [{ differentiation: ['poor'], histology: ['NEC', 'cell-type', 'unknown'], level: ['low'] }], then: outcome('undetermined', 'contradictory', ['GR-7', 'GR-11'], 'GR-7'), because: GRADE['GR-7'].because },
  { id: 'called NEC, low', when: [{ differentiation: ['unknown'], histology: ['NEC', 'cell-type'], level: ['low'] }], then: outcome('undetermined', 'contradictory', ['GR-7', 'GR-8', 'GR-11'], 'GR-7'), because: GRADE['GR-8'].because },
  { id: 'unknown, high', when: [{ differentiation: ['unknown'], histology: ['NET', 'NEC', 'unknown'], level: ['high'] }], then: outcome('NET-or-NEC', 'open', ['GR-8', 'GR-11']), because: GRADE['GR-8'].because },
  { id: 'unknown, low', when: [{ differentiation: ['unknown'], histology: ['NET', 'unknown'], level: ['low'] }], then: outcome('NET', 'by-numbers', ['GR-8']), because: GRADE['GR-8'].because },
  // A level that may or may not be G3 is a level not known: the kind is then as coded, and the grade keeps its candidates.
  { id: 'called NET, no level', when: [{ differentiation: ['unknown'], histology: ['NET'], level: ['none', 'open'] }], then: outcome('NET', 'by-numbers', ['GR-8']), because: GRADE['GR-8'].because },
  { id: 'called NEC, no level', when: [{ differentiation: ['unknown'], histology: ['NEC'], level: ['none', 'open'] }], then: outcome('NEC', 'not-graded', ['GR-8']), because: GRADE['GR-8'].because },
  { id: 'nothing known', when: [{ differentiation: ['unknown'], histology: ['unknown'], level: ['none', 'open'] }], then: outcome('undetermined', 'by-numbers', ['GR-8']), because: GRADE['GR-8'].because },
]);

export interface KindAnswer extends Answer<NeoplasmPart> {
  /** How the neuroendocrine part is graded, alone in MiNEN. */
  grading: Grading;
  /** Pathology does not settle NET G3 or NEC (section 5), whatever is wrong with the components of a mixture. */
  unsettled: boolean;
  mixture: Mixture;
  /** A component beside the neuroendocrine one that is too small for MiNEN (then DX-5). */
  smallOtherPart: boolean;
  /** A carcinoma component whose share may yet make it MiNEN (DX-5). */
  mayBeMinen: boolean;
}

/** GR-7 to GR-12. */
export function kindOf(picture: ClinicalPicture, numbers: GradeByNumbers): KindAnswer {
  const mixture = mixtureOf(picture);
  const histology = histologyBand(picture);
  const part = KIND_TABLE.decide({ differentiation: picture.differentiation, histology, level: numbers.level }).then;
  const components = mixture.mixture === 'sum-wrong' || mixture.mixture === 'too-small';
  const kind: Kind = components ? 'undetermined' : mixture.mixture === 'mixed' ? 'MiNEN' : part.kind;
  const said: KindAnswer = {
    part: { kind, subtype: subtypeOf(picture, kind, part), rules: [...(mixture.mixture === 'pure' && picture.minenComponents.other === null ? [] : ['GR-9']), ...(components ? [] : part.rules)] },
    grading: components ? 'contradictory' : part.grading, unsettled: part.grading === 'open' || part.contradiction === 'GR-12', mixture: mixture.mixture, smallOtherPart: mixture.smallOtherPart === 'yes', mayBeMinen: mixture.mayBeMinen,
    recommendations: [], missing: [...mixture.missing], conflicts: [...mixture.conflicts], notices: [...mixture.notices],
  };
  contradictions(said, picture, part, numbers);
  unknowns(said, picture, part, numbers.level === 'none' || numbers.level === 'open');
  if (isOldNecG3(picture)) {
    const date = picture.dates.reportDate!.last;
    said.notices.push(notice('nec-g3-before-2019', 'GR-10', 'warning', ['histology', 'recordedGrade', 'reportDate'], { date }));
  }
  return said;
}

function histologyBand(picture: ClinicalPicture): (typeof DIMENSIONS.histology)[number] {
  const { kind, subtype } = picture.histology;
  if (subtype !== null && kind !== 'NET') return 'cell-type';
  const said = kind === 'unknown' ? picture.codedKind : kind;
  return said === 'NET' || said === 'NEC' ? said : 'unknown';
}

const subtypeOf = (picture: ClinicalPicture, kind: Kind, part: PartOutcome) => (kind === 'NEC' || (kind === 'MiNEN' && part.kind === 'NEC') ? picture.histology.subtype : null);

function contradictions(said: KindAnswer, picture: ClinicalPicture, part: PartOutcome, numbers: GradeByNumbers): void {
  const about = { differentiation: picture.differentiation, histology: picture.histology.subtype ?? (picture.histology.kind === 'unknown' ? picture.codedKind : picture.histology.kind) };
  if (part.contradiction === 'GR-12') said.conflicts.push(conflict('differentiation-against-histology', 'GR-12', ['differentiation', 'histology'], about));
  if (part.contradiction === 'GR-7') {
    const measured: Fact[] = (['ki67', 'mitoses'] as const).filter((p) => numbers.known[p]);
    said.conflicts.push(conflict('poor-differentiation-low-proliferation', 'GR-7', [picture.differentiation === 'poor' ? 'differentiation' : 'histology', ...measured]));
  }
  if (part.contradiction !== null) said.recommendations.push(workUp('pathology-review', part.contradiction));
  // A histology of NEC without a cell type is overruled by good differentiation, and what is overruled is shown.
  if (picture.differentiation === 'well' && part.kind === 'NET' && histologyBand(picture) === 'NEC') said.conflicts.push(conflict('differentiation-against-histology', 'GR-7', ['differentiation', 'histology'], about));
}

/** @param noLevel neither number says on which side of the G3 level the tumour is: the kind rests on the code alone. */
function unknowns(said: KindAnswer, picture: ClinicalPicture, part: PartOutcome, noLevel: boolean): void {
  if (picture.differentiation !== 'unknown') return;
  if (part.grading === 'open') said.missing.push(lacking('differentiation', 'GR-8', 'neoplasm', 'grade'));
  else if (said.part.kind === 'undetermined' && part.contradiction === null && said.grading !== 'contradictory') said.missing.push(lacking('differentiation', 'GR-8', 'neoplasm'), lacking('histology', 'GR-8', 'neoplasm'));
  else if (part.rules.includes('GR-8') && (part.kind === 'NEC' || noLevel)) said.missing.push(lacking('differentiation', 'GR-8', 'neoplasm'));
}

/** GR-10: reported as NEC G3 certainly before 2019, with neither poor differentiation nor a cell type on record. */
function isOldNecG3(picture: ClinicalPicture): boolean {
  const reportDate = picture.dates.reportDate;
  const said = picture.histology.kind === 'unknown' ? picture.codedKind : picture.histology.kind;
  const calledNecG3 = picture.recorded.necG3 || (said === 'NEC' && picture.recorded.grade === 'G3');
  return calledNecG3 && reportDate !== null && reportDate.last < '2019-01-01' && picture.differentiation !== 'poor' && picture.histology.subtype === null;
}
