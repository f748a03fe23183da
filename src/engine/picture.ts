/**
 * The clinical picture: what is known of one patient's gastric neuroendocrine neoplasm on one day.
 * Built by `fhir-mapping`, read by the rules. Nothing in it is FHIR, and nothing in it is inferred:
 * `unknown` means not recorded (or recorded so that it cannot be used), never absent.
 */
import type {
  Act, Background, ClinicalType, ConflictCode, Depth, Drug, Fact, Gene, Grade, Lab, Marker, MCategory, NCategory, NecSubtype, NoticeCode, StageGroup, TCategory,
} from './vocabulary';

/** Known yes, known no, or not recorded. */
export type Tri = 'yes' | 'no' | 'unknown';
export type Presence = 'present' | 'absent' | 'unknown';

/**
 * A calendar date of the precision it was recorded with: the first and last day it can be, as `YYYY-MM-DD`.
 * `2024-05` is `{ first: '2024-05-01', last: '2024-05-31' }`. Instants are reduced to their UTC day.
 */
export interface DateWindow { first: string; last: string }

/**
 * A measured number or the interval it lies in. `low`/`high` are numbers, `Infinity` where unbounded above, 0 below;
 * an open end does not belong to the interval (`<3` is `{ low: 0, high: 3, highOpen: true }`). Exact: `low === high`.
 * `approximate`: recorded as "about"; the rules widen it near a threshold (rules.md section 1, ki67).
 */
export interface Measured { low: number; high: number; lowOpen: boolean; highOpen: boolean; approximate: boolean }

/** A proliferation result: readable, or there and unreadable (which makes the parameter unknown, GR-13). */
export type Reading =
  | { kind: 'value'; value: Measured; textMatch: boolean; resource: string; date: DateWindow | null; unitUnverified?: boolean }
  | { kind: 'unreadable'; resource: string; date: DateWindow | null };

/**
 * Ki-67 and mitoses (per 10 HPF = 2 mm²) that belong together: one specimen, one report, or else one day.
 * Several values of one set are all listed; the rules take the highest (hot spot).
 */
export interface ProliferationSet {
  /** Stable key of the specimen or report, for sorting and for telling two specimens apart. */
  specimen: string;
  /** True when `specimen` is a real specimen or report, false when results were only grouped by their day. */
  bound: boolean;
  site: 'primary' | 'metastasis';
  date: DateWindow | null;
  ki67: Reading[];
  /** `unitUnverified` where no denominator was recorded (GR-2). */
  mitoses: Reading[];
}

/** One dated statement about a background condition; several may stand side by side (TY-6). */
export interface BackgroundFinding { state: 'present' | 'absent'; date: DateWindow | null; resource: string }

/** Gastrin as judged against its own limit (TY-9); value and limit as recorded, for showing. */
export interface Gastrin {
  class: 'normal' | 'elevated' | 'unclassified' | 'unknown';
  value: string | null;
  limit: string | null;
  /** value / limit, where both are numbers of one unit. */
  multiple: number | null;
  date: DateWindow | null;
  resource: string | null;
}

/** A treatment or examination that is on record. */
export interface DoneAct {
  act: Act;
  date: DateWindow | null;
  resource: string;
  /** Resection margin recorded for it. */
  margin: 'R0' | 'R1' | 'R2' | null;
  intent: 'curative' | 'palliative' | null;
}

/** What a finding of the lesion itself (size, depth, nodes, count) is worth for "after the last finding" (section 8). */
export interface Metastasis {
  /** Recorded M category, if any. */
  category: MCategory | null;
  /** Evidence of distant disease beside the category: sites as words (`liver`, `peritoneum`, `bone`, `distant-nodes`, `other`; `unstated` where the place is not recorded). */
  sites: string[];
  extent: 'liver-only' | 'extrahepatic' | 'liver-and-extrahepatic' | null;
  liverPattern: 'single' | 'dominant-with-small-bilobar' | 'diffuse' | 'other' | null;
  /** Whether the origin is recorded to be the gastric tumour (section 8, "which block"). */
  originRecorded: boolean;
}

export interface Nodes {
  /** Recorded N category (recorded N2/N3 are N1 here: positive). */
  category: NCategory | null;
  eus: 'negative' | 'positive' | null;
  imaging: 'negative' | 'positive' | null;
  examined: number | null;
  positive: number | null;
  /** A regional node metastasis recorded as a Condition or a finding. */
  metastasisRecorded: boolean;
}

export interface LabResult { level: 'low' | 'normal' | 'high' | 'unclassified'; value: string; date: DateWindow | null; resource: string }

export interface ActiveDrug { drug: Drug; resource: string; name: string; textMatch: boolean }

/** A statement found twice, differently, on one day or otherwise irreconcilably, by the mapping; its fact is unknown in the picture. */
export interface MappingConflict { code: ConflictCode; rule: string; facts: Fact[]; about: Record<string, string | number> }
export interface MappingNotice { code: NoticeCode; rule: string; severity: 'info' | 'warning'; facts: Fact[]; about: Record<string, string | number> }

/** A part of the record from whose silence something is concluded: recorded backgrounds, and acts done. */
export type RecordPart = 'conditions' | 'acts';

export interface ClinicalPicture {
  /** Parts that did not come whole: what is not seen in them is not known to be unrecorded. Left out where all came. */
  partlyRead?: readonly RecordPart[];
  /** Applicability evidence, AP-1…AP-4. */
  evidenceOfGastricNen: boolean;
  /** A NEN of another primary site and none of the stomach (AP-2). */
  otherPrimaryOnly: boolean;
  /** A second primary neoplasm is on record beside the gastric NEN (GR-13's last sentence). */
  secondPrimary: boolean;
  adenocarcinomaBeside: boolean;
  patient: { birthDate: DateWindow | null; sex: 'female' | 'male' | 'other' | 'unknown'; deceased: Tri };

  proliferation: ProliferationSet[];
  differentiation: 'well' | 'poor' | 'unknown';
  histology: { kind: 'NET' | 'NEC' | 'MiNEN' | 'unknown'; subtype: NecSubtype | null };
  /** What the diagnosis code itself says when histology is silent (GR-8, last sentence). */
  codedKind: 'NET' | 'NEC' | 'MiNEN' | 'unknown';
  /** Percent of each component; null where not recorded. */
  minenComponents: { neuroendocrine: Measured | null; other: Measured | null };
  otherComponent: 'adenocarcinoma' | 'squamous-cell-carcinoma' | 'none' | 'unknown';

  /** Largest lesion, mm. */
  sizeMm: Measured | null;
  lesions: 'solitary' | 'multiple' | 'unknown';
  depth: Depth | null;
  recorded: { t: TCategory | null; n: NCategory | null; m: MCategory | null; group: StageGroup | null; grade: Grade | null; type: ClinicalType | null; necG3: boolean };
  nodes: Nodes;
  metastasis: Metastasis;
  lymphovascularInvasion: Presence;
  /** Date of the newest finding of the lesion that does not belong to a resection specimen (size, depth, lesion count, endoscopy finding). */
  lastLesionFinding: DateWindow | null;
  /** True when any pathology of the tumour is on record (IH-1). */
  pathologyOnRecord: boolean;

  gastrin: Gastrin;
  background: Record<Background, BackgroundFinding[]>;
  markers: Record<Marker, 'positive' | 'negative' | 'unknown'>;
  genes: Record<Gene, 'intact' | 'altered' | 'unknown'>;
  mmrMsi: 'deficient' | 'proficient' | 'unknown';
  tmb: 'high' | 'low' | 'unknown';
  priorNet: Tri;
  lowGradeArea: Tri;
  /** Each known present (`yes`) or absent (`no`); `nonFunctioning` recorded makes both `no`. */
  function: { carcinoidSyndrome: Tri; gastrinomaHypersecretion: Tri; nonFunctioning: Tri };

  acts: DoneAct[];
  /** Systemic therapies on record, past or present (section 8: prior-systemic). */
  priorSystemic: ('etoposide-platinum' | 'somatostatin-analogue' | 'everolimus' | 'surufatinib' | 'prrt' | 'interferon-alfa' | 'other')[];
  unresectable: Tri;
  surgeryDeclined: Tri;
  incompleteEndoscopicClearance: Tri;
  recurrenceAfterEndoscopy: Tri;
  course: 'slow' | 'stable' | 'progressive' | 'unknown';

  labs: Record<Lab, LabResult | null>;
  ironDeficiencyRecorded: boolean;
  megaloblasticAnaemiaRecorded: boolean;
  activeDrugs: ActiveDrug[];
  dates: { diagnosis: DateWindow | null; reportDate: DateWindow | null; lastGastroscopy: DateWindow | null; lastImaging: DateWindow | null };

  conflicts: MappingConflict[];
  notices: MappingNotice[];
  /** Facts that rest only on a text match: the grade is then at best provisional (contract section 6). */
  textMatched: Fact[];
}

/** An order as the rules see it: what drug or act it is, whatever FHIR shape it came in. */
export interface OrderFacts {
  /** `Type/id`, or the entry's fullUrl where the draft has no id. */
  reference: string;
  drugs: Drug[];
  acts: Act[];
  /** For an examination or visit: when it is meant to be. */
  when: DateWindow | null;
  name: string;
  textMatch: boolean;
}
