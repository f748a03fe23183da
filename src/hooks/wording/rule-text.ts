/** What each rule says, in the reader's language: English from the engine's rulebook, Chinese from its own typed texts. */
import { RULES } from '../../engine';
import type { Language } from './words';
import type { RuleText } from './rule-text-shape';
import { rulebookZh } from './zh-rulebook';

export type { RuleText };

const TEXTS: Record<Language, Map<string, RuleText>> = {
  en: new Map(RULES.map((rule) => [rule.id, { when: rule.when, then: rule.then, says: rule.because.says }])),
  'zh-CN': new Map(Object.entries(rulebookZh)),
};

/** The words of one rule; null for an id that is none. */
export const ruleText = (language: Language, rule: string): RuleText | null => TEXTS[language].get(rule) ?? null;
