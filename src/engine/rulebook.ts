/** The knowledge base as a list: every rule in the order of the clinical rules, with its source and the newer notes beside it. */
import type { RuleRecord } from './citation';
import { APPLICABILITY_RULES } from './rules/applicability-rules';
import { DIFFERENTIAL_RULES } from './rules/differential-rules';
import { GRADE_RULES } from './rules/grade-rules';
import { IMMUNOHISTOCHEMISTRY_RULES } from './rules/immunohistochemistry-rules';
import { MANAGEMENT_RULES, newerBeside, ORDER_RULES, PROGNOSIS_RULES, SUPPORTIVE_RULES, SURVEILLANCE_RULES } from './rules/newer';
import { STAGE_RULES } from './rules/stage-rules';
import { TYPE_RULES } from './rules/type-rules';

export { NEWER_NOTES } from './rules/newer';

/** Version of the knowledge and the day it was last reviewed as a whole. */
export const KNOWLEDGE = { version: '1.0.0', reviewed: '2026-11-22' } as const;

/** Sections 2 to 12, each rule once; the order of the recommendations is this order. */
export const RULES: readonly RuleRecord[] = [
  ...APPLICABILITY_RULES, ...GRADE_RULES, ...TYPE_RULES, ...DIFFERENTIAL_RULES, ...IMMUNOHISTOCHEMISTRY_RULES, ...STAGE_RULES,
  ...MANAGEMENT_RULES, ...SUPPORTIVE_RULES, ...SURVEILLANCE_RULES, ...PROGNOSIS_RULES, ...ORDER_RULES,
].map((rule) => ({ ...rule, newer: newerBeside(rule.id) }));
