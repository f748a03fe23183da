/**
 * What the rules conclude, as codes: contract section 4 without its sentences.
 * `hooks/wording` adds every `text`; the JSON Schema of the published form is in `hooks/assessment-schema`.
 */
import type {
  ClinicalType, ConflictCode, Depth, DifferentialSide, Fact, Grade, GradeStatus, Kind, MCategory, NCategory, NecSubtype, NoticeCode,
  RecommendationCode, StageGroup, Strength, SurveillanceBasis, SurveillancePhase, SurveillanceTest, TCategory, TypeStatus,
} from './vocabulary';

/** Parameters of a sentence: plain values only, never resources. */
export type About = Record<string, string | number>;

export interface NeoplasmPart { kind: Kind; subtype: NecSubtype | null; rules: string[] }
export interface GradePart {
  value: Grade | null; status: GradeStatus; candidates: Grade[]; discordant: boolean;
  by: { ki67: Grade | null; mitoses: Grade | null }; rules: string[];
}
export interface TypePart { value: ClinicalType | null; status: TypeStatus; rules: string[] }
export interface DifferentialPart { favours: DifferentialSide; clues: { rule: string; favours: 'NET G3' | 'NEC'; facts: Fact[] }[]; notDone: string[] }
export interface StagePart {
  t: TCategory | null; n: NCategory | null; m: MCategory | null; group: StageGroup | null; basis: 'recorded' | 'derived' | null; depth: Depth | null; rules: string[];
}
export interface Recommendation {
  code: RecommendationCode; strength: Strength; conditional: boolean; rule: string; attribution: string[]; newer: string[];
  /** Facts the condition needs that are unknown: why it is conditional. */
  needs: Fact[];
  about: About;
}
export interface Months { min: number; max: number }
export interface SurveillancePart {
  every: Months | null; forYears: number | null; then: Months | null; phase: SurveillancePhase | null; tests: SurveillanceTest[];
  due: { earliest: string; latest: string; overdue: boolean } | null;
  basis: SurveillanceBasis; rules: string[];
}
export interface PrognosisLine { rule: string; about: About }
export interface MissingFact { fact: Fact; for: string[]; rule: string }
export interface Conflict { rule: string; code: ConflictCode; facts: Fact[]; about: About }
export interface Notice { code: NoticeCode; rule: string; severity: 'info' | 'warning'; facts: Fact[]; about: About }
export interface NewerNote { id: string; beside: string }

/** Why the service says nothing: no evidence (AP-1), another primary site only (AP-2), deceased (AP-3). */
export type Conclusion =
  | { applicable: false; rules: string[] }
  | {
      applicable: true; rules: string[];
      neoplasm: NeoplasmPart; grade: GradePart; type: TypePart; differential: DifferentialPart | null; stage: StagePart;
      recommendations: Recommendation[]; surveillance: SurveillancePart; prognosis: PrognosisLine[];
      missing: MissingFact[]; conflicts: Conflict[]; notices: Notice[]; newerNotes: NewerNote[];
    };
export type ApplicableConclusion = Extract<Conclusion, { applicable: true }>;

/** One order check that fired (section 12): one per draft order, naming every rule that spoke about it. */
export interface OrderFinding {
  /** `OrderFacts.reference` of the drafts it is about (several for a combination). */
  orders: string[];
  /** OR rule ids, and the rules they rest on, e.g. `['OR-1', 'SC-1']`. */
  rules: string[];
  /** Each OR rule that fired with the rules it rests on and its parameters; an undecided one is `info` and says what is missing. */
  points: { rule: string; restsOn: string[]; stance: 'against' | 'agrees' | 'undecided' | 'first'; indicator: 'info' | 'warning' | 'critical'; missing: Fact[]; about: About }[];
  indicator: 'info' | 'warning' | 'critical';
  /** What would be better ordered first or instead, as recommendation codes; `remove` when the draft is advised against. */
  remove: boolean;
  order: RecommendationCode[];
  /** For OR-12: the window to move the appointment or order to. */
  window: { earliest: string; latest: string } | null;
}
