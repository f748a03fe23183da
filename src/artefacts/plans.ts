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
  'gnen-order-select': (rule) => DRUG_OR_ACT_CHECKS.test(rule.id) && rule.id !== 'OR-12',
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
    return published('PlanDefinition', id, service?.title ?? id, `${service?.description ?? id} ${NOT_A_DECISION}`, {
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/plan-definition-type', code: 'eca-rule', display: 'ECA Rule' }] },
      subjectCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Patient' }] },
      usage: service?.usageRequirements ?? NOT_A_DECISION,
      relatedArtifact: [{ type: 'documentation', label: 'Rulebook', url: `${baseUrl}/rulebook` }],
      library: [canonical('Library', 'rules')],
      action: [{ title: service?.title ?? id, trigger, action: RULES.filter(SPEAKS[id]).map((rule) => action(rule, baseUrl)) }],
    });
  });
}

function action(rule: RuleRecord, baseUrl: string): Record<string, unknown> {
  const suggested = suggestedBy(rule);
  return {
    id: rule.id, title: rule.id, description: `${rule.when} → ${rule.then}`,
    code: [{ coding: [{ system: SYSTEMS.rules, code: rule.id }] }],
    documentation: [
      { type: 'citation', label: `${rule.because.source}, ${rule.because.at}`, citation: `${[...rule.because.attributedTo, rule.because.source].join('; ')}: ${rule.because.says}` },
      { type: 'documentation', label: `Rulebook, ${rule.id}`, url: `${baseUrl}/rulebook#${rule.id}` },
      ...NEWER_NOTES.filter((note) => rule.newer.includes(note.id)).map((note) => ({ type: 'citation', label: `${note.id}, newer, not in the source review`, citation: `${note.source}: ${note.says}` })),
    ],
    ...(suggested.length === 0 ? {} : { selectionBehavior: 'any', action: suggested.map((id) => ({ title: id, definitionCanonical: canonical('ActivityDefinition', id) })) }),
  };
}

/** Orders that a rule's consequence names by their recommendation code. */
function suggestedBy(rule: RuleRecord): string[] {
  return orders().filter(({ code }) => new RegExp(`(^|[^a-z-])${code}([^a-z-]|$)`).test(rule.then)).map(({ id }) => id);
}

interface Order { id: string; code: RecommendationCode | 'surveillance'; orderable: Orderable }

function orders(): Order[] {
  const entries = Object.entries(WORK_UP) as [RecommendationCode, readonly Orderable[]][]; // sound: the record's keys are recommendation codes
  const work = entries.flatMap(([code, list]) => list.map((orderable, index): Order => ({ id: list.length === 1 ? code : `${code}-${index + 1}`, code, orderable })));
  return [...work, { id: 'surveillance-gastroscopy', code: 'surveillance', orderable: GASTROSCOPY }];
}

export function activities(): Artefact[] {
  return orders().map(({ id, code, orderable }) => published('ActivityDefinition', id, orderable.text.en, `The order that a card suggests: ${orderable.text.en} (${orderable.text['zh-CN']}). ${NOT_A_DECISION}`, {
    kind: 'ServiceRequest', intent: 'proposal', subjectCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Patient' }] },
    ...(code === 'surveillance' ? {} : { topic: [{ coding: [{ system: SYSTEMS.recommendations, code }] }] }),
    code: { ...(orderable.coding === null ? {} : { coding: [{ ...orderable.coding }] }), text: orderable.text.en },
  }));
}

export function library(): Artefact {
  const data = JSON.stringify({ rules: RULES, newer: NEWER_NOTES });
  return published('Library', 'rules', 'Rules as data', `Every rule as a record: id, condition, consequence, source. ${NOT_A_DECISION}`, {
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'logic-library', display: 'Logic Library' }] },
    relatedArtifact: [{ type: 'depends-on', resource: SYSTEMS.facts }, { type: 'depends-on', resource: SYSTEMS.rules }],
    content: [{ contentType: 'application/json', data: Buffer.from(data, 'utf8').toString('base64') }],
  });
}
