/** Every rule carries its source, and the type makes that compulsory. */

/** Where a statement comes from. `says` is our own one-sentence paraphrase; `at` the place in the source. */
export interface Citation {
  source: 'review' | 'WHO 2019' | 'AJCC 8' | 'beyond' | 'ENETS 2023' | 'NCCN v1.2026' | 'other';
  at: string;
  says: string;
  /** Who makes the recommendation, as the review names them: printed on the card. */
  attributedTo: readonly string[];
}

/** A rule as the rulebook prints it; ids are permanent and those of the clinical rules. */
export interface RuleRecord {
  id: string;
  /** Section of the clinical rules, e.g. `grade`, `type`, `management-type-i`. */
  topic: string;
  /** The condition in one sentence, our words. */
  when: string;
  /** What follows, in one sentence or as codes. */
  then: string;
  because: Citation;
  /** Ids of newer notes that stand beside it. */
  newer: readonly string[];
}
