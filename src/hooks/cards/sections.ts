/** Sections of a card's detail: headed lists, long ones cut with the number of what is left out. */
import type { ApplicableConclusion, Fact } from '../../engine';
import { hasModifier } from '../../fhir-mapping';
import { aboutWithFact } from '../published';
import type { PrefetchKey } from '../wire';
import { PREFETCH_KEYS } from '../wire';
import type { Words } from '../wording';
import { kept } from '../wording/kept';
import type { CardContext } from './card';
import { escapedAbout } from './markdown';
import { isRecordPartial } from './unread';

const MOST_LINES = 60;

/** `**Heading**` and its lines; nothing when there are none. */
export function section(heading: string, lines: readonly string[], words: Words): string[] {
  if (lines.length === 0) return [];
  let text = `**${heading}**\n\n- ${lines[0]}`;
  for (let at = 1; at < lines.length && at < MOST_LINES; at += 1) text += `\n- ${lines[at]}`;
  if (lines.length > MOST_LINES) text += `\n- ${words.frame.moreLines({ count: lines.length - MOST_LINES })}`;
  return [text];
}

export const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

export const ruleMark = (rule: string, words: Words): string => words.parenthesis(rule);

/** Facts in words, each once. */
export const factList = (facts: readonly Fact[], words: Words): string => words.list([...new Set(facts)].map((fact) => words.codes.facts[fact]));

/** What did not come: failed, incomplete and absent keys by name, an unknown vital status; and what came of another patient. Nothing is concluded from them. */
export function dataLines({ gathered, words }: Pick<CardContext, 'gathered' | 'words'>): string[] {
  const lines: string[] = [];
  const lacking = PREFETCH_KEYS.filter((key: PrefetchKey) => gathered.byKey[key].state !== 'complete');
  for (const state of lacking.length === 0 ? [] : (['failed', 'incomplete', 'absent'] as const)) {
    const keys = lacking.filter((key) => gathered.byKey[key].state === state);
    if (keys.length > 0) lines.push(words.frame.data[state]({ keys: words.list(keys.map((key) => words.frame.keys[key])) }));
  }
  if (gathered.otherPatientSeen) lines.push(words.frame.otherPatientSeen);
  if (vitalStatusUnknown(gathered)) lines.push(words.frame.vitalStatusUnknown);
  return lines;
}

/** Whether the Patient could not be read at all, or not for certain. */
export const vitalStatusUnknown = (gathered: CardContext['gathered']): boolean => !gathered.byKey.patient.resources.some((resource) => resource.resourceType === 'Patient' && !hasModifier(resource));

export const dataSection = (context: Pick<CardContext, 'gathered' | 'words'>): string[] => section(context.words.frame.sections.data, dataLines(context), context.words);

export const conflictLines = (conflicts: ApplicableConclusion['conflicts'], words: Words): string[] =>
  conflicts.map((conflict) => `${words.conclusion.conflicts[conflict.code](escapedAbout(aboutWithFact(conflict)))}${ruleMark(conflict.rule, words)}`);

const noticeLine = kept(
  // Only what says nothing of this record is the same for the next one.
  (notice: ApplicableConclusion['notices'][number]) => (hasMembers(notice.about) ? null : [notice.code, notice.rule, notice.facts[0] ?? '']),
  (notice, words) => `${words.conclusion.notices[notice.code](escapedAbout(aboutWithFact(notice)))}${ruleMark(notice.rule, words)}`,
);
function hasMembers(about: object): boolean { for (const _ in about) return true; return false; }

export const noticeLines = (notices: ApplicableConclusion['notices'], words: Words): string[] => notices.map((notice) => noticeLine(notice, words));

/** Each missing fact once, with all it is needed for and the rules that ask for it; "not on record" only where the whole record was read. */
export function missingLines(missing: ApplicableConclusion['missing'], { words, gathered }: Pick<CardContext, 'words' | 'gathered'>): string[] {
  const unread = isRecordPartial(gathered);
  const facts: Lacking[] = [];
  for (const { fact, for: uses, rule } of missing) {
    // The engine's list has what is asked of one fact side by side.
    const last = facts[facts.length - 1];
    const known = last?.fact === fact ? last : facts.find((each) => each.fact === fact);
    if (known === undefined) { facts.push({ fact, uses: [...uses], rules: [rule], unread }); continue; }
    for (const use of uses) if (!known.uses.includes(use)) known.uses.push(use);
    if (!known.rules.includes(rule)) known.rules.push(rule);
  }
  return facts.map((one) => missingLine(one, words));
}

interface Lacking { fact: Fact; uses: string[]; rules: string[]; unread: boolean }
const missingLine = kept(
  ({ fact, uses, rules, unread }: Lacking) => [fact, unread, ...uses, '', ...rules],
  ({ fact, uses, rules, unread }, words) => `${(unread ? words.frame.missingUnread : words.frame.missingBecause)({ fact, uses: words.list(uses.map((use) => words.value(use))) })}${ruleMark(rules.join(', '), words)}`,
);
