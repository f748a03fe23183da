/** What must have words in every language: a code without its words does not compile. */
import type {
  ConflictCode, Depth, DifferentialSide, Fact, GradeStatus, Kind, NecSubtype, NoticeCode, RecommendationCode, RejectionReason, Strength,
  SurveillanceBasis, SurveillancePhase, SurveillanceTest, TypeStatus,
} from '../../engine';
import type { PrefetchKey, ServiceId } from '../wire';
import type { OverrideReason } from '../override-reasons';
import type { CardTopic } from '../cards/topics';
import type { NewerNoteId, OrderRuleId, PrognosisRuleId } from './rule-ids';
import type { Sentence } from './sentence';

export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The codes of an assessment, in words. */
export interface CodeWords {
  facts: Record<Fact, string>;
  kinds: Record<Kind, string>;
  subtypes: Record<NecSubtype, string>;
  gradeStatuses: Record<GradeStatus, string>;
  typeStatuses: Record<TypeStatus, string>;
  strengths: Record<Strength, string>;
  bases: Record<SurveillanceBasis, string>;
  phases: Record<SurveillancePhase, string>;
  tests: Record<SurveillanceTest, string>;
  depths: Record<Depth, string>;
  sides: Record<DifferentialSide, string>;
  rejections: Record<RejectionReason, string>;
  recommendations: Record<RecommendationCode, string>;
  /** Other values that stand in `about`: drugs, acts, sites, who says it. A value without an entry is shown as it is. */
  terms: Record<string, string>;
}

/** The sentences a conclusion carries. */
export interface ConclusionWords {
  notices: Record<NoticeCode, Sentence>;
  conflicts: Record<ConflictCode, Sentence>;
  prognosis: Record<PrognosisRuleId, Sentence>;
  newer: Record<NewerNoteId, { source: string; text: string }>;
}

/** What an order card says: `against` doubles as the plain finding, `undecided` when a fact it needs is not known. */
export interface OrderWords { headline: Sentence; undecided: Sentence; detail: Sentence }

/** The frame around the findings: titles, labels, fixed lines. */
export interface FrameWords {
  sourceLabel: string;
  rulebookLink: Sentence;
  smartLink: string;
  topics: Record<CardTopic, string>;
  neoplasm: { NET: string; NEC: string; MiNEN: string; 'NET-or-NEC': string; undetermined: string };
  type: Sentence;
  typeUndetermined: string;
  labels: Record<'grade' | 'type' | 'stage', string>;
  stage: Sentence;
  sections: Record<'concluded' | 'evidence' | 'missing' | 'conflicts' | 'management' | 'surveillance' | 'prognosis' | 'notices' | 'newer' | 'rejected' | 'data' | 'workUp', string>;
  conditional: Sentence;
  attributed: Sentence;
  level: Sentence;
  neededFor: Sentence;
  notKnown: Sentence;
  textMatch: string;
  every: Sentence; everyOne: Sentence; forYears: Sentence; then: Sentence; thenOne: Sentence; due: Sentence; overdue: Sentence; testsLine: Sentence; phaseLine: Sentence;
  dueShort: Sentence; overdueShort: Sentence; dateMissingShort: string;
  moreLines: Sentence;
  candidates: Sentence; discordant: Sentence; favours: Sentence; notDone: Sentence; clue: Sentence;
  data: Record<'absent' | 'failed' | 'incomplete', Sentence>;
  keys: Record<PrefetchKey, string>;
  vitalStatusUnknown: string;
  otherPatientSeen: string;
  conflictsSummary: Sentence; missingSummary: Sentence; ppiSummary: Sentence; keepPpiSummary: Sentence; overdueSummary: Sentence; addedProblemSummary: Sentence;
  addedProblemUnread: string;
  /** A fact that may be on record, where not all of it was read. */
  missingUnread: Sentence;
  /** What a due date leaves open where nobody could ask for the procedures. */
  proceduresAbsent: string;
  missingBecause: Sentence; workUpLine: Sentence; keepPpiDetail: string; avoidPpiDetail: string;
  appointmentEarly: Sentence; appointmentLate: Sentence; appointmentDetail: Sentence; dischargeOverdue: Sentence; dischargeDue: Sentence; dischargeOverdueUnread: Sentence; dischargeDueUnread: Sentence; ordersUnread: string; noActiveOrder: string;
  surveillanceVisit: Sentence; moveVisit: Sentence;
  /** A draft that has no name. */
  thisOrder: string;
  /** What is due although its window has passed. */
  asSoonAsPossible: string;
  plainCard: string;
  notApplicable: Record<'AP-1' | 'AP-2' | 'AP-3', string>;
  suggestCreate: Sentence; suggestRemove: Sentence; suggestMove: Sentence; suggestMoveSoon: Sentence; reasonText: Sentence; noteText: Sentence;
  beside: Sentence;
  nothing: string;
  assessmentOf: Sentence;
  knowledge: Sentence;
  summaryAction: Sentence; summaryTop: Sentence;
}

/** Names and preconditions of the services, as discovery shows them. */
export type ServiceWords = Record<ServiceId, { title: string; description: string }> & { usageRequirements: string };

/** Sentences for people outside a card: the command line and errors. */
export interface PorchWords {
  cli: Record<'description' | 'asOf' | 'lang' | 'json' | 'files' | 'badLine' | 'badFile' | 'badDate' | 'badLanguage' | 'noFiles', Sentence>;
  errors: Record<'not-json' | 'not-utf8' | 'no-resource-type' | 'not-a-bundle' | 'two-patients' | 'subjects-differ' | 'as-of' | 'conditions-missing' | 'busy' | 'defect' | 'untrusted' | 'not-found' | 'too-large', string>;
}

/** Fixed labels of the rulebook page. */
/** The topics by which the rulebook is ordered; those of the engine's rules. */
export type RuleTopic = 'applicability' | 'grade' | 'type' | 'differential' | 'immunohistochemistry' | 'stage' | 'management-type-i' | 'management-type-ii' | 'management-type-iii' | 'management-nec' | 'management-metastatic-net' | 'management-metastatic-nec' | 'management-minen' | 'supportive' | 'surveillance' | 'prognosis' | 'orders';
export type RulebookWords = Record<'title' | 'introduction' | 'rule' | 'when' | 'then' | 'source' | 'attributedTo' | 'newer' | 'newerTitle' | 'topic' | 'knowledgeVersion' | 'reviewed' | 'checkBeforeUse' | 'beyond' | 'language' | 'search' | 'allTopics' | 'found' | 'stories' | 'fate' | 'shown' | 'accepted' | 'overridden' | 'sources' | 'reading' | 'confirmedOn' | 'secondHand' | 'strength' | 'secondHandTag' | 'sourceTitle', string> & { topics: Record<RuleTopic, string>; readings: Record<'in-full' | 'V1' | 'V2' | 'quoted', string> };

export interface Words {
  language: Language;
  codes: CodeWords;
  conclusion: ConclusionWords;
  orders: Record<OrderRuleId, OrderWords>;
  frame: FrameWords;
  services: ServiceWords;
  porch: PorchWords;
  rulebook: RulebookWords;
  overrideReasons: Record<OverrideReason, string>;
  /** One value of an `about`: a code becomes its words, a date is written as the language writes it. */
  value(value: string | number): string;
  /** `2026-05-01`, `2026-05` or `2026`. */
  date(iso: string): string;
  /** "a, b and c". */
  list(items: readonly string[]): string;
  /** Sentences one after the other. */
  join(sentences: readonly string[]): string;
  /** A label and what follows it. */
  labelled(label: string, text: string): string;
  parenthesis(text: string): string;
}
