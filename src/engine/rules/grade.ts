/** The grade of the neuroendocrine part: the numbers (GR-1 to GR-5), read through the kind (GR-7 to GR-12). */
import type { About, GradePart } from '../assessment';
import type { Answer } from '../classification';
import { conflict, lacking, notice, workUp } from '../findings';
import { below } from '../measured';
import type { ClinicalPicture, Measured } from '../picture';
import { GRADES } from '../vocabulary';
import type { Grade, GradeStatus } from '../vocabulary';
import { candidatesOf } from './grade-table';
import type { GradeByNumbers } from './grade-table';
import type { KindAnswer } from './kind';
import { asText } from './proliferation';
import type { Proliferation } from './proliferation';

/** How near, relative to a threshold, an unverified mitotic count makes the grade provisional (GR-2). */
const UNVERIFIED_NEAR = 0.2;

/** A lesion certainly smaller than this, mm, asks to confirm the unit (GR-6). */
const IMPLAUSIBLE_BELOW_MM = 2;

/** GR-1 to GR-6 and GR-13, as the kind lets them stand. */
export function gradeOf(picture: ClinicalPicture, proliferation: Proliferation, numbers: GradeByNumbers, kind: KindAnswer): Answer<GradePart> {
  const { value, status, candidates } = statedGrade(picture, proliferation, numbers, kind);
  const answer: Answer<GradePart> = {
    part: { value, status, candidates, discordant: numbers.discordant, by: numbers.by, rules: rulesOf(picture, proliferation, numbers, kind, status) },
    recommendations: [], missing: [], conflicts: [...proliferation.conflicts], notices: [...proliferation.notices],
  };
  if (status !== 'not-graded' && status !== 'contradictory') whatIsMissing(answer, numbers, status);
  else if (kind.part.kind === 'NEC' && numbers.level === 'none') answer.missing.push(lacking('ki67', 'GR-7', 'neoplasm'));
  sayings(answer, picture, proliferation, numbers);
  return answer;
}

interface Stated { value: Grade | null; status: GradeStatus; candidates: Grade[] }

function statedGrade(picture: ClinicalPicture, proliferation: Proliferation, numbers: GradeByNumbers, kind: KindAnswer): Stated {
  const { grading } = kind;
  if (grading === 'contradictory') return { value: null, status: 'contradictory', candidates: [] };
  if (grading === 'not-graded') return { value: null, status: 'not-graded', candidates: [] };
  if (grading === 'open') return { value: null, status: 'indeterminate', candidates: ['G3'] };
  if (numbers.certainty === 'none') {
    const reported = picture.recorded.grade;
    return reported === null ? { value: null, status: 'missing', candidates: [...GRADES] } : { value: reported, status: 'as-reported', candidates: [reported] };
  }
  if (numbers.value === null) return { value: null, status: 'indeterminate', candidates: numbers.candidates };
  const doubtful = numbers.certainty === 'provisional' || restsOnTextMatch(picture, proliferation) || isUnverifiedNearThreshold(proliferation);
  return { value: numbers.value, status: doubtful ? 'provisional' : 'established', candidates: [...candidatesOf(numbers.value, doubtful ? 'provisional' : 'established')] };
}

function restsOnTextMatch(picture: ClinicalPicture, { ki67, mitoses }: Proliferation): boolean {
  return ki67?.textMatch === true || mitoses?.textMatch === true || picture.textMatched.includes('differentiation') || picture.textMatched.includes('histology');
}

function isUnverifiedNearThreshold({ mitoses }: Proliferation): boolean {
  if (mitoses?.unitUnverified !== true) return false;
  return [2, 20].some((edge) => reaches(mitoses.value, edge * (1 - UNVERIFIED_NEAR), edge * (1 + UNVERIFIED_NEAR)));
}

const reaches = (m: Measured, from: number, to: number): boolean => m.low <= to && m.high >= from;

function rulesOf(picture: ClinicalPicture, proliferation: Proliferation, numbers: GradeByNumbers, kind: KindAnswer, status: GradeStatus): string[] {
  const rules = new Set<string>();
  if (numbers.known.ki67) rules.add('GR-1');
  if (numbers.known.mitoses) rules.add('GR-2');
  if (numbers.discordant) rules.add('GR-3');
  if (!(numbers.known.ki67 && numbers.known.mitoses) && status !== 'not-graded' && status !== 'contradictory') rules.add('GR-4');
  if (numbers.crossing.length > 0) rules.add('GR-5');
  for (const rule of kind.part.rules) if (kind.grading !== 'by-numbers' || kind.part.kind === 'MiNEN' || rule === 'GR-7') rules.add(rule);
  if (recordedDiffers(picture, numbers)) rules.add('GR-4');
  if (proliferation.chosen) rules.add('GR-13');
  return [...rules].sort((a, b) => Number(a.slice(3)) - Number(b.slice(3)));
}

/** GR-4 and GR-5: what would make the grade certain, and the count that would tell it. */
function whatIsMissing(answer: Answer<GradePart>, numbers: GradeByNumbers, status: GradeStatus): void {
  const ask = { ki67: 'ki67-count', mitoses: 'mitotic-count' } as const;
  for (const parameter of ['ki67', 'mitoses'] as const) {
    // A number that is there but crosses a threshold is asked for only while the grade is open because of it.
    const rule = !numbers.known[parameter] ? 'GR-4' : numbers.crossing.includes(parameter) && status === 'indeterminate' && numbers.level !== 'high' ? 'GR-5' : null;
    if (rule === null) continue;
    answer.missing.push(lacking(parameter, rule, 'grade'));
    answer.recommendations.push(workUp(ask[parameter], rule));
  }
}

/** A recorded grade that the numbers contradict: another value than theirs, or none of their candidates. */
function recordedDiffers(picture: ClinicalPicture, numbers: GradeByNumbers): boolean {
  const reported = picture.recorded.grade;
  if (reported === null || numbers.certainty === 'none') return false;
  return numbers.value === null ? !numbers.candidates.includes(reported) : numbers.value !== reported;
}

function sayings(answer: Answer<GradePart>, picture: ClinicalPicture, proliferation: Proliferation, numbers: GradeByNumbers): void {
  const { part, conflicts, notices } = answer;
  const reported = picture.recorded.grade;
  if (part.discordant) {
    const shown: About = part.by.ki67 !== null && part.by.mitoses !== null ? { ki67: part.by.ki67, mitoses: part.by.mitoses } : {};
    // Where no grade stands (NEC, a contradiction) both are shown and neither is called the one that does.
    notices.push(notice('grade-discordant', 'GR-3', 'info', ['ki67', 'mitoses'], { ...shown, ...(part.value === null ? {} : { stands: part.value }) }));
  }
  if (proliferation.mitoses?.unitUnverified === true) {
    notices.push(notice('mitoses-unit-unverified', 'GR-2', isUnverifiedNearThreshold(proliferation) ? 'warning' : 'info', ['mitoses'], { value: asText(proliferation.mitoses.value) }));
  }
  if (picture.sizeMm !== null && below(picture.sizeMm, IMPLAUSIBLE_BELOW_MM) === 'yes') notices.push(notice('size-unit-to-confirm', 'GR-6', 'warning', ['size'], { size: asText(picture.sizeMm) }));
  if (part.status === 'as-reported') notices.push(notice('grade-as-reported', 'GR-4', 'info', ['recordedGrade'], { grade: part.value! }));
  const lowGradeOfNec = part.status === 'not-graded' && reported !== null && reported !== GRADES[2];
  if (reported !== null && (recordedDiffers(picture, numbers) || lowGradeOfNec)) {
    conflicts.push(conflict('recorded-grade-differs', 'GR-4', ['recordedGrade', ...(['ki67', 'mitoses'] as const).filter((p) => numbers.known[p])], { recorded: reported, ...(numbers.value === null ? {} : { computed: numbers.value }) }));
  }
}
