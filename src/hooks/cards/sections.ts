/** Sections of a card's detail: headed lists, long ones cut with the number of what is left out. */
import type { ApplicableConclusion, Fact } from '../../engine';
import { aboutWithFact } from '../published';
import type { PrefetchKey } from '../wire';
import { PREFETCH_KEYS } from '../wire';
import type { Words } from '../wording';
import type { CardContext } from './card';
import { escapedAbout } from './markdown';
import { isRecordPartial } from './unread';

const MOST_LINES = 60;

/** `**Heading**` and its lines; nothing when there are none. */
export function section(heading: string, lines: readonly string[], words: Words): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST_LINES).map((line) => `- ${line}`);
  if (lines.length > MOST_LINES) shown.push(`- ${words.frame.moreLines({ count: lines.length - MOST_LINES })}`);
  return [`**${heading}**\n\n${shown.join('\n')}`];
}

export const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

export const ruleMark = (rule: string, words: Words): string => words.parenthesis(rule);

/** Facts in words, each once. */
export const factList = (facts: readonly Fact[], words: Words): string => words.list([...new Set(facts)].map((fact) => words.codes.facts[fact]));

/** What did not come: failed, incomplete and absent keys by name, and an unknown vital status. Nothing is concluded from them. */
export function dataLines({ gathered, words }: Pick<CardContext, 'gathered' | 'words'>): string[] {
  const lines: string[] = [];
  for (const state of ['failed', 'incomplete', 'absent'] as const) {
    const keys = PREFETCH_KEYS.filter((key: PrefetchKey) => gathered.byKey[key].state === state);
    if (keys.length > 0) lines.push(words.frame.data[state]({ keys: words.list(keys.map((key) => words.frame.keys[key])) }));
  }
  if (vitalStatusUnknown(gathered)) lines.push(words.frame.vitalStatusUnknown);
  return lines;
}

/** Whether the Patient could not be read at all. */
export const vitalStatusUnknown = (gathered: CardContext['gathered']): boolean => !gathered.byKey.patient.resources.some((resource) => resource.resourceType === 'Patient');

export const dataSection = (context: Pick<CardContext, 'gathered' | 'words'>): string[] => section(context.words.frame.sections.data, dataLines(context), context.words);

export const conflictLines = (conflicts: ApplicableConclusion['conflicts'], words: Words): string[] =>
  conflicts.map((conflict) => `${words.conclusion.conflicts[conflict.code](escapedAbout(aboutWithFact(conflict)))}${ruleMark(conflict.rule, words)}`);

export const noticeLines = (notices: ApplicableConclusion['notices'], words: Words): string[] =>
  notices.map((notice) => `${words.conclusion.notices[notice.code](escapedAbout(aboutWithFact(notice)))}${ruleMark(notice.rule, words)}`);

/** Each missing fact once, with all it is needed for and the rules that ask for it; "not on record" only where the whole record was read. */
export function missingLines(missing: ApplicableConclusion['missing'], { words, gathered }: Pick<CardContext, 'words' | 'gathered'>): string[] {
  const because = isRecordPartial(gathered) ? words.frame.missingUnread : words.frame.missingBecause;
  const byFact = new Map<Fact, { uses: Set<string>; rules: Set<string> }>();
  for (const one of missing) {
    const known = byFact.get(one.fact) ?? { uses: new Set(), rules: new Set() };
    for (const use of one.for) known.uses.add(use);
    known.rules.add(one.rule);
    byFact.set(one.fact, known);
  }
  return [...byFact].map(([fact, { uses, rules }]) => `${because({ fact, uses: words.list([...uses].map((use) => words.value(use))) })}${ruleMark([...rules].join(', '), words)}`);
}
