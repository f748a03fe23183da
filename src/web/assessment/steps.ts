/** The steps from findings to plan as data: what each says, how surely, by which rules, from which facts, and what is missing for it. */
import type { ApplicableAssessment } from '../service';
import type { Reader } from '../shell';
import { wordsFor } from '../words/clinical';

type Missing = ApplicableAssessment['missing'][number];

export interface Step { name: string; value: string; certainty: string; rules: readonly string[]; decided: ApplicableAssessment['evidence']; missing: readonly Missing[] }

const STEP_FACTS = {
  grade: ['ki67', 'mitoses', 'recordedGrade'],
  kind: ['neoplasm', 'differentiation', 'histology', 'minenComponents', 'otherComponent', 'priorNet', 'lowGradeArea'],
  type: ['gastrin', 'background', 'lesions', 'recordedType'],
  stage: ['size', 'invasion', 'nodes', 'metastasis', 'recordedStage', 'lymphovascularInvasion'],
  management: ['treatment', 'unresectable', 'surgeryDeclined', 'incompleteEndoscopicClearance', 'recurrenceAfterEndoscopy', 'eusDone', 'course', 'function', 'markers', 'medications'],
  surveillance: ['dates', 'labs', 'treatment'],
} as const;

/** Rules of sections 8.1 to 8.7. */
const OF_TREATMENT = /^(M[123NTX]|NC)-/;

const belongs = (fact: string, step: readonly string[]): boolean => step.some((name) => fact === name || fact.startsWith(`${name}.`));

export function stepsOf(assessment: ApplicableAssessment, { t, language }: Reader): Step[] {
  const words = wordsFor(language);
  const { grade, neoplasm, type, stage, surveillance, recommendations, differential } = assessment;
  // What is done about the tumour before what is measured or supplemented beside it.
  const main = recommendations.filter((each) => each.strength === 'recommended' || each.strength === 'contraindicated').sort((a, b) => Number(!OF_TREATMENT.test(a.rule)) - Number(!OF_TREATMENT.test(b.rule)));
  const due = surveillance.due;
  const decidedBy = (facts: readonly string[]): ApplicableAssessment['evidence'] => assessment.evidence.filter((line) => belongs(line.fact, facts));
  const missingOf = (wanted: (missing: Missing) => boolean): Missing[] => assessment.missing.filter(wanted);
  const ofFacts = (facts: readonly string[]): { decided: ApplicableAssessment['evidence']; missing: Missing[] } => ({ decided: decidedBy(facts), missing: missingOf(({ fact }) => belongs(fact, facts)) });
  const sides = differential === null ? '' : `${t.favours} ${words.codes.sides[differential.favours]}`;
  const said = (line: (typeof main)[number]): string => (line.strength === 'contraindicated' ? words.labelled(words.codes.recommendations[line.code], words.codes.strengths[line.strength]) : words.codes.recommendations[line.code]);
  return [
    { name: t.grade, value: grade.value ?? (grade.candidates.length > 0 ? grade.candidates.join(' / ') : '–'), certainty: words.codes.gradeStatuses[grade.status], rules: grade.rules, ...ofFacts(STEP_FACTS.grade) },
    { name: t.kind, value: words.codes.kinds[neoplasm.kind] + (neoplasm.subtype === null ? '' : ` (${words.codes.subtypes[neoplasm.subtype]})`), certainty: sides, rules: [...new Set([...neoplasm.rules, ...(differential?.clues.map((clue) => clue.rule) ?? [])])], ...ofFacts(STEP_FACTS.kind) },
    { name: t.type, value: type.value ?? '–', certainty: words.codes.typeStatuses[type.status], rules: type.rules, ...ofFacts(STEP_FACTS.type) },
    { name: t.stage, value: [stage.t, stage.n, stage.m].filter(Boolean).join(' ') + (stage.group === null ? (stage.t ?? stage.n ?? stage.m) === null ? '–' : '' : ` · ${stage.group}`), certainty: stage.basis === null ? '' : t[stage.basis], rules: stage.rules, ...ofFacts(STEP_FACTS.stage) },
    { name: t.management, value: main.slice(0, 3).map(said).join(' · ') + (main.length > 3 ? ` +${main.length - 3}` : '') || '–', certainty: main.length > 0 && main.every((each) => each.conditional) ? t.conditional : '', rules: [...new Set(main.map((each) => each.rule))], decided: decidedBy(STEP_FACTS.management), missing: missingOf((missing) => missing.for.some((use) => main.some((each) => each.code === use))) },
    { name: t.surveillance, value: due === null ? words.codes.bases[surveillance.basis] : `${due.earliest} – ${due.latest}`, certainty: due?.overdue === true ? t.overdue : surveillance.phase === null ? '' : words.codes.phases[surveillance.phase], rules: surveillance.rules, decided: decidedBy(STEP_FACTS.surveillance), missing: missingOf((missing) => belongs(missing.fact, ['dates']) || missing.for.includes('surveillance')) },
  ];
}
