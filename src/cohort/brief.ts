/** One short line a patient: class, certainty, what is missing, when surveillance is due, what contradicts, which rules spoke. */
import type { Assessment } from '../hooks';
import { classOf } from './summary';

export function briefAssessment(assessment: Assessment): Record<string, unknown> {
  const { patient, asOf, applicable, rules } = assessment;
  if (!applicable) return { patient, asOf, applicable, rules };
  const { neoplasm, grade, type, stage, surveillance, missing, conflicts, recommendations, notices } = assessment;
  return {
    patient, asOf, applicable,
    class: classOf(assessment), kind: neoplasm.kind,
    grade: { value: grade.value, status: grade.status }, type: { value: type.value, status: type.status }, stage: stage.group,
    missing: [...new Set(missing.map((each) => each.fact))],
    surveillance: { due: surveillance.due, basis: surveillance.basis },
    conflicts: conflicts.map((each) => ({ rule: each.rule, facts: each.facts })),
    rules: [...new Set([
      ...rules, ...neoplasm.rules, ...grade.rules, ...type.rules, ...stage.rules, ...recommendations.map((each) => each.rule), ...surveillance.rules,
      ...conflicts.map((each) => each.rule), ...notices.map((each) => each.rule), ...missing.map((each) => each.rule),
    ])].sort(),
  };
}
