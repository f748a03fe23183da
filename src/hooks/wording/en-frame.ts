/** English titles, labels and fixed lines around the findings. */
import type { FrameWords, PorchWords, RulebookWords, ServiceWords, Words } from './words';
import type { Sentence } from './sentence';

export const frameIn = (s: (template: string) => Sentence): FrameWords => ({
  sourceLabel: 'gnen-cds: gastric neuroendocrine neoplasms',
  rulebookLink: s('Rule {rule} in the rulebook'),
  smartLink: 'Open the g-NEN workspace',
  topics: {
    summary: 'Summary', contradiction: 'Contradiction in the record', missingData: 'Missing data', activeAcidSuppressant: 'Active acid suppressant', surveillanceOverdue: 'Surveillance overdue',
    orderCheck: 'Order check', problemWorkUp: 'Work-up of a new problem', appointmentWindow: 'Surveillance window', dischargeSurveillance: 'Surveillance after discharge',
  },
  neoplasm: { NET: 'Gastric NET', NEC: 'Gastric NEC', MiNEN: 'Gastric MiNEN', 'NET-or-NEC': 'Gastric NET G3 or NEC', undetermined: 'Gastric neuroendocrine neoplasm, kind undetermined' },
  type: s('type {type} ({status})'),
  typeUndetermined: 'type undetermined',
  labels: { grade: 'Grade', type: 'Type', stage: 'Stage' },
  stage: s('stage {group}'),
  sections: {
    concluded: 'Concluded', evidence: 'From these results', missing: 'Missing, and why it matters', conflicts: 'Contradictions', management: 'Management, and who says it', surveillance: 'Surveillance',
    prognosis: 'Prognosis (background)', notices: 'To note', newer: 'Newer guidance, not in the source review', rejected: 'Not used', data: 'Data', workUp: 'Suggested work-up',
  },
  conditional: s('conditional[, not known: {needs}]'),
  attributed: s('{who}'),
  level: s('level {level}'),
  notKnown: s('Not known, and needed to judge this: {facts}.'),
  neededFor: s('needed for {uses}'),
  textMatch: 'text match, to be confirmed',
  every: s('every {min}–{max} months'), everyOne: s('every {min} months'), forYears: s('for {years} years'), then: s('then every {min}–{max} months'), thenOne: s('then every {min} months'),
  due: s('Next due between {earliest} and {latest}.'), overdue: s('Overdue since {latest}.'), testsLine: s('Tests: {tests}.'), phaseLine: s('Now: {phase}.'),
  dueShort: s('next {test} due by {latest}'), overdueShort: s('{test} overdue since {latest}'), dateMissingShort: 'next date not known',
  moreLines: s('… and {count} more.'),
  candidates: s('possible: {grades}'), discordant: s('Ki-67 {ki67}, mitoses {mitoses}'), favours: s('NET G3 or NEC: the clues favour {side}'), notDone: s('Not done: {markers}.'), clue: s('{rule} favours {side}'),
  data: {
    absent: s('Not at hand: {keys}.'), failed: s('Could not be read: {keys}.'), incomplete: s('The search was incomplete: {keys}.'),
  },
  keys: { patient: 'patient', conditions: 'conditions', observations: 'observations', procedures: 'procedures', medications: 'medication orders', statements: 'medication statements', reports: 'diagnostic reports', orders: 'service orders' },
  otherPatientSeen: 'Data of another patient came along and were not used.',
  vitalStatusUnknown: 'The Patient could not be read: the vital status is unknown.',
  conflictsSummary: s('Contradiction in the record: {facts}'), missingSummary: s('Missing for this gastric NEN: {facts}'), ppiSummary: s('Active acid suppressant ({drugs}) in a type I gastric NET: contraindicated in principle'),
  keepPpiSummary: s('Acid suppressant active ({drugs}), type not settled: neither start nor stop it for the tumour'), overdueSummary: s('Surveillance of the gastric NEN is overdue since {latest}'), addedProblemSummary: s('New gastric NEN on the problem list; missing work-up: {facts}'),
  addedProblemUnread: 'New gastric NEN on the problem list; which work-up is missing cannot be told, observations could not be read completely',
  missingUnread: s('{fact}: not among the data at hand; needed for {uses}'), proceduresAbsent: 'Procedures were not at hand: a later visit may have taken place.',
  missingBecause: s('{fact}: not on record; needed for {uses}'), workUpLine: s('{item}[: for {facts}] ({rules})'),
  keepPpiDetail: 'Before the type is settled the acid suppressant is neither started nor stopped for the sake of the tumour.', avoidPpiDetail: 'In type I acid suppression raises gastrin further; in principle a PPI or P-CAB is contraindicated. The clinician may override this with a reason.',
  appointmentEarly: s('This appointment ({when}) is earlier than the surveillance window {earliest} to {latest}'), appointmentLate: s('This appointment ({when}) is later than the surveillance window {earliest} to {latest}'),
  appointmentDetail: s('By the stated interval the next visit falls between {earliest} and {latest}; the appointment is on {when}.'),
  dischargeOverdue: s('At discharge: surveillance overdue since {latest}, no active order found'), dischargeDue: s('At discharge: surveillance due by {latest}, no active order found'),
  dischargeOverdueUnread: s('At discharge: surveillance overdue since {latest}; whether it is ordered is not known'), dischargeDueUnread: s('At discharge: surveillance due by {latest}; whether it is ordered is not known'),
  ordersUnread: 'Service orders could not be read: whether the visit is already ordered is not known.', noActiveOrder: 'No active order for it was found.',
  surveillanceVisit: s('Order the surveillance visit: {tests}'), moveVisit: s('Move the visit into the window {earliest} to {latest}'),
  thisOrder: 'This order', asSoonAsPossible: 'That window has passed: the visit is due as soon as possible.',
  plainCard: 'Advice on this gastric neuroendocrine neoplasm could not be displayed in full; please see the rulebook.',
  notApplicable: { 'AP-1': 'No evidence of a gastric neuroendocrine neoplasm.', 'AP-2': 'A neuroendocrine neoplasm of another primary site only.', 'AP-3': 'The patient is recorded as deceased.' },
  suggestCreate: s('Order: {item}'), suggestRemove: s('Remove the order: {name}'), suggestMove: s('Move {name} to {earliest}'), suggestMoveSoon: s('Move {name} forward, as soon as possible from {earliest}'), reasonText: s('Gastric neuroendocrine neoplasm: {item} ({rule})'), noteText: s('Due between {earliest} and {latest}.'),
  beside: s('beside {rule}'),
  nothing: 'none',
  assessmentOf: s('Assessment of {patient} on {date}'),
  knowledge: s('Knowledge base {version}, reviewed {date}'),
  summaryAction: s('{diagnosis}: {action}'), summaryTop: s('{diagnosis}'),
});

export const servicesIn: ServiceWords = {
  'gnen-patient-view': { title: 'Gastric NEN: summary', description: 'Classification, management and surveillance of a gastric neuroendocrine neoplasm from the record, each statement with its rule and source; contradictions, missing data, active acid suppressants and overdue surveillance as cards of their own.' },
  'gnen-order-select': { title: 'Gastric NEN: selected orders', description: 'Checks the selected draft orders of a patient with a gastric neuroendocrine neoplasm against the rules.' },
  'gnen-order-sign': { title: 'Gastric NEN: orders to be signed', description: 'Checks all orders about to be signed for a patient with a gastric neuroendocrine neoplasm against the rules.' },
  'gnen-problem-list-item-create': { title: 'Gastric NEN: new problem', description: 'When a gastric neuroendocrine neoplasm is added to the problem list: which work-up is missing.' },
  'gnen-appointment-book': { title: 'Gastric NEN: appointment', description: 'Holds a proposed gastroscopy or follow-up visit against the surveillance window.' },
  'gnen-encounter-discharge': { title: 'Gastric NEN: discharge', description: 'At discharge: surveillance that is overdue or due within three months and not ordered.' },
  usageRequirements: 'FHIR R4. Conditions are needed, from prefetch or from the FHIR server; the other prefetch keys make the answer more certain. The service supports a clinician and decides nothing.',
};

export const porchIn = (s: (template: string) => Sentence): PorchWords => ({
  cli: {
    description: s('Assesses the gastric neuroendocrine neoplasm in FHIR R4 Bundles (JSON, or NDJSON with a Bundle a line).'), asOf: s('day of the assessment, YYYY-MM-DD (default: today, UTC)'), lang: s('language of the text: en or zh-CN'),
    json: s('print NDJSON, one assessment a line'), files: s('files to read'), badLine: s('{file}, line {line}: {reason}'), badFile: s('{file}: {reason}'), badDate: s('--as-of wants a full date, YYYY-MM-DD; found {found}'), badLanguage: s('--lang wants en or zh-CN; found {found}'), noFiles: s('Name at least one file.'),
  },
  errors: {
    'not-json': 'The body is not JSON.', 'not-utf8': 'The body is not valid UTF-8.', 'no-resource-type': 'A FHIR resource has a string resourceType; none was found.', 'not-a-bundle': 'Only a Bundle can be assessed.', 'two-patients': 'The Bundle holds more than one Patient; send one patient at a time.',
    'subjects-differ': 'The resources of the Bundle point to different patients and no Patient says which is meant.', 'as-of': 'asOf is a full date, YYYY-MM-DD.', 'conditions-missing': 'The conditions could not be had from prefetch or from the FHIR server; send them as prefetch.conditions.',
    busy: 'The service is busy; please come back later.', defect: 'Something went wrong in the service; please report the incident id.', untrusted: 'The caller is not trusted.', 'not-found': 'There is nothing at this address.', 'too-large': 'The request is too large.',
  },
});

export const rulebookIn: RulebookWords = {
  title: 'Rulebook of gnen-cds', introduction: 'Every rule the service applies: its condition, what follows, where it comes from, and newer guidance beside it.', rule: 'Rule', when: 'When', then: 'Then', source: 'Source', attributedTo: 'Attributed to', newer: 'Newer guidance', newerTitle: 'Newer guidance, not in the source review',
  topic: 'Topic', knowledgeVersion: 'Knowledge version', reviewed: 'Reviewed', checkBeforeUse: 'A clinician checks each statement against the primary source before clinical use.', beyond: 'beyond the review', language: 'Language',
  search: 'Search', allTopics: 'All topics', found: 'found', stories: 'Stories that exercise it', fate: 'Cards that named it', shown: 'shown', accepted: 'accepted', overridden: 'overridden', sources: 'Sources', reading: 'Read', confirmedOn: 'Confirmed on',
  strength: 'Strength', secondHandTag: 'second-hand', sourceTitle: 'What it is',
  secondHand: 'Decision support, to be checked by a clinician. Statements marked V1 were read in an abstract, V2 in a transcription or reprint; the guidelines that the review quotes were read only there.',
  readings: { 'in-full': 'in full', V1: 'V1: in its abstract', V2: 'V2: second-hand, in a transcription or reprint', quoted: 'second-hand, as the review quotes it' },
  topics: { applicability: 'Applicability', grade: 'Grade', type: 'Type', differential: 'NET G3 or NEC', immunohistochemistry: 'Immunohistochemistry', stage: 'Stage', 'management-type-i': 'Management: type I', 'management-type-ii': 'Management: type II', 'management-type-iii': 'Management: type III', 'management-nec': 'Management: NEC', 'management-metastatic-net': 'Management: metastatic NET', 'management-metastatic-nec': 'Management: metastatic NEC', 'management-minen': 'Management: MiNEN', supportive: 'Supportive care', surveillance: 'Surveillance', prognosis: 'Prognosis', orders: 'Orders' },
};

export const overrideReasonsIn: Words['overrideReasons'] = {
  'specialist-decision': 'Decided with the specialist or tumour board', 'benefit-outweighs-risk': 'Benefit outweighs the risk in this patient', 'other-indication': 'Needed for another indication', 'already-done': 'Recommended action was already completed',
  'data-wrong': 'The record is wrong or incomplete', 'patient-preference': "The patient's choice", 'evidence-disputed': 'Recipient disagrees with recommendation because of issues with the evidence',
};
