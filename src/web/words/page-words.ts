/** What every page must have words for, in every language. */
import type { Language } from '../../hooks/browser';

export interface PageWords {
  code: Language;
  playground: string; workspace: string; rulebook: string; skip: string; language: string; theme: string; light: string; dark: string; system: string; bannerName: string; banner: string; source: string;
  patient: string; bundled: string; paste: string; server: string; pasteHint: string; read: string; serverUrl: string; patientId: string; notABundle: string; noPatient: string;
  hook: string; orders: string; addOrder: string; remove: string; drug: string; procedure: string; appointmentDate: string; ask: string; asking: string; prefetchMode: string; readMode: string; how: string;
  result: string; cards: string; noCards: string; welcome: string; firstSteps: readonly string[]; failed: string; took: (ms: number) => string; request: string; response: string; copyCurl: string; copied: string;
  suggestion: string; showResource: string; accept: string; override: string; reason: string; comment: string; send: string; cancel: string; stored: string; notStored: string; dismissed: string;
  whatIf: string; whatIfHint: string; reset: string; unchanged: string; changed: string; unknown: string; present: string; absent: string; rulesCome: string; rulesGone: string;
  assessment: string; notApplicable: string; path: string; grade: string; kind: string; type: string; stage: string; management: string; surveillance: string; decidedBy: string; missing: string; rules: string; certainty: string;
  gradeChart: string; ki67: string; mitoses: string; gradeChartText: (ki67: string, mitoses: string) => string; current: string; earlier: string; interval: string; unitMitoses: string;
  timeline: string; today: string; due: string; overdue: string; results: string; procedures: string; windows: string; noDates: string;
  gastrin: string; gastrinText: (value: string, limit: string) => string; upperLimit: string; background: string; markers: string; discordant: string; recorded: string; derived: string; fact: string; value: string; date: string; resource: string; evidence: string; unused: string; why: string;
  recommendations: string; do: string; consider: string; not: string; never: string; saidBy: string; conditional: string; newer: string; conflicts: string; notices: string; print: string; close: string; nothing: string;
  size: string; depth: string; nodesEus: string; nodesImaging: string; differentiation: string; well: string; poor: string; negative: string; positive: string; normal: string; elevated: string; metastasis: string;
  connecting: string; launchFailed: string; readOnly: string; startLaunch: string; issuer: string; before: string; after: string; explain: string;
  bannerApp: string; byRule: string; favours: string; notAssessed: string; notReady: string; unread: string; unreadMeans: string; cannotBeSaid: string; triedValues: string; prognosis: string; notReadHere: string; unreachable: string; sent: string; appPurpose: string; registration: string; openedFor: string; noIssuer: string; slow: string; stable: string; progressive: string; windowsText: string; nextVisit: string;
  indicators: Record<'info' | 'warning' | 'critical', string>; severities: Record<'info' | 'warning', string>; noRecord: Record<'no-patient' | 'all-refused', string>;
}
