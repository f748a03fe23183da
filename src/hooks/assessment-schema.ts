/** The published Assessment, defined once: its type, its check and its JSON Schema all come from here. */
import { z } from 'zod';
import {
  CLINICAL_TYPES, DEPTHS, DIFFERENTIAL_SIDES, type Fact, GRADE_STATUSES, GRADES, KINDS, M_CATEGORIES, N_CATEGORIES, NEC_SUBTYPES, NOTICE_CODES, RECOMMENDATION_CODES,
  REJECTION_REASONS, STAGE_GROUPS, STRENGTHS, SURVEILLANCE_BASES, SURVEILLANCE_PHASES, SURVEILLANCE_TESTS, T_CATEGORIES, TYPE_STATUSES,
} from '../engine';
import { wordsFor } from './wording';

// Every fact has words in every language, so the word list is the list of facts.
const FACTS = Object.keys(wordsFor('en').codes.facts) as [Fact, ...Fact[]];

const fact = z.enum(FACTS);
const rule = z.string().regex(/^[A-Z][A-Z0-9]-\d{1,2}$/).describe('Permanent id of a rule');
const rules = z.array(rule);
const text = z.string().min(1);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const months = z.strictObject({ min: z.number().int().positive(), max: z.number().int().positive() });
const reference = z.string().min(1).describe('Type/id');
const rejected = z.array(z.strictObject({ resource: z.string(), why: z.enum(REJECTION_REASONS) }));
const knowledge = z.strictObject({ version: text, reviewed: day });

const notApplicable = z.strictObject({ applicable: z.literal(false), rules, patient: reference.nullable(), asOf: day, rejected, knowledge });

const applicable = z.strictObject({
  applicable: z.literal(true),
  rules,
  patient: reference.nullable(),
  asOf: day,
  neoplasm: z.strictObject({ kind: z.enum(KINDS), subtype: z.enum(NEC_SUBTYPES).nullable(), rules }),
  grade: z.strictObject({
    value: z.enum(GRADES).nullable(), status: z.enum(GRADE_STATUSES), candidates: z.array(z.enum(GRADES)), discordant: z.boolean(),
    by: z.strictObject({ ki67: z.enum(GRADES).nullable(), mitoses: z.enum(GRADES).nullable() }), rules,
  }),
  type: z.strictObject({ value: z.enum(CLINICAL_TYPES).nullable(), status: z.enum(TYPE_STATUSES), rules }),
  differential: z.strictObject({
    favours: z.enum(DIFFERENTIAL_SIDES), clues: z.array(z.strictObject({ rule, favours: z.enum(['NET G3', 'NEC']) })), notDone: z.array(text),
  }).nullable(),
  stage: z.strictObject({
    t: z.enum(T_CATEGORIES).nullable(), n: z.enum(N_CATEGORIES).nullable(), m: z.enum(M_CATEGORIES).nullable(), group: z.enum(STAGE_GROUPS).nullable(),
    basis: z.enum(['recorded', 'derived']).nullable(), depth: z.enum(DEPTHS).nullable(), rules,
  }),
  recommendations: z.array(z.strictObject({
    code: z.enum(RECOMMENDATION_CODES), strength: z.enum(STRENGTHS), conditional: z.boolean(), rule, attribution: z.array(text), newer: z.array(z.string()), text,
  })),
  surveillance: z.strictObject({
    every: months.nullable(), forYears: z.number().positive().nullable(), then: months.nullable(), phase: z.enum(SURVEILLANCE_PHASES).nullable(), tests: z.array(z.enum(SURVEILLANCE_TESTS)),
    due: z.strictObject({ earliest: day, latest: day, overdue: z.boolean() }).nullable(), basis: z.enum(SURVEILLANCE_BASES), rules,
  }),
  prognosis: z.array(z.strictObject({ rule, text })),
  missing: z.array(z.strictObject({ fact, for: z.array(text), rule })),
  conflicts: z.array(z.strictObject({ rule, facts: z.array(fact), text })),
  notices: z.array(z.strictObject({ code: z.enum(NOTICE_CODES), rule, severity: z.enum(['info', 'warning']), facts: z.array(fact), text })),
  rejected,
  evidence: z.array(z.strictObject({ fact, value: z.string(), resource: z.string(), date: z.string().nullable() })),
  newerNotes: z.array(z.strictObject({ id: z.string().regex(/^NW-\d{1,2}$/), beside: rule, source: text, text })),
  knowledge,
});

/** Checks a published assessment, member by member and nothing more. */
export const assessmentSchema = z.discriminatedUnion('applicable', [notApplicable, applicable]);
/** What `POST /assess` and the command line give. */
export type Assessment = z.infer<typeof assessmentSchema>;
export type ApplicableAssessment = z.infer<typeof applicable>;

/** The JSON Schema (draft 2020-12) of the Assessment, for `/schemas/assessment.json` and the OpenAPI document. */
export function assessmentJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(assessmentSchema, { target: 'draft-2020-12' });
  return { $schema, $id: 'https://gnen-cds.org/schemas/assessment.json', title: 'Assessment of a gastric neuroendocrine neoplasm', ...schema };
}
