/** Hand-made conclusions: a type I G1 tumour without anything remarkable, of which a test changes only what it is about. */
import type { ApplicableConclusion, ClinicalPicture } from '../../src/engine';
import type { MappedPicture } from '../../src/fhir-mapping';
import type { CardContext } from '../../src/hooks/cards/card';
import type { Gathered, KeyState } from '../../src/hooks/gathered';
import { PREFETCH_KEYS, type PrefetchKey } from '../../src/hooks/wire';
import { type Language, wordsFor } from '../../src/hooks/wording';

export const aConclusion = (over: Partial<ApplicableConclusion> = {}): ApplicableConclusion => ({
  applicable: true, rules: ['AP-1'],
  neoplasm: { kind: 'NET', subtype: null, rules: ['GR-8'] },
  grade: { value: 'G1', status: 'established', candidates: ['G1'], discordant: false, by: { ki67: 'G1', mitoses: 'G1' }, rules: ['GR-1', 'GR-2'] },
  type: { value: 'I', status: 'probable', rules: ['TY-4'] },
  differential: null,
  stage: { t: 'T1', n: null, m: null, group: null, basis: 'derived', depth: 'submucosa', rules: ['ST-2'] },
  recommendations: [
    { code: 'endoscopic-follow-up', strength: 'recommended', conditional: false, rule: 'M1-1', attribution: ['review'], newer: [], needs: [], about: {} },
    { code: 'surgical-resection', strength: 'not-recommended', conditional: false, rule: 'M1-5', attribution: ['review'], newer: [], needs: [], about: {} },
    { code: 'gastrin-measurement', strength: 'recommended', conditional: false, rule: 'TY-4', attribution: ['review'], newer: [], needs: [], about: {} },
  ],
  surveillance: {
    every: { min: 6, max: 12 }, forYears: 5, then: { min: 12, max: 12 }, phase: 'initial', tests: ['gastroscopy', 'vitamin-b12', 'thyroid-function'],
    due: { earliest: '2026-11-30', latest: '2027-05-31', overdue: false }, basis: 'stated', rules: ['SU-3'],
  },
  prognosis: [{ rule: 'PR-1', about: {} }, { rule: 'PR-3', about: {} }],
  missing: [{ fact: 'gastrin', for: ['type'], rule: 'TY-4' }],
  conflicts: [], notices: [], newerNotes: [{ id: 'NW-2', beside: 'SU-3' }],
  ...over,
});

export const aMapped = (over: Partial<MappedPicture> = {}, activeDrugs: ClinicalPicture['activeDrugs'] = []): MappedPicture => ({
  // Cards read the active drugs of a picture and nothing else of it.
  picture: { activeDrugs, evidenceOfGastricNen: true } as unknown as ClinicalPicture,
  evidence: [{ fact: 'ki67', value: '2 %', resource: 'Observation/ki67', date: '2026-05-31', textMatch: false }],
  rejected: [],
  ...over,
});

export const aGathered = (states: Partial<Record<PrefetchKey, KeyState>> = {}): Gathered => ({
  resources: [], otherPatientSeen: false, fullUrls: new Map(),
  byKey: Object.fromEntries(PREFETCH_KEYS.map((key) => [key, {
    state: states[key] ?? 'complete', source: 'prefetch', resources: key === 'patient' && states.patient === undefined ? [{ resourceType: 'Patient', id: 'synthetic' }] : [],
  }])) as unknown as Gathered['byKey'],
});

export const aContext = (over: Partial<CardContext> = {}, language: Language = 'en'): CardContext => ({
  words: wordsFor(language), conclusion: aConclusion(), mapped: aMapped(), gathered: aGathered(), patientId: 'synthetic', today: '2026-11-22',
  publicBaseUrl: 'http://localhost:8080', smartLaunchUrl: null, ...over,
});

export const noOrders = { codes: new Set<string>(), texts: [] };
