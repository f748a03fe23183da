/** What a rule says, in words: its condition, its consequence and a one-sentence paraphrase of its source. */
export interface RuleText { when: string; then: string; says: string }
