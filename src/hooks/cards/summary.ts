/** The summary card of patient-view: what is concluded, from what, and what to do, in one line and in full. */
import type { ApplicableConclusion, Recommendation } from '../../engine';
import type { EvidenceLine, RejectedResource } from '../../fhir-mapping';
import { capitalised, conditionText, fullStop, levelText, namedOrders, newerNote, reasonsText } from '../published';
import type { Card } from '../wire';
import type { Words } from '../wording';
import { kept } from '../wording/kept';
import { ruleText } from '../wording/rule-text';
import { type CardContext, cardOf } from './card';
import { isSafetyConflict } from './conflicts';
import { escaped, escapedAbout } from './markdown';
import { LONGEST_SUMMARY } from './summary-line';
import { conflictLines, dataSection, missingLines, noticeLines, paragraphs, ruleMark, section } from './sections';

/** Reasons that a clinician can act on; the others (superseded, another patient's …) need no one's attention. */
const WORTH_SAYING = new Set(['invalid-value', 'unknown-unit', 'not-this-tumour', 'other-analyte', 'code-text-conflict', 'unreadable']);
const MOST_ACTIONS = 3;
const TREATING_RULE = /^(M1|M2|M3|NC|MT|MN|MX)-/;

export function summaryCard(context: CardContext): Card {
  const { words, conclusion } = context;
  return cardOf({
    topic: 'summary',
    summary: summaryText(conclusion, words),
    detail: paragraphs([
      ...section(words.frame.sections.concluded, concludedLines(conclusion, words), words),
      ...section(words.frame.sections.evidence, context.mapped.evidence.map((line) => evidenceLine(line, words)), words),
      ...section(words.frame.sections.missing, missingLines(conclusion.missing, context), words),
      ...section(words.frame.sections.conflicts, conflictLines(conclusion.conflicts, words), words),
      ...section(words.frame.sections.management, conclusion.recommendations.map((one) => managementLine(one, words)), words),
      ...section(words.frame.sections.surveillance, surveillanceLines(context), words),
      ...section(words.frame.sections.notices, noticeLines(conclusion.notices, words), words),
      ...section(words.frame.sections.prognosis, conclusion.prognosis.map((line) => prognosisLine(line, words)), words),
      ...section(words.frame.sections.newer, conclusion.newerNotes.map((note) => newerLine(note, words)), words),
      ...section(words.frame.sections.rejected, context.mapped.rejected.filter((one) => WORTH_SAYING.has(one.why)).map((one) => rejectedLine(one, words)), words),
      ...dataSection(context),
    ]),
    indicator: summaryIndicator(conclusion),
    rules: [
      ...conclusion.recommendations.map((one) => one.rule), ...conclusion.surveillance.rules, ...conclusion.grade.rules, ...conclusion.type.rules,
      ...conclusion.neoplasm.rules, ...conclusion.stage.rules, ...conclusion.notices.map((one) => one.rule), ...conclusion.conflicts.map((one) => one.rule),
      ...(conclusion.differential?.clues ?? []).map((one) => one.rule), ...conclusion.missing.map((one) => one.rule), ...conclusion.prognosis.map((one) => one.rule), ...conclusion.rules,
    ],
  }, context);
}

const summaryIndicator = (conclusion: ApplicableConclusion): 'info' | 'warning' =>
  conclusion.recommendations.some((one) => one.strength === 'contraindicated') || conclusion.surveillance.due?.overdue === true || conclusion.conflicts.some(isSafetyConflict) ? 'warning' : 'info';

/** "Gastric NET G1, type I (probable)". */
export function diagnosisText(conclusion: ApplicableConclusion, words: Words): string {
  const { neoplasm, grade, type, stage } = conclusion;
  const comma = words.language === 'zh-CN' ? '，' : ', ';
  const subtype = neoplasm.subtype === null ? '' : words.parenthesis(words.codes.subtypes[neoplasm.subtype]);
  const parts = [`${words.frame.neoplasm[neoplasm.kind]}${subtype}${gradeText(conclusion, words)}`];
  if (type.value !== null) parts.push(words.frame.type({ type: type.value, status: words.codes.typeStatuses[type.status] }));
  else if (type.status === 'undetermined' || type.status === 'provisional') parts.push(words.frame.typeUndetermined);
  if (stage.group !== null) parts.push(words.frame.stage({ group: stage.group }));
  else if (stage.m === 'M1') parts.push('M1');
  const stands = grade.status !== 'not-graded' && grade.status !== 'contradictory';
  return stands && grade.discordant && grade.by.ki67 !== null && grade.by.mitoses !== null
    ? `${parts.join(comma)}${words.parenthesis(words.frame.discordant({ ki67: grade.by.ki67, mitoses: grade.by.mitoses }))}`
    : parts.join(comma);
}

function gradeText({ neoplasm, grade }: ApplicableConclusion, words: Words): string {
  if (neoplasm.kind === 'NEC' || neoplasm.kind === 'NET-or-NEC') return '';
  if (grade.value !== null) return ` ${grade.value}${grade.status === 'established' ? '' : words.parenthesis(words.codes.gradeStatuses[grade.status])}`;
  if (grade.candidates.length > 0) return words.parenthesis(words.frame.candidates({ grades: words.list(grade.candidates) }));
  return words.parenthesis(words.labelled(words.language === 'zh-CN' ? words.frame.labels.grade : words.frame.labels.grade.toLowerCase(), words.codes.gradeStatuses[grade.status]));
}

/** The whole line: the diagnosis, what to do first, and when the next visit is due. */
export function summaryText(conclusion: ApplicableConclusion, words: Words): string {
  const doing = actions(conclusion, words);
  const due = dueText(conclusion, words);
  const overdue = conclusion.surveillance.due?.overdue === true;
  const separator = words.language === 'zh-CN' ? '，' : ', ';
  const line = (diagnosis: string, count: number, when = due): string => {
    const acts = spoken(doing.slice(0, count), words);
    const action = (overdue ? [when, ...acts] : [...acts, when]).filter((part) => part !== '').join(separator);
    return action === '' ? words.frame.summaryTop({ diagnosis }) : words.frame.summaryAction({ diagnosis, action });
  };
  // The next date is worth more than a second or third act, and the first act more than how the grade came about.
  const brief = { ...conclusion, grade: { ...conclusion.grade, discordant: false } };
  for (const one of conclusion.grade.discordant ? [conclusion, brief] : [conclusion]) {
    const diagnosis = diagnosisText(one, words);
    for (let count = doing.length; count >= Math.min(1, doing.length); count -= 1) {
      const said = line(diagnosis, count);
      if (said.length <= LONGEST_SUMMARY) return said;
    }
  }
  // Half a date would be worse than none.
  return line(diagnosisText(brief, words), 1, overdue ? due : '');
}

interface Act { code: Recommendation['code']; remark: string }

/** Acts in words; what is said of several in a row is said once, behind the last of them. */
const spoken = (acts: readonly Act[], words: Words): string[] =>
  acts.map(({ code, remark }, index) => `${words.codes.recommendations[code]}${remark === '' || acts[index + 1]?.remark === remark ? '' : words.parenthesis(remark)}`);

/**
 * What a clinician acts on first, each code once: what must not be done, then what is recommended; where nothing is, what
 * waits for a fact and is named conditional, or else what may be considered; work-up comes last.
 */
function actions({ recommendations }: ApplicableConclusion, words: Words): Act[] {
  const of = (strength: Recommendation['strength'], conditional: boolean, treating: boolean): Recommendation[] =>
    recommendations.filter((one) => one.strength === strength && one.conditional === conditional && TREATING_RULE.test(one.rule) === treating);
  const said = (list: readonly Recommendation[], remark: string): Act[] => list.map(({ code }) => ({ code, remark }));
  const { strengths } = words.codes;
  const treatment = [
    said(of('recommended', false, true), ''), said(of('recommended', true, true), words.frame.conditional({})),
    said(of('consider', false, true), strengths.consider), said(of('consider', true, true), words.frame.conditional({})),
  ].find((acts) => acts.length > 0) ?? [];
  const all = [...said(of('contraindicated', false, true), strengths.contraindicated), ...treatment, ...said(of('recommended', false, false), '')];
  return all.filter((act, index) => all.findIndex((other) => other.code === act.code) === index).slice(0, MOST_ACTIONS);
}

function dueText({ surveillance }: ApplicableConclusion, words: Words): string {
  const { due } = surveillance;
  const test = words.codes.tests[surveillance.tests.includes('gastroscopy') ? 'gastroscopy' : (surveillance.tests[0] ?? 'gastroscopy')];
  if (due === null) return surveillance.every === null ? '' : words.frame.dateMissingShort;
  return due.overdue ? words.frame.overdueShort({ test, latest: due.latest }) : words.frame.dueShort({ test, latest: due.latest });
}

function concludedLines(conclusion: ApplicableConclusion, words: Words): string[] {
  const { neoplasm, grade, type, stage, differential } = conclusion;
  const lines = [`${diagnosisText(conclusion, words)}${words.parenthesis([...neoplasm.rules, ...conclusion.rules].join(', '))}`];
  const gradeValue = grade.value ?? (grade.candidates.length > 0 ? words.frame.candidates({ grades: words.list(grade.candidates) }) : '');
  const gradeStatus = words.codes.gradeStatuses[grade.status];
  lines.push(`${words.labelled(words.frame.labels.grade, gradeValue === '' ? gradeStatus : `${gradeValue}${words.parenthesis(gradeStatus)}`)}${marks(grade.rules, words)}`);
  const typeStatus = words.codes.typeStatuses[type.status];
  lines.push(`${words.labelled(words.frame.labels.type, type.value === null ? typeStatus : `${type.value}${words.parenthesis(typeStatus)}`)}${marks(type.rules, words)}`);
  const stageValues = [stage.t, stage.n, stage.m, stage.group].filter((part) => part !== null);
  if (stageValues.length > 0) lines.push(`${words.labelled(words.frame.labels.stage, stageValues.join(' '))}${marks(stage.rules, words)}`);
  if (differential !== null) {
    const clues = differential.clues.map((clue) => words.frame.clue({ rule: clue.rule, side: words.codes.sides[clue.favours] }));
    const notDone = differential.notDone.length === 0 ? [] : [words.frame.notDone({ markers: words.list(differential.notDone) })];
    lines.push(words.join([`${words.frame.favours({ side: words.codes.sides[differential.favours] })}${clues.length === 0 ? '' : words.parenthesis(clues.join(words.language === 'zh-CN' ? '；' : '; '))}${fullStop(words)}`, ...notDone]));
  }
  return lines;
}

const marks = (rules: readonly string[], words: Words): string => (rules.length === 0 ? '' : words.parenthesis(rules.join(', ')));

function evidenceLine(line: EvidenceLine, words: Words): string {
  const value = `${escaped(line.value)}${line.textMatch ? words.parenthesis(words.frame.textMatch) : ''}`;
  const date = line.date === null ? '' : words.parenthesis(escaped(words.date(line.date)));
  return `${words.labelled(words.codes.facts[line.fact], `${value}${date}`)}`;
}

/** "Endoscopic resection (EMR/ESD): may be considered (Chinese consensus) (M1-2)." and what the rule says. */
const managementLine = kept(
  (one: Recommendation) => (isOfThisRecord(one.about) ? null : [one.rule, one.code, one.strength, one.conditional, String(one.about['level'] ?? ''), ...one.needs, '', ...one.attribution]),
  (one, words) => {
    const who = one.attribution.length === 0 ? '' : words.parenthesis(words.frame.attributed({ who: words.list(one.attribution.map((name) => words.value(name))) }));
    const condition = one.conditional ? words.parenthesis(conditionText(one, words)) : '';
    const first = `${words.labelled(`**${capitalised(words.codes.recommendations[one.code])}**${namedOrders(one, words, escaped)}`, words.codes.strengths[one.strength])}${levelText(one, words)}${reasonsText(one, words)}${condition}${who}${ruleMark(one.rule, words)}${fullStop(words)}`;
    const says = ruleText(words.language, one.rule)?.says;
    return says === undefined ? first : words.join([first, ownText(says)]);
  },
);

/** Only the level that a rule quotes is the same for everybody. */
function isOfThisRecord(about: object): boolean {
  for (const name in about) if (name !== 'level') return true;
  return false;
}

/** Our own rule texts hold no markup, but `<` and `~` have a meaning in Markdown. */
const ownText = (text: string): string => text.replace(/[<~*_[\]|#]/g, '\\$&');

export function surveillanceLines({ conclusion: { surveillance }, words, gathered }: Pick<CardContext, 'conclusion' | 'words' | 'gathered'>): string[] {
  const { frame } = words;
  const lines: string[] = [];
  if (surveillance.every === null) lines.push(`${capitalised(words.codes.bases[surveillance.basis])}${marks(surveillance.rules, words)}${fullStop(words)}`);
  else lines.push(`${capitalised(scheduleText(surveillance, words))}${marks(surveillance.rules, words)}${fullStop(words)}`);
  if (surveillance.phase !== null && surveillance.then !== null) lines.push(frame.phaseLine({ phase: words.codes.phases[surveillance.phase] }));
  if (surveillance.tests.length > 0) lines.push(frame.testsLine({ tests: words.list(surveillance.tests.map((test) => words.codes.tests[test])) }));
  if (surveillance.due !== null) {
    lines.push(frame.due({ earliest: surveillance.due.earliest, latest: surveillance.due.latest }));
    if (surveillance.due.overdue) lines.push(frame.overdue({ latest: surveillance.due.latest }));
    if (gathered.byKey.procedures.state === 'absent') lines.push(frame.proceduresAbsent);
  }
  return lines;
}

function scheduleText(surveillance: ApplicableConclusion['surveillance'], words: Words): string {
  const { frame } = words;
  const span = (months: { min: number; max: number } | null, range: typeof frame.every, single: typeof frame.every): string[] =>
    months === null ? [] : [months.min === months.max ? single({ min: months.min }) : range({ min: months.min, max: months.max })];
  const parts = [...span(surveillance.every, frame.every, frame.everyOne), ...(surveillance.forYears === null ? [] : [frame.forYears({ years: surveillance.forYears })]), ...span(surveillance.then, frame.then, frame.thenOne)];
  return parts.join(words.language === 'zh-CN' ? '，' : ', ');
}

function prognosisLine(line: ApplicableConclusion['prognosis'][number], words: Words): string {
  return `${words.conclusion.prognosis[line.rule as 'PR-1'](escapedAbout(line.about))}${ruleMark(line.rule, words)}`; // sound: prognosis lines are PR-1 to PR-3 only
}

const newerLine = kept((note: ApplicableConclusion['newerNotes'][number]) => [note.id, note.beside], (note, words) => {
  const { source, text } = newerNote(note, words);
  return `${words.labelled(`${note.id}, ${words.frame.beside({ rule: note.beside })} – ${source}`, ownText(text))}`;
});

const rejectedLine = (one: RejectedResource, words: Words): string => words.labelled(escaped(one.resource), words.codes.rejections[one.why]);
