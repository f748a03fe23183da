/** What a cohort amounts to: counts that can be added, so that parts worked out on several machines become one. */
import { z } from 'zod';
import { KNOWLEDGE } from '../engine';
import type { Assessment } from '../hooks';
import { addCounts, COUNTED, type Counts, count } from './counts';

/** A line, or a resource of a line, that could not be used: where it stands and why; never what it holds. */
export interface BadLine { source: string; line: number | null; why: string }

/** What stands for a line that nobody parses. */
export const TOO_LONG = 'is longer than 64 MB';

/** Bad lines are all counted; this many are listed in a summary. */
export const LISTED_BAD_LINES = 1000;

const counts = z.record(z.string().regex(COUNTED), z.number().int().nonnegative());
const summarySchema = z.strictObject({
  format: z.literal('gnen-cohort-summary/1'),
  asOf: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  knowledge: z.string(),
  parts: z.number().int().nonnegative(),
  /** `3/8`: which parts of a cohort that several machines share. */
  partitions: z.array(z.string().regex(/^\d+\/\d+$/)),
  patients: z.number().int().nonnegative(),
  applicable: z.number().int().nonnegative(),
  notApplicable: counts, kinds: counts,
  /** `I|G1`: clinical type and grade together; NEC and MiNEN by their kind. */
  typeAndGrade: counts,
  typeCertainty: counts, gradeCertainty: counts, stages: counts, surveillance: counts, overdueFor: counts,
  missing: counts, conflicts: counts, notices: counts, recommendations: counts, rejected: counts,
  badLines: z.number().int().nonnegative(),
  bad: z.array(z.strictObject({ source: z.string(), line: z.number().int().nullable(), why: z.string() })),
});
export type Summary = z.infer<typeof summarySchema>;

export function emptySummary(asOf: string): Summary {
  return {
    format: 'gnen-cohort-summary/1', asOf, knowledge: KNOWLEDGE.version, parts: 0, partitions: [], patients: 0, applicable: 0, notApplicable: {}, kinds: {}, typeAndGrade: {}, typeCertainty: {}, gradeCertainty: {},
    stages: {}, surveillance: {}, overdueFor: {}, missing: {}, conflicts: {}, notices: {}, recommendations: {}, rejected: {}, badLines: 0, bad: [],
  };
}

export function countAssessment(summary: Summary, assessment: Assessment): void {
  summary.patients += 1;
  const once = (into: Counts, keys: readonly string[]): void => { for (const key of new Set(keys)) count(into, key); };
  once(summary.rejected, assessment.rejected.map((each) => each.why));
  if (!assessment.applicable) { once(summary.notApplicable, assessment.rules); return; }
  summary.applicable += 1;
  const { neoplasm, type, grade, stage } = assessment;
  count(summary.kinds, neoplasm.kind);
  count(summary.typeAndGrade, `${classOf(assessment)}|${grade.value ?? grade.status}`);
  count(summary.typeCertainty, type.status);
  count(summary.gradeCertainty, grade.status);
  count(summary.stages, stage.group ?? 'not known');
  surveillance(summary, assessment);
  once(summary.missing, assessment.missing.map((each) => each.fact));
  once(summary.conflicts, assessment.conflicts.map((each) => each.rule));
  once(summary.notices, assessment.notices.map((each) => each.code));
  once(summary.recommendations, assessment.recommendations.map((each) => `${each.code}|${each.strength}${each.conditional ? ', conditional' : ''}`));
}

type Applicable = Extract<Assessment, { applicable: true }>;

/** `type I`, or the kind where there is no clinical type. */
export const classOf = ({ neoplasm, type }: Applicable): string => (type.value !== null ? `type ${type.value}` : neoplasm.kind === 'NET' ? 'NET, type not known' : neoplasm.kind);

function surveillance(summary: Summary, { surveillance: plan, asOf }: Applicable): void {
  if (plan.due === null) { count(summary.surveillance, plan.basis === 'none-stated' ? 'no interval stated' : plan.basis === 'missing' ? 'data missing' : 'date missing'); return; }
  if (!plan.due.overdue) { count(summary.surveillance, asOf < plan.due.earliest ? 'not yet due' : 'due now'); return; }
  count(summary.surveillance, 'overdue');
  const months = (Date.parse(asOf) - Date.parse(plan.due.latest)) / 86_400_000 / 30.44;
  count(summary.overdueFor, months <= 6 ? 'up to 6 months' : months <= 12 ? '6–12 months' : months <= 24 ? '12–24 months' : 'more than 24 months');
}

export function addBad(summary: Summary, bad: BadLine): void {
  summary.badLines += 1;
  if (summary.bad.length < LISTED_BAD_LINES) summary.bad.push(bad);
}

/** Adds `part` to `into`. @throws RangeError when they are of different days or knowledge, whose numbers do not add up */
export function addSummary(into: Summary, part: Summary): void {
  if (part.asOf !== into.asOf) throw new RangeError(`summaries of different days cannot be merged: ${into.asOf} and ${part.asOf}`);
  if (part.knowledge !== into.knowledge) throw new RangeError(`summaries of different knowledge cannot be merged: ${into.knowledge} and ${part.knowledge}`);
  for (const partition of part.partitions) {
    if (into.partitions.includes(partition)) throw new RangeError(`part ${partition} is there twice`);
    const [other] = into.partitions;
    if (other !== undefined && other.split('/')[1] !== partition.split('/')[1]) throw new RangeError(`parts of different divisions cannot be merged: ${other} and ${partition}`);
    into.partitions.push(partition);
  }
  for (const name of ['parts', 'patients', 'applicable'] as const) into[name] += part[name];
  for (const name of ['notApplicable', 'kinds', 'typeAndGrade', 'typeCertainty', 'gradeCertainty', 'stages', 'surveillance', 'overdueFor', 'missing', 'conflicts', 'notices', 'recommendations', 'rejected'] as const) addCounts(into[name], part[name]);
  into.badLines += part.badLines;
  into.bad.push(...part.bad.slice(0, LISTED_BAD_LINES - into.bad.length));
}

/** Of a division into n parts, those that are not there. */
export function missingPartitions({ partitions }: Summary): string[] {
  const of = Number(partitions[0]?.split('/')[1] ?? 0);
  return Array.from({ length: of }, (_none, index) => `${index + 1}/${of}`).filter((each) => !partitions.includes(each));
}

/** Summaries as `--summary json` wrote them. @throws SyntaxError or RangeError naming what is wrong */
export function mergedSummaries(texts: readonly { name: string; text: string }[]): Summary {
  let merged: Summary | null = null;
  for (const { name, text } of texts) {
    let parsed: unknown;
    try { parsed = JSON.parse(text); } catch { throw new SyntaxError(`${name} is not JSON`); }
    const read = summarySchema.safeParse(parsed);
    if (!read.success) throw new SyntaxError(`${name}: ${read.error.issues[0]?.path.join('.') ?? ''} is not what a summary holds`);
    if (merged === null) merged = { ...emptySummary(read.data.asOf), knowledge: read.data.knowledge };
    addSummary(merged, read.data);
  }
  if (merged === null) throw new RangeError('nothing to merge');
  merged.partitions.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return merged;
}

/** The same check for a summary out of the journal. */
export const summaryFrom = (value: unknown): Summary | null => { const read = summarySchema.safeParse(value); return read.success ? read.data : null; };
