/** The words of the pages themselves; what the rules say comes from the service's own wording. */
import type { Language } from '../../hooks/browser';
import { en } from './en';
import type { PageWords } from './page-words';
import { zhCN } from './zh-CN';

export type { Language, PageWords };
const PAGES: Record<Language, PageWords> = { en, 'zh-CN': zhCN };
export const pageWords = (language: Language): PageWords => PAGES[language];

const KEY = 'gnen-cds.language';
/** The reader's choice, else the browser's. */
export function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? stored(KEY) ?? navigator.language;
  return asked.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
export function stored(key: string): string | null { try { return localStorage.getItem(key); } catch { return null; } }
export function store(key: string, value: string): void { try { localStorage.setItem(key, value); } catch { /* a private window keeps nothing */ } }
export const rememberLanguage = (language: Language): void => store(KEY, language);
