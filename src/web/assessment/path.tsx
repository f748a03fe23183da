/** From findings to plan: each step with its value, its certainty, its rules, what decided it and what is missing. */
import type { ReactNode } from 'react';
import type { Reader } from '../shell';
import type { ApplicableAssessment } from '../service';
import { wordsFor } from '../words/clinical';
import { HERE } from '../service';

interface Step { name: string; value: string; certainty: string; rules: readonly string[]; facts: readonly string[]; missingFor: (fact: ApplicableAssessment['missing'][number]) => boolean }

const STEP_FACTS = {
  grade: ['ki67', 'mitoses', 'recordedGrade'],
  kind: ['neoplasm', 'differentiation', 'histology', 'minenComponents', 'otherComponent'],
  type: ['gastrin', 'background', 'lesions', 'recordedType'],
  stage: ['size', 'invasion', 'nodes', 'metastasis', 'recordedStage'],
  management: ['treatment', 'unresectable', 'surgeryDeclined', 'course', 'function', 'markers', 'medications'],
  surveillance: ['dates', 'labs', 'treatment'],
} as const;

const belongs = (fact: string, step: readonly string[]): boolean => step.some((name) => fact === name || fact.startsWith(`${name}.`));

export function RuleLinks({ rules, language }: { rules: readonly string[]; language: string }): ReactNode {
  return <>{rules.map((rule, index) => <span key={rule}>{index > 0 ? ', ' : ''}<a href={`${HERE}rulebook?lang=${language}#${rule}`}>{rule}</a></span>)}</>;
}

function stepsOf(assessment: ApplicableAssessment, reader: Reader): Step[] {
  const { t, language } = reader;
  const words = wordsFor(language);
  const { grade, neoplasm, type, stage, surveillance, recommendations } = assessment;
  const main = recommendations.filter((each) => each.strength === 'recommended' || each.strength === 'contraindicated');
  const due = surveillance.due;
  const rulesOf = (facts: readonly string[]) => (missing: ApplicableAssessment['missing'][number]): boolean => belongs(missing.fact, facts);
  return [
    { name: t.grade, value: grade.value ?? (grade.candidates.length > 0 ? grade.candidates.join(' / ') : '–'), certainty: words.codes.gradeStatuses[grade.status], rules: grade.rules, facts: STEP_FACTS.grade, missingFor: rulesOf(STEP_FACTS.grade) },
    { name: t.kind, value: words.codes.kinds[neoplasm.kind] + (neoplasm.subtype === null ? '' : ` (${words.codes.subtypes[neoplasm.subtype]})`), certainty: '', rules: neoplasm.rules, facts: STEP_FACTS.kind, missingFor: rulesOf(STEP_FACTS.kind) },
    { name: t.type, value: type.value ?? '–', certainty: words.codes.typeStatuses[type.status], rules: type.rules, facts: STEP_FACTS.type, missingFor: rulesOf(STEP_FACTS.type) },
    { name: t.stage, value: [stage.t, stage.n, stage.m].filter(Boolean).join(' ') + (stage.group === null ? (stage.t ?? stage.n ?? stage.m) === null ? '–' : '' : ` · ${stage.group}`), certainty: stage.basis === null ? '' : t[stage.basis], rules: stage.rules, facts: STEP_FACTS.stage, missingFor: rulesOf(STEP_FACTS.stage) },
    { name: t.management, value: main.slice(0, 2).map((each) => words.codes.recommendations[each.code]).join(' · ') || '–', certainty: main.some((each) => each.conditional) ? t.conditional : '', rules: [...new Set(main.map((each) => each.rule))], facts: STEP_FACTS.management, missingFor: (missing) => missing.for.some((use) => main.some((each) => each.code === use)) },
    { name: t.surveillance, value: due === null ? words.codes.bases[surveillance.basis] : `${due.earliest} – ${due.latest}`, certainty: due?.overdue === true ? t.overdue : surveillance.phase === null ? '' : words.codes.phases[surveillance.phase], rules: surveillance.rules, facts: STEP_FACTS.surveillance, missingFor: (missing) => belongs(missing.fact, ['dates']) || missing.for.includes('surveillance') },
  ];
}

export function Path({ assessment, reader, onResource }: { assessment: ApplicableAssessment; reader: Reader; onResource: (reference: string) => void }): ReactNode {
  const { t, language } = reader;
  const words = wordsFor(language);
  return (
    <ol className="path" aria-label={t.path}>
      {stepsOf(assessment, reader).map((step) => {
        const decided = assessment.evidence.filter((line) => belongs(line.fact, step.facts));
        const missing = assessment.missing.filter(step.missingFor);
        return (
          <li key={step.name}>
            <div className="step">{step.name}</div>
            <div className="value">{step.value}</div>
            {step.certainty === '' ? null : <div><span className="tag">{step.certainty}</span></div>}
            {step.rules.length === 0 ? null : <div className="small">{t.rules}: <RuleLinks rules={step.rules} language={reader.language} /></div>}
            {decided.length === 0 ? null : (
              <details className="small" open={decided.length <= 3}><summary>{t.decidedBy}</summary>
                {decided.map((line) => <div key={`${line.fact}|${line.resource}|${line.date ?? ''}|${line.value}`}><button type="button" className="plain" onClick={() => onResource(line.resource)}>{words.codes.facts[line.fact]}: {words.value(line.value)}{line.date === null ? '' : ` (${line.date})`}</button></div>)}
              </details>
            )}
            {missing.length === 0 ? null : <div className="small"><strong>{t.missing}:</strong> {[...new Set(missing.map((each) => words.codes.facts[each.fact]))].join(', ')}</div>}
          </li>
        );
      })}
    </ol>
  );
}
