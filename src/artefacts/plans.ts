/**
 * The rules as event-condition-action plans: one PlanDefinition a service, triggered by its hook, an action a rule with its citation;
 * the orders they suggest as ActivityDefinitions; the rule data itself as a Library.
 * @see Clinical Practice Guidelines on FHIR; CDS Hooks with PlanDefinition
 */
import { NEWER_NOTES, type RecommendationCode, RULES, type RuleRecord } from '../engine';
import { discovery, type Orderable, GASTROSCOPY, SERVICE_IDS, type ServiceId, WORK_UP } from '../hooks';
import { type Artefact, canonical, NOT_A_DECISION, published, SYSTEMS } from './resource';

const DRUG_OR_ACT_CHECKS = /^OR-/;

/** Which rules speak at which hook. */
const SPEAKS: Readonly<Record<ServiceId, (rule: RuleRecord) => boolean>> = {
  'gnen-patient-view': (rule) => !DRUG_OR_ACT_CHECKS.test(rule.id),
  'gnen-order-select': (rule) => DRUG_OR_ACT_CHECKS.test(rule.id),
  'gnen-order-sign': (rule) => DRUG_OR_ACT_CHECKS.test(rule.id),
  'gnen-problem-list-item-create': (rule) => /^(AP|GR|TY|IH|SC)-/.test(rule.id),
  'gnen-appointment-book': (rule) => /^SU-/.test(rule.id) || rule.id === 'OR-12',
  'gnen-encounter-discharge': (rule) => /^SU-/.test(rule.id),
};

export function plans(baseUrl: string): Artefact[] {
  const described = new Map(discovery('en').services.map((service) => [service.id, service]));
  return SERVICE_IDS.map((id) => {
    const service = described.get(id);
    const trigger = [{ type: 'named-event', name: service?.hook ?? id }];
    const rules = RULES.filter(SPEAKS[id]);
    return published('PlanDefinition', id, service?.title ?? id, `${service?.description ?? id} ${NOT_A_DECISION}`, {
      meta: { profile: ['cdshooksserviceplandefinition', 'shareableplandefinition', 'computableplandefinition'].map((profile) => `http://hl7.org/fhir/StructureDefinition/${profile}`) },
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/cqf-cdsHooksEndpoint', valueUri: `${baseUrl}/cds-services/${id}` }, ...KNOWLEDGE_LEVEL],
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'eca-rule', display: 'ECA Rule' }] },
      subjectCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Patient' }] },
      usage: service?.usageRequirements ?? NOT_A_DECISION,
      relatedArtifact: [{ type: 'documentation', label: 'Rulebook', url: `${baseUrl}/rulebook` }, ...sourcesOf(rules)],
      library: [canonical('Library', 'rules')],
      action: [{ title: service?.title ?? id, trigger, action: rules.map((rule) => action(rule, baseUrl)) }],
    });
  });
}

/** How far the knowledge is formalised, as CPG-on-FHIR says it: the conditions are run by this service and only worded here. */
const CPG = 'http://hl7.org/fhir/uv/cpg/StructureDefinition';
const KNOWLEDGE_LEVEL = [
  ...['shareable', 'publishable'].map((valueCode) => ({ url: `${CPG}/cpg-knowledgeCapability`, valueCode })), { url: `${CPG}/cpg-knowledgeRepresentationLevel`, valueCode: 'semi-structured' },
];

/** What the rules of a plan rest on, each once; newer guidance apart. */
function sourcesOf(rules: readonly RuleRecord[]): Record<string, unknown>[] {
  const said = [...new Set(rules.flatMap(({ because }) => [because.source, ...because.attributedTo]))].sort();
  const newer = [...new Set(NEWER_NOTES.filter((note) => rules.some((rule) => rule.newer.includes(note.id))).map((note) => note.source))].sort();
  return [...said.map((citation) => ({ type: 'citation', citation })), ...newer.map((citation) => ({ type: 'citation', label: 'Newer, not in the source review', citation }))];
}

function action(rule: RuleRecord, baseUrl: string): Record<string, unknown> {
  const suggested = suggestedBy(rule);
  return {
    id: rule.id, title: rule.id, description: `${rule.when} → ${rule.then}`,
    code: [{ coding: [{ system: SYSTEMS.rules, code: rule.id }] }],
    // No expression language of FHIR's runs it: this service does. Its words stand here, and `textEquivalent` says what follows.
    textEquivalent: rule.then,
    condition: [{ kind: 'applicability', extension: [{ url: canonical('StructureDefinition', 'rule-condition'), valueString: rule.when }] }],
    documentation: [
      { type: 'citation', label: `${rule.because.source}, ${rule.because.at}`, citation: `${[...rule.because.attributedTo, rule.because.source].join('; ')}: ${rule.because.says}` },
      { type: 'documentation', label: `Rulebook, ${rule.id}`, url: `${baseUrl}/rulebook#${rule.id}` },
      ...NEWER_NOTES.filter((note) => rule.newer.includes(note.id)).map((note) => ({ type: 'citation', label: `${note.id}, newer, not in the source review`, citation: `${note.source}: ${note.says}` })),
    ],
    ...(suggested.length === 0 ? {} : { selectionBehavior: 'any', action: suggested.map((id) => ({ title: id, definitionCanonical: canonical('ActivityDefinition', id) })) }),
  };
}

/** Orders that a rule asks for beside those that its consequence names by their code (section 8.8 of the rules). */
const ALSO_ASKED: Readonly<Record<string, readonly (RecommendationCode | 'surveillance')[]>> = {
  'GR-4': ['ki67-count', 'mitotic-count'], 'GR-5': ['ki67-count', 'mitotic-count'], 'GR-7': ['pathology-review'], 'GR-8': ['pathology-review'], 'GR-9': ['pathology-review'], 'GR-12': ['pathology-review'], 'DX-8': ['pathology-review'],
  'TY-4': ['gastrin-measurement', 'background-histology', 'gastrinoma-workup'], 'TY-5': ['background-histology', 'gastrinoma-workup', 'eus-staging'], 'TY-6': ['eus-staging'],
  'TY-7': ['gastrin-measurement', 'background-histology', 'eus-staging'], 'TY-10': ['eus-staging'],
  'IH-1': ['basic-ihc'], 'IH-2': ['sstr2-stain', 'mgmt-test', 'insm1-stain'], 'SU-1': ['surveillance'], 'SU-2': ['surveillance'], 'SU-3': ['surveillance'], 'SU-4': ['surveillance'],
  'OR-5': ['eus-staging'], 'OR-7': ['sstr-imaging'], 'OR-10': ['mmr-msi-tmb-testing'], 'OR-12': ['surveillance'], 'OR-13': ['mgmt-test'], 'OR-16': ['pathology-review'],
};

function suggestedBy(rule: RuleRecord): string[] {
  const also = ALSO_ASKED[rule.id] ?? [];
  return orders().filter(({ code }) => also.includes(code) || new RegExp(`(^|[^a-z-])${code}([^a-z-]|$)`).test(rule.then)).map(({ id }) => id);
}

interface Order { id: string; code: RecommendationCode | 'surveillance'; orderable: Orderable }

function orders(): Order[] {
  const entries = Object.entries(WORK_UP) as [RecommendationCode, readonly Orderable[]][]; // sound: the record's keys are recommendation codes
  const work = entries.flatMap(([code, list]) => list.map((orderable, index): Order => ({ id: list.length === 1 ? code : `${code}-${index + 1}`, code, orderable })));
  return [...work, { id: 'surveillance-gastroscopy', code: 'surveillance', orderable: GASTROSCOPY }];
}

export function activities(): Artefact[] {
  return orders().map(({ id, code, orderable }) => published('ActivityDefinition', id, orderable.text.en, `The order that a card suggests: ${orderable.text.en} (${orderable.text['zh-CN']}). ${NOT_A_DECISION}`, {
    meta: { profile: ['http://hl7.org/fhir/StructureDefinition/shareableactivitydefinition'] },
    kind: 'ServiceRequest', intent: 'proposal', profile: canonical('StructureDefinition', 'suggested-order'), library: [canonical('Library', 'rules')], subjectCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Patient' }] },
    ...(code === 'surveillance' ? {} : { topic: [{ coding: [{ system: SYSTEMS.recommendations, code }] }] }),
    code: { ...(orderable.coding === null ? {} : { coding: [{ ...orderable.coding }] }), text: orderable.text.en },
  }));
}

export function library(): Artefact {
  const data = JSON.stringify({ rules: RULES, newer: NEWER_NOTES });
  return published('Library', 'rules', 'Rules as data', `Every rule as a record: id, condition, consequence, source. ${NOT_A_DECISION}`, {
    meta: { profile: ['http://hl7.org/fhir/StructureDefinition/shareablelibrary'] },
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'logic-library', display: 'Logic Library' }] },
    relatedArtifact: [{ type: 'depends-on', resource: SYSTEMS.facts }, { type: 'depends-on', resource: SYSTEMS.rules }],
    content: [{ contentType: 'application/json', data: Buffer.from(data, 'utf8').toString('base64') }],
  });
}
