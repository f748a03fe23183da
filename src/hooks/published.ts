/** A conclusion in its published form: the codes of the engine, the sentences of a language, always in the same order of members. */
import { type About, type Conclusion, type Fact, KNOWLEDGE, type MissingFact, type Notice, type Recommendation } from '../engine';
import type { EvidenceLine, MappedPicture } from '../fhir-mapping';
import type { ApplicableAssessment, Assessment } from './assessment-schema';
import { type Language, type Words, wordsFor } from './wording';
import { ruleText } from './wording/rule-text';
import type { NewerNoteId, PrognosisRuleId } from './wording/rule-ids';

/** Whom the assessment is about, and for which day and reader. `patient` is `Patient/id`, null when the input names none. */
export interface PublishedFor { patient: string | null; asOf: string; language: Language }

/** Contract section 4; the same input gives the same bytes. */
export function published(mapped: MappedPicture, conclusion: Conclusion, { patient, asOf, language }: PublishedFor): Assessment {
  const knowledge = { version: KNOWLEDGE.version, reviewed: KNOWLEDGE.reviewed };
  const rejected = mapped.rejected.map(({ resource, why }) => ({ resource, why }));
  if (!conclusion.applicable) return { applicable: false, rules: [...conclusion.rules], patient, asOf, rejected, knowledge };
  const words = wordsFor(language);
  const { neoplasm, grade, type, differential, stage, surveillance } = conclusion;
  return {
    applicable: true,
    rules: [...conclusion.rules],
    patient,
    asOf,
    neoplasm: { kind: neoplasm.kind, subtype: neoplasm.subtype, rules: [...neoplasm.rules] },
    grade: {
      value: grade.value, status: grade.status, candidates: [...grade.candidates], discordant: grade.discordant,
      by: { ki67: grade.by.ki67, mitoses: grade.by.mitoses }, rules: [...grade.rules],
    },
    type: { value: type.value, status: type.status, rules: [...type.rules] },
    differential: differential === null ? null : {
      favours: differential.favours, clues: differential.clues.map((clue) => ({ rule: clue.rule, favours: clue.favours })), notDone: [...differential.notDone],
    },
    stage: { t: stage.t, n: stage.n, m: stage.m, group: stage.group, basis: stage.basis, depth: stage.depth, rules: [...stage.rules] },
    recommendations: conclusion.recommendations.map((one) => ({
      code: one.code, strength: one.strength, conditional: one.conditional, rule: one.rule, attribution: [...one.attribution], newer: [...one.newer],
      text: recommendationText(one, words),
    })),
    surveillance: {
      every: months(surveillance.every), forYears: surveillance.forYears, then: months(surveillance.then), phase: surveillance.phase, tests: [...surveillance.tests],
      due: surveillance.due === null ? null : { earliest: surveillance.due.earliest, latest: surveillance.due.latest, overdue: surveillance.due.overdue },
      basis: surveillance.basis, rules: [...surveillance.rules],
    },
    prognosis: conclusion.prognosis.map((line) => ({ rule: line.rule, text: prognosisText(line, words) })),
    missing: conclusion.missing.map((one: MissingFact) => ({ fact: one.fact, for: [...one.for], rule: one.rule })),
    conflicts: conclusion.conflicts.map((one) => ({ rule: one.rule, facts: [...one.facts], text: words.conclusion.conflicts[one.code](aboutWithFact(one)) })),
    notices: conclusion.notices.map((one) => ({ code: one.code, rule: one.rule, severity: one.severity, facts: [...one.facts], text: noticeText(one, words) })),
    rejected,
    evidence: mapped.evidence.map((line) => ({ fact: line.fact, value: evidenceValue(line, words), resource: line.resource, date: line.date })),
    newerNotes: conclusion.newerNotes.map((note) => newerNote(note, words)),
    knowledge,
  };
}

const months = (span: { min: number; max: number } | null): { min: number; max: number } | null => (span === null ? null : { min: span.min, max: span.max });

/** "Endoscopic resection (EMR/ESD): may be considered." and what the rule says. */
export function recommendationText(one: Recommendation, words: Words): string {
  const label = words.codes.recommendations[one.code];
  const condition = one.conditional ? words.parenthesis(conditionText(one, words)) : '';
  const says = ruleText(words.language, one.rule)?.says;
  const first = words.labelled(`${capitalised(label)}${namedOrders(one, words)}`, `${words.codes.strengths[one.strength]}${levelText(one, words)}${reasonsText(one, words)}${condition}`) + fullStop(words);
  return says === undefined ? first : words.join([first, says]);
}

/** The orders a recommendation is about (SC-1, SC-8). By reference: a drug's name in the record may hold a dose, and none is ever said here. */
export const namedOrders = ({ about: { orders } }: Recommendation, words: Words, written: (text: string) => string = (text) => text): string =>
  (orders === undefined ? '' : words.parenthesis(written(String(orders))));

/** The source's own level, where the rule quotes one. */
export const levelText = (one: Recommendation, words: Words): string => (one.about['level'] === undefined ? '' : words.parenthesis(words.frame.level({ level: one.about['level'] })));

/** What speaks against a drug here (MT-6). */
export const reasonsText = (one: Recommendation, words: Words): string => (one.about['reasons'] === undefined ? '' : words.parenthesis(words.value(String(one.about['reasons']))));

/** Why a recommendation is conditional: the facts it needs that are not known. */
export const conditionText = (one: Recommendation, words: Words): string =>
  words.frame.conditional(one.needs.length === 0 ? {} : { needs: words.list(one.needs.map((fact) => words.codes.facts[fact])) });

export const noticeText = (notice: Notice, words: Words): string => words.conclusion.notices[notice.code](aboutWithFact(notice));

/** The values of a sentence, with its first fact where it does not name one itself. */
export function aboutWithFact({ about, facts }: { about: About; facts: readonly Fact[] }): About {
  const [fact] = facts;
  return fact === undefined ? about : { fact, ...about };
}

export function prognosisText(line: { rule: string; about: Record<string, string | number> }, words: Words): string {
  // The engine's prognosis lines are PR-1 to PR-3 and nothing else; a test holds the list.
  return words.conclusion.prognosis[line.rule as PrognosisRuleId](line.about);
}

export function newerNote(note: { id: string; beside: string }, words: Words): ApplicableAssessment['newerNotes'][number] {
  // Ids of newer notes are those of section 14; a test holds the list.
  const { source, text } = words.conclusion.newer[note.id as NewerNoteId];
  return { id: note.id, beside: note.beside, source, text };
}

/** The value as recorded; one that was recognised from its text says so. */
export const evidenceValue = (line: EvidenceLine, words: Words): string => (line.textMatch ? `${line.value}${words.parenthesis(words.frame.textMatch)}` : line.value);

export const fullStop = (words: Words): string => (words.language === 'zh-CN' ? '。' : '.');

/** Latin letters only: a Greek α stays what it is. */
export function capitalised(text: string): string {
  const first = text.charAt(0);
  return first >= 'a' && first <= 'z' ? first.toUpperCase() + text.slice(1) : text;
}
