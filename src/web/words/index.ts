/** The words of the pages themselves; what the rules say comes from the service's own wording. */
import type { Language } from '../../hooks/wording';
import { en } from './en';
import { zhCN } from './zh-CN';

export type { Language };
export interface PageWords {
  code: Language;
  playground: string; workspace: string; rulebook: string; skip: string; language: string; theme: string; light: string; dark: string; system: string; bannerName: string; banner: string; source: string;
  patient: string; bundled: string; paste: string; server: string; pasteHint: string; read: string; serverUrl: string; patientId: string; notABundle: string; noPatient: string;
  hook: string; orders: string; addOrder: string; remove: string; drug: string; procedure: string; appointmentDate: string; ask: string; asking: string; prefetchMode: string; readMode: string; how: string;
  result: string; cards: string; noCards: string; askFirst: string; failed: string; took: (ms: number) => string; request: string; response: string; copyCurl: string; copied: string;
  suggestion: string; showResource: string; accept: string; override: string; reason: string; comment: string; send: string; cancel: string; stored: string; notStored: string; dismissed: string;
  whatIf: string; whatIfHint: string; reset: string; unchanged: string; changed: string; unknown: string; present: string; absent: string; rulesChanged: string;
  assessment: string; notApplicable: string; path: string; grade: string; kind: string; type: string; stage: string; management: string; surveillance: string; decidedBy: string; missing: string; rules: string; certainty: string;
  gradeChart: string; ki67: string; mitoses: string; gradeChartText: (ki67: string, mitoses: string) => string; current: string; earlier: string; interval: string; unitMitoses: string;
  timeline: string; today: string; due: string; overdue: string; results: string; procedures: string; windows: string; noDates: string;
  gastrin: string; gastrinText: (value: string, limit: string) => string; upperLimit: string; background: string; markers: string; discordant: string; recorded: string; derived: string; fact: string; value: string; date: string; resource: string; evidence: string; unused: string; why: string;
  recommendations: string; do: string; consider: string; not: string; never: string; saidBy: string; conditional: string; newer: string; conflicts: string; notices: string; print: string; close: string; nothing: string;
  size: string; depth: string; nodesEus: string; nodesImaging: string; differentiation: string; well: string; poor: string; negative: string; positive: string; normal: string; elevated: string; metastasis: string;
  connecting: string; launchFailed: string; readOnly: string; startLaunch: string; issuer: string; before: string; after: string; explain: string;
}

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
