/** The words of the service, one place per language. */
import { en } from './en';
import type { Language, Words } from './words';
import { zhCN } from './zh-CN';

export { LANGUAGES, type Language, type Words } from './words';
export { type RuleId, RULE_IDS } from './rule-ids';

const WORDS: Record<Language, Words> = { en, 'zh-CN': zhCN };

export const wordsFor = (language: Language): Words => WORDS[language];
