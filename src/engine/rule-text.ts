/** A rule in words, as the file of its question holds it; `recordsOf` makes rulebook records of them. */
import type { Citation, RuleRecord } from './citation';

export interface RuleText { when: string; then: string; because: Citation }

/** Rulebook records in the order written; newer notes are joined by the rulebook. */
export const recordsOf = (topic: string, texts: Readonly<Record<string, RuleText>>): RuleRecord[] =>
  Object.entries(texts).map(([id, { when, then, because }]) => ({ id, topic, when, then, because, newer: [] }));

/** A statement of the review at one of its sections, with whom it names; where it names nobody it is the review's own. */
export const review = (at: string, says: string, ...attributedTo: string[]): Citation => ({ source: 'review', at, says, attributedTo: attributedTo.length > 0 ? attributedTo : [`review ${at.split(',')[0]}`] });

/** What this service adds where the review is silent. */
export const beyond = (at: string, says: string, ...attributedTo: string[]): Citation => ({ source: 'beyond', at, says, attributedTo: attributedTo.length > 0 ? attributedTo : ['beyond the review'] });
