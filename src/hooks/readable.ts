/** An assessment as plain text for a terminal. */
import type { Assessment } from './assessment-schema';
import { capitalised } from './published';
import { type Language, wordsFor } from './wording';

// A terminal obeys control characters; record-derived text must not reach it with any.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/g;

export function readableAssessment(assessment: Assessment, language: Language): string {
  const words = wordsFor(language);
  const { frame, codes } = words;
  const lines: string[] = [frame.assessmentOf({ patient: clean(assessment.patient ?? codes.facts.patient), date: assessment.asOf })];
  const heading = (title: string, items: string[]): void => { if (items.length > 0) lines.push('', title, ...items.map((item) => `  ${clean(item)}`)); };
  if (!assessment.applicable) {
    lines.push(...assessment.rules.map((rule) => `  ${notApplicableText(rule, frame.notApplicable)} [${rule}]`));
    return `${lines.join('\n')}\n`;
  }
  const { neoplasm, grade, type, stage, surveillance, differential } = assessment;
  const rules = (ids: readonly string[]): string => (ids.length === 0 ? '' : ` [${ids.join(', ')}]`);
  heading(frame.sections.concluded, [
    `${frame.neoplasm[neoplasm.kind]}${neoplasm.subtype === null ? '' : words.parenthesis(codes.subtypes[neoplasm.subtype])}${rules(neoplasm.rules)}`,
    `${words.labelled(frame.labels.grade, `${grade.value ?? grade.candidates.join(' / ')}${words.parenthesis(codes.gradeStatuses[grade.status])}`)}${rules(grade.rules)}`,
    `${words.labelled(frame.labels.type, `${type.value ?? ''}${words.parenthesis(codes.typeStatuses[type.status])}`)}${rules(type.rules)}`,
    ...(stage.basis === null ? [] : [`${words.labelled(frame.labels.stage, [stage.t, stage.n, stage.m, stage.group].filter((part) => part !== null).join(' '))}${rules(stage.rules)}`]),
    ...(differential === null ? [] : [`${frame.favours({ side: codes.sides[differential.favours] })}${rules(differential.clues.map((clue) => clue.rule))}`]),
  ]);
  heading(frame.sections.evidence, assessment.evidence.map((line) => `${words.labelled(codes.facts[line.fact], line.value)}${line.date === null ? '' : words.parenthesis(words.date(line.date))} [${line.resource}]`));
  heading(frame.sections.management, assessment.recommendations.map((one) => `${one.text}${one.attribution.length === 0 ? '' : words.parenthesis(words.list(one.attribution.map((who) => words.value(who))))} [${one.rule}]`));
  heading(frame.sections.surveillance, [
    `${capitalised(codes.bases[surveillance.basis])}${rules(surveillance.rules)}`,
    ...(surveillance.every === null ? [] : [surveillance.every.min === surveillance.every.max ? frame.everyOne({ min: surveillance.every.min }) : frame.every({ ...surveillance.every })]),
    ...(surveillance.due === null ? [] : [frame.due({ earliest: surveillance.due.earliest, latest: surveillance.due.latest }), ...(surveillance.due.overdue ? [frame.overdue({ latest: surveillance.due.latest })] : [])]),
  ]);
  heading(frame.sections.missing, assessment.missing.map((one) => `${frame.missingBecause({ fact: one.fact, uses: words.list(one.for.map((use) => words.value(use))) })} [${one.rule}]`));
  heading(frame.sections.conflicts, assessment.conflicts.map((one) => `${one.text} [${one.rule}]`));
  heading(frame.sections.notices, assessment.notices.map((one) => `${one.text} [${one.rule}]`));
  heading(frame.sections.prognosis, assessment.prognosis.map((one) => `${one.text} [${one.rule}]`));
  heading(frame.sections.newer, assessment.newerNotes.map((note) => `${note.id} (${note.beside}) ${note.source}: ${note.text}`));
  heading(frame.sections.rejected, assessment.rejected.map((one) => words.labelled(one.resource, codes.rejections[one.why])));
  lines.push('', frame.knowledge({ version: assessment.knowledge.version, date: assessment.knowledge.reviewed }));
  return `${lines.join('\n')}\n`;
}

const clean = (text: string): string => text.replace(CONTROLS, ' ');

const notApplicableText = (rule: string, texts: Record<string, string>): string => (Object.hasOwn(texts, rule) ? (texts[rule] ?? '') : '');
