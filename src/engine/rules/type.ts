/** Clinical type I, II or III of a NET, with what contradicts it and what would settle it (TY-1 to TY-10). */
import type { GradePart, TypePart } from '../assessment';
import type { Answer, Classified } from '../classification';
import { conflict, lacking, notice, workUp } from '../findings';
import { above } from '../measured';
import type { ClinicalPicture, Tri } from '../picture';
import type { Fact, Kind, TypeStatus } from '../vocabulary';
import type { Backgrounds } from './background';
import { TYPE_TABLE } from './type-table';
import type { TypeOutcome } from './type-table';

/** A solitary lesion above this many millimetres fits type I and II badly (TY-8). */
const LARGE_SOLITARY_MM = 20;

/** TY-1 to TY-7, TY-9 and TY-10. A tumour that is not certainly a NET is typed provisionally at most. */
export function typeOf(picture: ClinicalPicture, backgrounds: Backgrounds, kind: Kind): Answer<TypePart> {
  if (kind === 'NEC' || kind === 'MiNEN') return notApplicable(picture, backgrounds);
  const outcome = heldBack(decide(picture, backgrounds), picture);
  const status: TypeStatus = outcome.value !== null && kind !== 'NET' ? 'provisional' : outcome.status;
  const rules = [outcome.rule, ...(picture.gastrin.class === 'unknown' ? [] : ['TY-9']), ...(kind === 'NET' ? [] : ['GR-8'])];
  const answer: Answer<TypePart> = { part: { value: outcome.value, status, rules }, recommendations: [], missing: [], conflicts: [...backgrounds.conflicts], notices: [] };
  if (outcome.rule === 'TY-6') contradictions(answer, picture, backgrounds);
  if (outcome.rule === 'TY-5') raisedWithoutBackground(answer, picture, backgrounds);
  unknowns(answer, picture, backgrounds, outcome);
  recorded(answer, picture);
  if (outcome.value === 'II' && backgrounds.standing.men1 === 'present' && !hasGastrinoma(backgrounds)) answer.notices.push(notice('men1-without-gastrinoma', outcome.rule, 'info', ['background.men1', 'background.gastrinoma']));
  return answer;
}

function notApplicable(picture: ClinicalPicture, backgrounds: Backgrounds): Answer<TypePart> {
  const reported = picture.recorded.type;
  return {
    part: { value: null, status: 'not-applicable', rules: reported === null ? [] : ['TY-10'] }, recommendations: [], missing: [], conflicts: [...backgrounds.conflicts],
    notices: reported === null ? [] : [notice('type-as-reported', 'TY-10', 'info', ['recordedType'], { type: reported })],
  };
}

function decide(picture: ClinicalPicture, { standing, atrophicBoth }: Backgrounds): TypeOutcome {
  const gastrin = picture.gastrin.class === 'unclassified' ? 'unknown' : picture.gastrin.class;
  return TYPE_TABLE.decide({
    gastrin, atrophic: atrophicBoth ? 'both' : standing['atrophic-gastritis'], pernicious: standing['pernicious-anaemia'],
    gastrinoma: standing.gastrinoma, zes: standing.zes, men1: standing.men1, lesions: picture.lesions === 'solitary' ? 'solitary' : 'other',
  }).then;
}

/** TY-3 rests on what is not recorded; from conditions that did not come whole nothing of the kind follows. */
const heldBack = (outcome: TypeOutcome, { partlyRead }: ClinicalPicture): TypeOutcome =>
  outcome.rule === 'TY-3' && partlyRead?.includes('conditions') === true ? { value: null, status: 'undetermined', rule: 'TY-3' } : outcome;

const hasGastrinoma = ({ standing }: Backgrounds): boolean => standing.gastrinoma === 'present' || standing.zes === 'present';
const presentOf = ({ standing }: Backgrounds, names: readonly (keyof Classified['background'])[]): Fact[] => names.filter((n) => standing[n] === 'present').map((n): Fact => `background.${n}`);

/** TY-6: each contradiction by its name; atrophic gastritis both ways is among the backgrounds' own conflicts. */
function contradictions(answer: Answer<TypePart>, picture: ClinicalPicture, backgrounds: Backgrounds): void {
  const autoimmune = presentOf(backgrounds, ['atrophic-gastritis', 'pernicious-anaemia']);
  const gastrinoma = presentOf(backgrounds, ['gastrinoma', 'zes']);
  const typeTwo = presentOf(backgrounds, ['gastrinoma', 'zes', 'men1']);
  if (picture.gastrin.class === 'normal') {
    if (autoimmune.length > 0) answer.conflicts.push(conflict('atrophic-with-normal-gastrin', 'TY-6', ['gastrin', 'background', ...autoimmune]));
    if (typeTwo.length > 0) answer.conflicts.push(conflict('gastrinoma-with-normal-gastrin', 'TY-6', ['gastrin', 'background', ...typeTwo]));
  }
  if (autoimmune.length > 0 && gastrinoma.length > 0) answer.conflicts.push(conflict('two-backgrounds', 'TY-6', ['background', ...autoimmune, ...gastrinoma]));
}

/** Is the gastrinoma work-up's object recorded absent: the gastrinoma itself, or both ZES and MEN1? */
const gastrinomaExcluded = ({ standing }: Backgrounds): boolean => standing.gastrinoma === 'absent' || (standing.zes === 'absent' && standing.men1 === 'absent');

/** TY-5. */
function raisedWithoutBackground(answer: Answer<TypePart>, picture: ClinicalPicture, backgrounds: Backgrounds): void {
  const atrophicAbsent = backgrounds.standing['atrophic-gastritis'] === 'absent';
  const excluded = gastrinomaExcluded(backgrounds);
  if (!atrophicAbsent) {
    answer.recommendations.push(workUp('background-histology', 'TY-5'));
    answer.missing.push(lacking('background.atrophic-gastritis', 'TY-5', 'type'));
  }
  if (!excluded) {
    answer.recommendations.push(workUp('gastrinoma-workup', 'TY-5'));
    answer.missing.push(lacking('background.gastrinoma', 'TY-5', 'type'));
  }
  if (atrophicAbsent && excluded) {
    answer.recommendations.push(workUp('mdt-discussion', 'TY-5'));
    answer.notices.push(notice('no-class-for-elevated-gastrin', 'TY-5', 'warning', ['gastrin', 'background']));
  }
  const suppressants = picture.activeDrugs.filter((d) => d.drug === 'ppi' || d.drug === 'p-cab').map((d) => d.drug);
  for (const drug of new Set(suppressants)) answer.notices.push(notice('acid-suppressant-raises-gastrin', 'TY-5', 'info', ['gastrin', `medications.${drug}`], { drug }));
  if (suppressants.length > 0 && !excluded) answer.notices.push(notice('never-stop-ppi', 'TY-5', 'warning', ['medications', 'background.gastrinoma']));
  if (backgrounds.standing['renal-failure'] === 'present') answer.notices.push(notice('renal-failure-raises-gastrin', 'TY-5', 'info', ['gastrin', 'background.renal-failure']));
}

/** What would settle a type that is not established, and the work-up that tells it. */
function unknowns(answer: Answer<TypePart>, picture: ClinicalPicture, backgrounds: Backgrounds, outcome: TypeOutcome): void {
  const { recommendations, missing, notices } = answer;
  const { standing } = backgrounds;
  const gastrinOpen = picture.gastrin.class === 'unknown' || picture.gastrin.class === 'unclassified';
  if (picture.gastrin.class === 'unclassified') notices.push(notice('gastrin-unclassified', 'TY-9', 'warning', ['gastrin'], picture.gastrin.value === null ? {} : { value: picture.gastrin.value }));
  if (gastrinOpen && (outcome.rule === 'TY-4' || outcome.rule === 'TY-7')) {
    missing.push(lacking('gastrin', outcome.rule, 'type'));
    recommendations.push(workUp('gastrin-measurement', outcome.rule));
  }
  if (outcome.rule === 'TY-7') {
    missing.push(lacking('background', 'TY-7', 'type'));
    if (standing['atrophic-gastritis'] === 'unknown') recommendations.push(workUp('background-histology', 'TY-7'));
  }
  if (outcome.rule === 'TY-4' && outcome.value === 'I' && standing['atrophic-gastritis'] === 'unknown') {
    missing.push(lacking('background.atrophic-gastritis', 'TY-4', 'type'));
    recommendations.push(workUp('background-histology', 'TY-4'));
  }
  if (outcome.value === 'II' && !hasGastrinoma(backgrounds) && standing.gastrinoma === 'unknown') {
    missing.push(lacking('background.gastrinoma', outcome.rule, 'type'));
    if (outcome.rule === 'TY-4') recommendations.push(workUp('gastrinoma-workup', 'TY-4'));
  }
  if (outcome.rule === 'TY-3' && outcome.status === 'undetermined') missing.push(lacking('background', 'TY-3', 'type'));
  if (outcome.rule === 'TY-3' && outcome.status === 'probable') {
    missing.push(lacking('background.atrophic-gastritis', 'TY-3', 'type'));
    if (picture.lesions === 'unknown') missing.push(lacking('lesions', 'TY-3', 'type'));
  }
}

/** TY-10. */
function recorded(answer: Answer<TypePart>, picture: ClinicalPicture): void {
  const reported = picture.recorded.type;
  const { part } = answer;
  if (reported === null || reported === part.value) return;
  part.rules.push('TY-10');
  if (part.value === null) answer.notices.push(notice('type-as-reported', 'TY-10', 'info', ['recordedType'], { type: reported }));
  else answer.conflicts.push(conflict('recorded-type-differs', 'TY-10', ['recordedType', ...(picture.gastrin.class === 'unknown' ? [] : ['gastrin' as const]), 'background'], { recorded: reported, derived: part.value }));
}

/** TY-8: features that fit the type badly are reported and change nothing. */
export function badFits(picture: ClinicalPicture, type: TypePart, stands: { grade: GradePart; nodesPositive: Tri; metastatic: Tri }): Answer<TypePart>['notices'] {
  const features: { facts: Fact[]; feature: string }[] = [];
  const fits = (feature: Fact): void => { features.push({ facts: [feature], feature }); };
  if (type.value === 'I' || type.value === 'II') {
    if (picture.lesions === 'solitary' && above(picture.sizeMm, LARGE_SOLITARY_MM) === 'yes') fits('size');
    if (stands.grade.value === 'G3') features.push({ facts: decidingG3(stands.grade), feature: 'G3' });
    if (stands.nodesPositive === 'yes') fits('nodes');
    if (stands.metastatic === 'yes') fits('metastasis');
  }
  if (type.value === 'III' && picture.lesions === 'multiple') fits('lesions');
  return features.map(({ facts, feature }) => notice('type-fits-badly', 'TY-8', 'warning', facts, { feature }));
}

/** What makes the grade G3: the counts that reach it, or the report. */
function decidingG3({ by }: GradePart): Fact[] {
  const counts = (['ki67', 'mitoses'] as const).filter((parameter) => by[parameter] === 'G3');
  return counts.length > 0 ? counts : ['recordedGrade'];
}
