/** Builders for tests: a complete, unremarkable picture, so that a test states only what it is about. */
import type { BackgroundFinding, ClinicalPicture, DateWindow, Gastrin, Measured, ProliferationSet, Reading } from '../../src/engine/picture';
import type { Background } from '../../src/engine/vocabulary';

export const TODAY = '2026-11-22';

export const on = (day: string): DateWindow => ({ first: day, last: day });

/** An exact value: percent, count or millimetres. */
export const percent = (n: number): Measured => ({ low: n, high: n, lowOpen: false, highOpen: false, approximate: false });
export const count = percent;
export const mm = percent;
export const percentBetween = (low: number, high: number): Measured => ({ low, high, lowOpen: false, highOpen: false, approximate: false });
export const percentBelow = (high: number): Measured => ({ low: 0, high, lowOpen: false, highOpen: true, approximate: false });
export const percentUpTo = (high: number): Measured => ({ low: 0, high, lowOpen: false, highOpen: false, approximate: false });
export const percentAbove = (low: number): Measured => ({ low, high: 100, lowOpen: true, highOpen: false, approximate: false });
export const percentAtLeast = (low: number): Measured => ({ low, high: 100, lowOpen: false, highOpen: false, approximate: false });
export const aboutPercent = (n: number): Measured => ({ ...percent(n), approximate: true });

export const reading = (value: Measured, more: { textMatch?: boolean; unitUnverified?: boolean; resource?: string; date?: DateWindow | null } = {}): Reading => ({
  kind: 'value', value, textMatch: more.textMatch ?? false, resource: more.resource ?? 'Observation/x', date: more.date ?? null,
  ...(more.unitUnverified === undefined ? {} : { unitUnverified: more.unitUnverified }),
});
export const unreadable = (resource = 'Observation/unreadable'): Reading => ({ kind: 'unreadable', resource, date: null });

type Given = Measured | Reading | (Measured | Reading)[] | undefined;
const readings = (given: Given): Reading[] => (given === undefined ? [] : Array.isArray(given) ? given : [given]).map((one) => ('kind' in one ? one : reading(one)));

/** One specimen's Ki-67 and mitoses, of the primary, bound to a report of 2026-05-01 unless said otherwise. */
export function set(given: { ki67?: Given; mitoses?: Given; on?: string | null; specimen?: string; bound?: boolean; site?: 'primary' | 'metastasis' }): ProliferationSet {
  return {
    specimen: given.specimen ?? 'DiagnosticReport/1', bound: given.bound ?? true, site: given.site ?? 'primary',
    date: given.on === null ? null : on(given.on ?? '2026-05-01'), ki67: readings(given.ki67), mitoses: readings(given.mitoses),
  };
}

const finding = (state: 'present' | 'absent') => (day: string | null = '2026-05-01', resource = 'Condition/b'): BackgroundFinding[] => [{ state, date: day === null ? null : on(day), resource }];
export const present = finding('present');
export const absent = finding('absent');

/** Backgrounds named here, all others without a finding. */
export const background = (known: Partial<Record<Background, BackgroundFinding[]>> = {}): Record<Background, BackgroundFinding[]> => ({
  'atrophic-gastritis': [], 'pernicious-anaemia': [], gastrinoma: [], zes: [], men1: [], 'h-pylori': [], 'autoimmune-thyroid': [], 'renal-failure': [], ...known,
});

const gastrin = (is: Gastrin['class']): Gastrin => ({ class: is, value: is === 'unknown' ? null : '1 pg/mL', limit: null, multiple: null, date: is === 'unknown' ? null : on('2026-05-01'), resource: is === 'unknown' ? null : 'Observation/g' });
export const gastrinUnknown = gastrin('unknown');
export const gastrinNormal = gastrin('normal');
export const gastrinElevated = gastrin('elevated');
export const gastrinUnclassified = gastrin('unclassified');

/** A gastric NEN is on record and nothing else is known. Every call gives a fresh object. */
export function aPicture(overrides: Partial<ClinicalPicture> = {}): ClinicalPicture {
  return {
    evidenceOfGastricNen: true, otherPrimaryOnly: false, secondPrimary: false, adenocarcinomaBeside: false,
    patient: { birthDate: on('1966-03-01'), sex: 'female', deceased: 'no' },
    proliferation: [], differentiation: 'unknown', histology: { kind: 'unknown', subtype: null }, codedKind: 'unknown',
    minenComponents: { neuroendocrine: null, other: null }, otherComponent: 'unknown',
    sizeMm: null, lesions: 'unknown', depth: null,
    recorded: { t: null, n: null, m: null, group: null, grade: null, type: null, necG3: false },
    nodes: { category: null, eus: null, imaging: null, examined: null, positive: null, metastasisRecorded: false },
    metastasis: { category: null, sites: [], extent: null, liverPattern: null, originRecorded: false },
    lymphovascularInvasion: 'unknown', lastLesionFinding: null, pathologyOnRecord: false,
    gastrin: { ...gastrinUnknown }, background: background(),
    markers: { cga: 'unknown', syn: 'unknown', ck: 'unknown', insm1: 'unknown', cd200: 'unknown', sstr2: 'unknown', 'sstr-imaging': 'unknown', mgmt: 'unknown' },
    genes: { tp53: 'unknown', p53: 'unknown', rb1: 'unknown', daxx: 'unknown', atrx: 'unknown', men1: 'unknown' },
    mmrMsi: 'unknown', tmb: 'unknown', priorNet: 'unknown', lowGradeArea: 'unknown',
    function: { carcinoidSyndrome: 'unknown', gastrinomaHypersecretion: 'unknown', nonFunctioning: 'unknown' },
    acts: [], priorSystemic: [], unresectable: 'unknown', surgeryDeclined: 'unknown', incompleteEndoscopicClearance: 'unknown', recurrenceAfterEndoscopy: 'unknown', course: 'unknown',
    labs: { 'vitamin-b12': null, ferritin: null, iron: null, haemoglobin: null, tsh: null, cga: null, nse: null },
    ironDeficiencyRecorded: false, megaloblasticAnaemiaRecorded: false, activeDrugs: [],
    dates: { diagnosis: null, reportDate: null, lastGastroscopy: null, lastImaging: null },
    conflicts: [], notices: [], textMatched: [],
    ...overrides,
  };
}
