/** How a rule says what it found: recommendations, missing facts, conflicts and notices with their defaults filled in. */
import type { About, Conflict, MissingFact, Notice, Recommendation } from './assessment';
import type { Answer } from './classification';
import type { ConflictCode, Fact, NoticeCode, RecommendationCode } from './vocabulary';

/** What a question has to say beside its answer. */
export type Findings = Omit<Answer<unknown>, 'part'>;

/** Nothing said yet; every call gives a fresh object. */
export const nothingSaid = (): Findings => ({ recommendations: [], missing: [], conflicts: [], notices: [] });

/** A work-up that a rule asks for (clinical rules, section 8.8): recommended, unconditional. */
export const workUp = (code: RecommendationCode, rule: string, attribution: readonly string[] = []): Recommendation =>
  ({ code, strength: 'recommended', conditional: false, rule, attribution: [...attribution], newer: [], needs: [], about: {} });

/** A fact that could change an answer; `purpose` names the answers or recommendation codes that wait for it. */
export const lacking = (fact: Fact, rule: string, ...purpose: string[]): MissingFact => ({ fact, for: purpose, rule });

/** A contradiction, with the facts that contradict each other. */
export const conflict = (code: ConflictCode, rule: string, facts: Fact[], about: About = {}): Conflict => ({ rule, code, facts, about });

/** A "say so" of the rules. */
export const notice = (code: NoticeCode, rule: string, severity: 'info' | 'warning', facts: Fact[], about: About = {}): Notice => ({ code, rule, severity, facts, about });
