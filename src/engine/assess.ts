/** From picture to conclusion: applicability, classification, management, and everything they have to say in one order. */
import type { Conclusion, Conflict, MissingFact, NewerNote, Notice, Recommendation } from './assessment';
import { classify } from './classify';
import type { ClinicalPicture } from './picture';
import { applicability } from './rules/applicability';
import { manage } from './rules/management';
import { NEWER_NOTES, RULES } from './rulebook';

const RANK: ReadonlyMap<string, number> = new Map(RULES.map((rule, index) => [rule.id, index]));
const BY_ID: ReadonlyMap<string, (typeof RULES)[number]> = new Map(RULES.map((rule) => [rule.id, rule]));
const rankOf = (rule: string): number => RANK.get(rule) ?? RULES.length;

/**
 * What the rules conclude from a picture on one day.
 * @param asOf the day of the assessment, `YYYY-MM-DD`; nothing else tells the time
 * @see clinical rules, sections 2 to 11 and 14
 */
export function assess(picture: ClinicalPicture, asOf: string): Conclusion {
  const { applicable, rules, notices } = applicability(picture);
  if (!applicable) return { applicable: false, rules };
  const classified = classify(picture);
  const managed = manage(picture, classified, asOf);
  const own = [...notices, ...classified.notices, ...managed.notices];
  // What a rule says itself is more exact than what the mapping said of the same thing beforehand.
  const fromMapping = picture.notices.filter((n) => !own.some((o) => o.code === n.code && o.rule === n.rule));
  const conclusion = {
    rules,
    neoplasm: classified.neoplasm, grade: classified.grade, type: classified.type, differential: classified.differential, stage: classified.stage,
    recommendations: inOrderOfRules([...classified.recommendations, ...managed.recommendations]),
    surveillance: managed.surveillance, prognosis: managed.prognosis,
    missing: mergedMissing([...classified.missing, ...managed.missing]),
    conflicts: sortedOnce<Conflict>([...picture.conflicts, ...classified.conflicts, ...managed.conflicts]),
    notices: sortedOnce<Notice>([...fromMapping, ...own]),
  };
  return { applicable: true, ...conclusion, newerNotes: newerBeside(rulesNamed(conclusion)) };
}

/** One entry per rule and code, in the order of the rules; a rule keeps its own order. */
function inOrderOfRules(all: readonly Recommendation[]): Recommendation[] {
  const once = new Map(all.map((one) => [`${one.rule} ${one.code}`, completed(one)]));
  return [...once.values()].sort((a, b) => rankOf(a.rule) - rankOf(b.rule));
}

/** A recommendation that names nobody is attributed as its rule is; newer notes are those beside its rule. */
function completed(one: Recommendation): Recommendation {
  const rule = BY_ID.get(one.rule)!; // every rule that recommends is in the rulebook, which a test proves
  return { ...one, attribution: one.attribution.length > 0 ? one.attribution : [...rule.because.attributedTo], newer: [...rule.newer] };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One entry per fact and rule, with everything that waits for it. */
function mergedMissing(all: readonly MissingFact[]): MissingFact[] {
  const once: MissingFact[] = [];
  for (const { fact, rule, for: purposes } of all) {
    const known = once.find((each) => each.fact === fact && each.rule === rule);
    const entry = known ?? { fact, for: [], rule };
    if (known === undefined) once.push(entry);
    for (const purpose of purposes) if (!entry.for.includes(purpose)) entry.for.push(purpose);
  }
  for (const entry of once) if (entry.for.length > 1) entry.for.sort(compare);
  return once.sort((a, b) => compare(a.fact, b.fact) || rankOf(a.rule) - rankOf(b.rule));
}

/** Each once, by facts, then rule and code, then what it is about, so that the order of the input never shows. */
function sortedOnce<T extends { rule: string; code: string; facts: readonly string[]; about: object }>(all: readonly T[]): T[] {
  const once = new Map(all.map((one) => [`${one.facts.join(' ')}\n${String(rankOf(one.rule)).padStart(4, '0')} ${one.code} ${JSON.stringify(one.about)}`, one]));
  return [...once.entries()].sort(([a], [b]) => compare(a, b)).map(([, one]) => one);
}

type Named = Omit<Extract<Conclusion, { applicable: true }>, 'applicable' | 'newerNotes'>;

/** Every rule that the conclusion names anywhere. */
function rulesNamed(c: Named): Set<string> {
  const named = new Set<string>();
  for (const rules of [c.rules, c.neoplasm.rules, c.grade.rules, c.type.rules, c.stage.rules, c.surveillance.rules]) for (const rule of rules) named.add(rule);
  for (const said of [c.differential?.clues ?? [], c.recommendations, c.prognosis, c.missing, c.conflicts, c.notices]) for (const { rule } of said) named.add(rule);
  return named;
}

/** The notes of section 14 beside a rule that is shown; a note beside two rules is listed beside each. */
const newerBeside = (shown: ReadonlySet<string>): NewerNote[] =>
  NEWER_BESIDE.filter(({ beside }) => shown.has(beside)).map(({ id, beside }) => ({ id, beside }));
const NEWER_BESIDE: readonly NewerNote[] = NEWER_NOTES.flatMap((note) => note.beside.map((beside) => ({ id: note.id, beside })));
