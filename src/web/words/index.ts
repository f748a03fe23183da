/** The words of the pages themselves; what the rules say comes from the service's own wording. */
import type { Language } from '../../hooks/browser';
import { en } from './en';
import type { PageWords } from './page-words';
import { zhCN } from './zh-CN';

export type { Language, PageWords };
const PAGES: Record<Language, PageWords> = { en, 'zh-CN': zhCN };
export const pageWords = (language: Language): PageWords => PAGES[language];

const KEY = 'gnen-cds.language';
const chosen = (): string | null => new URLSearchParams(location.search).get('lang') ?? stored(KEY);
/** Whether the reader said which, here or by the address. */
export const languageIsChosen = (): boolean => chosen() !== null;
/** The reader's choice, else the browser's. */
export function firstLanguage(): Language {
  const asked = chosen() ?? navigator.language;
  return asked.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
export function stored(key: string): string | null { try { return localStorage.getItem(key); } catch { return null; } }
export function store(key: string, value: string): void { try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing */ } }
export const rememberLanguage = (language: Language): void => store(KEY, language);
