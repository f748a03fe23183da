/** The shape of a management row, and how a list of rows becomes recommendations: each fires, does not, or fires conditionally. */
import type { About, MissingFact, Notice, Recommendation } from '../../assessment';
import type { Citation, RuleRecord } from '../../citation';
import type { Fact, NoticeCode, RecommendationCode, Strength } from '../../vocabulary';
import { newerBeside } from '../newer-notes';
import { isDone } from './acts-on-record';
import type { Situation } from './situation';
import { NO, all, opposite, waitsFor } from './verdict';
import type { Verdict } from './verdict';

/** One code of a row. */
export interface RowCode {
  code: RecommendationCode;
  strength: Strength;
  /** Where a code has another source than its row. */
  attributedTo?: readonly string[];
  /** A condition of this code alone. */
  only?: (s: Situation) => Verdict;
  /** The source states it without its threshold: always conditional, waiting for whichever of these is not known. */
  alwaysConditional?: (s: Situation) => readonly Fact[];
  about?: (s: Situation) => About;
}

/** A notice of a row, said when the row fires and, for rows of their own, when `says` holds. */
export interface RowNotice { code: NoticeCode; severity: 'info' | 'warning'; facts: readonly Fact[]; if: (s: Situation) => boolean; about?: (s: Situation) => About }

/** A row of section 8: the sentence for the rulebook and the condition that is evaluated, side by side. */
export interface Row extends RuleRecord {
  holds: (s: Situation) => Verdict;
  codes: readonly RowCode[];
  notices: readonly RowNotice[];
  /** Facts this row asks for although it gives no conditional code. */
  asks: (s: Situation) => readonly { fact: Fact; for: readonly RecommendationCode[] }[];
}

/** What rows give. */
export interface Fired { recommendations: Recommendation[]; missing: MissingFact[]; notices: Notice[] }

/** A statement of the review at a place such as `§6.1 R081`; without a named guideline it is the review's own. */
export function review(at: string, says: string, ...attributedTo: readonly string[]): Citation {
  return { source: 'review', at, says, attributedTo: attributedTo.length > 0 ? attributedTo : [`review ${at.split(/,? /)[0]}`] };
}

/** A statement added where the review is silent. */
export const beyond = (at: string, says: string): Citation => ({ source: 'beyond', at, says, attributedTo: ['beyond the review'] });

type RowDraft = Pick<Row, 'id' | 'topic' | 'when' | 'because' | 'holds'> & Partial<Pick<Row, 'codes' | 'notices' | 'asks' | 'then'>>;

/** Completes a row: what follows is written from its codes, newer notes from their list. */
export function row(draft: RowDraft): Row {
  const codes = draft.codes ?? [];
  const then = draft.then ?? codes.map(({ code, strength }) => `${code}: ${strength}`).join(', ');
  return { codes, notices: [], asks: () => [], newer: newerBeside(draft.id), ...draft, then };
}

/** A row that the others carry out: it stands in the rulebook and never fires by itself. */
export const remark = (draft: Pick<Row, 'id' | 'topic' | 'when' | 'because' | 'then'>): Row => row({ ...draft, holds: () => NO });

/** A record without the part that is evaluated, as the rulebook prints it. */
export const recordOf = ({ id, topic, when, then, because, newer }: RuleRecord): RuleRecord => ({ id, topic, when, then, because, newer });

/** Adds to `missing` one entry per rule and fact, with every code that waits for it. */
export function addMissing(missing: MissingFact[], rule: string, facts: readonly Fact[], ...codes: readonly string[]): void {
  for (const fact of facts) {
    const entry = missing.find((m) => m.fact === fact && m.rule === rule);
    if (entry === undefined) missing.push({ fact, for: [...new Set(codes)], rule });
    else entry.for = [...new Set([...entry.for, ...codes])];
  }
}

/** One code of a row that holds or is undecided, or null when it is ruled out or already done. */
function recommend(s: Situation, { id, because, newer }: Row, holds: Verdict, item: RowCode): Recommendation | null {
  const own = item.only === undefined ? holds : all(holds, item.only(s));
  if (own.tri === 'no') return null;
  // What is contraindicated stays so, whatever was done before.
  const open = item.strength === 'contraindicated' ? own : all(own, opposite(isDone(s, item.code)));
  if (open.tri === 'no') return null;
  const needs = item.alwaysConditional === undefined ? open.needs : [...new Set([...open.needs, ...item.alwaysConditional(s)])];
  return {
    code: item.code, strength: item.strength, conditional: open.tri === 'unknown' || item.alwaysConditional !== undefined, rule: id,
    attribution: [...(item.attributedTo ?? because.attributedTo)], newer: [...newer], needs: [...needs], about: item.about?.(s) ?? {},
  };
}

/** Evaluates rows in their order. `waitingFor`: facts that make the whole block conditional. */
export function fire(rows: readonly Row[], s: Situation, waitingFor: readonly Fact[] = []): Fired {
  const fired: Fired = { recommendations: [], missing: [], notices: [] };
  for (const one of rows) {
    const own = one.holds(s);
    if (own.tri === 'no') continue;
    const holds = waitingFor.length === 0 ? own : all(own, waitsFor(...waitingFor));
    for (const item of one.codes) {
      const recommendation = recommend(s, one, holds, item);
      if (recommendation === null) continue;
      fired.recommendations.push(recommendation);
      addMissing(fired.missing, one.id, recommendation.needs, item.code);
    }
    for (const { code, severity, facts, if: applies, about } of one.notices) {
      if (applies(s)) fired.notices.push({ code, rule: one.id, severity, facts: [...facts], about: about?.(s) ?? {} });
    }
    for (const asked of one.asks(s)) addMissing(fired.missing, one.id, [asked.fact], ...asked.for);
  }
  return fired;
}
