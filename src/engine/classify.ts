/** What the tumour is, on the day of the assessment: kind, grade, type, differential and stage (clinical rules, sections 3 to 7). */
import type { Answer, Classified } from './classification';
import type { ClinicalPicture, Tri } from './picture';
import { backgroundsOf } from './rules/background';
import { differentialOf } from './rules/differential';
import { gradeOf } from './rules/grade';
import { gradeByNumbers } from './rules/grade-table';
import type { Level } from './rules/grade-table';
import { immunohistochemistryOf } from './rules/immunohistochemistry';
import { kindOf } from './rules/kind';
import { standingProliferation } from './rules/proliferation';
import { stageOf } from './rules/stage';
import { badFits, typeOf } from './rules/type';

const G3_REACHED: Record<Level, Tri> = { none: 'unknown', low: 'no', open: 'unknown', high: 'yes' };

/** Sections 3 to 7 of the clinical rules. Pure: the same picture gives the same classification. */
export function classify(picture: ClinicalPicture): Classified {
  const proliferation = standingProliferation(picture);
  const ki67Percent = proliferation.ki67?.value ?? null;
  const mitosesPer10Hpf = proliferation.mitoses?.value ?? null;
  const numbers = gradeByNumbers(ki67Percent, mitosesPer10Hpf);
  const kind = kindOf(picture, numbers);
  const grade = gradeOf(picture, proliferation, numbers, kind);
  const backgrounds = backgroundsOf(picture);
  const type = typeOf(picture, backgrounds, kind.part.kind);
  const differential = differentialOf(picture, kind, grade.part, numbers.level, ki67Percent);
  const stage = stageOf(picture, kind.part.kind);
  const ihc = immunohistochemistryOf(picture, { kind: kind.part.kind, metastatic: stage.metastatic, ki67Percent, ki67Asked: grade.recommendations.some((r) => r.code === 'ki67-count') });
  const fits = badFits(picture, type.part, { grade: grade.part, nodesPositive: stage.nodesPositive, metastatic: stage.metastatic });

  const said: Omit<Answer<unknown>, 'part'>[] = [kind, grade, type, differential, stage, ihc];
  return {
    neoplasm: kind.part, grade: grade.part, type: type.part, differential: differential.part, stage: stage.part,
    ki67Percent, mitosesPer10Hpf, g3Level: G3_REACHED[numbers.level],
    metastatic: stage.metastatic, nodesPositive: stage.nodesPositive, depth: stage.depth, muscularisOrDeeper: stage.muscularisOrDeeper,
    background: backgrounds.standing,
    recommendations: said.flatMap((s) => s.recommendations), missing: said.flatMap((s) => s.missing),
    conflicts: said.flatMap((s) => s.conflicts), notices: [...said.flatMap((s) => s.notices), ...fits],
  };
}
